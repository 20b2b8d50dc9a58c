"""Epochs: each life of a base has its own, kept inside the base and, by this machine, outside of it.

A base that was restored, or that goes on after it came from elsewhere, begins a new epoch; so an
exchange with the department knows that its numbers start anew. A copy that goes on in two places, or
an old copy put in the store's place by hand, is known at the opening.
"""

import secrets
from dataclasses import dataclass
from enum import StrEnum

from dlschool.domain.access import Right
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import machine
from dlschool.services.access import need
from dlschool.services.machine import Memory
from dlschool.store import backups, copied_store, mark, meta
from dlschool.store.connection import Store
from dlschool.store.copied_store import Mark

_EPOCH, _MACHINE = "epoch", "machine"


class Kind(StrEnum):
    SAME = "same"
    MOVED = "moved"
    """Last worked with on another computer; nothing of this one is missing in it."""
    CLONE = "clone"
    """Two copies went on, each by itself."""
    STALE = "stale"
    """Older than what this computer worked with last."""
    LOST = "lost"
    """Newest work of this very base is missing in it: its file or log was damaged."""


@dataclass(frozen=True, slots=True)
class State:
    """What a base is to this machine; `sentence` says it and what to do, None when all is well."""

    kind: Kind
    sentence: Refused | None = None


_SENTENCES = {
    Kind.MOVED: N_(
        "These data were last worked with on another computer. If work goes on here from now on, "
        "choose to go on here, and do not work on the other computer any more."
    ),
    Kind.CLONE: N_(
        "Two copies of these data were worked with separately: this one lacks what was done in the "
        "other. Decide which of them is the right one: go on here, or restore the newest backup of "
        "the other. What is in only one of them has to be entered again."
    ),
    Kind.STALE: N_(
        "These data are an old copy: this computer has already worked with newer ones. Restore the "
        "newest backup; or go on here if the newer work is to be given up."
    ),
}
_LOST = N_(
    "The newest saved work is missing in these data (actions {first}–{last} of the journal): the store "
    "or the file school.db-wal beside it was damaged. Restore the newest backup if it is newer; or go "
    "on here and enter that work again."
)


def look(db: Store) -> State:
    """What the opened base is to this machine. Writes nothing."""
    kind = _kind(db, copied_store.mark(db), machine.remembered(backups.school_id(db)))
    if kind in {Kind.SAME, Kind.MOVED} and (gone := mark.lost(db)):
        return State(Kind.LOST, Refused(_LOST, first=gone.first, last=gone.last))
    sentence = _SENTENCES.get(kind)
    return State(kind, Refused(sentence) if sentence else None)


def _kind(db: Store, base: Mark, memory: Memory | None) -> Kind:
    ours = meta.value(db, _MACHINE) in ("", machine.identity())
    if not base.epoch or (memory is not None and base.epoch == memory.coming):
        return Kind.SAME
    if memory is None or not memory.epoch:
        return Kind.SAME if ours else Kind.MOVED
    if _count(base.epoch) < _count(memory.epoch):
        return Kind.STALE
    if base.change < memory.change and base.epoch == memory.epoch:
        return Kind.STALE
    restored_here = ours and _count(base.epoch) > _count(memory.epoch)
    if not restored_here and (not _holds(db, memory) or _another_life(base, memory)):
        return Kind.CLONE
    return Kind.SAME if ours else Kind.MOVED


def _another_life(base: Mark, memory: Memory) -> bool:
    """Two epochs with one number: each was begun without knowing of the other."""
    return base.epoch != memory.epoch and _count(base.epoch) == _count(memory.epoch)


def _holds(db: Store, memory: Memory) -> bool:
    """Whether the newest change that this machine saw is in the base, as it was."""
    if not memory.change:
        return True
    found = db.value("select hash from main.changes where id = ?", (memory.change,))
    return bool(found == memory.head)


def _count(epoch: str) -> int:
    number = epoch.partition(":")[0]
    return int(number) if number.isdecimal() else 0


def next_epoch(*known: str) -> str:
    """A new epoch after all these: «3:5f0c…»."""
    return f"{max((_count(epoch) for epoch in known), default=0) + 1}:{secrets.token_hex(8)}"


def settle(db: Store, *, go_on: bool = False) -> State:
    """Called after every opening: gives a new base its first epoch, remembers the base on this machine.
    A strange base is left as it is unless `go_on`: then a new epoch begins. Refused: the user's role.
    """
    state = look(db)
    if db.refuses is not None or (state.kind is not Kind.SAME and not go_on):
        return state
    if state.kind is not Kind.SAME:
        need(db, Right.BACKUP)
    if state.kind is not Kind.SAME or not meta.value(db, _EPOCH):
        begin(db)
    remember(db)
    return State(Kind.SAME)


def refuse_strange(db: Store, *, go_on: bool = False) -> None:
    """For commands. Refused: the base moved here, is one of two, or is an old copy."""
    state = settle(db, go_on=go_on)
    if state.sentence is not None:
        raise state.sentence


def begin(db: Store) -> str:
    """A new epoch of the base on this machine; returns it."""
    school = backups.school_id(db)
    epoch = after(school, meta.value(db, _EPOCH))
    machine.expect(school, epoch)
    meta.keep(db, marks(epoch))
    return epoch


def after(school: str, *known: str) -> str:
    """An epoch newer than these and than what this machine remembers."""
    memory = machine.remembered(school) or Memory()
    return next_epoch(memory.epoch, memory.coming, *known)


def marks(epoch: str) -> dict[str, str]:
    """What a base that begins an epoch on this machine says of itself."""
    return {_EPOCH: epoch, _MACHINE: machine.identity()}


def remember(db: Store) -> None:
    """How far the base is now; called at the opening, after a backup, at the end. What this machine
    remembers is not overwritten by a strange base.
    """
    if look(db).kind is not Kind.SAME:
        return
    now = copied_store.mark(db)
    machine.remember(backups.school_id(db), Memory(now.epoch, now.change, now.head))
