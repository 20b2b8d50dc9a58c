"""The N-th operation of the disk fails: N = 1, 2, 3 … to the end, once and for ever.

The service either does its work or refuses in words; once the disk is whole again the session goes
on, the store opens, `check` is clean, and the work is wholly there or wholly not.
"""

import shutil
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from random import Random

from faults import shim, work, world
from faults.trial import Outcome, child

from dlschool.errors import Refused
from dlschool.services import history
from dlschool.services.opening import Store

SEED = 137
NO_WORK = -1
"""An opening adds no line to the journal."""
FAR_OFF = 3000
"""More operations than any call needs: where the loop is given up as endless."""

Under = Callable[[Callable[[], work.Fact | None]], work.Fact | None]
"""Runs a call while the disk fails."""


@dataclass(frozen=True, slots=True)
class Strike:
    """Which operation fails, how, and whether it and all after it do."""

    at: int
    error: str
    forever: bool

    def __str__(self) -> str:
        return f"{self.error} at {self.at}{' and on' if self.forever else ''}"


@dataclass(slots=True)
class Ending:
    """How a call under fire ended, and what the store held before it."""

    before: world.Proof = world.Proof(0, "")
    actions: int = 0
    fact: work.Fact | None = None
    refused: str = ""
    struck: int = 0
    trouble: str = ""


@dataclass(slots=True)
class Tally:
    tried: int = 0
    done: int = 0
    refused: int = 0
    lost: list[str] = field(default_factory=list)


def pieces() -> dict[str, Callable[[Path, Under, Callable[..., None]], None]]:
    """Every operation under fire by its name."""
    return {
        "opening": _opening,
        "new school": _opening,
        "migration": _opening,
        **{name: _of_piece(piece) for name, piece in work.PIECES.items()},
    }


def _ready(name: str, place: Path, sample: Path) -> None:
    """The place as the operation finds it."""
    if place.exists():
        shutil.rmtree(place)
    if name == "new school":
        place.mkdir()
    elif name == "migration":
        place.mkdir()
        world.old_school(place)
    else:
        shutil.copytree(sample, place)


def _opening(place: Path, under: Under, say: Callable[..., None]) -> None:
    def call() -> None:
        world.opened(place).close()

    say("before", world.Proof(0, ""), NO_WORK)
    under(call)
    _goes_on(world.opened(place))


def _of_piece(piece: work.Piece) -> Callable[[Path, Under, Callable[..., None]], None]:
    def run(place: Path, under: Under, say: Callable[..., None]) -> None:
        rng = Random(SEED)
        db = world.opened(place)
        wanted = piece.prepare(db, rng)
        say("before", world.proof(db), len(history.actions(db, limit=10**6)))
        under(lambda: piece.do(db, wanted))
        _goes_on(db)

    return run


def _goes_on(db: Store) -> None:
    """Once the disk is whole, the same session works on, and its work can be taken back."""
    register = work.PIECES["register"]
    register.do(db, register.prepare(db, Random(SEED + 1)))
    history.undo(db)
    db.close()


def struck(name: str, place: Path, strike: Strike) -> Ending:
    """The operation in a child of its own while the disk fails as the strike says."""

    def job(say: Callable[..., None]) -> None:
        def under(call: Callable[[], work.Fact | None]) -> work.Fact | None:
            error = shim.ERRORS[strike.error]
            kinds = shim.CHANGES | (shim.Kind.READ if strike.error == "EIO" else 0)
            shim.arm(kinds, strike.at, strike.forever, error)
            try:
                fact, refused = call(), ""
            except Refused as refusal:
                fact, refused = None, refusal.text("ru")
            _, struck = shim.disarm()
            say("ended", fact, refused, struck)
            return fact

        shim.watch(place)
        pieces()[name](place, under, say)

    return _ending(child(job))


def _ending(outcome: Outcome) -> Ending:
    ending = Ending(trouble=outcome.trouble)
    for line in outcome.lines:
        if line[0] == "before":
            ending.before, ending.actions = world.Proof(*line[1]), int(line[2])  # type: ignore[misc, call-overload]
        elif line[0] == "ended":
            ending.fact = tuple(line[1]) if line[1] else None  # type: ignore[arg-type]
            ending.refused, ending.struck = str(line[2]), int(line[3])  # type: ignore[call-overload]
    return ending


def exhausted(name: str, folder: Path, step: int = 1, first: int = 1) -> Tally:
    """Every `step`-th operation of the call struck in each manner, until the call runs through."""
    tally, sample, place = Tally(), folder / "sample", folder / "place"
    _ready(name, place, sample)
    clean = struck(name, place, Strike(0, "EIO", False))
    usual = _actions(place)
    if clean.trouble or clean.refused:
        tally.lost.append(f"{name}: not even without a fault: {clean.refused}{clean.trouble}")
        return tally
    for error, forever in product(shim.ERRORS, (False, True)):
        for at in range(first, FAR_OFF, step):
            _ready(name, place, sample)
            strike = Strike(at, error, forever)
            ending = struck(name, place, strike)
            tally.lost += [f"{name}, {strike}: {each}" for each in _wrong(place, ending, usual)]
            if not ending.struck and not ending.trouble:
                break
            tally.tried += 1
            tally.refused += bool(ending.refused)
            tally.done += not ending.refused and not ending.trouble
    return tally


def _actions(place: Path) -> int:
    db = world.opened(place)
    try:
        return len(history.actions(db, limit=10**6))
    finally:
        db.close()


def _wrong(place: Path, ending: Ending, usual: int) -> list[str]:
    """`usual`: actions that the journal holds after the call and what follows it, without faults."""
    if ending.trouble:
        return [ending.trouble]
    try:
        found = work.lost(place, 9, [ending.before], ending.fact)
        there = _actions(place)
    except Exception:
        return [traceback.format_exc(limit=-3)]
    lines = 0 if ending.actions == NO_WORK else usual - ending.actions - 2
    allowed = {usual, usual - lines} if ending.refused else {usual}
    if there not in allowed:
        found.append(f"{there} actions instead of {allowed}: {ending.refused or 'done'}")
    return found
