"""Tables over the whole width: borders, rows that grow, a heading that comes again on a new page."""

from collections.abc import Iterator
from functools import cache

from dlschool.forms.said import shown
from dlschool.forms.sheet import fonts
from dlschool.forms.sheet.blocks import Column, Table
from dlschool.forms.sheet.breaker import unbroken
from dlschool.forms.sheet.setting import LEFT, MM, ROOM, Setting, Strip, style

_SIDE = 1.2 * MM
"""Between a border and the words."""
_PAD = 0.8 * MM
_BY_HAND = 5.6 * MM
"""Height within an empty row, whatever the size of the letters."""


_LOW = 3
"""Lines at most of two rows that stay on one page: the first with the second, and the last, where
totals are, with the one before it."""
_LEAST_SIZE = 8.0
"""Of the letters of a table whose longest words would not stand side by side otherwise."""
_WORD = 24
"""Letters: a longer row of them («https://…», a slip of the keyboard) may be broken anywhere."""


def table_strips(block: Table, setting: Setting) -> Iterator[Strip]:
    size, edges = _laid_out(block, setting.whole.language, setting.table_size)
    key = (block.columns, edges, size, block.before)
    heading = setting.headings.get(key)
    if heading is None:
        heading = setting.headings[key] = _heading(block, setting, size, edges)
    yield heading
    rows = block.rows
    if not rows and not block.blank_rows:
        rows = (("–",) * len(block.columns),)
    laid = [_row(row, block.columns, setting, size, edges, heading) for row in rows]
    for one, other in (laid[:2], laid[-2:]) if len(laid) > 1 else ():
        one.keep = max(one.count, other.count) <= _LOW
    yield from laid
    if not rows:
        for _ in range(block.blank_rows):
            yield _empty(edges, heading)


def _laid_out(block: Table, language: str, size: float) -> tuple[float, tuple[float, ...]]:
    """Size of the letters, and where the vertical rules stand: by the shares, but no column is
    narrower than its longest word; the others give way, then the letters grow smaller."""
    words = _longest(block, language)
    room = ROOM - len(words) * (2 * _SIDE + 1)
    size = max(min(size, int(room / sum(words) * 2) / 2), _LEAST_SIZE)
    while sum(words) * size > room:
        widest = max(range(len(words)), key=words.__getitem__)
        words[widest] *= 0.9
    least = tuple(word * size + 2 * _SIDE + 1 for word in words)
    return size, _edges(least, tuple(column.share for column in block.columns))


def _longest(block: Table, language: str) -> list[float]:
    """Of each column, the width at size 1 of its longest word, that of the heading included."""
    bold, plain = fonts.face(True), fonts.face(False)
    widest = [_widest(shown(column.heading, language), bold) for column in block.columns]
    for row in block.rows:
        for n, value in enumerate(row):
            text = shown(value, language)
            if text and fonts.drawable(text, False):
                widest[n] = max(widest[n], _widest(text, plain))
    return widest


def _widest(text: str, face: fonts.Face) -> float:
    return max((face.width(part) for part in unbroken(text) if len(part) <= _WORD), default=0.0)


@cache
def _edges(least: tuple[float, ...], shares: tuple[float, ...]) -> tuple[float, ...]:
    tight: set[int] = set()
    while True:
        left = ROOM - sum(least[n] for n in tight)
        free = sum(share for n, share in enumerate(shares) if n not in tight)
        more = {
            n
            for n, share in enumerate(shares)
            if n not in tight and left * share / free < least[n] - 0.01
        }
        if not more:
            break
        tight |= more
    edges = [LEFT]
    for n, share in enumerate(shares):
        edges.append(edges[-1] + (least[n] if n in tight else left * share / free))
    return tuple(edges)


def _heading(block: Table, setting: Setting, size: float, edges: tuple[float, ...]) -> Strip:
    look = style(size, bold=True, align="center")
    cells = [
        (
            left + _SIDE,
            setting.piece(
                shown(column.heading, setting.whole.language),
                look,
                right - left - 2 * _SIDE,
            ),
        )
        for column, left, right in zip(block.columns, edges, edges[1:], strict=False)
    ]
    count = max(len(piece.lines) for _, piece in cells)
    return Strip(
        tuple(cells),
        look.leading,
        count,
        before=block.before * MM,
        pad=_PAD,
        keep=True,
        whole=True,
        borders=edges,
    )


def _row(
    row: tuple[object, ...],
    columns: tuple[Column, ...],
    setting: Setting,
    size: float,
    edges: tuple[float, ...],
    heading: Strip,
) -> Strip:
    cells, count = [], 1
    leading = style(size).leading
    for value, column, left, right in zip(row, columns, edges, edges[1:], strict=False):
        text = shown(value, setting.whole.language)  # type: ignore[arg-type]
        if text:
            look = style(size, align=column.align)
            piece = setting.piece(text, look, right - left - 2 * _SIDE)
            cells.append((left + _SIDE, piece))
            count = max(count, len(piece.lines))
    return Strip(tuple(cells), leading, count, pad=_PAD, whole=True, borders=edges, heading=heading)


def _empty(edges: tuple[float, ...], heading: Strip) -> Strip:
    """A row high enough to write in by hand."""
    return Strip(
        (),
        _BY_HAND,
        1,
        pad=_PAD,
        whole=True,
        borders=edges,
        heading=heading,
    )
