"""Kills and power cuts: whatever a service said is saved must be found when the store opens again."""

import shutil
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryFile

from faults import answers, world
from faults.piece import Fact
from faults.power import Disk
from faults.trial import Blow, Outcome, working

LIFE = 25
"""Blows that one school lives through before a fresh one takes its place."""


UNCOUNTED = ("password", "sheet", "draft")
"""Pieces whose result does not lie in the journal, or in the ring before it does."""


@dataclass(slots=True)
class Tally:
    """Of one kind of torment: how many were tried, what was acknowledged, what went wrong."""

    tried: int = 0
    acknowledged: int = 0
    pieces: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.tried += other.tried
        self.acknowledged += other.acknowledged
        self.pieces += other.pieces
        self.lost += other.lost


class Life:
    """One school, killed again and again."""

    def __init__(self, place: Path, sample: Path, seed: int, power: bool) -> None:
        self.place, self.power, self.rng = place, power, Random(seed)
        self.seed, self.after = seed, 0
        self.proofs: list[world.Proof] = []
        self.fact: Fact | None = None
        self.tally = Tally()
        if place.exists():
            shutil.rmtree(place)
        shutil.copytree(sample, place)

    def blow(self) -> bool:
        """One child until it dies, and the store opened again; False: something was lost."""
        self.after += 10
        seed, blow = self.rng.randrange(2**32), Blow.at_random(self.rng)
        outcome = self._work(seed, blow)
        back_to = self._heard(outcome)
        self.tally.tried += outcome.killed
        try:
            found = answers.lost(self.place, self.after + 9, self.proofs, self.fact, back_to)
        except Exception:
            found = [traceback.format_exc(limit=-3)]
        if outcome.trouble:
            found.append(outcome.trouble)
        kind = "power" if self.power else "kill"
        self.tally.lost += [
            f"{kind} seed {self.seed}/{self.after} {blow}: {each}" for each in found
        ]
        return not found

    def _work(self, seed: int, blow: Blow) -> Outcome:
        if not self.power:
            return working(self.place, seed, self.after, blow)
        disk = Disk(self.place)
        with TemporaryFile(dir=self.place.parent) as log:
            outcome = working(self.place, seed, self.after, blow, log.fileno())
            log.seek(0)
            disk.play(log.read())
        disk.cut(self.rng if self.rng.random() < 0.6 else None)
        return outcome

    def _heard(self, outcome: Outcome) -> int | None:
        """Takes up what was acknowledged; the action to which a restore under way goes back."""
        back_to = None
        for line in outcome.lines:
            if line[0] == "begins" and self.fact and self.fact[0] == line[1] in UNCOUNTED:
                self.fact = None  # the next one may be there before it is acknowledged
            elif line[0] == "restoring":
                back_to = int(line[1])  # type: ignore[call-overload]
            elif line[0] == "done":
                _, name, proof, fact = line
                if back_to is not None:
                    self.proofs = [said for said in self.proofs if said.action <= back_to]
                    back_to = None
                self.tally.pieces[str(name)] += 1
                self.tally.acknowledged += 1
                self.proofs.append(world.Proof(*proof))  # type: ignore[misc]
                self.fact = (fact[0], fact[1], fact[2])  # type: ignore[index]
        return back_to


def torment(folder: Path, seed: int, blows: int, power: bool) -> Tally:
    """So many kills (or power cuts), each of a school that goes on living if it is whole."""
    sample = folder / "sample"
    if not sample.exists():
        world.made(sample)
    whole, number = Tally(), 0
    while whole.tried < blows and len(whole.lost) < 20:
        number += 1
        life = Life(folder / "place", sample, seed * 1000 + number, power)
        for _ in range(LIFE):
            if not life.blow() or whole.tried + life.tally.tried >= blows:
                break
        whole.add(life.tally)
    return whole
