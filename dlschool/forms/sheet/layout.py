"""From blocks to strips: where each block's wordings stand on the sheet."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from dlschool.domain.text import Text
from dlschool.forms.said import Value, shown
from dlschool.forms.sheet.blocks import (
    Addressee,
    Align,
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
    BY_HAND_TEXT,
    GUTTER,
    LEFT,
    MM,
    ROOM,
    SINGLE,
    Lane,
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
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Gap):
            gap += block.height * MM
            continue
        if own_blank and isinstance(block, Letterhead):
            continue
        if isinstance(block, Signature) and not isinstance(before, Signature) and laid:
            laid[-1].keep = True
        if isinstance(before, Table):
            gap += 1.5 * MM
        before = block
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
        BY_HAND_TEXT if block.words.by_hand else SINGLE,
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
    left = 0.0 if setting.both else ROOM * 0.42
    gap = block.before * MM
    for line in block.lines:
        if isinstance(line, Field):
            laid = _field(line, setting, left, keep=True)
        else:
            paragraph = Paragraph(words=line, align="left", left=left / MM, keep=True)
            laid = _paragraph(paragraph, setting)
        for strip in laid:
            strip.before += gap
            gap = 0.0
            yield strip


def _field(
    block: Field, setting: Setting, left: float = 0.0, *, keep: bool = False
) -> Iterator[Strip]:
    blank = not shown(block.value, "kk")
    style = Style(setting.size, spacing=BY_HAND if blank else SINGLE)
    cells = []
    for lane in setting.lanes:
        label, width = f"{block.label[lane.language]}:", lane.width - left
        if blank:
            piece = _dotted(setting, label, style, block.lines, width)
        else:
            value = shown(block.value, lane.language)
            words = f"{label}\n{value}" if "\n" in value else f"{label} {value}"
            piece = setting.piece(words, style, width)
        cells.append((lane.left + left, piece))
    yield _strip(cells, style.leading, before=block.before * MM, keep=keep)


def _dotted(setting: Setting, label: str, style: Style, lines: int, width: float) -> Piece:
    """Dots after a label are as fixed as the label: laid out once in a run."""
    key = (f"{label}\0{lines}", style, width)
    known = setting.fixed.get(key)
    if known is None:
        piece = setting.piece(label, style, width, fixed=True)
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
    return Strip([], 1.0, 1, before=block.before * MM, keep=True, rules=((LEFT, LEFT + ROOM),))


def _requisites(block: Requisites, setting: Setting) -> Iterator[Strip]:
    """One line; in the narrow lanes of the side-by-side print the place goes to the next one."""
    number = f"№\u00a0{shown(block.number, 'kk') or '.' * 10}"
    leading = Style(setting.size).leading
    dated, placed = [], []
    for lane in setting.lanes:
        date, place = shown(block.date, lane.language), shown(block.place, lane.language)
        shares = (0.68, 0.3) if setting.both else (0.43, 0.23)
        dated += [
            _at(setting, lane, date, "left", 0.0, shares[0]),
            _at(setting, lane, number, "right", 1 - shares[1], shares[1]),
        ]
        at, share = (0.0, 1.0) if setting.both else (0.43, 0.34)
        placed.append(_at(setting, lane, place, "center", at, share))
    if setting.both:
        yield _strip(dated, leading, before=2 * MM, keep=True)
        yield _strip(placed, leading, keep=True)
    else:
        yield _strip([*dated, *placed], leading, before=2 * MM, keep=True)


def _at(
    setting: Setting, lane: Lane, text: str, align: Align, at: float, share: float
) -> tuple[float, Piece]:
    """The text in a part of the lane: from `at`, `share` of it wide."""
    piece = setting.piece(text, Style(setting.size, align=align), lane.width * share)
    return lane.left + lane.width * at, piece


_LEFT, _LINE, _NAME = (0.0, 0.37), (0.385, 0.155), (0.555, 0.445)
"""Of a signature, in parts of the width: where each part begins, how wide it is."""


def _signature(block: Signature, setting: Setting) -> Iterator[Strip]:
    """Name and line stand beside the last line of what is on the left."""
    style, language = Style(setting.size), setting.whole.language
    left = setting.piece(_in_two(block.left, setting, style), style, ROOM * _LEFT[1])
    name = setting.piece(shown(block.name, language) or "." * 32, style, ROOM * _NAME[1])
    down = len(left.lines) - 1
    lowered = Piece([(0.0, "", 0.0)] * down + name.lines, style, fixed=False)
    yield Strip(
        [(LEFT, left), (LEFT + ROOM * _NAME[0], lowered)],
        style.leading,
        len(lowered.lines),
        before=block.before * MM,
        whole=True,
        keep=block.keep or block.captions is not None,
        rules=((LEFT + ROOM * _LINE[0], LEFT + ROOM * sum(_LINE)),),
        ruled=down + 1,
    )
    if block.captions:
        yield _captions(block, setting)


def _in_two(value: Value, setting: Setting, style: Style) -> str:
    """Both wordings on one line if they fit, else each on its own."""
    text = shown(value, setting.whole.language)
    if setting.both and isinstance(value, Text):
        one = setting.piece(text, style, ROOM * _LEFT[1])
        if len(one.lines) > 1 and value.kk != value.ru:
            return f"{shown(value, 'kk')}\u00a0/\n{shown(value, 'ru')}"
    return text


def _captions(block: Signature, setting: Setting) -> Strip:
    """Small words under each part: what stands there."""
    cells = []
    places: tuple[tuple[Align, tuple[float, float]], ...] = (
        ("left", _LEFT),
        ("center", _LINE),
        ("left", _NAME),
    )
    for caption, (align, (at, share)) in zip(block.captions or (), places, strict=False):
        if caption is not None:
            words = f"({shown(caption, setting.whole.language)})"
            style = Style(setting.small_size, align=align)
            piece = setting.piece(words, style, ROOM * share, fixed=True)
            cells.append((LEFT + ROOM * at, piece))
    leading = Style(setting.small_size).leading
    return _strip(cells, leading, before=0.5 * MM, keep=block.keep)


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
