"""Setting text: pieces (a wording laid out in lines) and strips (pieces side by side on a sheet)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.forms.sheet import fonts
from dlschool.forms.sheet.blocks import Align, Block, Column
from dlschool.forms.sheet.breaker import break_lines, unbroken
from dlschool.i18n import N_

MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT, TOP, BOTTOM = 20 * MM, 10 * MM, 10 * MM, 10 * MM
"""Margins of order 236 (2023)."""
FOOT = 9 * MM
"""Where the foot of a page begins: within the lower margin, on the part that printers reach."""
FOOT_SIZE = 7.0
ROOM = WIDTH - LEFT - RIGHT
GUTTER = 6 * MM
SINGLE = 1.15
"""Single spacing of the font, in parts of its size."""
BY_HAND = 1.6
"""Spacing of lines that are filled in by hand."""
BY_HAND_TEXT = 1.4
"""Spacing of running text with places to fill in by hand."""

OnMissing = Callable[[str, str], None]
"""Told (characters, text) for characters that no font can draw."""


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """Made by `style`, which gives the same object for the same look."""

    size: float
    bold: bool
    align: Align
    indent: float
    """Of the first line, in points."""
    leading: float


@cache
def style(
    size: float,
    *,
    bold: bool = False,
    align: Align = "left",
    indent: float = 0.0,
    spacing: float = SINGLE,
) -> Style:
    return Style(size, bold, align, indent, size * spacing)


@dataclass(slots=True, eq=False)
class Piece:
    """A wording laid out for a width. Lines: offset from the left, text, space added per space.

    The same words in the same look are one piece throughout a run.
    """

    lines: list[tuple[float, str, float]]
    style: Style


@dataclass(slots=True, eq=False)
class Strip:
    """Pieces side by side, cut between lines where a page ends (`whole`: only if it must).

    The strips of equal blocks are the same throughout a run.
    """

    cells: tuple[tuple[float, Piece], ...]
    """Left edge on the sheet, piece."""
    leading: float
    count: int
    """Lines of the longest piece."""
    before: float = 0.0
    pad: float = 0.0
    """Above and below the lines, within the borders."""
    keep: bool = False
    """Stays with the next strip."""
    whole: bool = False
    borders: tuple[float, ...] = ()
    """Where a table's vertical rules stand."""
    rules: tuple[tuple[float, float], ...] = ()
    """Lines to sign on, from and to."""
    ruled: int = 1
    """Under which line of the text they stand, from 1."""
    heading: "Strip | None" = None
    """Of a table: drawn again on a new page."""
    height: float = field(init=False)
    documents: int = field(init=False, default=0)
    """In how many documents of the run it was drawn so far, for the pen."""
    last: int = field(init=False, default=0)
    """In which of them last."""

    def __post_init__(self) -> None:
        self.height = self.count * self.leading + 2 * self.pad


@dataclass(frozen=True, slots=True)
class Lane:
    """Where a wording stands: its language, left edge and width in points."""

    language: str
    left: float
    width: float


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """How one run is set: lanes and sizes; remembers what it laid out, so that the words which
    every document of the run repeats are laid out once."""

    language: str
    lanes: tuple[Lane, ...]
    whole: Lane
    size: float
    table_size: float
    small_size: float
    on_missing: OnMissing | None = None
    pieces: dict[tuple[str, Style, float], Piece] = field(default_factory=dict)
    blocks: dict[tuple[Block, bool, bool], tuple[Strip, ...]] = field(default_factory=dict)
    headings: dict[tuple[tuple[Column, ...], tuple[float, ...], float, float], Strip] = field(
        default_factory=dict
    )
    feet: dict[Text, Strip] = field(default_factory=dict)

    @property
    def both(self) -> bool:
        return len(self.lanes) > 1

    def piece(self, text: str, look: Style, width: float) -> Piece:
        key = (text, look, width)
        known = self.pieces.get(key)
        if known is None:
            if len(self.pieces) > _REMEMBERED:
                self.pieces.clear()
            known = self.pieces[key] = Piece(
                _lines(self._drawable(text, look.bold), look, width), look
            )
        return known

    def remember(self, key: tuple[Block, bool, bool], laid: tuple[Strip, ...]) -> None:
        if len(self.blocks) > _REMEMBERED:
            repeated = {
                k: held for k, held in self.blocks.items() if held and held[0].documents > 1
            }
            self.blocks.clear()
            if len(repeated) < _REMEMBERED // 2:
                self.blocks.update(repeated)
        self.blocks[key] = laid

    def dotted(self, label: str, look: Style, lines: int, width: float) -> Piece:
        """The label with dots to the end of its line, then `lines - 1` more lines of dots."""
        key = (f"{label}\0{lines}", look, width)
        known = self.pieces.get(key)
        if known is None:
            laid = _dotted(self.piece(label, look, width), lines, width)
            known = self.pieces[key] = Piece(laid, look)
        return known

    def _drawable(self, text: str, bold: bool) -> str:
        """The text with nothing that the fonts lack. Refused, unless someone is to be told."""
        if fonts.drawable(text, bold):
            return text
        known = fonts.face(bold).widths
        missing = "".join(sorted({c for c in text if c not in known}))
        codes = ", ".join(f"U+{ord(c):04X}" for c in missing)
        if self.on_missing is None:
            raise Refused(
                N_(
                    "The printing fonts have no letter for {codes} in “{text}”. "
                    "Write it with other letters and print again."
                ),
                codes=codes,
                text=text,
            )
        self.on_missing(missing, text)
        return "".join(c if c in known else f"[U+{ord(c):04X}]" for c in text)


_REMEMBERED = 2_000
"""Pieces and blocks at most: in a long run those that came once are forgotten."""


def setting(language: str, on_missing: OnMissing | None = None) -> Setting:
    """`language`: "kk", "ru", or "both" for two columns kk | ru."""
    if language != "both":
        lane = Lane(language, LEFT, ROOM)
        return Setting(language, (lane,), lane, 14.0, 12.0, 9.0, on_missing)
    half = (ROOM - GUTTER) / 2
    lanes = (Lane("kk", LEFT, half), Lane("ru", LEFT + half + GUTTER, half))
    return Setting("both", lanes, Lane("both", LEFT, ROOM), 11.0, 10.0, 8.0, on_missing)


def _dotted(piece: Piece, lines: int, width: float) -> list[tuple[float, str, float]]:
    face, size = fonts.face(piece.style.bold), piece.style.size
    dot, space = face.widths["."] * size, face.widths[" "] * size
    laid = list(piece.lines)
    offset, text, _ = laid[-1]
    room = width - offset - face.width(text) * size
    if room > 20 * MM or (lines == 1 and room > 8 * MM):
        laid[-1] = (offset, f"{text} " + "." * int((room - space) / dot), 0.0)
        lines -= 1
    return laid + [(0.0, "." * int(width / dot), 0.0)] * lines


def _lines(text: str, look: Style, width: float) -> list[tuple[float, str, float]]:
    face, size, full = fonts.face(look.bold), look.size, width
    if look.align == "center" and not look.indent:
        width = _balanced(text, face, width / size) * size
    lines: list[tuple[float, str, float]] = []
    indent = look.indent
    for line, natural, last in break_lines(text, face, width / size, indent / size):
        offset, added = indent, 0.0
        if look.align != "left":
            spare = full - indent - natural * size
            if look.align == "justify":
                if not last and (gaps := line.count(" ") + line.count("\u00a0")):
                    added = spare / gaps
            else:
                offset += spare if look.align == "right" else spare / 2
        lines.append((offset, line, added))
        indent = look.indent if last else 0.0
    return lines


def _balanced(text: str, face: fonts.Face, width: float) -> float:
    """The narrowest width that takes no more lines: centred titles leave no lonely last word."""
    wanted = len(break_lines(text, face, width))
    if wanted == 1:
        return width
    longest = max(map(face.width, unbroken(text)), default=0.0)
    low, high = min(max(width / 2, longest), width), width
    for _ in range(8):
        middle = (low + high) / 2
        fits = len(break_lines(text, face, middle)) <= wanted
        low, high = (low, middle) if fits else (middle, high)
    return high
