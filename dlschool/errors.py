"""Refused: the one failure that a user may cause and therefore sees."""

import errno
import re
from collections.abc import Mapping, Sequence

from dlschool import i18n
from dlschool.i18n import N_

Value = object
_TWO_STOPS = re.compile(r"(?<=\w)\.\.(?=\s|$)")
"""«Абаева М.» at the end of a sentence brings its own full stop."""


class Refused(Exception):
    """What is wrong, where, and what to do, in the user's language.

    `message` is a message of the catalogue (marked with `N_`), `values` fill its named
    placeholders; a value may itself be a `Text`-like object with `kk` and `ru`, or another
    `Refused`: each is shown in the language asked for.
    """

    def __init__(self, message: str, /, **values: Value) -> None:
        super().__init__(message)
        self.message = message
        self.values: Mapping[str, Value] = values

    def text(self, language: str | None = None) -> str:
        """The sentence in `language` ("kk" or "ru"); without it, in the language of the window."""
        language = language or i18n.language()
        values = _Values({key: _shown(value, language) for key, value in self.values.items()})
        said = i18n.translate(self.message, language).format_map(values)
        return _TWO_STOPS.sub(".", said)

    def __str__(self) -> str:
        return self.text()


class Newer(Refused):
    """Data that a newer version of the program made: nothing is wrong with them, this one must not
    touch them. `steps`: what the store went through, where it is known.
    """

    def __init__(self, message: str, /, steps: Sequence[str] = (), **values: Value) -> None:
        super().__init__(message, **values)
        self.steps = tuple(steps)


class _Values(dict[str, str]):
    """A sentence of an older journal may name a value that it does not have."""

    def __missing__(self, key: str) -> str:
        return "…"


_REASONS = {
    errno.ENOENT: N_("there is no such file or folder"),
    errno.ENOTDIR: N_("there is no such file or folder"),
    errno.EISDIR: N_("it is a folder"),
    errno.EACCES: N_("it may not be opened"),
    errno.EPERM: N_("it may not be opened"),
    errno.ENAMETOOLONG: N_("its name is too long"),
    errno.EIO: N_("the disk does not give it"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EROFS: N_("nothing can be written there"),
}


def reason(error: OSError) -> Value:
    """Why a file cannot be read or written, in the user's words; where we have none, the system's."""
    known = _REASONS.get(error.errno or 0)
    return Refused(known) if known else error.strerror or error


def _shown(value: Value, language: str) -> str:
    if isinstance(value, Refused):
        return value.text(language)
    if hasattr(value, "kk") and hasattr(value, "ru"):
        return str(getattr(value, language))
    if isinstance(value, (list, tuple)):
        return "; ".join(_shown(item, language) for item in value)
    if hasattr(value, "strftime"):
        return str(value.strftime("%d.%m.%Y"))
    return str(value)
