"""Faces of the sheet: Liberation Serif (Times metrics, every Kazakh letter), Noto Sans behind it.

A face knows the width of every character that it or its fallback can draw; a character known to
neither is never drawn as a box: `layout` refuses or replaces it.
"""

from dataclasses import dataclass, field
from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from dlschool import paths

ASCENT, DESCENT = 0.891, 0.216
"""Of Liberation Serif, in parts of the size (table hhea of the font)."""


@dataclass(frozen=True, eq=False)
class Face:
    """Widths are of size 1; `words` remembers the widths of words already measured."""

    name: str
    fallback: str
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
    weight = "Bold" if bold else "Regular"
    own = _registered(f"LiberationSerif-{weight}")
    behind = _registered(f"NotoSans-{weight}")
    return Face(
        name=f"LiberationSerif-{weight}",
        fallback=f"NotoSans-{weight}",
        own=frozenset(own),
        widths={**behind, **own},
    )


@cache
def known() -> frozenset[str]:
    """Characters that both weights can draw, with the space that never breaks and the line end."""
    return frozenset(face(False).widths) & frozenset(face(True).widths) | {"\n"}


def _registered(name: str) -> dict[str, float]:
    """Registers the font with reportlab; width of each character at size 1."""
    font = TTFont(name, str(paths.program_file("resources", "fonts", f"{name}.ttf")))
    pdfmetrics.registerFont(font)
    widths: dict[int, float] = font.face.charWidths
    return {
        chr(code): widths.get(code, font.face.defaultWidth) / 1000 for code in font.face.charToGlyph
    }
