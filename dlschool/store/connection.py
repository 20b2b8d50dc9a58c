"""Opening the store: the one place. Key, pragmas, migrations, what the user may see."""

import contextlib
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlcipher3 import dbapi2

from dlschool.domain.access import Role, Seal, User
from dlschool.errors import Refused
from dlschool.files import make_folder
from dlschool.i18n import N_
from dlschool.paths import DataFolder
from dlschool.store import keys as crypto
from dlschool.store import migrations, own_pupils, sealing
from dlschool.store.disk_faults import is_busy, of_the_file
from dlschool.store.keys import Keys
from dlschool.store.school_file import connect, let_go

Row = dict[str, Any]

IntegrityError: type[Exception] = dbapi2.IntegrityError
DatabaseError: type[Exception] = dbapi2.DatabaseError

Args = ParamSpec("Args")
Found = TypeVar("Found")


def told(
    work: Callable[Concatenate["Store", Args], Found],
) -> Callable[Concatenate["Store", Args], Found]:
    """`work` on the store with a locked, damaged, full or read-only file told as `Refused`.

    SQLCipher does not forget a page that it could not read: after a fault the store is connected anew.
    """

    @wraps(work)
    def telling(store: "Store", /, *args: Args.args, **more: Args.kwargs) -> Found:
        if store.broken and store.writing is None:
            _connect_anew(store)
        try:
            return work(store, *args, **more)
        except dbapi2.DatabaseError as error:
            if refusal := of_the_file(error, store.folder.store):
                store.broken = not is_busy(error)
                raise refusal from error
            raise

    return telling


@dataclass(slots=True)
class Writing:
    """An action under way: its id, its line as hashed, the newest hash, how many changes so far."""

    id: int
    line: str
    head: str
    changes: int = 0


@dataclass(slots=True)
class Store:
    """The opened database of one school. `clock` is handed in: nothing below reads the time itself."""

    conn: Any
    folder: DataFolder
    clock: Callable[[], datetime]
    keys: Keys
    user: User
    publics: Mapping[Seal, bytes] = field(default_factory=dict)
    """Public keys of the seals: with them anybody seals, nobody reads."""
    writing: Writing | None = None
    """The action that is being written, while a transaction runs."""
    refuses: Refused | None = None
    """Why nothing may be written at present; None: everything may."""
    broken: bool = False
    """The disk failed under the connection: before the next question it is made anew."""
    outside: bool = False
    """What is written now came from the department: it is not the user's role that allows it."""
    time_confirmed: datetime | None = None
    """When a person confirmed that the clock is right though the journal's newest line is far off."""

    @property
    def who(self) -> str:
        """The name that signs the journal."""
        return self.user.name

    def now(self) -> datetime:
        return self.clock()

    def today(self) -> date:
        return self.clock().date()

    def rows(self, sql: str, values: Sequence[object] | dict[str, object] = ()) -> list[Row]:
        """What the user may read: sealed values are opened, or closed (`access.CLOSED`)."""
        found = self.stored(sql, values)
        for column in sealing.NAMES & found[0].keys() if found else ():
            for row in found:
                if sealing.is_sealed(row[column]):
                    row[column] = sealing.opened(self.keys, column, row[column])
        return found

    @told
    def stored(self, sql: str, values: Sequence[object] | dict[str, object] = ()) -> list[Row]:
        """Rows as they lie in the store, sealed values sealed: for the journal and its check."""
        cursor = self.conn.execute(sql, values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def row(self, sql: str, values: Sequence[object] | dict[str, object] = ()) -> Row | None:
        found = self.rows(sql, values)
        return found[0] if found else None

    @told
    def values(self, sql: str, values: Sequence[object] | dict[str, object] = ()) -> list[Any]:
        """The first column of every row."""
        return [row[0] for row in self.conn.execute(sql, values)]

    @told
    def value(self, sql: str, values: Sequence[object] | dict[str, object] = ()) -> Any:
        found = self.conn.execute(sql, values).fetchone()
        return found[0] if found else None

    @told
    def execute(self, sql: str, values: Sequence[object] | dict[str, object] = ()) -> Any:
        return self.conn.execute(sql, values)

    def give_up(self) -> None:
        """Ends the transaction without its work; a disk that failed may have ended it already."""
        with contextlib.suppress(dbapi2.DatabaseError):
            if self.conn.in_transaction:
                self.conn.execute("rollback")

    def close(self) -> None:
        self.conn.close()


def open_store(
    folder: DataFolder,
    clock: Callable[[], datetime],
    keys: Keys,
    user: User,
    school_id: str = "",
) -> Store:
    """The school's store, made if it is not there yet; older schemas are copied, then migrated.

    `school_id`: of a new school; else a random one. Call `seat` when the user's role is known.

    Refused: the folder cannot be written, the store is lost, the keys do not open the file, the
    database is newer than the program.
    """
    make_folders(folder)
    fresh = not folder.store.exists()
    store = Store(connect(folder.store, keys.store), folder, clock, keys, user)
    try:
        _up_to_date(store, fresh)
        _marked(store, school_id)
    except BaseException:
        store.close()
        raise
    return store


def make_folders(folder: DataFolder) -> None:
    """Refused: the folder cannot be used, or its store is lost."""
    try:
        if not folder.root.is_dir():
            make_folder(folder.root)
        for part in (folder.scans, folder.copies, folder.printed):
            part.mkdir(exist_ok=True)
        _refuse_lost(folder)
    except OSError as error:
        raise Refused(
            N_("The data folder {folder} cannot be used: {reason}"),
            folder=folder.root,
            reason=error.strerror or error,
        ) from error


def try_key(folder: DataFolder, key: bytes) -> None:
    """Refused: the key does not open the store in the folder."""
    if folder.store.exists():
        connect(folder.store, key).close()


def _refuse_lost(folder: DataFolder) -> None:
    """A school whose store is gone or empty while its scans or copies are here is not a new one."""
    empty = not folder.store.exists() or folder.store.stat().st_size == 0
    left = any(folder.scans.iterdir()) or any(folder.copies.rglob("*.db"))
    if empty and left and (folder.ring.exists() or folder.key.exists()):
        raise Refused(
            N_("The store {file} is gone, its scans and copies are here. Put back a copy of it."),
            file=folder.store,
        )


@told
def _up_to_date(store: Store, fresh: bool) -> None:
    migrations.bring_up_to_date(store.conn, store.folder, store.now(), fresh=fresh)


@told
def _marked(store: Store, school_id: str) -> None:
    """A new base gets its id and the public keys of its seals; an opened one hands them over."""
    known = dict(store.conn.execute("select key, value from meta where key like 'seal:%'"))
    if len(known) < len(Seal):
        if not store.keys.seals.keys() >= set(Seal):
            raise Refused(N_("Only the owner can open this store for the first time."))
        known = {f"seal:{s}": crypto.public(key).hex() for s, key in store.keys.seals.items()}
        marks = {"school_id": school_id or secrets.token_hex(16), **known}
        store.conn.executemany(
            "insert into meta (key, value) values (?, ?) on conflict (key) do nothing",
            list(marks.items()),
        )
    store.publics = {Seal(key[5:]): bytes.fromhex(value) for key, value in known.items()}


@told
def seat(store: Store, user: User) -> Store:
    """From now on this user works with the store and sees what the role may see."""
    store.user = user
    if user.role == Role.TEACHER:
        own_pupils.keep_to(store.conn, user.name, user.classes)
    return store


def reopened(store: Store) -> Store:
    """A second connection to the same store, for another thread."""
    again = Store(
        connect(store.folder.store, store.keys.store),
        store.folder,
        store.clock,
        store.keys,
        store.user,
        store.publics,
        refuses=store.refuses,
        time_confirmed=store.time_confirmed,
    )
    return seat(again, again.user)


def _connect_anew(store: Store) -> None:
    """Refused: the disk fails still."""
    let_go(store.conn)
    store.conn = connect(store.folder.store, store.keys.store)
    store.broken = False
    seat(store, store.user)


def exists(folder: DataFolder) -> bool:
    return folder.store.exists()
