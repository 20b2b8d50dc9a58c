"""Whose updates are taken: public keys that the build put into the program."""

import tomllib
from pathlib import Path

from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.paths import program_file, small_file

FILE = ("resources", "update", "keys.toml")
_BYTES = 32


def accepted(path: Path | None = None) -> tuple[bytes, ...]:
    """The public keys, at least one. Refused: the program was built without any, or the file is gone."""
    path = path or program_file(*FILE)
    try:
        listed = tomllib.loads(small_file(path).decode())["keys"]
        keys = tuple(bytes.fromhex(line["public"]) for line in listed)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused(
            N_("The program is not whole: {file} cannot be read. Install it again."), file=path
        ) from error
    if not keys or any(len(key) != _BYTES for key in keys):
        raise Refused(
            N_("This program takes no updates: it was built without the key of its makers.")
        )
    return keys
