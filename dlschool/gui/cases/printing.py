"""From a case to paper: laid out beside the window, previewed, noted when it left the program."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dlschool.domain import order_130
from dlschool.domain.text import Text
from dlschool.gui import printouts, tasks
from dlschool.gui.cases.side import PRINT_LANGUAGES
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Button, Choice
from dlschool.gui.widgets.card import line
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.labels import Label
from dlschool.i18n import N_, language

if TYPE_CHECKING:
    from dlschool.services.printouts import Printout
    from dlschool.services.sheets import FormLine

Prepare = Callable[[Any, tasks.Progress], "Printout"]
"""Lays a file out, on the store's connection of the worker thread."""


def show(session: Session, parent: QWidget, prepare: Prepare) -> tasks.Task:
    """Lays out beside the window, then opens the preview; what is printed or saved is noted."""
    return printouts.lay_out(parent, session, prepare)


def show_case(session: Session, parent: QWidget, case_id: int, lang: str) -> tasks.Task:
    """Every document of the case that is ready, as one file."""
    from dlschool.services import printouts as sheets

    return show(session, parent, lambda db, _p: sheets.prepare_case(db, case_id, lang))


def show_cases(session: Session, parent: QWidget, case_ids: Sequence[int], lang: str) -> tasks.Task:
    """Many cases as one file, with progress and cancel."""
    from dlschool.services import printouts as sheets

    return show(
        session,
        parent,
        lambda db, progress: sheets.prepare_cases(db, case_ids, None, lang, progress),
    )


def show_register(
    session: Session, parent: QWidget, case_ids: Sequence[int], lang: str
) -> tasks.Task:
    """The register of the cases listed, in the order of the list."""
    from dlschool.services import printouts as sheets

    return show(session, parent, lambda db, _p: sheets.prepare_register(db, lang, case_ids))


def show_blank(session: Session, parent: QWidget, case_id: int, kind: str, lang: str) -> tasks.Task:
    """The blank form of a paper, named as the case's edition names it."""

    def prepare(db: Any, _progress: tasks.Progress) -> Printout:
        from dlschool.services import printouts as sheets
        from dlschool.services.cases import records

        ground = records(db, case_id).case.ground
        found = (f for f in sheets.forms() if f.paper == kind and f.fits(ground))
        return sheets.prepare(db, next(found).code, case_id=case_id, language=lang, blank=True)

    return show(session, parent, prepare)


def show_form(
    session: Session, parent: QWidget, case_id: int, form: FormLine, lang: str, *, blank: bool
) -> tasks.Task:
    """One document of the case, filled or blank."""

    def prepare(db: Any, _progress: tasks.Progress) -> Printout:
        from dlschool.services import printouts as sheets

        return sheets.prepare(
            db,
            form.code,
            case_id=case_id,
            meeting_id=None if blank else form.meeting_id,
            order_id=None if blank else form.order_id,
            language=lang,
            blank=blank,
        )

    return show(session, parent, prepare)


def documents(session: Session, parent: QWidget, case_id: int) -> Dialog:
    """Each document that the case has or will have: preview of the filled one, or a blank."""
    from dlschool.services import printouts as sheets

    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    choice = Choice(PRINT_LANGUAGES, language(), N_("Language of the documents"))
    choice.chosen.connect(choice.set_value)
    column.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)
    column.addSpacing(12)
    blanks = {form.code for form in sheets.forms() if form.blank}
    for form in sheets.forms_for(session.db, case_id):
        column.addWidget(line())
        column.addWidget(_document(session, body, case_id, form, choice, blank=form.code in blanks))
    dialog = Dialog(parent, N_("Documents of the case"), body, cancel=N_("Close"), wide=760)
    dialog.open()
    return dialog


def _document(
    session: Session,
    parent: QWidget,
    case_id: int,
    form: FormLine,
    choice: Choice,
    *,
    blank: bool,
) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 8, 0, 8)
    row.setSpacing(8)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Label(form.title))
    if form.detail:
        words.addWidget(Label(Text(form.detail, form.detail), "small-soft"))
    elif not form.ready:
        words.addWidget(Label(N_("Not filled in yet"), "small-soft"))
    words.addWidget(Label(order_130.sentence(form.code), "small-soft"))
    row.addLayout(words, 1)

    def open_(*, blank: bool) -> None:
        show_form(session, parent, case_id, form, choice.value(), blank=blank)

    if blank and (form.blank_only or not form.order_id):
        row.addWidget(Button(N_("Blank form"), lambda: open_(blank=True)))
    if not form.blank_only:
        row.addWidget(Button(N_("Open"), lambda: open_(blank=False)))
    return holder
