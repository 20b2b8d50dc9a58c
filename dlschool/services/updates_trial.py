"""A new version on trial: settled when it has worked, given up when the launcher went back from it."""

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass, replace

from dlschool.errors import Refused
from dlschool.update import lock, start, versions
from dlschool.update.place import WENT_BACK, Place
from dlschool.update.start import Start


@dataclass(frozen=True, slots=True)
class State:
    """What stands in `start`, seen from the running program."""

    running: str
    current: str
    before: str
    """The version that is one click away; empty: there is none."""
    trial: bool
    """The running version has not been settled yet."""
    waits: bool
    """A newer version was put beside this one and waits for the next start."""
    failed: str


def state(place: Place) -> State:
    """Never refused: without a readable `start` only the running version is known."""
    now = start.read(place.target) or Start(place.version)
    own = now.current == place.version
    other = now.before if own else now.current
    known = other != place.version and place.tree(other) is not None
    waits = not own and now.trial and known and is_newer(now.current, place.version)
    return State(
        running=place.version,
        current=now.current if own or known else place.version,
        before=other if known and not waits else "",
        trial=own and now.trial,
        waits=waits,
        failed=now.failed,
    )


def is_newer(one: str, other: str) -> bool:
    return versions.order(one) > versions.order(other)


def shown(place: Place) -> None:
    """The version on trial has shown its first window: the launcher counts its starts anew."""
    _settle(place, lambda now: replace(now, tries=0))


def worked(place: Place) -> None:
    """It has opened the school's data and its window answers: from now on it is the version."""
    _settle(place, lambda now: replace(now, tries=None, failed=""))


def _settle(place: Place, become: Callable[[Start], Start]) -> None:
    def settled(now: Start) -> Start:
        return become(now) if now.trial and now.current == place.version else now

    _written(place, settled)


def went_back() -> str:
    """The version from which the launcher went back in this start; empty: it did not."""
    said = os.environ.get(WENT_BACK, "")
    return said if versions.is_version(said) else ""


def give_up(place: Place, version: str) -> None:
    """The version did not start: it is not tried again by itself, this one is the version."""

    def given_up(now: Start) -> Start:
        if now.current != version or version == place.version:
            return now
        return Start(place.version, failed=version)

    _written(place, given_up)


def _written(place: Place, become: Callable[[Start], Start]) -> None:
    """What cannot be written now is written at the next start."""
    before = start.read(place.target)
    if before is None or become(before) == before:
        return
    with contextlib.suppress(OSError, Refused), lock.alone(place.target):
        now = start.read(place.target)
        if now is not None and (after := become(now)) != now:
            start.write(place.target, after)
