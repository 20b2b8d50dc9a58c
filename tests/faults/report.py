"""All parts of the torment, shared out among processes, and what came of them as a table."""

import argparse
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from faults import damage, failing, kills, pairs, world

PARTS = ("kills", "cuts", "pairs", "failing", "full", "damages")
CHUNK = 125
PAIRS = "two at work at once, one killed by SIGKILL"
KILLS, CUTS = "killed by SIGKILL at work", "power cut at work (what was not synced is lost)"


@dataclass(slots=True)
class Line:
    """One kind of torment: how many were tried, how they ended, what was lost."""

    what: str
    tried: int = 0
    endings: dict[str, int] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)

    def add(self, other: "Line") -> None:
        self.tried += other.tried
        self.lost += other.lost
        for ending, count in other.endings.items():
            self.endings[ending] = self.endings.get(ending, 0) + count

    def json(self) -> dict[str, Any]:
        return asdict(self)


def run(folder: Path, wanted: argparse.Namespace) -> list[Line]:
    """Every part that is wanted; lines of the same name are one."""
    world.made(folder / "sample")
    jobs = list(_jobs(folder, wanted))
    lines: dict[str, Line] = {}
    with get_context("fork").Pool(wanted.workers, _quiet, maxtasksperchild=1) as pool:
        for line in pool.imap(_call, jobs, chunksize=1):
            lines.setdefault(line.what, Line(line.what)).add(line)
    return list(lines.values())


def _quiet() -> None:
    """SQLCipher tells of every damaged page by itself: here they are many."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


Job = Callable[[], Line]


def _call(job: Job) -> Line:
    return job()


def _jobs(folder: Path, wanted: argparse.Namespace) -> Iterator[Job]:
    parts = wanted.only or PARTS
    seed = wanted.seed
    for part, count in (("kills", wanted.kills), ("cuts", wanted.cuts)):
        for number, left in enumerate(range(count, 0, -CHUNK)) if part in parts else ():
            blows = min(CHUNK, left)
            yield partial(_tormented, folder, seed * 100 + number, blows, part == "cuts")
    for number, left in enumerate(range(wanted.pairs, 0, -CHUNK)) if "pairs" in parts else ():
        yield partial(_paired, folder, seed * 100 + number, min(CHUNK, left))
    everything = failing.some(seed) if wanted.points else failing.names()
    operations = wanted.operation or everything
    for name in operations if "failing" in parts else ():
        yield partial(_failed, folder, name, wanted.points, seed)
    if "full" in parts:
        few = ["edit", "scan", "backup"] if wanted.points else failing.some(seed)
        yield partial(_filled, folder, wanted.operation or few)
    for name in damage.FILES if "damages" in parts else ():
        yield partial(_damaged, folder, name, wanted.damages, seed)


def _own(folder: Path, *name: object) -> Path:
    """A folder for one job, with the sample in it."""
    made = folder / "-".join(str(part) for part in name).replace(" ", "-")
    shutil.copytree(folder / "sample", made / "sample")
    return made


def _tormented(folder: Path, seed: int, blows: int, power: bool) -> Line:
    tally = kills.torment(_own(folder, power, seed), seed, blows, power)
    endings = {"acknowledged": tally.acknowledged, **dict(sorted(tally.pieces.items()))}
    return Line(CUTS if power else KILLS, tally.tried, endings, tally.lost)


def _paired(folder: Path, seed: int, count: int) -> Line:
    tally = pairs.torment(_own(folder, "pairs", seed), seed, count)
    endings = {"acknowledged": tally.acknowledged, **dict(sorted(tally.pieces.items()))}
    return Line(PAIRS, tally.tried, endings, tally.lost)


def _failed(folder: Path, name: str, points: int, seed: int) -> Line:
    tally = failing.exhausted(name, _own(folder, "failing", name), points, seed)
    endings = {"done": tally.done, "refused": tally.refused}
    return Line(f"N-th operation of the disk fails: {name}", tally.tried, endings, tally.lost)


def _filled(folder: Path, operations: list[str]) -> Line:
    line, disk = Line("disk truly full (small tmpfs)"), folder / "full"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16m", "none", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mount, check=False).returncode:
        line.endings["not run: this user cannot mount"] = 0
        return line
    try:
        for name in operations:
            tally = failing.on_a_full_disk(name, disk, folder / "sample")
            endings = {"done": tally.done, "refused": tally.refused}
            line.add(Line(name, tally.tried, endings, tally.lost))
    finally:
        subprocess.run(["umount", str(disk)], check=False)
    return line


def _damaged(folder: Path, name: str, count: int, seed: int) -> Line:
    tally = damage.damaged(_own(folder, "damage", name), name, count, seed)
    return Line(f"flipped, zeroed, cut, gone: {name}", tally.tried, dict(tally.endings), tally.lost)


def table(lines: list[Line]) -> str:
    """For people, and for the README."""
    said = [f"{'':56}{'tried':>7}{'lost':>6}  ended"]
    for line in lines:
        shown = [f"{ending} {count}" for ending, count in line.endings.items()]
        said.append(f"{line.what:56}{line.tried:7}{len(line.lost):6}  {', '.join(shown)}")
    tried, lost = sum(line.tried for line in lines), sum(len(line.lost) for line in lines)
    said.append(f"{'in all':56}{tried:7}{lost:6}")
    said += [f"\n{each}" for line in lines for each in line.lost[:5]]
    return "\n".join(said)
