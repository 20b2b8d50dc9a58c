"""What SQLite says of the file or the disk, in words that tell a person what to do."""

import re
from pathlib import Path

from dlschool.errors import Refused
from dlschool.i18n import N_

_BUSY = re.compile("is locked")
_WORDS = (
    (
        _BUSY,
        N_("Another program is writing to the store {file}. Try again in a moment."),
    ),
    (
        re.compile("image is malformed|not a database|disk I/O|vtable constructor"),
        N_("The store {file} is damaged: run “check”, restore a copy. ({reason})"),
    ),
    (
        re.compile("disk is full|readonly database|unable to open database"),
        N_("The store {file} cannot be written: {reason}"),
    ),
)
"""What SQLite says of the file or the disk, not of a statement: a person can do something."""


def of_the_file(error: Exception, path: Path) -> Refused | None:
    """What a person can do about the file or the disk; None where a statement is at fault."""
    found = (message for pattern, message in _WORDS if pattern.search(str(error)))
    message = next(found, None)
    return Refused(message, file=path, reason=error) if message else None


def is_busy(error: Exception) -> bool:
    """Whether only somebody else is writing: the file and the disk are well."""
    return bool(_BUSY.search(str(error)))
