"""Practical and laboratory work that an emergency puts off, and the new dates (point 25)."""

from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from dlschool.domain.access import Right
from dlschool.domain.record import Postponed
from dlschool.domain.text import Text
from dlschool.gui import rights
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action, Button
from dlschool.gui.widgets.date_edit import DateEdit
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Combo, Fields, same
from dlschool.gui.widgets.prose import Opens
from dlschool.gui.widgets.rows import ListRow, RowCard
from dlschool.gui.words import Words
from dlschool.i18n import N_
from dlschool.law import says
from dlschool.services import mornings
from dlschool.services.cases import CaseFile

POINT = "annex-2:25"


class PostponedCard(RowCard):
    """Work put off, each with its new date or the want of one."""

    def __init__(self, session: Session, owner: QWidget, opens: Opens) -> None:
        super().__init__()
        self._session, self._owner = session, owner
        self._file: CaseFile | None = None
        self._opens = opens

    def put_case(self, file: CaseFile) -> None:
        self._file = file
        rows: list[QWidget] = [self._head(file)]
        rows += [self._row(work) for work in file.postponed]
        self.put(rows)
        for row in rows:
            rights.forbid_all(self._session, Right.CASES, row.findChildren(Button))

    def _head(self, file: CaseFile) -> QWidget:
        points = (POINT,) if file.edition.point(POINT) else ()
        return ListRow(
            None,
            N_("Practical and laboratory work put off"),
            "" if file.postponed else N_("write which work, and later its new date"),
            points,
            [Action(N_("Put work off"), self.add, icon="plus")],
            opens=self._opens,
        )

    def _row(self, work: Postponed) -> QWidget:
        badge: tuple[Words, str] = (
            (same(says.day(work.new_date)), "done") if work.new_date else (N_("no date"), "late")
        )
        was = says.day(work.was_on)
        sentence = Text(
            f"{work.work}; болуы керек еді: {was}", f"{work.work}; должна была быть {was}"
        )
        if work.was_on is None:
            sentence = Text(work.work, work.work)
        actions = [
            Action(N_("New date"), partial(self.edit, work)),
            Action(N_("Remove"), partial(self.remove, work.id or 0)),
        ]
        return ListRow(badge, same(work.class_name), sentence, actions=actions)

    def add(self) -> Dialog:
        assert self._file is not None
        classes = self._file.case.classes
        return self.edit(Postponed(case_id=self._file.case.id or 0, class_name=classes[0], work=""))

    def edit(self, work: Postponed) -> Dialog:
        assert self._file is not None
        return work_dialog(self._session, self._owner, work, self._file.case.classes)

    def remove(self, work_id: int) -> None:
        self._session.act(mornings.remove_postponed, self._session.db, work_id)


def work_dialog(
    session: Session, parent: QWidget, work: Postponed, classes: tuple[str, ...]
) -> Dialog:
    """Class, what work, when it should have been, its new date. Refused, it stays open."""
    fields = Fields()
    class_name = Combo([(name, same(name)) for name in classes])
    class_name.set_key(work.class_name)
    fields.add(N_("Class"), class_name)
    what = fields.add(N_("Which work: subject, number, topic"), QLineEdit(work.work))
    was_on, new = DateEdit(session.today, work.was_on), DateEdit(session.today, work.new_date)
    fields.row((N_("It should have been on"), was_on), (N_("New date"), new))

    def save() -> object:
        if not fields.check():
            return False
        changed = Postponed(
            id=work.id,
            case_id=work.case_id,
            class_name=str(class_name.key()),
            work=what.text(),
            was_on=was_on.value(),
            new_date=new.value(),
        )
        return session.act(mornings.postpone_work, session.db, changed)

    box = Dialog(parent, N_("Work that is put off"), fields, N_("Save"), save)
    box.open()
    what.setFocus()
    return box
