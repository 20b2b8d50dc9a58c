"""Pen: draws strips into a PDF; what many documents of a run repeat is drawn once and reused.

Text goes out as PDF operators of our own over the font subsets of reportlab: a line is one string
of glyph codes. A strip that comes in a third document is one that repeats: from then on it is
drawn as part of a form XObject, together with the repeating strips above and below it. A Canvas
of reportlab keeps pages, fonts, forms and the file.
"""

from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from dlschool.forms.sheet import fonts
from dlschool.forms.sheet.setting import HEIGHT, LEFT, ROOM, TOP, WIDTH, Piece, Strip, style

_LINE = 0.6
"""Width of rules and borders in points."""
_REPEATS = 3
"""A strip met in so many documents is one that repeats."""

Placed = tuple[Strip, float, int, int]
"""A strip, where its upper edge stands, its first line drawn and the one after its last."""


class Pen(Canvas):  # type: ignore[misc]
    """The document being drawn; `finished()` gives its bytes."""

    def __init__(self, *, lang: str, invariant: bool) -> None:
        rl_config.useA85 = 0
        self._file = BytesIO()
        super().__init__(
            self._file,
            pagesize=(WIDTH, HEIGHT),
            initialFontName=fonts.face(False).name,
            invariant=invariant,
            pageCompression=1,
            pdfVersion=(1, 7),
            lang=lang,
        )
        self.setCreator("dlschool")
        self.setViewerPreference("DisplayDocTitle", "true")
        self._codes: dict[str, dict[str, str]] = {}
        self._names: dict[tuple[str, int], str] = {}
        self._repeating: list[Placed] = []
        self._groups: dict[tuple[tuple[int, float, int, int], ...], str] = {}
        self._alive: list[Strip] = []
        self._lists: dict[tuple[str, ...], Any] = {}
        self._document = 1

    def finished(self) -> bytes:
        self.save()
        return self._file.getvalue()

    def end_page(self) -> None:
        self._flush()
        self.showPage()

    def end_document(self) -> None:
        """What follows belongs to the next document of the run."""
        self.end_page()
        self._document += 1

    def number(self, page: int) -> None:
        """The page's number, top centre."""
        look = style(12.0)
        width = fonts.face(False).width(str(page)) * look.size
        line = Piece([(0.0, str(page), 0.0)], look)
        self._code.append(self._text(line, LEFT + (ROOM - width) / 2, HEIGHT - TOP, 0, 1))

    def draw(self, strip: Strip, y: float, start: int, stop: int) -> None:
        """Lines `start` to `stop` of the strip, its upper edge at `y`."""
        if strip.last != self._document:
            strip.last = self._document
            strip.documents += 1
        if strip.documents >= _REPEATS:
            self._repeating.append((strip, y, start, stop))
            return
        if self._repeating:
            self._flush()
        self._strip(strip, y, start, stop)

    def _flush(self) -> None:
        """Draws the repeating strips met since the last other one, all as one form."""
        group = self._repeating
        if not group:
            return
        self._repeating = []
        y0 = group[0][1]
        key = tuple((id(strip), round(y - y0, 1), start, stop) for strip, y, start, stop in group)
        name = self._groups.get(key)
        if name is None:
            name = self._groups[key] = f"G{len(self._groups)}"
            self._alive += [strip for strip, *_ in group]
            self.beginForm(name, 0, -HEIGHT, WIDTH, HEIGHT)
            for strip, y, start, stop in group:
                self._strip(strip, y - y0, start, stop)
            self.endForm()
        self._code.append(f"q 1 0 0 1 0 {y0:.2f} cm")
        self.doForm(name)
        self._code.append("Q")

    def _strip(self, strip: Strip, y: float, start: int, stop: int) -> None:
        top = y - strip.pad
        for left, piece in strip.cells:
            if start < len(piece.lines):
                self._code.append(self._text(piece, left, top, start, stop))
        if strip.borders:
            self._grid(strip.borders, y, top - (stop - start) * strip.leading - strip.pad)
        if strip.rules and start < strip.ruled <= stop:
            self._rules(strip.rules, top - (strip.ruled - start) * strip.leading)

    def _grid(self, edges: tuple[float, ...], top: float, bottom: float) -> None:
        """One row of a table: its frame and the rules between its cells."""
        left, right = edges[0], edges[-1]
        lines = [f"{_LINE} w {left:.2f} {bottom:.2f} {right - left:.2f} {top - bottom:.2f} re"]
        lines += [f"{x:.2f} {top:.2f} m {x:.2f} {bottom:.2f} l" for x in edges[1:-1]]
        self._code.append(" ".join(lines) + " S")

    def _rules(self, spans: tuple[tuple[float, float], ...], y: float) -> None:
        for left, right in spans:
            self._code.append(f"{_LINE} w {left:.2f} {y:.2f} m {right:.2f} {y:.2f} l S")

    def _setXObjects(self, page: Any) -> None:
        """Pages that use the same forms share one list of them (reportlab writes one for each)."""
        used = tuple(dict.fromkeys(self._formsinuse))
        if used and used not in self._lists:
            self._lists[used] = self._doc.Reference(self._doc.xobjDict(used))
        page.XObjects = self._lists.get(used)

    def _text(self, piece: Piece, x: float, y: float, start: int, stop: int) -> str:
        """Operators that draw the lines; the upper edge of the first stands at `y`."""
        look = piece.style
        size = look.size
        natural = (fonts.ASCENT + fonts.DESCENT) * size
        baseline = y - (look.leading - natural) / 2 - fonts.ASCENT * size
        out = ["BT"]
        font, added = "", 0.0
        before_x, before_y = 0.0, 0.0
        for offset, text, space in piece.lines[start:stop]:
            if text:
                at = x + offset
                out.append(f"{at - before_x:.2f} {baseline - before_y:.2f} Td")
                before_x, before_y = at, baseline
                if space != added:
                    out.append(f"{space:.3f} Tw")
                    added = space
                for name, codes in self._glyphs(look.bold, text):
                    if name != font:
                        out.append(f"{name} {size:g} Tf")
                        font = name
                    out.append(f"<{codes}> Tj")
            baseline -= look.leading
        if added:
            out.append("0 Tw")
        out.append("ET")
        return " ".join(out)

    def _glyphs(self, bold: bool, text: str) -> list[tuple[str, str]]:
        """The text as (font's name in the file, hexadecimal codes) runs."""
        face = fonts.face(bold)
        codes = self._codes.get(face.name)
        if codes is None:
            codes = self._codes[face.name] = {}
        try:
            return [(self._names[face.name, 0], "".join(map(codes.__getitem__, text)))]
        except KeyError:
            return self._glyphs_slowly(bold, text, codes)

    def _glyphs_slowly(self, bold: bool, text: str, codes: dict[str, str]) -> list[tuple[str, str]]:
        """Meets new characters; those of the first subset go to `codes` for the quick way."""
        face = fonts.face(bold)
        runs: list[tuple[str, str]] = []
        for character in text:
            own = character in face.own
            font: Any = pdfmetrics.getFont(face.name if own else fonts.fallback(bold))
            ((subset, code),) = font.splitString(character, self._doc)
            name = self._names.get((font.fontName, subset))
            if name is None:
                name = font.getSubsetInternalName(subset, self._doc)
                self._names[font.fontName, subset] = name
            glyph = f"{code[0]:02x}"
            if own and subset == 0:
                codes[character] = glyph
            if runs and runs[-1][0] == name:
                runs[-1] = (name, runs[-1][1] + glyph)
            else:
                runs.append((name, glyph))
        return runs
