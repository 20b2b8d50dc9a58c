"""Flow: strips placed on pages one under another; nothing is cut through a line of text."""

from collections.abc import Sequence

from dlschool.forms.sheet.pen import Pen
from dlschool.forms.sheet.setting import BOTTOM, FOOT, HEIGHT, MM, TOP, Strip

_NUMBERED_TOP = TOP + 8 * MM
"""Where text begins on a page that bears its number."""
_PLENTY = HEIGHT / 3
"""With so much room left below it a strip need not look at what follows it; a table's row does,
for the next may be higher."""
_TOGETHER = 6
"""A text of so many lines at most moves to the next page with what it is kept with."""


def flow(
    strips: Sequence[Strip], pen: Pen, first_top: float = TOP, foot: Strip | None = None
) -> int:
    """Draws one document; `first_top` points above its first page stay empty. Number of pages.

    `foot` stands in the lower margin of every page: what flows never comes so far down.
    """
    page, y = 1, HEIGHT - first_top
    for index, strip in enumerate(strips):
        at_top = y >= HEIGHT - _NUMBERED_TOP - 0.01 and page > 1 or index == 0
        start = 0
        if not at_top and not _fits(strips, index, y):
            start = 0 if strip.whole else _lines_here(strip, y)
            if start:
                pen.draw(strip, y - strip.before, 0, start)
            page, y = _next_page(pen, page, foot)
            y = _heading_again(pen, strip, y)
            at_top = True
        y -= 0.0 if at_top and page > 1 else strip.before
        while start < strip.count and _height(strip, start) > y - BOTTOM:
            stop = start + max(1, int((y - BOTTOM - 2 * strip.pad) / strip.leading))
            pen.draw(strip, y, start, stop)
            start = stop
            page, y = _next_page(pen, page, foot)
            y = _heading_again(pen, strip, y)
        pen.draw(strip, y, start, strip.count)
        y -= _height(strip, start)
    _foot(pen, foot)
    pen.end_document()
    return page


def _foot(pen: Pen, foot: Strip | None) -> None:
    if foot is not None:
        pen.draw(foot, FOOT, 0, foot.count)


def _next_page(pen: Pen, page: int, foot: Strip | None) -> tuple[int, float]:
    _foot(pen, foot)
    pen.end_page()
    pen.number(page + 1)
    return page + 1, HEIGHT - _NUMBERED_TOP


def _heading_again(pen: Pen, strip: Strip, y: float) -> float:
    heading = strip.heading
    if heading is None or heading.height > HEIGHT / 3:
        return y
    pen.draw(heading, y, 0, heading.count)
    return y - heading.height


def _height(strip: Strip, start: int) -> float:
    return (strip.count - start) * strip.leading + 2 * strip.pad


def _fits(strips: Sequence[Strip], index: int, y: float) -> bool:
    """Whether the strip fits below `y` together with what it must stay with."""
    strip, wanted, of_table = strips[index], 0.0, bool(strips[index].borders)
    if not of_table and y - strip.before - strip.height > _PLENTY:
        return True
    while index < len(strips):
        strip = strips[index]
        if wanted and not strip.whole and not strip.keep:
            wanted += strip.before + min(strip.count, 2) * strip.leading + 2 * strip.pad
            break
        wanted += strip.before + strip.height
        if not strip.keep:
            break
        index += 1
    no_page_holds_it = of_table and wanted > HEIGHT - _NUMBERED_TOP - BOTTOM
    return wanted <= y - BOTTOM + 0.01 or (no_page_holds_it and y > _PLENTY)


def _lines_here(strip: Strip, y: float) -> int:
    """How many lines of a strip that does not fit stay here; two at least stay and two go on."""
    room = int((y - strip.before - BOTTOM) / strip.leading) if strip.leading else 0
    if strip.keep and strip.count <= _TOGETHER:
        return 0
    here = min(room, strip.count - 2)
    return here if here >= 2 else 0
