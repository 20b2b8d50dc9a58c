"""When to speak with the department next. Pure: times in, times out.

After a failure the pauses grow from half a minute to half an hour, for ever, each a little longer or
shorter than the others' so that a district does not come at once. A clock that jumps does not stop it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

FIRST, MOST = timedelta(seconds=30), timedelta(minutes=30)
"""The pause after the first failure, and the longest."""
SPREAD = 0.25
"""So much of a pause it may be longer or shorter."""
QUIET = timedelta(minutes=2)
"""So long nobody has worked: what was done goes out."""
LATEST = timedelta(minutes=15)
"""So long new work waits at most while somebody works on."""
REGULAR = timedelta(minutes=30)
"""So often it is asked what the department has to say."""


@dataclass(frozen=True, slots=True)
class Tempo:
    """What is remembered between tries; it survives a restart."""

    failures: int = 0
    """In a row."""
    next: datetime | None = None
    """Not before this; None: at once."""


def pause(failures: int, luck: float) -> timedelta:
    """After so many failures in a row (1 and more); `luck` from 0 to 1."""
    grown: timedelta = min(MOST, FIRST * 2 ** min(failures - 1, 20))
    return grown * (1 - SPREAD + 2 * SPREAD * luck)


def failed(before: Tempo, now: datetime, luck: float) -> Tempo:
    failures = before.failures + 1
    return Tempo(failures, now + pause(failures, luck))


def succeeded(now: datetime, luck: float) -> Tempo:
    return Tempo(0, now + REGULAR * (1 - SPREAD + 2 * SPREAD * luck))


def at_once(before: Tempo) -> Tempo:
    """A person asked, or the network changed."""
    return Tempo(before.failures, None)


def due(tempo: Tempo, now: datetime, oldest: datetime | None, newest: datetime | None) -> bool:
    """Whether to speak now; `oldest` and `newest`: when the first and the last piece of work was done that
    the department has not been told of, None when there is none.
    """
    if tempo.next is None or now >= tempo.next or tempo.next - now > 2 * MOST:
        return True
    if tempo.failures or oldest is None or newest is None:
        return False
    return abs(now - newest) >= QUIET or abs(now - oldest) >= LATEST
