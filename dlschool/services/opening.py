"""Founding a school's store, signing in, and what is known of it before anyone has."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex

from dlschool.domain.access import SEALS, Role, User
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.paths import DataFolder
from dlschool.services import settling
from dlschool.services.logins import Login, exists, logins, needs_users, ring_of
from dlschool.store import attempts, connection, ring, sheet_words, users
from dlschool.store import keys as crypto
from dlschool.store.connection import Store
from dlschool.store.keys import Keys
from dlschool.store.ring import USUAL, Cost, Ring, Wrap

__all__ = [
    "Cost",
    "Founded",
    "Login",
    "Store",
    "adopt",
    "another_connection",
    "exists",
    "found",
    "logins",
    "needs_users",
    "recover",
    "sign_in",
]

Clock = Callable[[], datetime]

SHORTEST = 8
"""Characters of a password."""


@dataclass(frozen=True, slots=True)
class Founded:
    """A new school's store, signed in, and the words of its recovery sheet: told once."""

    db: Store
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A user who gave the right password: the ring, the user's place in it, the keys."""

    ring: Ring
    wrap: Wrap
    keys: Keys


def found(
    folder: DataFolder, clock: Clock, name: str, password: str, cost: Cost = USUAL
) -> Founded:
    """A new school with its owner. Refused: a school is there already, no name, a weak password."""
    if exists(folder):
        raise Refused(N_("The folder {folder} already holds a school."), folder=folder.root)
    return _begun(folder, clock, crypto.new_keys(), name, password, cost)


def adopt(
    folder: DataFolder, clock: Clock, name: str, password: str, cost: Cost = USUAL
) -> Founded:
    """Users for a store of version 0.1: its scans are encrypted, its bare key is taken away.

    Refused: the key file is damaged, no name, a weak password.
    """
    keys = crypto.new_keys()
    old = Keys(settling.bare_key(folder), keys.seals)
    settling.refuse_foreign_key(folder, old)
    return _begun(folder, clock, old, name, password, cost)


def _begun(
    folder: DataFolder, clock: Clock, keys: Keys, name: str, password: str, cost: Cost
) -> Founded:
    """The ring before the store: keys that open data are never lost by a power cut between."""
    name = good_name(name)
    good_password(password)
    secret = sheet_words.new_secret()
    school_id = token_hex(16)
    wrap = ring.wrapped(1, name, password, keys, cost)
    made = Ring(school_id, (wrap,), ring.for_sheet(keys, secret))
    connection.make_folders(folder)
    ring.write(folder.ring, made)
    db = _opened(folder, clock, keys, made, wrap)
    return Founded(db, sheet_words.words(secret))


def sign_in(folder: DataFolder, clock: Clock, name: str, password: str) -> Store:
    """The store, open for one user. Refused: as `unlocked`, and what opening the store refuses."""
    return opened(folder, clock, unlocked(folder, clock, name, password))


def unlocked(folder: DataFolder, clock: Clock, name: str, password: str) -> Unlocked:
    """The user's keys, while the store stays closed.

    Refused: no such user, a wrong password, too many wrong ones (how long to wait).
    """
    kept = ring_of(folder)
    wrap = _wrap(kept, name)
    attempts.refuse_early(folder.attempts, wrap.name, clock())
    private = ring.private_key(wrap, password)
    if private is None:
        attempts.wrong(folder.attempts, wrap.name, clock())
        raise Refused(
            N_("The password is wrong. Look at Caps Lock and at the keyboard's language.")
        )
    attempts.right(folder.attempts, wrap.name)
    try:
        keys = ring.opened(wrap, private)
    except ValueError as error:
        raise Refused(
            N_("The key file {file} is damaged. Put it back from a backup."), file=folder.ring
        ) from error
    return Unlocked(kept, wrap, keys)


def opened(folder: DataFolder, clock: Clock, unlocked: Unlocked) -> Store:
    """The store, open for the user whose keys these are. Refused: what opening the store refuses."""
    return _opened(folder, clock, unlocked.keys, unlocked.ring, unlocked.wrap)


def recover(folder: DataFolder, clock: Clock, words: str, name: str, password: str) -> Store:
    """A new password for `name` by the recovery sheet's words; signed in with it.

    Refused: a wrong word, a sheet of another school, no such user, a weak password.
    """
    kept = ring_of(folder)
    wrap = _wrap(kept, name)
    keys = ring.opened_by_sheet(kept, sheet_words.secret(words))
    return settled_password(folder, clock, keys, wrap, password)


def recover_by_department(
    folder: DataFolder, clock: Clock, private: bytes, name: str, password: str
) -> Store:
    """The same by the department's private key, where the school left its keys with it."""
    kept = ring_of(folder)
    wrap = _wrap(kept, name)
    keys = ring.opened_by_department(kept, private)
    return settled_password(folder, clock, keys, wrap, password)


def settled_password(
    folder: DataFolder, clock: Clock, keys: Keys, wrap: Wrap, password: str
) -> Store:
    """Opens the store with all its keys, gives the user a new password, signs the user in."""
    good_password(password)
    db = _opened(folder, clock, keys, ring_of(folder), wrap)
    role = db.user.role
    made = ring.wrapped(wrap.user_id, wrap.name, password, keys.only(SEALS[role]), wrap.cost)
    person = db.user
    db.user = User(0, person.name)
    settling.keep_password(db, person, made)
    attempts.right(folder.attempts, wrap.name)
    db.keys = keys.only(SEALS[role])
    return connection.seat(db, person)


def another_connection(db: Store) -> Store:
    """The same store for another thread; close it there."""
    return connection.reopened(db)


def good_name(name: str) -> str:
    """Refused: empty."""
    if not name.strip():
        raise Refused(N_("Type a name."))
    return " ".join(name.split())


def good_password(password: str) -> None:
    """Refused: shorter than eight characters, or only spaces."""
    if len(password.strip()) < SHORTEST:
        raise Refused(N_("The password is too short: at least {count} characters."), count=SHORTEST)


def _wrap(kept: Ring, name: str) -> Wrap:
    wrap = kept.wrap(name)
    if wrap is None:
        raise Refused(
            N_("There is no user “{name}”. Known: {names}."),
            name=name,
            names=", ".join(other.name for other in kept.users),
        )
    return wrap


def _opened(folder: DataFolder, clock: Clock, keys: Keys, kept: Ring, wrap: Wrap) -> Store:
    """The store with the user seated; what a power cut left undone of its beginning is done now."""
    db = connection.open_store(folder, clock, keys, User(0, wrap.name, Role.OWNER), kept.school_id)
    try:
        if settling.unsettled(db):
            settling.settle(db, wrap)
        user = users.get(db, wrap.user_id)
        if user is None or user.gone:
            raise Refused(N_("{name} is no longer a user of this school."), name=wrap.name)
        return connection.seat(db, user)
    except BaseException:
        db.close()
        raise
