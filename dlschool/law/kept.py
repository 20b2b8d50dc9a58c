"""The shipped editions as they were read last, kept packed: TOML takes 40 ms of every start, this 1 ms.

Nothing is trusted that the files themselves do not say: the pack bears the names, sizes and times of
the files and of the shape; when one of them differs, or the pack is damaged, the files are read again.
"""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec
import platformdirs

from dlschool.law import shape
from dlschool.law.shape import Edition
from dlschool.paths import PROGRAM


def load(files: Sequence[Path]) -> list[Edition] | None:
    """The editions of these files, or None when they must be read."""
    with contextlib.suppress(OSError, msgspec.DecodeError):
        return msgspec.msgpack.decode(_place(files).read_bytes(), type=list[Edition])
    return None


def save(files: Sequence[Path], editions: Sequence[Edition]) -> None:
    """Keeps what was read; a place that cannot be written is no matter."""
    with contextlib.suppress(OSError):
        place = _place(files)
        place.parent.mkdir(parents=True, exist_ok=True)
        for old in place.parent.glob("editions-*.bin"):
            old.unlink(missing_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=".new-")
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.msgpack.encode(list(editions)))
        os.replace(name, place)


def _place(files: Sequence[Path]) -> Path:
    known = [_code(), *files]
    stats = [
        (path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in known if path.exists()
    ]
    name = hashlib.sha256(repr(stats).encode()).hexdigest()[:20]
    return Path(platformdirs.user_cache_dir(PROGRAM, appauthor=False)) / f"editions-{name}.bin"


def _code() -> Path:
    """The file whose times change with the shape: the module, or the archive that it is a part of."""
    place = Path(shape.__file__)
    return next((path for path in (place, *place.parents) if path.is_file()), place)
