"""Scans in the data folder: encrypted files, written whole or not at all, named so that nothing is told.

A file is `DLB1`, a byte for its kind, the encrypted content and a keyed MAC over its name and all that. An
open scan is encrypted with a key of the store; a sealed one with a key of its own, which is sealed for
those who hold the seal's private key. Its name is a keyed hash: who has the same paper cannot find it.
"""

import contextlib
import hashlib
import hmac
import secrets
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from dlschool.domain.access import Seal
from dlschool.errors import Refused
from dlschool.files import make_folder, write_whole
from dlschool.i18n import N_
from dlschool.store import keys as crypto
from dlschool.store.connection import Store

_MARK = b"DLB1"
_MAC = 32
_OPEN = 0
_KINDS: dict[int, Seal] = {1: Seal.MEDICAL, 2: Seal.PSYCHOLOGICAL, 3: Seal.SOCIAL}
_WRAP = crypto.LENGTH + 48
"""Length of a sealed file key."""


def put(store: Store, content: bytes, seal: Seal | None = None) -> str:
    """Stores the bytes; returns their SHA-256. The same content under the same seal is stored once."""
    digest = hashlib.sha256(content).hexdigest()
    kind = _kind(seal)
    target = _path(store, digest, kind)
    if target.exists() and sound(store, target):
        return digest
    try:
        make_folder(target.parent)
        write_whole(target, _closed(store, target.name, content, kind))
    except OSError as error:
        raise Refused(
            N_("The scan cannot be written to {folder}: {reason}"),
            folder=store.folder.scans,
            reason=error.strerror or error,
        ) from error
    return digest


def get(store: Store, digest: str) -> bytes:
    """Refused: the file is gone, damaged, or sealed for others."""
    path = find(store, digest)
    try:
        written = path.read_bytes() if path else None
    except OSError:
        written = None
    if path is None or written is None:
        raise Refused(
            N_("The scan {digest} is missing from the data folder. Put it back from a copy."),
            digest=digest[:12],
        )
    content = _content(store, path.name, written)
    if content is None or hashlib.sha256(content).hexdigest() != digest:
        raise Refused(
            N_("The scan {digest} is damaged. Put it back from a copy."), digest=digest[:12]
        )
    return content


def find(store: Store, digest: str) -> Path | None:
    """The scan's file; None where it is gone."""
    found = (_path(store, digest, kind) for kind in (_OPEN, *_KINDS))
    return next((path for path in found if path.exists()), None)


def seal_of(store: Store, digest: str) -> Seal | None:
    """Under which seal the scan lies; None: it is open, or gone."""
    path = find(store, digest)
    return _KINDS.get(_kind_at(path)) if path else None


def whole(store: Store, digest: str) -> bool:
    """Whether the file is there and holds what was stored; a seal need not be open for that."""
    path = find(store, digest)
    return path is not None and sound(store, path)


def sound(store: Store, path: Path) -> bool:
    """Whether a scan's file, here or in a backup, is as it was written, under its own name."""
    try:
        return _unchanged(store, path.name, path.read_bytes())
    except OSError:
        return False


def destroy(store: Store, digest: str) -> None:
    """Takes the file away for good."""
    with contextlib.suppress(FileNotFoundError):
        if path := find(store, digest):
            path.unlink()


def paths(folder: Path) -> Iterator[Path]:
    """Every scan's file below a scans folder, here or in a backup."""
    return (path for path in sorted(folder.glob("??/*")) if not path.name.startswith("."))


def _kind(seal: Seal | None) -> int:
    return next((kind for kind, other in _KINDS.items() if other == seal), _OPEN)


def _path(store: Store, digest: str, kind: int) -> Path:
    name = _name(store, digest, kind)
    return store.folder.scans / name[:2] / name


def _name(store: Store, digest: str, kind: int) -> str:
    key = store.keys.derive("scan names")
    return blake2b(bytes.fromhex(digest) + bytes([kind]), key=key, digest_size=32).hexdigest()


def _closed(store: Store, name: str, content: bytes, kind: int) -> bytes:
    body = _MARK + bytes([kind])
    if kind == _OPEN:
        body += crypto.locked(content, store.keys.derive("scans"))
    else:
        key = secrets.token_bytes(crypto.LENGTH)
        body += crypto.sealed(key, store.publics[_KINDS[kind]]) + crypto.locked(content, key)
    return body + _mac(store, name, body)


def _content(store: Store, name: str, written: bytes) -> bytes | None:
    """None: damaged. Refused: sealed for others."""
    if not _unchanged(store, name, written):
        return None
    body, kind = written[len(_MARK) + 1 : -_MAC], _kind_of(written)
    with contextlib.suppress(ValueError):
        if kind == _OPEN:
            return crypto.unlocked(body, store.keys.derive("scans"))
        private = store.keys.seals.get(_KINDS[kind])
        if private is None:
            raise Refused(N_("This scan is closed to you: it holds restricted data."))
        return crypto.unlocked(body[_WRAP:], crypto.unsealed(body[:_WRAP], private))
    return None


def _unchanged(store: Store, name: str, written: bytes) -> bool:
    known = _kind_of(written) in (_OPEN, *_KINDS)
    body, mac = written[:-_MAC], written[-_MAC:]
    return known and hmac.compare_digest(mac, _mac(store, name, body))


def _kind_of(written: bytes) -> int:
    return written[len(_MARK)] if written[: len(_MARK)] == _MARK and len(written) > _MAC else -1


def _kind_at(path: Path) -> int:
    with path.open("rb") as file:
        return _kind_of(file.read(len(_MARK) + _MAC + 1))


def _mac(store: Store, name: str, body: bytes) -> bytes:
    """Over the name too: two files that changed places are found without opening either."""
    made = blake2b(name.encode(), key=store.keys.derive("scan marks"), digest_size=_MAC)
    made.update(body)
    return made.digest()
