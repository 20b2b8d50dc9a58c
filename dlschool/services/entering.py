"""Beginning and ending work in a data folder: who else is there, did the last session end well."""

import socket
from dataclasses import dataclass
from hashlib import blake2b

from dlschool.errors import Newer, Refused
from dlschool.i18n import N_
from dlschool.paths import DataFolder
from dlschool.services import machine, opening
from dlschool.services.opening import Clock, Unlocked
from dlschool.store import guard, lock, read_copy, repair
from dlschool.store import newer as newer_data
from dlschool.store.connection import Store
from dlschool.store.lock import Beside, Machine, Opened
from dlschool.store.read_copy import ReadCopy

BEAT = lock.BEAT
"""How often `Entered.beat` wants to be called while a window is open."""


class Damaged(Refused):
    """The store does not read whole; with these keys it can be repaired (`services.repairing`)."""

    def __init__(self, folder: DataFolder, found: str, keys: Unlocked) -> None:
        super().__init__(
            N_(
                "The store {file} is damaged ({reason}). It can be repaired, or a backup restored. "
                "Nothing was changed."
            ),
            file=folder.store,
            reason=found,
        )
        self.keys = keys


class TooNew(Newer):
    """A newer program made the data; with these keys a copy that this one opens can be put back."""

    def __init__(self, newer: Newer, keys: Unlocked) -> None:
        super().__init__(newer.message, newer.steps, **newer.values)
        self.keys = keys


@dataclass(slots=True)
class Entered:
    """Work in a data folder, from signing in to leaving."""

    db: Store
    mine: Opened | None
    """The session's own file; None: it only reads."""

    def beat(self) -> Refused | None:
        """Says that this session lives; Refused: why nothing can be written any more, if so.

        After the machine slept another one may have gone on: then `db` refuses from now on.
        """
        if self.mine is None:
            return None
        try:
            guard.refuse_gone(self.db)
        except Refused as gone:
            return gone
        if not lock.beat(self.mine):
            return _again(self)
        self.db.refuses = lock.look(self.db.folder, self.mine).refusal()
        return self.db.refuses

    def leave(self) -> None:
        """Ends the work well."""
        self.db.close()
        if self.mine is not None:
            lock.leave(self.mine)
        if isinstance(self.db.folder, ReadCopy):
            read_copy.drop(self.db.folder)


def sign_in(
    folder: DataFolder, clock: Clock, name: str, password: str, here: Machine | None = None
) -> Entered:
    """The store, open for one user; from another machine's folder to read only (`db.refuses`).

    TooNew: a newer program made it. Damaged: it does not read whole after an unclean end, or cannot
    be opened. Refused: as `opening.sign_in`.
    """
    keys = opening.unlocked(folder, clock, name, password)
    return enter(folder, clock, keys, here or this_machine())


def enter(folder: DataFolder, clock: Clock, keys: Unlocked, here: Machine) -> Entered:
    """The same with keys at hand."""
    _finish_repair(folder)
    beside = lock.enter(folder, here, clock())
    if refusal := beside.refusal():
        return _reading(folder, clock, keys, refusal)
    try:
        db = _whole(folder, clock, keys, beside)
    except BaseException:
        lock.leave(beside.mine)
        raise
    lock.forget(beside)
    return Entered(db, beside.mine)


def joined(db: Store, here: Machine | None = None) -> Entered:
    """A store that was just founded, recovered or adopted, as a session.

    After an unclean end it is read through; damage is left for the next signing in to tell.
    """
    beside = lock.enter(db.folder, here or this_machine(), db.now())
    if beside.unclean and not repair.damage(db.folder, db.keys.store):
        lock.forget(beside)
    db.refuses = beside.refusal()
    return Entered(db, None if db.refuses else beside.mine)


def this_machine() -> Machine:
    """PCs whose disks were copied share the system's id: the name in the network tells them apart."""
    name = socket.gethostname()
    said = blake2b(f"{machine.identity()} {name}".encode(), digest_size=8)
    return Machine(said.hexdigest(), name)


def _whole(folder: DataFolder, clock: Clock, keys: Unlocked, beside: Beside) -> Store:
    """The opened store. Data of a newer program give way to the copy that it named for this one."""
    try:
        db = _read_through(folder, clock, keys, beside)
    except Newer as newer:
        from dlschool.services import updates_back

        if not updates_back.carried_out(folder, clock, keys, newer):
            raise TooNew(newer, keys) from newer
        return opening.opened(folder, clock, keys)
    folder.going_back.unlink(missing_ok=True)
    return db


def _read_through(folder: DataFolder, clock: Clock, keys: Unlocked, beside: Beside) -> Store:
    """After an unclean end, or when it does not open, the store's file is read through."""
    if beside.unclean and folder.store.exists():
        _refuse_damaged(folder, keys)
    try:
        return opening.opened(folder, clock, keys)
    except Newer:
        raise
    except Refused:
        if folder.store.exists():
            _refuse_damaged(folder, keys)
        raise


def _refuse_damaged(folder: DataFolder, keys: Unlocked) -> None:
    """Newer data are not damaged, whatever this version makes of them."""
    newer_data.refuse_store(folder.store, keys.keys.store)
    if found := repair.damage(folder, keys.keys.store):
        raise Damaged(folder, found, keys)


def _reading(folder: DataFolder, clock: Clock, keys: Unlocked, refusal: Refused) -> Entered:
    copy = read_copy.take(folder)
    read_copy.sweep(copy)
    try:
        db = opening.opened(copy, clock, keys)
    except BaseException:
        read_copy.drop(copy)
        raise
    db.refuses = refusal
    return Entered(db, None)


def _again(entered: Entered) -> Refused | None:
    """The session's file is gone: the folder went away, and may have come back without it."""
    assert entered.mine is not None
    try:
        beside = lock.enter(entered.db.folder, entered.mine.machine, entered.db.now())
    except Refused as refused:
        return refused
    entered.mine = beside.mine
    entered.db.refuses = beside.refusal()
    return entered.db.refuses


def _finish_repair(folder: DataFolder) -> None:
    try:
        repair.finish(folder)
    except OSError as error:
        raise Refused(
            N_("The data folder {folder} cannot be used: {reason}"),
            folder=folder.root,
            reason=error.strerror or error,
        ) from error
