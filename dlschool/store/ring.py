"""`keys.json`: the store's keys wrapped for each user, for the recovery sheet, for the department.

The file is no secret: without a password, the sheet or the department's private key it opens nothing.
Changing a password or removing a user writes this file anew; the data stay as they are.
"""

import binascii
import json
import secrets
import unicodedata
from base64 import b64decode, b64encode
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from dlschool.domain.access import Seal
from dlschool.errors import Newer, Refused
from dlschool.files import write_whole
from dlschool.i18n import N_
from dlschool.paths import small_file
from dlschool.store import keys as crypto
from dlschool.store.keys import Keys

VERSION = 1


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try of a password costs: rounds, and bytes of memory."""

    rounds: int
    memory: int


USUAL = Cost(3, 64 * 2**20)
"""Bearable on an old PC with 4 GB, dear for who tries millions."""
LIMITS = range(1, 33), range(8 * 2**10, 512 * 2**20)
"""What a ring may ask for: a forged file must not make the machine swallow all its memory."""


@dataclass(frozen=True, slots=True)
class Wrap:
    """The keys of one user: sealed for the user's own key pair, whose private half a password closes."""

    user_id: int
    name: str
    salt: bytes
    cost: Cost
    public: bytes
    private: bytes
    """The private half, closed by the password."""
    keys: bytes
    """The keys open to the user's role, sealed for the public half."""


@dataclass(frozen=True, slots=True)
class Ring:
    school_id: str
    users: tuple[Wrap, ...] = ()
    sheet: bytes = b""
    """All keys, closed by the recovery sheet's words."""
    department: bytes = b""
    """All keys, sealed for the department's public key; empty: not wanted."""
    department_key: bytes = field(default=b"")

    def wrap(self, name: str) -> Wrap | None:
        wanted = _plain(name)
        return next((wrap for wrap in self.users if _plain(wrap.name) == wanted), None)

    def with_user(self, wrap: Wrap) -> "Ring":
        others = tuple(other for other in self.users if other.user_id != wrap.user_id)
        return replace(self, users=(*others, wrap))

    def without(self, user_id: int) -> "Ring":
        return replace(self, users=tuple(w for w in self.users if w.user_id != user_id))


def wrapped(user_id: int, name: str, password: str, keys: Keys, cost: Cost = USUAL) -> Wrap:
    """A new key pair for a user, closed by a password (Argon2id), and the keys sealed for it."""
    private = secrets.token_bytes(crypto.LENGTH)
    public = crypto.public(private)
    empty = Wrap(user_id, name.strip(), b"", cost, public, b"", b"")
    return with_keys(with_password(empty, password, private), keys)


def with_password(wrap: Wrap, password: str, private: bytes) -> Wrap:
    """The same user with another password."""
    salt = secrets.token_bytes(16)
    box = crypto.locked(private, _stretched(password, salt, wrap.cost))
    return replace(wrap, salt=salt, private=box)


def with_keys(wrap: Wrap, keys: Keys) -> Wrap:
    """The same user and password with the keys of another role."""
    return replace(wrap, keys=crypto.sealed(_packed(keys), wrap.public))


def private_key(wrap: Wrap, password: str) -> bytes | None:
    """The user's own private key; None where the password is another."""
    try:
        return crypto.unlocked(wrap.private, _stretched(password, wrap.salt, wrap.cost))
    except ValueError:
        return None


def opened(wrap: Wrap, private: bytes) -> Keys:
    """ValueError: the wrapped keys are damaged."""
    return _unpacked(crypto.unsealed(wrap.keys, private))


def for_sheet(keys: Keys, secret: bytes) -> bytes:
    return crypto.locked(_packed(keys), _sheet_key(secret))


def opened_by_sheet(ring: Ring, secret: bytes) -> Keys:
    """Refused: the sheet belongs to another school or was replaced by a newer one."""
    try:
        return _unpacked(crypto.unlocked(ring.sheet, _sheet_key(secret)))
    except ValueError as error:
        raise Refused(
            N_(
                "This recovery sheet does not open this school's data: it belongs to another school, "
                "or a newer sheet was printed after it."
            )
        ) from error


def for_department(keys: Keys, public_key: bytes) -> bytes:
    return crypto.sealed(_packed(keys), public_key)


def opened_by_department(ring: Ring, private: bytes) -> Keys:
    """Refused: the keys were not left with this department."""
    try:
        return _unpacked(crypto.unsealed(ring.department, private))
    except ValueError as error:
        raise Refused(
            N_("The school's keys were not left with the department, or this is another key.")
        ) from error


def _sheet_key(secret: bytes) -> bytes:
    return blake2b(secret, digest_size=32, person=b"dlschool-sheet").digest()


def _stretched(password: str, salt: bytes, cost: Cost) -> bytes:
    from nacl.pwhash import argon2id

    text = unicodedata.normalize("NFKC", password).encode()
    return argon2id.kdf(32, text, salt, opslimit=cost.rounds, memlimit=cost.memory)


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _packed(keys: Keys) -> bytes:
    seals = {seal.value: key.hex() for seal, key in keys.seals.items()}
    return json.dumps({"store": keys.store.hex(), "seals": seals}).encode()


def _unpacked(content: bytes) -> Keys:
    said = json.loads(content)
    seals = {Seal(name): bytes.fromhex(key) for name, key in said["seals"].items()}
    return Keys(bytes.fromhex(said["store"]), seals)


def write(path: Path, ring: Ring) -> None:
    """Refused: the disk does not take it; the old ring stays."""
    try:
        write_whole(path, as_json(ring))
    except OSError as error:
        raise Refused(
            N_("The key file {file} cannot be written: {reason}"),
            file=path,
            reason=error.strerror or error,
        ) from error


def read(path: Path) -> Ring:
    """Refused: gone, unreadable, damaged, or of a newer program."""
    try:
        return from_json(small_file(path), path)
    except FileNotFoundError as error:
        raise Refused(
            N_(
                "The key file {file} is gone; without it nobody can sign in. "
                "Put it back from a backup: it lies beside every copy of the store."
            ),
            file=path,
        ) from error
    except OSError as error:
        raise Refused(
            N_("The key file {file} cannot be read: {reason}"),
            file=path,
            reason=error.strerror or error,
        ) from error


def as_json(ring: Ring) -> bytes:
    said = {
        "version": VERSION,
        "school": ring.school_id,
        "users": [
            {
                "id": wrap.user_id,
                "name": wrap.name,
                "salt": _text(wrap.salt),
                "rounds": wrap.cost.rounds,
                "memory": wrap.cost.memory,
                "public": _text(wrap.public),
                "private": _text(wrap.private),
                "keys": _text(wrap.keys),
            }
            for wrap in ring.users
        ],
        "sheet": _text(ring.sheet),
        "department": _text(ring.department),
        "department_key": _text(ring.department_key),
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def from_json(content: bytes, path: Path) -> Ring:
    """Refused: damaged, or of a newer program; `path` is named."""
    try:
        said = json.loads(content)
        newer = said["version"] > VERSION
        ring = Ring("") if newer else _ring(said)
    except (
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        ArithmeticError,
        RecursionError,
    ) as error:
        raise Refused(
            N_("The key file {file} is damaged. Put it back from a backup."), file=path
        ) from error
    if newer:
        raise Newer(
            N_("The key file {file} was made by a newer version of the program. Install it."),
            file=path,
        )
    return ring


def _ring(said: dict[str, Any]) -> Ring:
    """Half letters could not be written again (UnicodeEncodeError, which is a ValueError)."""
    json.dumps(said, ensure_ascii=False).encode()
    return Ring(
        str(said["school"]),
        tuple(_wrap(user) for user in said["users"]),
        _bytes(said["sheet"]),
        _bytes(said["department"]),
        _bytes(said["department_key"]),
    )


def _wrap(said: dict[str, Any]) -> Wrap:
    cost = Cost(int(said["rounds"]), int(said["memory"]))
    salt, public, private, keys = (
        _bytes(said[name]) for name in ("salt", "public", "private", "keys")
    )
    rounds, memory = LIMITS
    if cost.rounds not in rounds or cost.memory not in memory:
        raise ValueError(cost)
    if len(salt) != 16 or len(public) != crypto.LENGTH:
        raise ValueError(said["name"])
    return Wrap(int(said["id"]), str(said["name"]), salt, cost, public, private, keys)


def _text(content: bytes) -> str:
    return b64encode(content).decode("ascii")


def _bytes(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError(text) from error
