"""The first user of a store, and a store of version 0.1 brought under its users. Safe to repeat."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from dlschool.domain.access import SEALED_PAPERS, SEALS, Role, User
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.paths import DataFolder
from dlschool.services.ring_change import ring_change
from dlschool.store import blobs, changes, connection, ring, users
from dlschool.store.connection import Store
from dlschool.store.keys import Keys
from dlschool.store.ring import Wrap


def unsettled(db: Store) -> bool:
    """Whether the store has no user yet, or still the bare key beside it."""
    return db.folder.key.exists() or not users.all_users(db)


def settle(db: Store, wrap: Wrap) -> None:
    """The owner's row; scans and restricted fields of version 0.1 encrypted; then the key goes."""
    if not set(SEALS[Role.OWNER]) <= db.keys.seals.keys():
        raise Refused(N_("Only the owner can open this store for the first time."))
    if not users.all_users(db):
        with changes.action(db, N_("First user: {name}"), kind="record", name=wrap.name):
            users.save(db, User(wrap.user_id, wrap.name), wrap.public)
    if db.folder.key.exists():
        _encrypt_scans(db)
        _seal_fields(db)
        _forget(db.folder.key)


def keep_password(db: Store, user: User, wrap: Wrap) -> None:
    """The user's new wrap into the ring, the day of it into the journal: both or none."""
    with ring_change(db, N_("New password: {name}"), name=user.name) as kept:
        users.save(db, user, wrap.public)
        ring.write(db.folder.ring, kept.with_user(wrap))


def bare_key(folder: DataFolder) -> bytes:
    """The key of a store of version 0.1. Refused: gone or damaged."""
    try:
        text = folder.key.read_bytes().decode("ascii", "replace").strip()
    except OSError as error:
        raise Refused(
            N_("The key file {file} cannot be read: {reason}"),
            file=folder.key,
            reason=error.strerror or error,
        ) from error
    if len(text) != 64 or any(c not in "0123456789abcdef" for c in text):
        raise Refused(
            N_("The key file {file} is damaged. Put it back from a copy."), file=folder.key
        )
    return bytes.fromhex(text)


def refuse_foreign_key(folder: DataFolder, keys: Keys) -> None:
    """Refused: the bare key does not open the store beside it; nothing was written then."""
    connection.try_key(folder, keys.store)


def _encrypt_scans(db: Store) -> None:
    """A plain scan becomes an encrypted one under its new name; then the plain one goes."""
    rows = db.rows("select s.digest, p.kind from scans s join papers p on p.id = s.paper_id")
    kinds = {row["digest"]: row["kind"] for row in rows}
    for path in list(_plain_scans(db.folder)):
        content = path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        if digest == path.name:
            blobs.put(db, content, SEALED_PAPERS.get(kinds.get(digest, "")))
            _forget(path)


def _plain_scans(folder: DataFolder) -> Iterator[Path]:
    for path in blobs.paths(folder.scans):
        with path.open("rb") as file:
            if file.read(4) != b"DLB1":
                yield path


def _seal_fields(db: Store) -> None:
    """Restricted values are written again: the store seals what it writes."""
    with changes.action(db, N_("Restricted data sealed"), kind="record"):
        for thing, column in (("papers", "details"), ("pupils", "special_needs")):
            for row in db.stored(f"select id, {column} from {thing}"):
                changes.update(db, thing, row["id"], {column: row[column]})


def _forget(path: Path) -> None:
    """Written over and taken away; what an old disk still holds of it nobody can promise."""
    try:
        with path.open("r+b") as file:
            file.write(os.urandom(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except OSError as error:
        raise Refused(
            N_("The file {file} cannot be taken away: {reason}"),
            file=path,
            reason=error.strerror or error,
        ) from error
