"""Bytes flipped and files cut short: found and named, never a crash, never silently other data."""

import hashlib
import shutil
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from faults import work, world
from faults.trial import child

from dlschool.errors import Refused
from dlschool.services import backups, cases, pupils, restoring, scans
from dlschool.services.opening import Store

SAME, NAMED, REFUSED = "same", "named", "refused"
"""How a damage ended: nothing of the data was touched by it; it is named; opening refuses it."""


FILES = ("store", "WAL", "mark", "keys", "scans", "backups")


@dataclass(slots=True)
class Tally:
    tried: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)


def prepared(place: Path) -> None:
    """A school with scans, two backups (here and on the stick), and pages that wait in the WAL."""
    world.made(place)
    db = world.opened(place)
    rng = Random(1)
    for name in ("paper", "scan", "import", "backup", "edit", "order", "backup"):
        piece = work.PIECES[name]
        piece.do(db, piece.prepare(db, rng))
    db.close()

    def killed(say: object) -> None:
        again = world.opened(place, 30)
        for name in ("edit", "register"):
            work.PIECES[name].do(again, work.PIECES[name].prepare(again, rng))
        while True:
            pass

    child(killed, 1.0)


def files(place: Path) -> dict[str, list[Path]]:
    """What is damaged, by the name of its row in the report."""
    school = world.school(place)
    copies = [*(school / "copies").rglob("*"), *world.stick(place).rglob("*")]
    return {
        "store": [school / "school.db"],
        "WAL": [school / "school.db-wal"],
        "mark": [school / "school.mark"],
        "keys": [school / "keys.json"],
        "scans": [path for path in (school / "scans").rglob("*") if path.is_file()],
        "backups": sorted(path for path in copies if path.is_file()),
    }


def _damaged(path: Path, rng: Random) -> str:
    """Flips a byte, zeroes a sector, cuts the file short, empties it, or takes it away."""
    content = bytearray(path.read_bytes())
    manner = rng.choices(("flip", "zero", "cut", "empty", "gone"), (8, 3, 4, 1, 1))[0]
    place = rng.randrange(max(1, len(content)))
    if manner == "gone":
        path.unlink()
        return "gone"
    if manner == "flip" and content:
        content[place] ^= 1 << rng.randrange(8)
    elif manner == "zero":
        content[place : place + 512] = bytes(len(content[place : place + 512]))
    elif manner == "cut":
        del content[place:]
    else:
        content.clear()
    path.write_bytes(content)
    return f"{manner} at {place}"


def picture(db: Store) -> str:
    """All that services tell of the school: what must never be silently other than it was."""
    known = pupils.known(db)
    records = list(cases.every_record(db))
    papers = [paper for record in records for paper in record.papers]
    kept = [scan for paper in papers for scan in scans.scans(db, paper.id or 0)]
    content = [scans.scan_content(db, scan.id or 0)[0] for scan in kept]
    told = repr([known, records, kept, content])
    return hashlib.sha256(told.encode()).hexdigest()


def taken(place: Path, whole: str) -> str:
    """How the program takes the damage. Raises what it should not: whatever is not `Refused`."""
    try:
        db = world.opened(place, 60)
    except Refused as refusal:
        return REFUSED if refusal.text("kk") and refusal.text("ru") else "refused without words"
    try:
        found = world.faults(db) + _of_backups(db, place)
        if found:
            return NAMED
        return SAME if picture(db) == whole else "silently other data"
    except Refused:
        return REFUSED
    finally:
        db.close()


def _of_backups(db: Store, place: Path) -> list[str]:
    """What is wrong with the backups, in words; those that are sound must restore."""
    found = []
    for backup in backups.listed(db, world.settings(place)):
        try:
            found += [each.text("ru") for each in backups.verify(db, backup)]
            if not backup.sound:
                continue
            restoring.loss(db, backup)
        except Refused as refusal:
            found.append(refusal.text("ru"))
    return found


def damaged(folder: Path, name: str, count: int, seed: int) -> Tally:
    """So many damages of the files of one name, each in a fresh copy of the school."""
    tally, rng, sample = Tally(), Random(seed), folder / "whole"
    if not sample.exists():
        prepared(sample)
    whole = _before(sample, folder / "seen")
    place = folder / "place"
    for _ in range(count):
        if place.exists():
            shutil.rmtree(place)
        shutil.copytree(sample, place)
        path = rng.choice(files(place)[name])
        how = f"{path.relative_to(place)} {_damaged(path, rng)}"
        outcome = child(lambda say: say("ended", taken(place, whole)))
        ending = outcome.trouble or str(outcome.lines[-1][1])
        tally.tried += 1
        tally.endings[ending.splitlines()[-1]] += 1
        if ending not in {SAME, NAMED, REFUSED}:
            tally.lost.append(f"{how}: {ending}")
    return tally


def _before(sample: Path, place: Path) -> str:
    """What the whole school tells."""
    shutil.copytree(sample, place)
    db = world.opened(place, 60)
    told = picture(db)
    db.close()
    shutil.rmtree(place)
    return told
