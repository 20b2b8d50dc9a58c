"""What was done and taken back, whether the store is whole, and copies of it."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.store import changes, copies, undoing
from dlschool.store import check as verified
from dlschool.store import history as store
from dlschool.store.changes import Action
from dlschool.store.check import Finding
from dlschool.store.connection import Store

__all__ = ["Action", "Finding", "actions", "check", "copy_now", "said", "touched", "undo"]


@dataclass(frozen=True, slots=True)
class Copy:
    """A whole copy of the store."""

    path: Path
    at: datetime


def next_undo(db: Store) -> Action | None:
    """The newest piece of work that is not taken back yet; None when there is none."""
    return next(iter(changes.history(db, limit=1, undoable=True)), None)


def undo(db: Store) -> Action:
    """Takes the newest piece of work back and returns it; an import goes as a whole.

    Refused: there is none, or later work stands on it.
    """
    done = next_undo(db)
    if done is None:
        raise Refused(N_("There is nothing to take back."))
    undoing.undo(db, done)
    return done


def actions(db: Store, limit: int = 50) -> list[Action]:
    """Everything that was done, newest first: work, records (printed, sent) and what was undone."""
    return changes.history(db, limit=limit)


def undoable(db: Store, limit: int = 50) -> list[Action]:
    """What Undo would take back, one after another."""
    return changes.history(db, limit=limit, undoable=True)


THING_NAMES = {
    "settings": Text("баптаулар", "настройки"),
    "school": Text("мектеп деректері", "сведения о школе"),
    "staff": Text("қызметкерлер", "сотрудники"),
    "members": Text("кеңес мүшелері", "члены советов"),
    "pupils": Text("білім алушылар", "обучающиеся"),
    "guardians": Text("заңды өкілдер", "законные представители"),
    "cases": Text("істер", "дела"),
    "papers": Text("құжаттар", "документы"),
    "scans": Text("скан-көшірмелер", "сканы"),
    "meetings": Text("отырыстар", "заседания"),
    "items": Text("күн тәртібінің мәселелері", "вопросы повестки"),
    "decisions": Text("шешімдер", "решения"),
    "orders": Text("бұйрықтар", "приказы"),
    "issued": Text("берілген материалдар", "выданные материалы"),
    "postponed": Text("кейінге қалдырылған жұмыстар", "перенесённые работы"),
    "told": Text("хабарлау белгілері", "отметки об оповещении"),
    "prints": Text("басып шығару белгілері", "отметки о печати"),
}
"""What an action may touch, by the journal's name of it."""


def touched(db: Store, action: Action) -> list[Text]:
    """What the action changed and Undo would put back: «обучающиеся: 120», most first."""
    found = store.touched(db, action.id)
    return [
        Text(f"{THING_NAMES[thing].kk}: {count}", f"{THING_NAMES[thing].ru}: {count}")
        for thing, count in found.items()
    ]


def said(action: Action, language: str | None = None) -> str:
    """An action's sentence in "kk" or "ru"; without a language, in that of the window."""
    return changes.said(action, language)


def history_of_case(db: Store, case_id: int, limit: int = 50) -> list[Action]:
    """Actions that touched the case or anything in it, newest first."""
    return store.of_case(db, case_id, limit)


def history_of_pupil(db: Store, pupil_id: int, limit: int = 50) -> list[Action]:
    """Actions that touched the pupil, the guardians or the opening of a case, newest first."""
    return store.of_pupil(db, pupil_id, limit)


def check(db: Store) -> list[Finding]:
    """What is wrong with the store, its journal or its scans; an empty list is a whole store."""
    return verified.check(db)


def copy_now(db: Store, folder: Path | None = None) -> Path:
    """A whole copy of the store, in the data folder's `copies` or in a folder named by a person.

    Beside it lies a note that says which key opens it; the key itself is not copied.
    """
    made = copies.copy(db, folder or db.folder.copies)
    key = sha256(db.folder.key.read_bytes()).hexdigest()[:8]
    note = (
        f"{made.name}: бұл көшірме {db.folder.key.name} файлымен ғана ашылады "
        f"(белгісі {key}). Кілтті бөлек сақтаңыз.\n"
        f"{made.name}: эта копия открывается только с файлом {db.folder.key.name} "
        f"(метка {key}). Храните ключ отдельно.\n"
    )
    made.with_suffix(".txt").write_text(note, "utf-8")
    return made


def last_copy(db: Store) -> Copy | None:
    """The newest copy in the data folder."""
    found = copies.latest(db.folder.copies)
    return Copy(*found) if found else None
