"""Scans in the data folder, named by the hash of their content: written whole or not at all."""

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

from dlschool.errors import Refused
from dlschool.i18n import N_


def put(folder: Path, content: bytes) -> str:
    """Stores the bytes; returns their SHA-256. The same content is stored once."""
    digest = hashlib.sha256(content).hexdigest()
    target = path(folder, digest)
    if target.exists():
        return digest
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(target, content)
    except OSError as error:
        raise Refused(
            N_("The scan cannot be written to {folder}: {reason}"),
            folder=folder,
            reason=error.strerror or error,
        ) from error
    return digest


def _write_whole(target: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def get(folder: Path, digest: str) -> bytes:
    """Refused: the file is gone or no longer holds what was stored."""
    try:
        content = path(folder, digest).read_bytes()
    except OSError as error:
        raise Refused(
            N_("The scan {digest} is missing from the data folder. Put it back from a copy."),
            digest=digest[:12],
        ) from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise Refused(
            N_("The scan {digest} is damaged. Put it back from a copy."), digest=digest[:12]
        )
    return content


def path(folder: Path, digest: str) -> Path:
    return folder / digest[:2] / digest


def whole(folder: Path, digest: str) -> bool:
    """Whether the file is there and holds what was stored."""
    try:
        content = path(folder, digest).read_bytes()
    except OSError:
        return False
    return hashlib.sha256(content).hexdigest() == digest
