"""A grade with its arithmetic; what it would be now; how it is changed, mended or taken back."""

from PySide6.QtWidgets import QLineEdit, QWidget

from dlschool.domain.access import Right
from dlschool.domain.grade_words import PERIOD_NAMES, arithmetic
from dlschool.domain.learning import Grade, Period
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.gui import rights
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Button
from dlschool.gui.widgets.card import Strip
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Combo, Fields, same
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import say
from dlschool.i18n import N_
from dlschool.law import grading
from dlschool.services import curriculum, grade_rules, grade_sums, grade_works, grades
from dlschool.services.mark_register import Row


def _about(session: Session, grade: Grade) -> Fields:
    """Whose grade, of what, with its arithmetic line by line."""
    fields = Fields()
    person = grades.pupil(session.db, grade.pupil_id)
    subject = curriculum.subject(session.db, grade.subject_id).name
    name = person.full_name
    fields.wide(Label(Text(f"{name}, {subject.kk}", f"{name}, {subject.ru}"), "soft"))
    said, period = grade_sums.said(grade), PERIOD_NAMES[grade.period]
    fields.wide(Label(Text(f"{period.kk}: {said.kk}", f"{period.ru}: {said.ru}"), "head"))
    for line in arithmetic(grade):
        fields.wide(Label(line))
    return fields


def _note(fields: Fields, session: Session, year: str) -> None:
    """How the percent is rounded, and that no text held has a rule for it."""
    note = grading.rules_of(year).rounding_note
    held = grade_rules.ROUNDING_NAMES[grade_rules.rounding(session.db, year)]
    kk = f"Дөңгелектеу: {held.kk}. {note.kk}"
    ru = f"Округление: {held.ru}. {note.ru}"
    fields.wide(Label(Text(kk, ru), "small-soft"))


def grade_dialog(session: Session, parent: QWidget, grade: Grade) -> Dialog:
    """A grade that is put. It is computed anew, or taken back, only with a reason."""
    fields = _about(session, grade)
    _note(fields, session, grade.year)
    if not rights.may(session, Right.MARKS):
        box = Dialog(parent, N_("Put grade"), fields)
        box.open()
        return box
    hint = N_("A grade that is put is not revised silently: the journal keeps the reason.")
    reason = fields.add(N_("Reason of the change"), QLineEdit(), hint)

    def back() -> None:
        session.act(grades.take_back, session.db, grade.id or 0, reason.text())
        box.reject()

    def anew() -> object:
        if grade.period in grade_works.WORKS:
            return None
        of = (grade.pupil_id, grade.subject_id, grade.year, grade.period)
        return session.act(grades.put, session.db, *of, reason.text())

    words = N_("Close") if grade.period in grade_works.WORKS else N_("Compute anew")
    box = Dialog(parent, N_("Put grade"), fields, words, anew)
    box.foot.insertWidget(0, Button(N_("Take the grade back"), lambda: _refusing(box, back)))
    box.open()
    return box


def _refusing(box: Dialog, do: object) -> None:
    try:
        do()  # type: ignore[operator]
    except Refused as refused:
        box.refuse(refused)


def expected_dialog(
    session: Session,
    parent: QWidget,
    row: Row,
    period: Period,
    of: tuple[str, str, int, int] | None,
) -> Dialog:
    """What the rules give now, to be put; or why they give nothing, and an exemption by order."""
    assert of is not None
    year, _class, subject_id, _term = of
    pupil_id = row.pupil.id or 0
    if row.expected is not None:
        fields = _about(session, row.expected)
    else:
        fields = Fields()
        fields.wide(Label(same(row.pupil.full_name), "soft"))
        fields.wide(Label(PERIOD_NAMES[period], "head"))
        if row.why_not is not None:
            fields.wide(Strip(row.why_not))
    _note(fields, session, year)
    hint = N_("Only where the pupil is not graded by an order of the director.")
    order = fields.add(N_("Order of exemption"), QLineEdit(), hint)

    def put() -> object:
        args = (session.db, pupil_id, subject_id, year, period)
        if order.text().strip():
            return session.act(grades.exempt, *args, order.text())
        return session.act(grades.put, *args)

    may = rights.may(session, Right.MARKS)
    box = Dialog(parent, N_("Put grade"), fields, N_("Put the grade") if may else "", put)
    box.open()
    return box


def work_dialog(
    session: Session, parent: QWidget, pupil_id: int, subject_id: int, year: str
) -> Dialog:
    """The grade of the work of the year, of the additional one, or of the examination; then the final."""
    fields = Fields()
    person = grades.pupil(session.db, pupil_id)
    subject = curriculum.subject(session.db, subject_id).name
    name = person.full_name
    fields.wide(Label(Text(f"{name}, {subject.kk}", f"{name}, {subject.ru}"), "soft"))
    kind = fields.add(
        N_("What was written"), Combo([(p.value, PERIOD_NAMES[p]) for p in grade_works.WORKS])
    )
    value = fields.add(N_("Value of the grade"), Combo([(n, same(str(n))) for n in (5, 4, 3, 2)]))
    reason = fields.add(N_("Reason, if another grade is put already"), QLineEdit())
    say(kind, "setToolTip", N_("Order 125: an annual «2» in one or two subjects is mended so."))

    def enter() -> object:
        period = Period(str(kind.key()))
        grade = int(str(value.key()))
        args = (session.db, pupil_id, subject_id, year, period, grade, reason.text())
        return session.act(grade_works.enter_work, *args)

    box = Dialog(parent, N_("Work or examination"), fields, N_("Put the grade"), enter)
    box.open()
    return box
