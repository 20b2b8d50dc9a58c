"""Grades of a whole class are put; who cannot be graded yet is named, each with the reason."""

from PySide6.QtWidgets import QWidget

from dlschool.domain.grade_words import PERIOD_NAMES
from dlschool.domain.learning import Period
from dlschool.gui.session import Session
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Fields
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.rows import RowCard
from dlschool.i18n import N_
from dlschool.services import grades
from dlschool.services.grades import Whole

WIDE = 640
MARGINS = (16, 10, 16, 10)


def put_class(
    session: Session, parent: QWidget, year: str, class_name: str, subject_id: int, period: Period
) -> None:
    """Puts them; who has no grade and why is said in a dialog."""
    done = session.act(grades.put_class, session.db, year, class_name, subject_id, period)
    if done.refused:
        said_dialog(parent, period, done).open()
    else:
        session.tell(N_("Grades put: {n}"), n=done.put)


def said_dialog(parent: QWidget, period: Period, done: Whole) -> Dialog:
    """A row for each pupil without a grade."""
    fields = Fields()
    fields.wide(Label(PERIOD_NAMES[period], "soft"))
    fields.wide(Label(N_("Grades put: {n}"), n=done.put))
    if done.not_attested:
        names = ", ".join(done.not_attested)
        words = N_("Temporarily not attested, without all works: {names}")
        fields.wide(Label(words, names=names))
    if done.refused:
        fields.wide(Label(N_("Not put: {n}"), "strong", n=len(done.refused)))
        card, rows = RowCard(), []
        for _name, why in done.refused:
            rows.append(Label(why))
            rows[-1].setContentsMargins(*MARGINS)
        card.put(rows)
        fields.wide(card)
    return Dialog(parent, N_("Grades of the class"), fields, cancel=N_("Close"), wide=WIDE)
