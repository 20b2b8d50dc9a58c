"""Issue of materials: whom (a class or a pupil), what, on which day; then the sheet to sign."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from dlschool.domain.learning import MaterialKind
from dlschool.gui import printouts
from dlschool.gui.pickers.pupil_picker import PupilPicker
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Choice
from dlschool.gui.widgets.date_edit import DateEdit
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Combo, Fields, same
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.search_box import SearchBox
from dlschool.gui.words import Words, on_language, say, shown
from dlschool.i18n import N_
from dlschool.services import curriculum, lent, loans, material_prints, materials, pupils
from dlschool.services.materials import Filter, Shelf

ROWS = 6


class ThingPicker(QWidget):
    """The catalogue with a tick before each thing; what was ticked stays when the search changes."""

    picked = Signal()

    def __init__(self, session: Session, chosen: Sequence[int]) -> None:
        super().__init__()
        self._session = session
        self.chosen: dict[int, None] = dict.fromkeys(chosen)
        self.grade: int | None = None
        self.held: frozenset[int] = frozenset()
        """What the pupil has already is not offered."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.search = SearchBox(N_("Title, author, subject"))
        self.search.typed.connect(lambda _text: self.look())
        column.addWidget(self.search)
        self.list = QListWidget()
        say(self.list, "setAccessibleName", N_("Materials to give"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedHeight(ROWS * 34 + 4)
        self.list.itemChanged.connect(self._ticked)
        self.search.down.connect(self.list.setFocus)
        column.addWidget(self.list)
        self.nothing = Label(
            N_("The catalogue has nothing more to give: add it to the catalogue first."),
            "small-late",
        )
        column.addWidget(self.nothing)
        self.setFocusProxy(self.search)
        on_language(self, self.look)

    def look(self) -> None:
        """Things of the grade (and of any), those ticked first."""
        found = materials.catalogue(self._session.db, Filter(text=self.search.text()))
        fit = [s for s in found if self._fits(s)]
        fit.sort(key=lambda s: s.item.id not in self.chosen)
        self.list.blockSignals(True)
        self.list.clear()
        for shelf in fit:
            item = QListWidgetItem(_said(shelf))
            item.setData(Qt.ItemDataRole.UserRole, shelf.item.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = shelf.item.id in self.chosen
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.nothing.setVisible(not fit)

    def _fits(self, shelf: Shelf) -> bool:
        grade = shelf.item.grade
        if shelf.item.id in self.held:
            return False
        return self.grade is None or grade in (None, self.grade) or shelf.item.id in self.chosen

    def _ticked(self, item: QListWidgetItem) -> None:
        key = int(item.data(Qt.ItemDataRole.UserRole))
        if item.checkState() is Qt.CheckState.Checked:
            self.chosen[key] = None
        else:
            self.chosen.pop(key, None)
        self.picked.emit()

    def value(self) -> list[int]:
        return list(self.chosen)


def _said(shelf: Shelf) -> str:
    item = shelf.item
    kind = shown(materials.KIND_NAMES[item.kind])
    if item.kind is not MaterialKind.TEXTBOOK:
        return f"{item.title} · {kind}"
    left = shown(N_("at school: {left}"), left=shelf.left)
    return f"{item.title} · {kind} · {left}"


class IssueDialog(Dialog):
    """Gives to a class or to a pupil in one action; the sheet with lines to sign comes next.

    With `pupil_id` the pupil is settled, and all that the pupil lacks is ticked.
    """

    def __init__(
        self,
        parent: QWidget | None,
        session: Session,
        material_ids: Sequence[int] = (),
        pupil_id: int | None = None,
    ) -> None:
        self._session, self._owner, self._pupil_id = session, parent, pupil_id
        if pupil_id is not None and not material_ids:
            material_ids = lent.lacking(session.db, pupil_id)
        self.fields = fields = Fields()
        self._ask_whom(material_ids)
        self.things = fields.add(N_("What is given"), ThingPicker(session, material_ids))
        self.day = DateEdit(session.today, session.today())
        self.note = QLineEdit()
        fields.row((N_("Day of issue"), self.day), (N_("Note"), self.note), stretch=(1, 2))
        self.said = Label("", "small-soft")
        fields.wide(self.said)
        super().__init__(
            parent, N_("Issue of materials"), fields, N_("Issue and print"), self._issue, wide=660
        )
        self.whom.chosen.connect(lambda _key: self._who())
        self.classes.currentIndexChanged.connect(lambda _at: self._who())
        self.pupil.picked.connect(self._who)
        self.things.picked.connect(self._say)
        self._who()

    def _ask_whom(self, material_ids: Sequence[int]) -> None:
        """A class or a pupil; of the settled pupil only the name stands there."""
        fields, db, settled = self.fields, self._session.db, self._pupil_id is not None
        if self._pupil_id is not None:
            pupil = pupils.card(db, self._pupil_id).pupil
            fields.wide(Label(same(f"{pupil.full_name}, {pupil.class_name}"), "head"))
        options: list[tuple[str, Words]] = [
            ("class", N_("To a class")),
            ("pupil", N_("To a pupil")),
        ]
        self.whom = Choice(options, "pupil" if settled else "class", N_("Whom"))
        fields.wide(self.whom)
        self.whom.setVisible(not settled)
        classes: list[tuple[object, Words]] = [
            (each.name, same(each.name)) for each in curriculum.classes(db)
        ]
        self.classes = fields.add(N_("Class"), Combo(classes))
        self.classes.set_key(_class_for(self._session, material_ids))
        self.pupil = fields.add(N_("Pupil"), PupilPicker(self._session))

    def _who(self) -> None:
        whole = self.whom.value() == "class"
        self.fields.set_visible(self.classes, whole)
        self.fields.set_visible(self.pupil, not whole and self._pupil_id is None)
        self.things.grade = self._grade()
        one = None if whole else self._one()
        self.things.held = lent.held(self._session.db, one) if one else frozenset()
        self.things.look()
        self._say()

    def _grade(self) -> int | None:
        if self.whom.value() == "class":
            name = self.classes.key()
            found = curriculum.classes(self._session.db)
            return next((each.grade for each in found if each.name == name), None)
        pupil_id = self._one()
        return pupils.card(self._session.db, pupil_id).pupil.grade if pupil_id else None

    def _one(self) -> int | None:
        return self._pupil_id or self.pupil.value()

    def people(self) -> list[int]:
        """Ids of those who are given."""
        if self.whom.value() == "class":
            name = self.classes.key()
            return lent.pupils_of_class(self._session.db, str(name)) if name else []
        pupil_id = self._one()
        return [pupil_id] if pupil_id else []

    def _say(self) -> None:
        self.said.say(
            N_("Pupils: {people}, materials: {things}. What a pupil has is not given again."),
            people=len(self.people()),
            things=len(self.things.value()),
        )

    def _issue(self) -> bool:
        day = self.day.value() if self.fields.check() else None
        if day is None:
            self.fields.error(self.day, N_("Write the day."))
            return False
        people, db = self.people(), self._session.db
        given = self._session.act(
            loans.issue, db, people, self.things.value(), day, self.note.text()
        )
        self._session.tell(
            N_("Given: {count}; had already: {already}"),
            count=len(given.loans),
            already=given.already,
        )
        name = str(self.classes.key()) if self.whom.value() == "class" else ""
        if given.loans and self._owner is not None:
            print_sheet(self._owner, self._session, name, people[0])
        return True


def _class_for(session: Session, material_ids: Sequence[int]) -> str:
    """The first class of the grade that the chosen thing is for; "" where it says none."""
    grades = [materials.item(session.db, key).grade for key in material_ids[:1]]
    found = (each.name for each in curriculum.classes(session.db) if each.grade in grades)
    return next(found, "")


def print_sheet(owner: QWidget, session: Session, class_name: str, pupil_id: int) -> None:
    """The sheet of a class, or of a pupil where no class is named."""
    printouts.lay_out(
        owner,
        session,
        lambda db, _progress: (
            material_prints.prepare_class_issue(db, class_name, "both")
            if class_name
            else material_prints.prepare_issue(db, pupil_id, "both")
        ),
    )
