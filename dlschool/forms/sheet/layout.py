"""From blocks to strips: where each block's wordings stand on the sheet."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from dlschool.forms.said import shown
from dlschool.forms.sheet.blocks import (
    Addressee,
    Block,
    Field,
    Gap,
    Letterhead,
    Paragraph,
    Requisites,
    Rule,
    Signature,
    Table,
)
from dlschool.forms.sheet.setting import (
    BY_HAND,
    GUTTER,
    LEFT,
    MM,
    ROOM,
    Piece,
    Setting,
    Strip,
    Style,
    dotted,
)
from dlschool.forms.sheet.table import table_strips


def strips(blocks: Iterable[Block], setting: Setting, *, own_blank: bool) -> list[Strip]:
    """All strips of one document. `own_blank`: the school's printed blank bears the letterhead."""
    laid: list[Strip] = []
    gap = 0.0
    for block in blocks:
        if isinstance(block, Gap):
            gap += block.height * MM
            continue
        if own_blank and isinstance(block, Letterhead):
            continue
        for strip in _LAYERS[type(block)](block, setting):
            strip.before += gap
            gap = 0.0
            laid.append(strip)
    return laid


def _paragraph(block: Paragraph, setting: Setting) -> Iterator[Strip]:
    style = Style(
        setting.small_size if block.small else setting.size,
        block.bold,
        "left" if setting.both and block.align == "justify" else block.align,
        block.indent * MM * (0.5 if setting.both else 1),
    )
    left = block.left * MM * (0.5 if setting.both else 1)
    cells = [
        (
            lane.left + left,
            setting.piece(
                block.words.words(lane.language), style, lane.width - left, fixed=block.words.fixed
            ),
        )
        for lane in setting.lanes
    ]
    yield _strip(cells, style.leading, before=block.before * MM, keep=block.keep)


def _addressee(block: Addressee, setting: Setting) -> Iterator[Strip]:
    style = Style(setting.size)
    left = 0.0 if setting.both else ROOM * 0.42
    for said in block.lines:
        cells = [
            (
                lane.left + left,
                setting.piece(
                    said.words(lane.language), style, lane.width - left, fixed=said.fixed
                ),
            )
            for lane in setting.lanes
        ]
        yield _strip(cells, style.leading, keep=True)


def _field(block: Field, setting: Setting) -> Iterator[Strip]:
    blank = not shown(block.value, "kk")
    style = Style(setting.size, spacing=BY_HAND) if blank else Style(setting.size)
    cells = []
    for lane in setting.lanes:
        label = f"{block.label[lane.language]}:"
        if blank:
            piece = setting.piece(label, style, lane.width, fixed=True)
            cells.append((lane.left, _dotted_once(setting, piece, label, block.lines, lane.width)))
        else:
            words = f"{label} {shown(block.value, lane.language)}"
            cells.append((lane.left, setting.piece(words, style, lane.width)))
    yield _strip(cells, style.leading, before=block.before * MM)


def _dotted_once(
    setting: Setting, piece: Piece, label: str, lines: int, width: float
) -> Piece:
    """Dots after a label are as fixed as the label: laid out once in a run."""
    key = (f"{label}\0{lines}", piece.style, width)
    known = setting.fixed.get(key)
    if known is None:
        known = setting.fixed[key] = dotted(piece, lines, width)
    return known


def _letterhead(block: Letterhead, setting: Setting) -> Iterator[Strip]:
    half = (ROOM - GUTTER) / 2
    right = LEFT + half + GUTTER
    name = Style(11.0, bold=True, align="center")
    cells = [
        (LEFT, setting.piece(block.name.kk.upper(), name, half, fixed=True)),
        (right, setting.piece(block.name.ru.upper(), name, half, fixed=True)),
    ]
    yield _strip(cells, name.leading, keep=True)
    if block.contacts:
        small = Style(9.0, align="center")
        cells = [
            (LEFT, setting.piece(block.contacts.kk, small, half, fixed=True)),
            (right, setting.piece(block.contacts.ru, small, half, fixed=True)),
        ]
        yield _strip(cells, small.leading, before=1.5 * MM, keep=True)
    yield _rule(Rule(before=1.5), setting)
    yield Strip([], 0.0, 0, before=3 * MM, keep=True)


def _rule(block: Rule, setting: Setting) -> Strip:
    return Strip(
        [], 1.0, 1, before=block.before * MM, keep=True, rules=((LEFT, LEFT + ROOM),)
    )


def _requisites(block: Requisites, setting: Setting) -> Iterator[Strip]:
    cells = []
    for lane in setting.lanes:
        parts = (
            (shown(block.date, lane.language), "left", 0.0, 0.44),
            (shown(block.place, lane.language), "center", 0.44, 0.34),
            (f"№\u00a0{shown(block.number, lane.language) or '.' * 10}", "right", 0.78, 0.22),
        )
        for text, align, at, share in parts:
            style = Style(setting.size, align=align)  # type: ignore[arg-type]
            piece = setting.piece(text, style, lane.width * share - 4)
            cells.append((lane.left + lane.width * at + (4 if align == "right" else 0), piece))
    yield _strip(cells, Style(setting.size).leading, before=2 * MM, keep=True)


def _signature(block: Signature, setting: Setting) -> Iterator[Strip]:
    """Name and line stand beside the last line of what is on the left."""
    style, language = Style(setting.size), setting.whole.language
    left = setting.piece(shown(block.left, language), style, ROOM * 0.44)
    name = setting.piece(shown(block.name, language) or "." * 30, style, ROOM * 0.29)
    down = len(left.lines) - 1
    lowered = Piece([(0.0, "", 0.0)] * down + name.lines, style, fixed=False)
    signed = (LEFT + ROOM * 0.47, LEFT + ROOM * 0.68)
    yield Strip(
        [(LEFT, left), (LEFT + ROOM * 0.71, lowered)],
        style.leading,
        max(down + 1, len(lowered.lines)),
        before=block.before * MM,
        whole=True,
        keep=block.captions is not None,
        rules=(signed,) if down + 1 == max(down + 1, len(lowered.lines)) else (),
    )
    if block.captions:
        yield _captions(block, setting)


def _captions(block: Signature, setting: Setting) -> Strip:
    style = Style(setting.small_size, align="center")
    places = ((0.0, 0.36), (0.45, 0.25), (0.71, 0.29))
    cells = [
        (
            LEFT + ROOM * at,
            setting.piece(
                f"({shown(caption, setting.whole.language)})", style, ROOM * share, fixed=True
            ),
        )
        for caption, (at, share) in zip(block.captions or (), places, strict=True)
        if caption is not None
    ]
    return _strip(cells, style.leading, before=0.5 * MM)


def _table(block: Table, setting: Setting) -> Iterable[Strip]:
    return table_strips(block, setting)


def _strip(
    cells: list[tuple[float, Piece]], leading: float, *, before: float = 0.0, keep: bool = False
) -> Strip:
    count = max((len(piece.lines) for _, piece in cells), default=0)
    return Strip(cells, leading, count, before=before, keep=keep)


def _rules(block: Rule, setting: Setting) -> Iterator[Strip]:
    yield _rule(block, setting)


_LAYERS: dict[type, Callable[[Any, Setting], Iterable[Strip]]] = {
    Letterhead: _letterhead,
    Paragraph: _paragraph,
    Addressee: _addressee,
    Field: _field,
    Requisites: _requisites,
    Table: _table,
    Signature: _signature,
    Rule: _rules,
}
