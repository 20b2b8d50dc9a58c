"""Tables over the whole width: borders, rows that grow, a heading that comes again on a new page."""

from collections.abc import Iterator
from functools import cache

from dlschool.forms.said import shown
from dlschool.forms.sheet import fonts
from dlschool.forms.sheet.blocks import Column, Table
from dlschool.forms.sheet.setting import BY_HAND, LEFT, MM, ROOM, Setting, Strip, style

_SIDE = 1.2 * MM
"""Between a border and the words."""
_PAD = 0.8 * MM


def table_strips(block: Table, setting: Setting) -> Iterator[Strip]:
    edges = _edges(block.columns, setting.whole.language, setting.table_size)
    key = (block.columns, block.before)
    heading = setting.headings.get(key)
    if heading is None:
        heading = setting.headings[key] = _heading(block, setting, edges)
    yield heading
    rows = block.rows
    if not rows and not block.blank_rows:
        rows = (("–",) * len(block.columns),)
    for row in rows:
        yield _row(row, block.columns, setting, edges, heading)
    if not rows:
        for _ in range(block.blank_rows):
            yield _empty(setting, edges, heading)


@cache
def _edges(columns: tuple[Column, ...], language: str, size: float) -> tuple[float, ...]:
    """Where the vertical rules stand: by the shares, but no column narrower than the longest word
    of its heading; the others give way."""
    face = fonts.face(True)
    least = [
        max(face.width(word) for word in shown(column.heading, language).split(" ")) * size
        + 2 * _SIDE
        + 1
        for column in columns
    ]
    tight: set[int] = set()
    while True:
        left = ROOM - sum(least[n] for n in tight)
        shares = sum(column.share for n, column in enumerate(columns) if n not in tight)
        more = {
            n
            for n, column in enumerate(columns)
            if n not in tight and left * column.share / shares < least[n]
        }
        if not more:
            break
        tight |= more
    edges = [LEFT]
    for n, column in enumerate(columns):
        edges.append(edges[-1] + (least[n] if n in tight else left * column.share / shares))
    return tuple(edges)


def _heading(block: Table, setting: Setting, edges: tuple[float, ...]) -> Strip:
    look = style(setting.table_size, bold=True, align="center")
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
        pad=_PAD,
        keep=True,
        whole=True,
        borders=edges,
    )


def _row(
    row: tuple[object, ...],
    columns: tuple[Column, ...],
    setting: Setting,
    edges: tuple[float, ...],
    heading: Strip,
) -> Strip:
    cells, count = [], 1
    leading = style(setting.table_size).leading
    for value, column, left, right in zip(row, columns, edges, edges[1:], strict=False):
        text = shown(value, setting.whole.language)  # type: ignore[arg-type]
        if text:
            look = style(setting.table_size, align=column.align)
            piece = setting.piece(text, look, right - left - 2 * _SIDE)
            cells.append((left + _SIDE, piece))
            count = max(count, len(piece.lines))
    return Strip(tuple(cells), leading, count, pad=_PAD, whole=True, borders=edges, heading=heading)


def _empty(setting: Setting, edges: tuple[float, ...], heading: Strip) -> Strip:
    """A row high enough to write in by hand."""
    return Strip(
        (),
        setting.table_size * BY_HAND,
        1,
        pad=_PAD,
        whole=True,
        borders=edges,
        heading=heading,
    )
