"""What a register's cell cannot say in figures: absence, an individual sitting, moderation, aims."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from dlschool.domain.learning import Assessment
from dlschool.domain.text import Text
from dlschool.gui.session import Session
from dlschool.gui.widgets.date_edit import DateEdit
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Fields, same
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words, say
from dlschool.i18n import N_
from dlschool.services import results
from dlschool.services.result_lists import Line, work_name

REASONS = (
    Text("денсаулығына байланысты", "по состоянию здоровья"),
    Text("жақын туысы қайтыс болды", "смерть близкого родственника"),
    Text("жарысқа, олимпиадаға қатысты", "участие в соревновании, олимпиаде"),
    Text("қолайсыз ауа райы", "неблагоприятные погодные условия"),
)
"""Valid reasons that order 125 names; another one is typed."""
MISSED_AIMS = N_("Aims that were not reached")


def _who(line: Line, work: Assessment) -> Label:
    said = work_name(work)
    return Label(
        Text(f"{line.pupil.full_name}, {said.kk}", f"{line.pupil.full_name}, {said.ru}"), "soft"
    )


def absence_dialog(session: Session, parent: QWidget, line: Line, work: Assessment) -> Dialog:
    """Why the pupil was not there."""
    fields = Fields()
    fields.wide(_who(line, work))
    reason = _reason(fields)

    def miss() -> object:
        return session.act(results.miss, session.db, line.sitting.id or 0, reason.text())

    return _open(parent, N_("The pupil was absent"), fields, N_("Enter the absence"), miss)


def again_dialog(session: Session, parent: QWidget, line: Line, work: Assessment) -> Dialog:
    """Points of an individual sitting; the earlier ones stay beside them."""
    fields = Fields()
    fields.wide(_who(line, work))
    points, day = QLineEdit(), DateEdit(session.today, session.today())
    fields.row((N_("Score"), points), (N_("Date"), day))
    reason = _reason(fields)
    missed = _aims(fields, work, ())

    def enter() -> object:
        if not fields.check():
            return False
        return session.act(
            results.sit_again, session.db, line.sitting.id or 0, points.text(), reason.text(),
            day=day.value(), aims=missed(),
        )  # fmt: skip

    return _open(parent, N_("Individual sitting"), fields, N_("Enter the points"), enter)


def moderate_dialog(session: Session, parent: QWidget, line: Line, work: Assessment) -> Dialog:
    """The council's points for a SOCh, with its minutes."""
    fields = Fields()
    fields.wide(_who(line, work))
    points = fields.add(N_("Score"), QLineEdit())
    minutes = fields.add(
        N_("Minutes of the pedagogical council: number and date"), QLineEdit(),
        N_("Order 125, point 22: at least a day before the grades are entered."),
    )  # fmt: skip
    missed = _aims(fields, work, line.newest.aims if line.newest else ())

    def moderate() -> object:
        return session.act(
            results.moderate, session.db, line.sitting.id or 0, points.text(), minutes.text(),
            aims=missed(),
        )  # fmt: skip

    return _open(parent, N_("Moderation"), fields, N_("Enter the points"), moderate)


def aims_dialog(session: Session, parent: QWidget, line: Line, work: Assessment) -> Dialog:
    """Which aims of the work the pupil did not reach."""
    fields = Fields()
    fields.wide(_who(line, work))
    missed = _aims(fields, work, line.newest.aims if line.newest else (), titled=False)

    def keep() -> object:
        return session.act(results.set_aims, session.db, line.sitting.id or 0, missed())

    return _open(parent, MISSED_AIMS, fields, N_("Save"), keep)


def _aims(
    fields: Fields, work: Assessment, known: Sequence[str], *, titled: bool = True
) -> Callable[[], list[str]]:
    """A box for each aim of the work; what is called tells those that are ticked as not reached."""
    if work.aims and titled:
        fields.wide(Label(MISSED_AIMS, "soft"))
    boxes = {aim: QCheckBox() for aim in work.aims}
    for aim, box in boxes.items():
        say(box, "setText", same(aim))
        box.setChecked(aim in known)
        fields.wide(box)
    return lambda: [aim for aim, box in boxes.items() if box.isChecked()]


def _reason(fields: Fields) -> QLineEdit:
    """A line with the usual reasons to choose from as it is typed."""
    from PySide6.QtWidgets import QCompleter

    from dlschool.i18n import language

    edit = fields.add(N_("Reason"), QLineEdit(), N_("Begin to type: usual reasons are offered."))
    completer = QCompleter([reason[language()] for reason in REASONS], edit)
    completer.setCaseSensitivity(completer.caseSensitivity().CaseInsensitive)
    edit.setCompleter(completer)
    return edit


def _open(
    parent: QWidget, title: Words, body: QWidget, ok: Words, do: Callable[[], object]
) -> Dialog:
    box = Dialog(parent, title, body, ok, do)
    box.open()
    return box
