"""Words of the interface: gettext catalogues for Kazakh and Russian; nothing else.

Messages are written in English in the code: `_("Find a pupil")` where shown, `N_("...")` where a
message is only named (tables, `Refused`). Official words (names of papers, forms) are not messages:
they are `Text` values beside what they name.
"""

import gettext
import io
import struct
from functools import cache
from pathlib import Path

from dlschool import paths

LANGUAGES = ("kk", "ru")
_current = ["kk"]


def N_(message: str) -> str:
    """Marks a message for the catalogues without translating it yet."""
    return message


def language() -> str:
    """The language of the window: "kk" or "ru"."""
    return _current[0]


def set_language(code: str) -> None:
    if code not in LANGUAGES:
        raise ValueError(code)
    _current[0] = code


def _(message: str) -> str:
    return translate(message, _current[0])


def ngettext(one: str, many: str, n: int) -> str:
    return _catalogue(_current[0]).ngettext(one, many, n)


def translate(message: str, code: str) -> str:
    """`message` in the language `code`, whatever the window's language is."""
    return _catalogue(code).gettext(message)


def known(code: str) -> int:
    """How many messages the catalogue of `code` translates; 0: it is missing or damaged."""
    said: dict[object, str] = vars(_catalogue(code)).get("_catalog", {})
    return sum(1 for message, words in said.items() if message and words)


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    """The words; without a catalogue, or with a damaged one, the program speaks English and works."""
    folder = paths.program_file("i18n") / code / "LC_MESSAGES"
    source, built = folder / "dlschool.po", folder / "dlschool.mo"
    try:
        if built.exists() and not (source.exists() and _newer(source, built)):
            with built.open("rb") as file:
                return gettext.GNUTranslations(file)
        return _from_source(source)
    except (OSError, ValueError, struct.error, ImportError):
        return gettext.NullTranslations()


def _newer(source: Path, built: Path) -> bool:
    return source.stat().st_mtime > built.stat().st_mtime


def _from_source(source: Path) -> gettext.NullTranslations:
    """A checkout whose catalogues were not built yet still speaks both languages."""
    if not source.exists():
        return gettext.NullTranslations()
    from babel.messages import mofile, pofile

    with source.open("rb") as file:
        catalogue = pofile.read_po(file)
    buffer = io.BytesIO()
    mofile.write_mo(buffer, catalogue)
    buffer.seek(0)
    return gettext.GNUTranslations(buffer)
