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
from typing import Any

from faults import answers, failing_restores, shim, work, world
from faults.piece import Fact
from faults.strikes import Full, Strike
from faults.trial import Outcome, child

from dlschool.errors import Refused
from dlschool.services import history
from dlschool.services.opening import Store

SEED = 137
NO_WORK = -1
"""An opening adds no line to the journal."""
LEFT = (0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128)
"""Pages of 4 KiB that a full disk has left."""
FEW = (("ENOSPC", False), ("EIO", True))
"""Manners of a short run."""
FAR_OFF = 3000
"""More operations than any call needs: where the loop is given up as endless."""

Under = Callable[[Callable[[], Fact | None]], Fact | None]
"""Runs a call while the disk fails."""


@dataclass(slots=True)
class Ending:
    """How a call under fire ended, and what the store held before it."""

    before: world.Proof = world.Proof(0, "")
    actions: int = 0
    fact: Fact | None = None
    refused: str = ""
    struck: int = 0
    counted: int = 0
    back_to: int | None = None
    """A restore goes back to this action."""
    trouble: str = ""


@dataclass(slots=True)
class Tally:
    tried: int = 0
    done: int = 0
    refused: int = 0
    lost: list[str] = field(default_factory=list)


Run = Callable[[Path, Under, Callable[..., None]], None]
"""One operation at a place; it says what the store held before it."""


def names() -> list[str]:
    """Every operation under fire."""
    return [*_APART, *work.PIECES]


def some(seed: int) -> list[str]:
    """Of a short run: what writes much or outside of rows, and some of the single services."""
    single = [name for name in work.PIECES if name in work.SINGLE]
    taken = set(Random(seed).sample(single, 16))
    return [name for name in names() if name not in work.SINGLE or name in taken]


def _laid(name: str, place: Path, sample: Path) -> Run:
    """The place as the operation finds it, and the operation.

    A piece of work is prepared once, here: what it needs is the same for every blow.
    """
    _emptied(place)
    if name in ("new school", "migration"):
        place.mkdir()
    else:
        shutil.copytree(sample, place)
    if name == "migration":
        world.old_school(place)
    if name in _APART:
        return _APART[name]
    db = world.opened(place)
    wanted = work.PIECES[name].prepare(db, Random(SEED))
    db.close()
    return _of_piece(name, wanted)


def _emptied(place: Path) -> None:
    if place.exists():
        shutil.rmtree(place)


def _opening(place: Path, under: Under, say: Callable[..., None]) -> None:
    def call() -> None:
        world.opened(place).close()

    say("before", world.Proof(0, ""), NO_WORK, None)
    under(call)
    _goes_on(world.opened(place))


def _restoring(restore: Callable[[Path, Under], None]) -> Callable[..., None]:
    def run(place: Path, under: Under, say: Callable[..., None]) -> None:
        say("before", world.Proof(0, ""), NO_WORK, None)
        restore(place, under)
        _goes_on(world.opened(place))

    return run


def _of_piece(name: str, wanted: Any) -> Run:
    def run(place: Path, under: Under, say: Callable[..., None]) -> None:
        db = world.opened(place)
        back_to = wanted.manifest.action if name == work.RESTORE else None
        say("before", world.proof(db), len(history.actions(db, limit=10**6)), back_to)
        under(lambda: work.PIECES[name].do(db, wanted))
        _goes_on(db)

    return run


def _goes_on(db: Store) -> None:
    """Once the disk is whole, the same session works on, and its work can be taken back.

    One more refusal is borne: a store that was connected while the disk failed learns by it.
    """
    register = work.PIECES["register"]
    wanted = register.prepare(db, Random(SEED + 1))
    try:
        register.do(db, wanted)
    except Refused:
        register.do(db, wanted)
    history.undo(db)
    db.close()


_APART: dict[str, Run] = {
    "opening": _opening,
    "new school": _opening,
    "migration": _opening,
    "restored anew": _restoring(failing_restores.anew),
    "restored over": _restoring(failing_restores.over),
}
"""Operations that open a store themselves."""


def struck(run: Run, place: Path, strike: Strike | Full) -> Ending:
    """The operation in a child of its own while the disk fails as the strike says."""

    def job(say: Callable[..., None]) -> None:
        def under(call: Callable[[], Fact | None]) -> Fact | None:
            strike.begin(place)
            try:
                fact, refused = call(), ""
            except Refused as refusal:
                fact, refused = None, refusal.text("ru")
            say("ended", fact, refused, *strike.end(place))
            return fact

        shim.watch(place)
        run(place, under, say)

    return _ending(child(job))


def _ending(outcome: Outcome) -> Ending:
    ending = Ending(trouble=outcome.trouble)
    for line in outcome.lines:
        if line[0] == "before":
            ending.before, ending.actions = world.Proof(*line[1]), int(line[2])  # type: ignore[misc, call-overload]
            ending.back_to = line[3]  # type: ignore[assignment]
        elif line[0] == "ended":
            ending.fact = tuple(line[1]) if line[1] else None  # type: ignore[arg-type]
            ending.refused = str(line[2])
            ending.counted, ending.struck = int(line[3]), int(line[4])  # type: ignore[call-overload]
    return ending


def exhausted(name: str, folder: Path, points: int = 0, seed: int = 1) -> Tally:
    """Each operation of the call struck in each manner, until the call runs through; or only so many
    `points`, taken at random, once a full disk, for ever a broken one.
    """
    tally, fire = Tally(), Fire(name, folder / "place", folder / "ready")
    usual, many = fire.laid(folder / "sample", tally)
    if tally.lost:
        return tally
    few = [Random(seed + n).randint(1, many) for n in range(points)]
    manners = FEW if few else product(shim.ERRORS, (False, True))
    for error, forever in manners:
        for at in few or range(1, FAR_OFF):
            if not fire.one(Strike(at, error, forever), usual, tally) and not few:
                break
    return tally


def on_a_full_disk(name: str, disk: Path, sample: Path) -> Tally:
    """The call on a disk with ever more bytes left; `disk`: a small file system of its own."""
    tally, fire = Tally(), Fire(name, disk / "place", sample.parent / f"ready-{name}")
    usual, _ = fire.laid(sample, tally)
    for pages in LEFT if not tally.lost else ():
        fire.one(Full(pages * 4096), usual, tally)
    shutil.rmtree(fire.place)
    return tally


class Fire:
    """An operation that is struck again and again, each time at the same place."""

    def __init__(self, name: str, place: Path, ready: Path) -> None:
        self.name, self.place, self.ready = name, place, ready
        self.run: Run = _opening

    def laid(self, sample: Path, tally: Tally) -> tuple[int, int]:
        """Prepares it, and does it without a fault: actions in the journal after the call, operations
        of the disk during it.
        """
        self.run = _laid(self.name, self.place, sample)
        shutil.copytree(self.place, self.ready)
        clean = struck(self.run, self.place, Strike(0, "EIO", False))
        if clean.trouble or clean.refused:
            tally.lost.append(
                f"{self.name}: not even without a fault: {clean.refused}{clean.trouble}"
            )
        return _actions(self.place), clean.counted

    def one(self, strike: Strike | Full, usual: int, tally: Tally) -> bool:
        """One blow and what it left; False: the call ran through without it."""
        _emptied(self.place)
        shutil.copytree(self.ready, self.place)
        ending = struck(self.run, self.place, strike)
        wrong = _wrong(self.place, ending, usual)
        tally.lost += [f"{self.name}, {strike}: {each}" for each in wrong]
        if not ending.struck and not ending.trouble:
            return False
        tally.tried += 1
        tally.refused += bool(ending.refused)
        tally.done += not ending.refused and not ending.trouble
        return True


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
        found = answers.lost(place, 9, [ending.before], ending.fact, ending.back_to)
        there = _actions(place)
    except Exception:
        return [traceback.format_exc(limit=-3)]
    lines = 0 if ending.actions == NO_WORK else usual - ending.actions - 2
    allowed = {usual, usual - lines} if ending.refused else {usual}
    if there not in allowed:
        found.append(f"{there} actions instead of {allowed}: {ending.refused or 'done'}")
    return found
