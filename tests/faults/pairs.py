"""Two programs at work on one school at once, one of them killed: each finds what it was told again."""

import shutil
import traceback
from collections.abc import Callable
from pathlib import Path
from random import Random

from faults import answers, shim, work, world
from faults.kills import LIFE, Tally
from faults.trial import Blow, begun, ended

from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.services.opening import Store
from dlschool.store import ring

PIECES = ("edit", "register", "import", "case", "paper", "scan", "consent", "draft", "user")
OFTEN = 5
"""Pieces of work of the one that ends well; the other one has ten times as many before it."""


def torment(folder: Path, seed: int, count: int) -> Tally:
    """So many kills of one of two."""
    sample, place = folder / "sample", folder / "place"
    tally, rng = Tally(), Random(seed)
    proofs: list[world.Proof] = []
    after = number = 0
    while tally.tried < count and len(tally.lost) < 20:
        if number % LIFE == 0:
            shutil.rmtree(place, ignore_errors=True)
            shutil.copytree(sample, place)
            proofs.clear()
        number, after = number + 1, after + 10
        _two(place, rng, after, proofs, tally)
    return tally


def _two(place: Path, rng: Random, after: int, proofs: list[world.Proof], tally: Tally) -> None:
    blow = Blow(seconds=rng.uniform(0.02, 0.4))
    struck = begun(_job(place, rng.randrange(2**32), after, 10 * OFTEN))
    other = begun(_job(place, rng.randrange(2**32), after, OFTEN))
    outcomes = [ended(struck, blow.seconds), ended(other)]
    tally.tried += outcomes[0].killed
    users: list[str] = []
    for outcome in outcomes:
        for _, name, proof, user in outcome.lines if not outcome.trouble else ():
            proofs.append(world.Proof(*proof))  # type: ignore[misc]
            users += [str(user)] if user else []
            tally.acknowledged += 1
            tally.pieces[str(name)] += 1
    try:
        found = answers.lost(place, after + 9, proofs, None)
        kept = ring.read(DataFolder(world.school(place)).ring)
        found += [f"no keys for {name}" for name in users if kept.wrap(name) is None]
    except Exception:
        found = [traceback.format_exc(limit=-3)]
    found += [outcome.trouble for outcome in outcomes if outcome.trouble]
    tally.lost += [f"two at {after}, {blow}: {each}" for each in found]


def _job(place: Path, seed: int, after: int, often: int) -> Callable[[Callable[..., None]], None]:
    def job(say: Callable[..., None]) -> None:
        rng = Random(seed)
        shim.disarm()
        db = world.opened(place, after)
        for _ in range(often):
            name = rng.choice(PIECES)
            try:
                fact = work.PIECES[name].do(db, work.PIECES[name].prepare(db, rng))
            except Refused:  # the other one was first: nothing was acknowledged
                continue
            say("done", name, _proof(db), fact[2] if name == "user" else "")
        db.close()

    return job


def _proof(db: Store) -> world.Proof:
    """One question: between two of them the other one may have gone on."""
    (row,) = db.stored("select action, hash from main.changes order by id desc limit 1")
    return world.Proof(row["action"], row["hash"])
