"""How much work a page of a PDF asks of who draws it: a small file may ask for hours.

The drawing library cannot be stopped within one object of a page (a form), so what is too heavy is
never handed to it.
"""

import re
from collections import Counter
from typing import Any

from pikepdf import Array, Dictionary, Name, Stream

from dlschool.errors import Refused
from dlschool.i18n import N_

TOO_HEAVY = N_(
    "A page of {name} is a drawing of too many lines. "
    "Print it and scan the paper, or save it as a picture."
)
MOST_DRAWN = 2_000_000
"""Bytes of a page's drawing, each form within counted as often as it is drawn; a page full of small
print has a twentieth of it."""

_DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")


def refuse_heavy(pdf: Any, name: str) -> None:
    """Refused: a page that would take too long to draw."""
    known: dict[tuple[int, int], int] = {}
    for page in pdf.pages:
        if _page(page.obj, known) > MOST_DRAWN:
            raise Refused(TOO_HEAVY, name=name)


def _page(page: Any, known: dict[tuple[int, int], int]) -> int:
    contents = page.get("/Contents")
    parts = list(contents) if isinstance(contents, Array) else [contents]
    drawing = b"\n".join(part.read_bytes() for part in parts if isinstance(part, Stream))
    return _work(drawing, page.get("/Resources"), known)


def _work(drawing: bytes, resources: Any, known: dict[tuple[int, int], int]) -> int:
    """Bytes of the drawing and of the forms that it draws."""
    work = len(drawing)
    forms = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    if work > MOST_DRAWN or not isinstance(forms, Dictionary):
        return work
    for found, times in Counter(_DRAWN.findall(drawing)).items():
        form = forms.get("/" + found.decode("latin-1"))
        if isinstance(form, Stream) and form.get("/Subtype") == Name.Form:
            work += times * _form(form, known)
    return work


def _form(form: Any, known: dict[tuple[int, int], int]) -> int:
    """A form that draws itself counts as nothing within itself: the library stops there too."""
    if form.objgen not in known:
        known[form.objgen] = 0
        known[form.objgen] = _work(form.read_bytes(), form.get("/Resources"), known)
    return known[form.objgen]
