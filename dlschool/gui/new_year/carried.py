"""What goes on in the new year, in the preview of the change: a tick, totals, and the list of teachers."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from dlschool.domain.names import class_name, parse_class
from dlschool.domain.text import Text
from dlschool.gui import table
from dlschool.gui.session import Session
from dlschool.gui.table import Cell, Column, PagedModel
from dlschool.gui.widgets.buttons import QuietButton
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import same
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import say
from dlschool.i18n import N_
from dlschool.services import curriculum, school
from dlschool.services.year_carry import Carried

COLUMNS = (
    Column("class", N_("Class"), 80, sorts=False),
    Column("subject", N_("Subject"), 260, sorts=False),
    Column("teacher", N_("Teacher"), 240, sorts=False),
    Column("room", N_("Room"), 110, sorts=False),
    Column("source", N_("Taught before"), 200, sorts=False),
)
ONLY = Text("пәннің жалғыз мұғалімі", "единственный учитель предмета")


class CarriedLines(QWidget):
    """`wanted()` says whether it is to be written; `put` shows another preview's."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._carried = Carried(year="")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.tick = QCheckBox()
        say(self.tick, "setText", N_("Begin the new year with the teachers, rooms and hours"))
        self.tick.setChecked(True)
        self.totals = Label("", "small-soft")
        self.show_ = QuietButton(N_("Show the teachers of the new year"), self.open_list)
        self.owner = Label("", "small-late")
        for part in (self.tick, self.totals, self.owner):
            column.addWidget(part)
        column.addWidget(self.show_, 0, Qt.AlignmentFlag.AlignLeft)

    def put(self, carried: Carried) -> None:
        self._carried = carried
        self.totals.say(
            N_("Teachers of classes: {teachers} · hours: {hours} · class leaders: {posts}"),
            teachers=len(carried.teachings),
            hours=len(carried.hours),
            posts=len(carried.posts),
        )
        self.owner.say(
            N_("Own classes of teachers who sign in are changed by the owner: {n}"),
            n=carried.for_owner,
        )
        self.owner.setVisible(carried.for_owner > 0)
        self.show_.setVisible(bool(carried.teachings))
        nothing = not (carried.teachings or carried.hours or carried.posts or carried.users)
        for part in (self.tick, self.totals):
            part.setVisible(not nothing)

    def wanted(self) -> bool:
        return self.tick.isChecked()

    def open_list(self) -> None:
        teachers_dialog(self._session, self, self._carried).open()


def teachers_dialog(session: Session, parent: QWidget, carried: Carried) -> Dialog:
    """Who teaches what to which class in the new year, as it would be written."""
    subjects = {s.id: s.name for s in curriculum.subjects(session.db, with_gone=True)}
    people = {person.id: person.name for person in school.staff(session.db, with_gone=True)}
    rows = [
        (
            same(_named(taken.teaching.class_name)),
            subjects[taken.teaching.subject_id],
            same(people.get(taken.teaching.staff_id, "—")),
            same(taken.teaching.room or "—"),
            same(_named(taken.source)) if taken.source else Cell(ONLY, "accent"),
        )
        for taken in carried.teachings
    ]
    model = PagedModel(
        COLUMNS, lambda _by, _down: list(range(len(rows))), lambda ids: [rows[n] for n in ids]
    )
    view = table.view(model, N_("Teachers of the new year"))
    view.setMinimumHeight(360)
    view.horizontalHeader().setSortIndicatorShown(False)
    model.reload()
    return Dialog(
        parent,
        N_("Teachers of the school year {year}"),
        view,
        cancel=N_("Close"),
        wide=920,
        year=carried.year.replace("-", "–"),
    )


def _named(name: str) -> str:
    found = parse_class(name)
    return class_name(*found) if found else name
