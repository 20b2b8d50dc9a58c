"""Printing: `render` turns forms with their subjects into one PDF, A4, layout of order 236."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from dlschool.domain import order_130
from dlschool.domain.text import Text
from dlschool.forms.form import Form, Subject
from dlschool.forms.said import shown
from dlschool.forms.sheet.blocks import Block, Letterhead

if TYPE_CHECKING:
    from dlschool.forms.sheet.pen import Pen
    from dlschool.forms.sheet.setting import Setting

Printed = Callable[[int], None]
"""Told after each document how many pages are done; to cancel the printing it raises."""

_LANG = {"kk": "kk-KZ", "ru": "ru-KZ", "both": "kk-KZ"}
_SEVERAL = Text("Қашықтан оқыту құжаттары", "Документы дистанционного обучения")


def render(
    jobs: Iterable[tuple[Form, Subject]],
    language: str,
    *,
    blank_offset_mm: float | None = None,
    invariant: bool = True,
    on_page: Printed | None = None,
    on_missing: Callable[[str, str], None] | None = None,
) -> bytes:
    """All documents in one file, each from a new page, numbered anew.

    `language`: "kk", "ru", or "both" for kk | ru side by side. `blank_offset_mm`: the school
    prints on its own numbered blank, so the letterhead is left out and the text of what bears one
    begins so many millimetres from the top. `invariant`: the same jobs give the same bytes; else
    the file bears the hour of its making.

    A character that no font can draw is Refused; with `on_missing` it is printed as its code,
    «[U+1F600]», and `on_missing(characters, text)` is called. Nothing to print: ValueError.
    """
    from dlschool.forms.sheet.pen import Pen
    from dlschool.forms.sheet.setting import setting

    pen, set_as = Pen(lang=_LANG[language], invariant=invariant), setting(language, on_missing)
    headings: dict[str, None] = {}
    pages = 0
    for form, subject in jobs:
        if not headings:
            pen.setAuthor(shown(subject.school.name, language))
        headings[shown(form.heading(subject.edition), language)] = None
        pages += _document(form, subject, pen, set_as, blank_offset_mm)
        if on_page:
            on_page(pages)
    if not headings:
        raise ValueError("nothing to print")
    title = next(iter(headings)) if len(headings) == 1 else shown(_SEVERAL, language)
    pen.setTitle(title)
    pen.setSubject(title)
    return pen.finished()


def _document(
    form: Form,
    subject: Subject,
    pen: "Pen",
    set_as: "Setting",
    blank_offset_mm: float | None,
) -> int:
    """Draws one document; number of its pages. Only what bears a letterhead goes on the blank."""
    from dlschool.forms.sheet.flow import flow
    from dlschool.forms.sheet.layout import foot, strips
    from dlschool.forms.sheet.setting import MM, TOP

    blocks: Sequence[Block] = form.body(subject)
    own_blank = blank_offset_mm is not None and any(isinstance(b, Letterhead) for b in blocks)
    top = max((blank_offset_mm or 0.0) * MM, TOP) if own_blank else TOP
    said = foot(order_130.foot(form.code), set_as)
    return flow(strips(blocks, set_as, own_blank=own_blank), pen, top, said)
