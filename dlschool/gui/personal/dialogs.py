"""Dialogs of the register: a consent, a request, an answer, a breach."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from dlschool.domain.personal import (
    PURPOSES,
    REQUEST_NAMES,
    Breach,
    Consent,
    Purpose,
    Request,
    RequestKind,
)
from dlschool.gui.session import Session
from dlschool.gui.widgets.date_edit import DateEdit
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Combo, Fields
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import say
from dlschool.i18n import N_
from dlschool.services import personal, pupils

DAY = N_("Write the day.")


def consent_dialog(parent: QWidget | None, session: Session, pupil_id: int) -> Dialog:
    """Who signed, when, to what, until when."""
    card = pupils.card(session.db, pupil_id)
    fields = Fields()
    fields.wide(Label(N_("As it stands in the form that the representative signed."), "soft"))
    name = next((g.name for g in card.guardians), "")
    guardian = fields.add(N_("Who gave the consent"), QLineEdit(name))
    day = DateEdit(session.today, session.today())
    until = DateEdit(session.today, None)
    fields.row((N_("Date"), day), (N_("Until (empty: open)"), until))
    boxes: dict[Purpose, QCheckBox] = {}
    for purpose, stated in PURPOSES.items():
        boxes[purpose] = fields.add(stated.short, QCheckBox(), stated.name)
        boxes[purpose].setChecked(purpose is Purpose.PROCESSING)

    def keep() -> bool:
        if not fields.check():
            return False
        on = day.value()
        if on is None:
            fields.error(day, DAY)
            return False
        given = Consent(
            pupil_id=pupil_id,
            guardian=guardian.text(),
            date=on,
            scope=tuple(purpose.value for purpose, box in boxes.items() if box.isChecked()),
            until=until.value(),
        )
        session.act(personal.record_consent, session.db, given)
        session.tell(N_("Consent recorded."))
        return True

    return Dialog(parent, N_("Consent of the representative"), fields, N_("Record"), keep, wide=620)


def withdraw_dialog(parent: QWidget | None, session: Session, consent: Consent) -> Dialog:
    return _day_dialog(
        parent,
        session,
        N_("Withdraw the consent"),
        N_("Withdrawn on"),
        lambda on: personal.withdraw(session.db, consent.id or 0, on),
    )


def lift_dialog(parent: QWidget | None, session: Session, request: Request) -> Dialog:
    return _day_dialog(
        parent,
        session,
        N_("Lift the blocking"),
        N_("Lifted on"),
        lambda on: personal.lift(session.db, request.id or 0, on),
    )


def notified_dialog(parent: QWidget | None, session: Session, breach: Breach) -> Dialog:
    return _day_dialog(
        parent,
        session,
        N_("The notice was sent"),
        N_("Sent on"),
        lambda on: personal.mark_notified(session.db, breach.id or 0, on),
    )


def _day_dialog(
    parent: QWidget | None, session: Session, title: str, label: str, work: Callable[[date], None]
) -> Dialog:
    fields = Fields()
    day = fields.add(label, DateEdit(session.today, session.today()))

    def keep() -> bool:
        on = day.value() if fields.check() else None
        if on is None:
            fields.error(day, DAY)
            return False
        session.act(work, on)
        return True

    return Dialog(parent, title, fields, title, keep)


def request_dialog(parent: QWidget | None, session: Session, pupil_id: int) -> Dialog:
    """Who asks for what; a blocking holds at once."""
    card = pupils.card(session.db, pupil_id)
    fields = Fields()
    kind = fields.add(
        N_("What is asked for"),
        Combo([(k, REQUEST_NAMES[k]) for k in RequestKind]),
        N_(
            "A blocking holds at once: nothing of the pupil can be changed, printed or exported "
            "until it is lifted."
        ),
    )
    applicant = fields.add(
        N_("Who makes the request"), QLineEdit(next((g.name for g in card.guardians), ""))
    )
    day = fields.add(N_("Date"), DateEdit(session.today, session.today()))
    wish = fields.add(N_("In their words"), _text())

    def keep() -> bool:
        on = day.value() if fields.check() else None
        if on is None:
            fields.error(day, DAY)
            return False
        asked = Request(
            pupil_id=pupil_id,
            kind=RequestKind(str(kind.key())),
            date=on,
            applicant=applicant.text(),
            wish=wish.toPlainText().strip(),
        )
        session.act(personal.record_request, session.db, asked)
        session.tell(N_("Answer by {day}."), day=asked.due)
        return True

    return Dialog(parent, N_("Request on personal data"), fields, N_("Enter"), keep)


def answer_dialog(parent: QWidget | None, session: Session, request: Request) -> Dialog:
    fields = Fields()
    said = fields.add(N_("What the school answered"), _text())
    if request.kind is RequestKind.DESTRUCTION:
        said.setPlainText(str(personal.refuse_destruction(session.db, request.pupil_id)))
    day = fields.add(N_("Date"), DateEdit(session.today, session.today()))

    def keep() -> bool:
        on = day.value() if fields.check() else None
        if on is None:
            fields.error(day, DAY)
            return False
        session.act(personal.answer, session.db, request.id or 0, said.toPlainText(), on)
        return True

    return Dialog(parent, N_("Answer the request"), fields, N_("Write the answer"), keep)


def _text() -> QPlainTextEdit:
    edit = QPlainTextEdit()
    edit.setFixedHeight(84)
    edit.setTabChangesFocus(True)
    say(edit, "setAccessibleName", N_("In words"))
    return edit
