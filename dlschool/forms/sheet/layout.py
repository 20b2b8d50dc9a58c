"""From blocks to strips: where each block's wordings stand on the sheet."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
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
    FOOT_SIZE,
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
    style,
)
from dlschool.forms.sheet.table import table_strips


def strips(blocks: Sequence[Block], setting: Setting, *, own_blank: bool) -> list[Strip]:
    """All strips of one document. `own_blank`: the school's printed blank bears the letterhead."""
    laid: list[Strip] = []
    before: Block | None = None
    last = len(blocks) - 1
    for place, block in enumerate(blocks):
        if own_blank and isinstance(block, Letterhead):
            continue
        kept = place < last and _stays(block, blocks[place + 1 : place + 3])
        key = (block, kept, isinstance(before, Table))
        known = setting.blocks.get(key)
        if known is None:
            known = _laid(block, setting, kept, key[2])
            setting.remember(key, known)
        laid += known
        before = block
    return laid


def foot(words: Text, setting: Setting) -> Strip:
    """What stands at the foot of every page of the document, in small letters."""
    known = setting.feet.get(words)
    if known is None:
        look = style(FOOT_SIZE)
        cells = [
            (lane.left, setting.piece(words[lane.language], look, lane.width))
            for lane in setting.lanes
        ]
        known = setting.feet[words] = _strip(cells, look.leading)
    return known


def _stays(block: Block, following: Sequence[Block]) -> bool:
    """Whether the block stays on the page of what follows: no signature begins or ends a page
    alone, no table is parted from the words over it."""
    if isinstance(following[0], Signature):
        last = not isinstance(following[-1], Signature) or len(following) == 1
        return last or not isinstance(block, Signature)
    return isinstance(following[0], Table) and isinstance(block, (Field, Paragraph))


def _laid(block: Block, setting: Setting, kept: bool, after_table: bool) -> tuple[Strip, ...]:
    """The block's strips; `kept`: the last of them stays with what follows."""
    laid = list(_LAYERS[type(block)](block, setting))
    if laid and after_table:
        laid[0] = replace(laid[0], before=laid[0].before + 1.5 * MM)
    if laid and kept:
        laid[-1] = replace(laid[-1], keep=True)
    return tuple(laid)


def _paragraph(block: Paragraph, setting: Setting) -> Iterator[Strip]:
    narrow = 0.5 if setting.both else 1.0
    look = style(
        setting.small_size if block.small else setting.size,
        bold=block.bold,
        align="left" if setting.both and block.align == "justify" else block.align,
        indent=block.indent * MM * narrow,
        spacing=BY_HAND_TEXT if block.words.by_hand else SINGLE,
    )
    left = block.left * MM
    cells = [
        (
            lane.left + left,
            setting.piece(block.words.words(lane.language), look, lane.width - left),
        )
        for lane in setting.lanes
    ]
    yield _strip(cells, look.leading, before=block.before * MM, keep=block.keep)


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
            yield replace(strip, before=strip.before + gap) if gap else strip
            gap = 0.0


def _field(
    block: Field, setting: Setting, left: float = 0.0, *, keep: bool = False
) -> Iterator[Strip]:
    blank = block.value is None or not shown(block.value, "kk")
    look = style(setting.size, spacing=BY_HAND if blank else SINGLE)
    cells = []
    for lane in setting.lanes:
        label, width = f"{block.label[lane.language]}:", lane.width - left
        if blank:
            piece = setting.dotted(label, look, block.lines, width)
        else:
            value = shown(block.value, lane.language)
            between = "\n" if "\n" in value else " "
            piece = setting.piece(label + between + value, look, width)
        cells.append((lane.left + left, piece))
    yield _strip(cells, look.leading, before=block.before * MM, keep=keep or block.keep)


def _letterhead(block: Letterhead, setting: Setting) -> Iterator[Strip]:
    half = (ROOM - GUTTER) / 2
    right = LEFT + half + GUTTER
    name, small = style(11.0, bold=True, align="center"), style(9.0, align="center")
    cells = [
        (LEFT, setting.piece(shown(block.name, "kk").upper(), name, half)),
        (right, setting.piece(shown(block.name, "ru").upper(), name, half)),
    ]
    yield _strip(cells, name.leading, keep=True)
    if block.contacts:
        cells = [
            (LEFT, setting.piece(shown(block.contacts, "kk"), small, half)),
            (right, setting.piece(shown(block.contacts, "ru"), small, half)),
        ]
        yield _strip(cells, small.leading, before=1.5 * MM, keep=True)
    yield _rule(1.5)
    yield Strip((), 0.0, 0, before=3 * MM, keep=True)


def _rule(before: float) -> Strip:
    """A thin line over the whole width, `before` millimetres down."""
    return Strip((), 1.0, 1, before=before * MM, keep=True, rules=((LEFT, LEFT + ROOM),))


def _requisites(block: Requisites, setting: Setting) -> Iterator[Strip]:
    """One line; in the narrow lanes of the side-by-side print the place goes to the next one."""
    number = f"№\u00a0{shown(block.number, 'kk') or '.' * 10}"
    leading = style(setting.size).leading
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
    piece = setting.piece(text, style(setting.size, align=align), lane.width * share)
    return lane.left + lane.width * at, piece


_LEFT, _LINE, _NAME = (0.0, 0.37), (0.385, 0.155), (0.555, 0.445)
"""Of a signature, in parts of the width: where each part begins, how wide it is."""


def _signature(block: Signature, setting: Setting) -> Iterator[Strip]:
    """Name and line stand beside the last line of what is on the left."""
    look, language = style(setting.size), setting.whole.language
    left = setting.piece(_in_two(block.left, setting, look), look, ROOM * _LEFT[1])
    down = len(left.lines) - 1
    words = "\n" * down + (shown(block.name, language) or "." * 32)
    name = setting.piece(words, look, ROOM * _NAME[1])
    yield Strip(
        ((LEFT, left), (LEFT + ROOM * _NAME[0], name)),
        look.leading,
        len(name.lines),
        before=block.before * MM,
        whole=True,
        keep=block.keep or block.captions is not None,
        rules=((LEFT + ROOM * _LINE[0], LEFT + ROOM * sum(_LINE)),),
        ruled=down + 1,
    )
    if block.captions:
        yield _captions(block, setting)


def _in_two(value: Value, setting: Setting, look: Style) -> str:
    """Both wordings on one line if they fit, else each on its own."""
    text = shown(value, setting.whole.language)
    if setting.both and isinstance(value, Text):
        one = setting.piece(text, look, ROOM * _LEFT[1])
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
            piece = setting.piece(words, style(setting.small_size, align=align), ROOM * share)
            cells.append((LEFT + ROOM * at, piece))
    leading = style(setting.small_size).leading
    return _strip(cells, leading, before=0.5 * MM, keep=block.keep)


def _strip(
    cells: Iterable[tuple[float, Piece]],
    leading: float,
    *,
    before: float = 0.0,
    keep: bool = False,
) -> Strip:
    held = tuple(cells)
    count = max((len(piece.lines) for _, piece in held), default=0)
    return Strip(held, leading, count, before=before, keep=keep)


_LAYERS: dict[type, Callable[[Any, Setting], Iterable[Strip]]] = {
    Letterhead: _letterhead,
    Paragraph: _paragraph,
    Addressee: _addressee,
    Field: _field,
    Requisites: _requisites,
    Table: table_strips,
    Signature: _signature,
    Rule: lambda block, _: (_rule(block.before),),
    Gap: lambda block, _: (Strip((), 0.0, 0, before=block.height * MM, keep=True),),
}
