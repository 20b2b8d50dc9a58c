"""The department's public key as it comes in a file: 64 hexadecimal digits, or the bare 32 bytes."""

from pathlib import Path

from dlschool.errors import Refused
from dlschool.i18n import N_

_MOST = 4096


def read(path: Path) -> bytes:
    """32 bytes. Refused: the file cannot be read or holds no key."""
    try:
        with path.open("rb") as file:
            content = file.read(_MOST)
    except OSError as error:
        raise Refused(
            N_("The file {file} cannot be read: {reason}"),
            file=path,
            reason=error.strerror or error,
        ) from error
    if len(content) == 32:
        return content
    try:
        key = bytes.fromhex(content.decode("ascii").strip())
    except ValueError:
        key = b""
    if len(key) != 32:
        raise Refused(N_("This file holds no key: 64 hexadecimal digits are expected."))
    return key
