"""Short dialogs of a case: a date that is marked, materials that are given, a schedule's state."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QCheckBox, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.domain.case import MATERIAL_NAMES, IndividualSchedule, Material
from dlschool.domain.record import Issued
from dlschool.gui import rights
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import QuietButton
from dlschool.gui.widgets.date_edit import DateEdit
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Fields
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words, say, shown
from dlschool.i18n import N_
from dlschool.services import cases
from dlschool.services.cases import CaseFile

Mark = Callable[[date | None], object]


def mark_date(
    session: Session,
    parent: QWidget,
    title: Words,
    why: Words,
    value: date | None,
    mark: Mark,
) -> Dialog:
    """Asks for a day and marks it; a mark that stands can be taken away."""
    fields = Fields()
    fields.wide(Label(why, "soft"))
    day = fields.add(N_("Date"), DateEdit(session.today, value or session.today()))

    def do() -> object:
        if not fields.check():
            return False
        found = day.value()
        if found is None:
            fields.error(day, N_("Write the date."))
            return False
        return mark(found)

    box = Dialog(parent, title, fields, N_("Mark"), do, wide=440)
    if value is not None:
        box.foot.insertWidget(0, QuietButton(N_("Take the mark away"), lambda: _unmark(box, mark)))
    box.open()
    return box


def _unmark(box: Dialog, mark: Mark) -> None:
    mark(None)
    box.reject()


def give_access(session: Session, parent: QWidget, file: CaseFile) -> Dialog:
    case_id = file.case.id or 0
    return mark_date(
        session,
        parent,
        N_("Access given"),
        N_("To the information system, the timetable, the e-journal and the resources."),
        file.case.access_on,
        lambda day: session.act(cases.give_access, session.db, case_id, day),
    )


def mark_attested(session: Session, parent: QWidget, file: CaseFile) -> Dialog:
    case_id = file.case.id or 0
    return mark_date(
        session,
        parent,
        N_("Attestation of the period"),
        N_("The day on which the attestation of this period was finished."),
        file.case.attested_on,
        lambda day: session.act(cases.mark_attested, session.db, case_id, day),
    )


def issue_materials(session: Session, parent: QWidget, file: CaseFile) -> None:
    """Gives the pupil things of the catalogue: the case then sees them. A case of classes, and who
    may not give from the catalogue, only marks what was given.
    """
    if file.pupil is None or not rights.may(session, Right.LEARNING):
        mark_issued(session, parent, file)
    else:
        session.go("materials", ("issue", file.pupil.id))


def mark_issued(session: Session, parent: QWidget, file: CaseFile) -> Dialog:
    """Several materials with one date, given without the catalogue; what was given before is shown
    and stays.
    """
    fields = Fields()
    given = {issued.material: issued for issued in file.records.issued}
    asked = [Material(s.key[6:]) for s in file.assessment.steps if s.key.startswith("issue:")]
    boxes: dict[Material, QCheckBox] = {}
    for material in dict.fromkeys(asked):
        issued = given.get(material.value)
        box = fields.add(MATERIAL_NAMES[material], QCheckBox(), _issued(issued) if issued else "")
        box.setChecked(True)
        box.setEnabled(issued is None)
        if issued is None:
            boxes[material] = box
    day = fields.add(N_("Date"), DateEdit(session.today, session.today()))
    note = fields.add(N_("Note"), QLineEdit(), N_("Who received it, if not the pupil."))

    def do() -> object:
        if not fields.check():
            return False
        chosen = [material for material, box in boxes.items() if box.isChecked()]
        if not chosen:
            fields.error(day, N_("Choose at least one material."))
            return False
        on = day.value() or session.today()
        case_id = file.case.id or 0
        session.act(cases.issue_material, session.db, case_id, chosen, on, note.text().strip())
        return True

    dialog = Dialog(parent, N_("Issue materials"), fields, N_("Issue"), do)
    dialog.open()
    return dialog


def _issued(issued: Issued) -> Words:
    return lambda: shown(N_("Issued on {date}"), date=issued.date)


_STATES: dict[IndividualSchedule, Words] = {
    IndividualSchedule.NOT_NEEDED: N_("Dates did not clash: no schedule of one's own is needed"),
    IndividualSchedule.NEEDED: N_("Dates clashed: the schedule is still to be made"),
    IndividualSchedule.MADE: N_("Dates clashed: the schedule is made"),
}


def individual_schedule(session: Session, parent: QWidget, file: CaseFile) -> Dialog:
    """Whether sittings of SOR and SOCh clash with the event, and whether a schedule is made."""
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    column.addWidget(Label(N_("Do dates of SOR or SOCh clash with the event?"), "soft"))
    choices: dict[IndividualSchedule, QRadioButton] = {}
    for state, words in _STATES.items():
        button = QRadioButton()
        say(button, "setText", words)
        say(button, "setAccessibleName", words)
        button.setChecked(state == file.case.individual_schedule)
        choices[state] = button
        column.addWidget(button)

    def do() -> None:
        chosen = next(state for state, button in choices.items() if button.isChecked())
        session.act(cases.mark_individual_schedule, session.db, file.case.id or 0, chosen)

    dialog = Dialog(parent, N_("Individual schedule"), body, N_("Mark"), do)
    dialog.open()
    return dialog


def keep_edition(session: Session, parent: QWidget, file: CaseFile) -> Dialog:
    """Why the school does not take the later edition; the standing warning rests then."""
    fields = Fields()
    if file.warning is not None:
        fields.wide(Label(file.warning, "soft"))
    why = fields.add(N_("Why the later edition is not taken"), QLineEdit())

    def do() -> None:
        session.act(cases.refuse_later_edition, session.db, file.case.id or 0, why.text())

    dialog = Dialog(parent, N_("The edition stays"), fields, N_("Keep the edition"), do)
    dialog.open()
    return dialog
