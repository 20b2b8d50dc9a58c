"""Faces of the sheet: Liberation Serif (Times metrics, every Kazakh letter), Noto Sans behind it.

A face knows the width of every character that it can draw; the one behind it is loaded when a
character is met that Liberation Serif lacks (₸, for one). A character known to neither is never
drawn as a box: `setting` refuses or replaces it.
"""

import struct
from dataclasses import dataclass, field
from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from dlschool import paths
from dlschool.errors import Refused
from dlschool.i18n import N_

ASCENT, DESCENT = 0.891, 0.216
"""Of Liberation Serif, in parts of the size (table hhea of the font)."""


@dataclass(frozen=True, eq=False)
class Face:
    """Widths are of size 1; `words` remembers the widths of words already measured."""

    name: str
    own: frozenset[str]
    widths: dict[str, float]
    words: dict[str, float] = field(default_factory=dict)

    def width(self, text: str) -> float:
        """Of the text at size 1. KeyError for a character that no font can draw."""
        known = self.words.get(text)
        if known is None:
            if len(self.words) > _REMEMBERED:
                self.words.clear()
            known = self.words[text] = sum(map(self.widths.__getitem__, text))
        return known


_REMEMBERED = 50_000


@cache
def face(bold: bool) -> Face:
    name = f"LiberationSerif-{_weight(bold)}"
    widths = _registered(name)
    return Face(name, frozenset(widths), widths)


@cache
def fallback(bold: bool) -> str:
    """The font behind the face; the face takes the widths of what only it can draw."""
    name = f"NotoSans-{_weight(bold)}"
    widths = face(bold).widths
    for character, width in _registered(name).items():
        widths.setdefault(character, width)
    return name


def drawable(text: str, bold: bool) -> bool:
    """Whether every character can be drawn, by the face or the font behind it."""
    own = face(bold)
    if own.own.issuperset(text):
        return True
    fallback(bold)
    return all(character in own.widths for character in text)


def _weight(bold: bool) -> str:
    return "Bold" if bold else "Regular"


def _registered(name: str) -> dict[str, float]:
    """Registers the font with reportlab; width of each character at size 1, the line end too.

    Refused: the font's file is missing or damaged.
    """
    path = paths.program_file("resources", "fonts", f"{name}.ttf")
    try:
        font = TTFont(name, str(path))
    except (TTFError, OSError, struct.error) as error:
        raise Refused(
            N_(
                "A file of the program is missing or damaged: {file}. Install the program again; "
                "the school's data stay as they are."
            ),
            file=path,
        ) from error
    pdfmetrics.registerFont(font)
    widths: dict[int, float] = font.face.charWidths
    known = {
        chr(code): widths.get(code, font.face.defaultWidth) / 1000 for code in font.face.charToGlyph
    }
    return {**known, "\n": 0.0}
