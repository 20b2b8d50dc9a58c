"""Repair of a damaged store, and what it saved in words."""

from dataclasses import dataclass
from pathlib import Path

from dlschool.domain.access import Right
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.paths import DataFolder
from dlschool.services import entering, opening
from dlschool.services.access import need
from dlschool.services.opening import Clock, Unlocked
from dlschool.store import blobs, changes, lock, newer, repair
from dlschool.store.connection import Store
from dlschool.store.lock import Machine
from dlschool.store.naming import KINDS, named
from dlschool.store.repair import Repaired

_NAMED = 200
"""So many records of a table are named one by one."""
_OTHER = {
    "changes": Text("Журнал жазбасы", "Запись журнала"),
    "actions": Text("Журналдағы әрекет", "Действие в журнале"),
    "drafts": Text("Аяқталмаған мәтін", "Незаконченный текст"),
    "pins": Text("PIN-код", "PIN-код"),
    "meta": Text("Дерекқор белгісі", "Служебная запись базы"),
}


@dataclass(frozen=True, slots=True)
class Report:
    """What a repair did; each line is a record or a range in words, the table's name beside it."""

    rows: int
    broken_pages: int
    pages: int
    aside: Path
    brought: tuple[Text, ...] = ()
    """Read from the journal instead, as they were last written."""
    older: tuple[Text, ...] = ()
    """Read from the journal, while a later line of it is lost: to be looked at."""
    lost: tuple[Text, ...] = ()
    perhaps: tuple[Text, ...] = ()
    """Numbers that could not be read; whether anything stood there nobody knows."""
    scans: tuple[Text, ...] = ()
    """Scans that are missing or damaged."""

    def parts(self) -> dict[str, tuple[Text, ...]]:
        """By the names that a program reads."""
        return {
            "brought_back": self.brought,
            "to_look_at": self.older,
            "lost": self.lost,
            "perhaps_lost": self.perhaps,
            "scans": self.scans,
        }

    def whole(self) -> bool:
        return not (self.older or self.lost or self.perhaps or self.scans)


def repair_store(
    folder: DataFolder, clock: Clock, keys: Unlocked, here: Machine | None = None
) -> Report:
    """Saves what can be read into a fresh store; the damaged one is set aside.

    Refused: somebody has the store open, the disk does not take it (nothing was changed), nothing can
    be read (restore a backup), the store reads whole and the user may not put another in its place.
    """
    newer.refuse_store(folder.store, keys.keys.store)
    mine = _alone(folder, clock, here or entering.this_machine())
    try:
        _refuse_needless(folder, clock, keys)
        done = repair.repair(folder, keys.keys.store, keys.ring.school_id, clock())
        db = opening.opened(folder, clock, keys)
    finally:
        lock.leave(mine)
    try:
        report = _report(db, done)
    finally:
        db.close()
    _forget_unclean(folder, clock, here or entering.this_machine())
    return report


def _refuse_needless(folder: DataFolder, clock: Clock, keys: Unlocked) -> None:
    """A damaged store is mended by whoever can sign in; a whole one is rewritten by its owners only."""
    if not folder.store.exists() or repair.damage(folder, keys.keys.store):
        return
    try:
        db = opening.opened(folder, clock, keys)
    except Refused:
        return
    try:
        need(db, Right.RESTORE)
    finally:
        db.close()


def _alone(folder: DataFolder, clock: Clock, here: Machine) -> lock.Opened:
    beside = lock.enter(folder, here, clock())
    if refusal := beside.refusal():
        raise refusal
    if lock.others(folder, beside.mine):
        lock.leave(beside.mine)
        raise Refused(N_("Somebody else has the data open. Close the other windows and try again."))
    return beside.mine


def _forget_unclean(folder: DataFolder, clock: Clock, here: Machine) -> None:
    beside = lock.enter(folder, here, clock())
    lock.forget(beside)
    lock.leave(beside.mine)


def _report(db: Store, done: Repaired) -> Report:
    saved = done.saved
    return Report(
        saved.rows,
        done.broken_pages,
        done.pages,
        done.aside,
        _lines(db, saved.brought),
        _lines(db, saved.older),
        _lines(db, saved.lost),
        _lines(db, saved.perhaps),
        tuple(_scans(db)),
    )


def _lines(db: Store, found: dict[str, list[int]]) -> tuple[Text, ...]:
    lines: list[Text] = []
    for table, ids in found.items():
        if table in changes.THINGS and len(ids) <= _NAMED:
            lines += [named(db, table, row_id) for row_id in ids]
        elif ids:
            kind = _OTHER.get(table) or KINDS.get(table) or Text(table, table)
            lines.append(Text(f"{kind.kk}: {_numbers(ids)}", f"{kind.ru}: {_numbers(ids)}"))
    return tuple(lines)


def _numbers(ids: list[int]) -> str:
    """«№ 3–7, 12»."""
    ranges: list[list[int]] = []
    for number in sorted(set(ids)):
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return "№ " + ", ".join(f"{a}" if a == b else f"{a}–{b}" for a, b in ranges)


def _scans(db: Store) -> list[Text]:
    rows = db.rows("select min(id) as id, digest from main.scans group by digest")
    return [named(db, "scans", row["id"]) for row in rows if not blobs.whole(db, row["digest"])]


_HEADS = {
    "brought_back": N_("Brought back from the journal:"),
    "to_look_at": N_("Brought back from the journal, perhaps not the newest state; look at it:"),
    "lost": N_("Lost:"),
    "perhaps_lost": N_("Could not be read; perhaps nothing stood there:"),
    "scans": N_("Scans that are missing or damaged:"),
}


def said(report: Report, language: str) -> list[str]:
    """The report for a person, line by line."""
    pages = N_("Saved records: {count}. Damaged pages: {broken} of {pages}.")
    found = [
        Refused(pages, count=report.rows, broken=report.broken_pages, pages=report.pages).text(
            language
        ),
        Refused(N_("The damaged file was set aside: {folder}"), folder=report.aside).text(language),
    ]
    for name, texts in report.parts().items():
        if texts:
            found.append(Refused(_HEADS[name]).text(language))
            found += [f"  {text[language]}" for text in texts]
    if report.whole():
        found.append(Refused(N_("Nothing is lost.")).text(language))
    return found
