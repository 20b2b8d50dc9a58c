"""The text of an edition file, as far as it can be one: a file of any length or depth may be delivered."""

import re
import stat
from pathlib import Path

from dlschool.errors import Refused
from dlschool.i18n import N_

MOST_BYTES = 2 * 2**20
"""The longest edition there is has a fifteenth of it."""
TOO_MUCH = N_("The edition file {file} is too large, or its tables lie too deep within each other.")

_DEEP = re.compile(r"""(?<![\w"'-])(?:[\w"'-]++\s*+\.\s*+){12}""")
"""A key of more than twelve parts: reading it costs the square of their number."""


def text_of(path: Path) -> str:
    """Refused: no file (a folder, a pipe, a device), not UTF-8, too large, too deep."""
    with_size(path)
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise Refused(TOO_MUCH, file=path.name)
        text = content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, error) from error
    if _DEEP.search(text):
        raise Refused(TOO_MUCH, file=path.name)
    return text


def with_size(path: Path) -> tuple[int, int]:
    """When the file was changed (nanoseconds) and its bytes. Refused: it is none."""
    try:
        known = path.stat()
        if not stat.S_ISREG(known.st_mode):
            raise IsADirectoryError(path.name)
    except OSError as error:
        raise _unreadable(path, error) from error
    return known.st_mtime_ns, known.st_size


def _unreadable(path: Path, error: Exception) -> Refused:
    return Refused(
        N_("The edition file {file} cannot be read: {reason}"), file=path.name, reason=error
    )
