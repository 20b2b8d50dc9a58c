"""What the calendar asks: a reason for a move, a sitting's facts, an assessment of the plan."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from dlschool.domain.access import Right
from dlschool.domain.learning import Assessment, AssessmentKind, SittingMode, SittingState
from dlschool.errors import Refused
from dlschool.gui import rights
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Button
from dlschool.gui.widgets.date_edit import DateEdit, TimeEdit
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Combo, Fields, facts, same
from dlschool.gui.widgets.flow import Flow
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words, say
from dlschool.i18n import N_
from dlschool.services import assessments, curriculum, sitting_edit, sittings, travel
from dlschool.services.sittings import Line


def reason_dialog(parent: QWidget, session: Session, sitting_id: int, day: date) -> Dialog:
    """Why the sitting moves to the day."""
    line = sittings.line(session.db, sitting_id)
    fields = Fields()
    fields.wide(Label(sittings.name(session.db, line)))
    fields.wide(Label(N_("{before} → {after}"), before=line.sitting.date or "—", after=day))
    why = fields.add(N_("Why the sitting is moved"), QLineEdit())

    def save() -> None:
        session.act(sittings.move, session.db, sitting_id, day, why.text())

    made = Dialog(parent, N_("Move a sitting"), fields, N_("Move"), save)
    why.setFocus()
    return made


def _facts(session: Session, line: Line) -> list[tuple[Words, Words]]:
    """What is known of a sitting and is not changed here."""
    db, sitting, value = session.db, line.sitting, line.assessment
    allowed = sittings.allowed_modes(db, line)
    return [
        (N_("Pupil"), same(line.pupil.full_name)),
        (N_("Assessment"), assessments.name(db, value)),
        (N_("The class's date"), same(f"{value.date:%d.%m.%Y}" if value.date else "—")),
        (N_("State"), sittings.STATE_NAMES[sitting.state]),
        (N_("Reason"), same(sitting.reason)),
        (N_("What the order says"), allowed.note or "" if allowed is not None else ""),
    ]


class SittingFields(Fields):
    """One sitting: date, time, room, mode, fixed; `save` writes what was changed."""

    def __init__(self, session: Session, sitting_id: int) -> None:
        super().__init__()
        self._session, db = session, session.db
        self.line = line = sittings.line(db, sitting_id)
        sitting = line.sitting
        allowed = sittings.allowed_modes(db, line)
        self.wide(facts(_facts(session, line)))
        self.day = DateEdit(session.today, sitting.date)
        self.time = TimeEdit(sitting.time)
        self.room = QLineEdit(sitting.room)
        self.row((N_("Date"), self.day), (N_("Time"), self.time), (N_("Room"), self.room))
        self.why = self.add(N_("Why the sitting is moved"), QLineEdit())
        modes = [
            (mode.value, sittings.MODE_NAMES[mode])
            for mode in SittingMode
            if allowed is None or mode.value in allowed.modes
        ]
        self.mode = self.add(N_("How it is taken"), Combo(modes))
        self.mode.set_key(sitting.mode.value)
        self.fixed = QCheckBox()
        say(self.fixed, "setText", N_("The date is fixed: planning leaves it"))
        self.fixed.setChecked(sitting.fixed)
        self.wide(self.fixed)
        self.travel = [QCheckBox() for _ in range(6)]
        self._ask_travel()

    def _ask_travel(self) -> None:
        known = travel.days(self._session.db, self.line.pupil.id or 0)
        self.wide(Label(N_("Days on which the pupil can come to school"), "strong"))
        line = QWidget()
        row = Flow(line)
        for n, box in enumerate(self.travel):
            say(box, "setText", travel.DAY_NAMES[n])
            box.setChecked(known is None or n in known)
            row.addWidget(box)
        self.wide(line)

    def save(self) -> bool:
        if not self.check():
            return False
        db, sitting = self._session.db, self.line.sitting
        chosen = [n for n, box in enumerate(self.travel) if box.isChecked()]
        open_days = None if len(chosen) == len(self.travel) else frozenset(chosen)
        wanted = replace(
            sitting,
            mode=SittingMode(str(self.mode.key())),
            date=self.day.value() or sitting.date,
            fixed=self.fixed.isChecked(),
            room=self.room.text().strip(),
            time=self.time.value(),
        )
        self._session.act(sitting_edit.edit, db, wanted, self.why.text(), open_days)
        return True


def sitting_dialog(parent: QWidget, session: Session, sitting_id: int) -> Dialog:
    """A sitting's facts; released from it by an order, or planned again. One that was taken, and
    all of them for who may not change them, are only read.
    """
    line = sittings.line(session.db, sitting_id)
    state = line.sitting.state
    if state is SittingState.TAKEN or not rights.may(session, Right.LEARNING):
        return _read_dialog(parent, session, line)
    fields = SittingFields(session, sitting_id)
    made = Dialog(parent, N_("Sitting"), fields, N_("Save"), fields.save)

    def release() -> None:
        made.reject()
        waive_dialog(parent, session, sitting_id).open()

    def again() -> None:
        made.reject()
        session.act(sittings.restore, session.db, sitting_id)

    if state is SittingState.PLANNED:
        made.foot.insertWidget(0, Button(N_("Release by order…"), release))
    else:
        made.foot.insertWidget(0, Button(N_("Plan again"), again))
    return made


def _read_dialog(parent: QWidget, session: Session, line: Line) -> Dialog:
    sitting = line.sitting
    rows: list[tuple[Words, Words]] = [
        *_facts(session, line),
        (N_("Date"), same(f"{sitting.date:%d.%m.%Y}" if sitting.date else "—")),
        (N_("Time"), same(f"{sitting.time:%H:%M}" if sitting.time else "")),
        (N_("Room"), same(sitting.room)),
        (N_("How it is taken"), sittings.MODE_NAMES[sitting.mode]),
    ]
    return Dialog(parent, N_("Sitting"), facts(rows), cancel=N_("Close"))


def waive_dialog(parent: QWidget, session: Session, sitting_id: int) -> Dialog:
    """By which order the pupil is released from the sitting."""
    fields = Fields()
    fields.wide(Label(sittings.name(session.db, sittings.line(session.db, sitting_id))))
    order = fields.add(N_("Order: number and date"), QLineEdit())

    def save() -> None:
        session.act(sittings.waive, session.db, sitting_id, order.text())

    return Dialog(parent, N_("Release from a sitting"), fields, N_("Release"), save)


class AssessmentFields(Fields):
    """An assessment of a class, new or known. `value` as typed."""

    def __init__(self, session: Session, draft: Assessment) -> None:
        super().__init__()
        self._draft, db = draft, session.db
        taught = curriculum.subjects_of(db, draft.year, draft.class_name)
        known = [t.subject for t in taught] or curriculum.subjects(db)
        self.subject = Combo([(s.id, s.name) for s in known])
        if draft.id is not None:
            self.subject.set_key(draft.subject_id)
        self.add(N_("Subject"), self.subject)
        self.kind = Combo([(kind.value, assessments.KIND_NAMES[kind]) for kind in AssessmentKind])
        self.kind.set_key(draft.kind.value)
        self.day = DateEdit(session.today, draft.date)
        self.points = QLineEdit(draft.max_points)
        self.row(
            (N_("Kind"), self.kind), (N_("Date"), self.day), (N_("Maximum of points"), self.points)
        )
        self.unit = self.add(N_("Section"), QLineEdit(draft.section))
        self.aims = self.add(
            N_("Aims of learning"), QLineEdit("; ".join(draft.aims)), N_("Codes, with «;» between.")
        )

    def value(self, session: Session) -> Assessment:
        subject = self.subject.key()
        if not isinstance(subject, int):
            raise Refused(N_("The class has no subjects yet: enter them in the school year."))
        made = replace(
            self._draft,
            subject_id=subject,
            kind=AssessmentKind(str(self.kind.key())),
            date=self.day.value(),
            max_points=self.points.text(),
            section=self.unit.text(),
            aims=tuple(self.aims.text().split(";")),
        )
        key = (made.subject_id, made.kind)
        if made.id is None or key != (self._draft.subject_id, self._draft.kind):
            made = replace(made, number=assessments.next_number(session.db, made))
        return made


def assessment_dialog(parent: QWidget, session: Session, draft: Assessment) -> Dialog:
    """A SOR or SOCh into the class's plan, changed, or out of it; only read by who may no more."""
    if not rights.may(session, Right.LEARNING):
        return _plan_dialog(parent, session, draft)
    fields = AssessmentFields(session, draft)

    def save() -> bool:
        if not fields.check():
            return False
        session.act(assessments.save, session.db, fields.value(session))
        return True

    title = N_("SOR or SOCh of {class_name}")
    made = Dialog(parent, title, fields, N_("Save"), save, class_name=draft.class_name)

    def remove() -> None:
        made.reject()
        session.act(assessments.remove, session.db, draft.id or 0)

    if draft.id is not None:
        made.foot.insertWidget(0, Button(N_("Out of the plan"), remove))
    return made


def _plan_dialog(parent: QWidget, session: Session, value: Assessment) -> Dialog:
    rows: list[tuple[Words, Words]] = [
        (N_("Assessment"), assessments.name(session.db, value)),
        (N_("Date"), same(f"{value.date:%d.%m.%Y}" if value.date else "—")),
        (N_("Maximum of points"), same(value.max_points)),
        (N_("Section"), same(value.section)),
        (N_("Aims of learning"), same("; ".join(value.aims))),
    ]
    title = N_("SOR or SOCh of {class_name}")
    return Dialog(parent, title, facts(rows), cancel=N_("Close"), class_name=value.class_name)
