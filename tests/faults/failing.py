"""The N-th operation of the disk fails: N = 1, 2, 3 … to the end, once and for ever.

The service either does its work or refuses in words; once the disk is whole again the session goes
on, the store opens, `check` is clean, and the work is wholly there or wholly not.
"""

import contextlib
import os
import shutil
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from random import Random

from faults import answers, shim, work, world
from faults.piece import Fact, Piece
from faults.trial import Outcome, child

from dlschool.errors import Refused
from dlschool.services import history
from dlschool.services.opening import Store

SEED = 137
NO_WORK = -1
"""An opening adds no line to the journal."""
BALLAST = "ballast"
LEFT = (0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128)
"""Pages of 4 KiB that a full disk has left."""
FEW = (("ENOSPC", False), ("EIO", True))
"""Manners of a short run."""
FAR_OFF = 3000
"""More operations than any call needs: where the loop is given up as endless."""

Under = Callable[[Callable[[], Fact | None]], Fact | None]
"""Runs a call while the disk fails."""


@dataclass(frozen=True, slots=True)
class Strike:
    """Which operation fails, how, and whether it and all after it do."""

    at: int
    error: str
    forever: bool

    def __str__(self) -> str:
        return f"{self.error} at {self.at}{' and on' if self.forever else ''}"

    def begin(self, place: Path) -> None:
        kinds = shim.CHANGES | (shim.Kind.READ if self.error == "EIO" else 0)
        shim.arm(kinds, self.at, self.forever, shim.ERRORS[self.error])

    def end(self, place: Path) -> tuple[int, int]:
        """How many operations there were, and how many were struck."""
        return shim.disarm()


@dataclass(frozen=True, slots=True)
class Full:
    """A disk that is truly full: a ballast leaves so many bytes of it free."""

    free: int

    def __str__(self) -> str:
        return f"{self.free} bytes left"

    def begin(self, place: Path) -> None:
        ballast = place / BALLAST
        with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
            while file.write(bytes(4096)):
                pass
        os.truncate(ballast, max(0, ballast.stat().st_size - self.free))

    def end(self, place: Path) -> tuple[int, int]:
        (place / BALLAST).unlink()
        return 1, 1


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

    say("before", world.Proof(0, ""), NO_WORK, None)
    under(call)
    _goes_on(world.opened(place))


def _of_piece(piece: Piece) -> Callable[[Path, Under, Callable[..., None]], None]:
    def run(place: Path, under: Under, say: Callable[..., None]) -> None:
        rng = Random(SEED)
        db = world.opened(place)
        wanted = piece.prepare(db, rng)
        back_to = wanted.manifest.action if piece is work.PIECES[work.RESTORE] else None
        say("before", world.proof(db), len(history.actions(db, limit=10**6)), back_to)
        under(lambda: piece.do(db, wanted))
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


def struck(name: str, place: Path, strike: Strike | Full) -> Ending:
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
        pieces()[name](place, under, say)

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
    tally, sample, place = Tally(), folder / "sample", folder / "place"
    usual, many = _usual(name, place, sample, tally)
    if tally.lost:
        return tally
    few = [Random(seed + n).randint(1, many) for n in range(points)]
    manners = FEW if few else product(shim.ERRORS, (False, True))
    for error, forever in manners:
        for at in few or range(1, FAR_OFF):
            _ready(name, place, sample)
            if not _one(name, place, Strike(at, error, forever), usual, tally) and not few:
                break
    return tally


def on_a_full_disk(name: str, disk: Path, sample: Path) -> Tally:
    """The call on a disk with ever more bytes left; `disk`: a small file system of its own."""
    tally, place = Tally(), disk / "place"
    usual, _ = _usual(name, place, sample, tally)
    for pages in LEFT if not tally.lost else ():
        _ready(name, place, sample)
        _one(name, place, Full(pages * 4096), usual, tally)
    shutil.rmtree(place)
    return tally


def _usual(name: str, place: Path, sample: Path, tally: Tally) -> tuple[int, int]:
    """Without a fault: actions in the journal after the call, operations of the disk during it."""
    _ready(name, place, sample)
    clean = struck(name, place, Strike(0, "EIO", False))
    if clean.trouble or clean.refused:
        tally.lost.append(f"{name}: not even without a fault: {clean.refused}{clean.trouble}")
    return _actions(place), clean.counted


def _one(name: str, place: Path, strike: Strike | Full, usual: int, tally: Tally) -> bool:
    """One blow and what it left; False: the call ran through without it."""
    ending = struck(name, place, strike)
    tally.lost += [f"{name}, {strike}: {each}" for each in _wrong(place, ending, usual)]
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
