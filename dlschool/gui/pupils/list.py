"""The list of pupils: search as you type, filter by class, sort; 100,000 without a stall."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget

from dlschool.domain.access import Right
from dlschool.domain.names import class_name
from dlschool.domain.text import Text
from dlschool.gui import rights, tasks
from dlschool.gui.pupils.lines import COLUMNS, ClassChoice, cells, class_choices
from dlschool.gui.session import Session
from dlschool.gui.table import PAGE, PagedModel, view
from dlschool.gui.widgets.buttons import Action, Button, PrimaryButton
from dlschool.gui.widgets.card import EmptyState
from dlschool.gui.widgets.fields import Combo
from dlschool.gui.widgets.page import Page
from dlschool.gui.widgets.search_box import SearchBox
from dlschool.gui.words import Words, say
from dlschool.i18n import N_
from dlschool.services import opening, pupils
from dlschool.services.pupils import Filter


class PupilList(Page):
    """`opened` gives the id of the pupil whose card is wanted."""

    opened = Signal(int)

    def __init__(
        self,
        session: Session,
        new: Callable[[], object],
        from_excel: Callable[[], object],
        to_excel: Callable[[], object],
    ) -> None:
        super().__init__(N_("Pupils"), scrolls=False)
        self._session = session
        self._task: tasks.Task | None = None
        self._tops = [
            Button(N_("Export to Excel…"), to_excel, icon="download"),
            Button(N_("Import from Excel…"), from_excel, icon="upload"),
            PrimaryButton(N_("New pupil"), new, icon="user-plus"),
        ]
        for button in self._tops:
            self.right.addWidget(button)
        rights.forbid(session, Right.EXPORT, self._tops[0])
        rights.forbid(session, Right.PUPILS, *self._tops[1:])
        self._narrowing()
        self.model = PagedModel(COLUMNS, self._ids, self._rows)
        self.table = view(self.model, N_("Pupils"))
        self.table.activated.connect(lambda index: self.opened.emit(self.model.id_at(index.row())))
        self.search.down.connect(self._into_table)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.nobody = _nobody(session, new, from_excel)
        self.not_found = EmptyState(
            "search",
            N_("Nobody is found. Write fewer letters or take the filter off."),
            Action(N_("Show everybody"), self.widen),
        )
        self.stack.addWidget(self.nobody)
        self.stack.addWidget(self.not_found)
        self.body.addWidget(self.stack, 1)

    def _narrowing(self) -> None:
        self.search = SearchBox(N_("Name, IIN or class"))
        self.search.setMinimumWidth(320)
        self.search.typed.connect(lambda _: self._find())
        self.classes = Combo()
        say(self.classes, "setAccessibleName", N_("Class"))
        self.classes.setMaximumWidth(280)
        self.classes.currentIndexChanged.connect(self._find)
        self.with_left = QCheckBox()
        say(self.with_left, "setText", N_("With those who left"))
        self.with_left.toggled.connect(self._find)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.search, 2)
        row.addWidget(self.classes, 1)
        row.addWidget(self.with_left)
        row.addStretch(1)
        self.body.addLayout(row)

    def reload(self) -> None:
        """Reads classes and pupils again; the filter and the chosen row stay."""
        kept = self.table.current_id()
        choices = class_choices(pupils.classes(self._session.db))
        self.classes.put([(choice_key(choice), choice_words(choice)) for choice in choices])
        self.say(N_("Pupils"), N_("In the school: {n}"), n=pupils.count(self._session.db))
        self._find()
        if kept is not None:
            self.table.choose(kept)

    def wanted(self) -> Filter:
        """What the list shows now."""
        grade, letter = _class_of(self.classes.key())
        order, descending = self.model.sorted_by
        return Filter(
            text=self.search.text().strip(),
            grade=grade,
            letter=letter,
            with_left=self.with_left.isChecked(),
            order=order,
            descending=descending,
        )

    def widen(self) -> None:
        """Takes every filter off."""
        self.search.clear()
        self.classes.set_key("")
        self.with_left.setChecked(True)
        self._find()

    def _find(self) -> None:
        self.model.reload()
        self.table.scrollToTop()

    def _ids(self, _order: str, _descending: bool) -> Sequence[int]:
        """The first page at once; all of them a moment later, from the worker."""
        db, wanted = self._session.db, self.wanted()
        if self._task is not None:
            self._task.cancel()
            self._task = None
        first = pupils.ids(db, wanted, PAGE)
        self._show(bool(first))
        if len(first) == PAGE:

            def work(progress: tasks.Progress, _cancelled: Callable[[], bool]) -> list[int]:
                progress(0)
                other = opening.another_connection(db)
                try:
                    return pupils.ids(other, wanted)
                finally:
                    other.close()

            self._task = tasks.run(self, work, lambda ids: self._all(wanted, ids))
        return first

    def _all(self, wanted: Filter, ids: list[int]) -> None:
        """The whole list came: shown under the eyes without a jump, if it is still wanted."""
        if wanted != self.wanted():
            return
        kept, place = self.table.current_id(), self.table.verticalScrollBar().value()
        self.model.put(ids)
        if kept is not None:
            self.table.choose(kept)
        self.table.verticalScrollBar().setValue(place)

    def _show(self, anybody: bool) -> None:
        """The table, or what an empty list says; without pupils its own buttons are the only ones."""
        wanted = self.wanted()
        narrowed = wanted != Filter(order=wanted.order, descending=wanted.descending)
        nobody = self.not_found if narrowed else self.nobody
        shown = self.table if anybody else nobody
        self.stack.setCurrentWidget(shown)
        for button in self._tops:
            button.setVisible(shown is not self.nobody)

    def _rows(self, ids: Sequence[int]) -> list[tuple[object, ...]]:
        return [cells(pupil) for pupil in pupils.lines(self._session.db, list(ids))]

    def _into_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
        if self.model.rowCount() and not self.table.currentIndex().isValid():
            self.table.selectRow(0)


def _nobody(
    session: Session, new: Callable[[], object], from_excel: Callable[[], object]
) -> EmptyState:
    """What the list of an empty school says, and what to do first where the role allows it."""
    first = [
        Action(N_("Import from Excel…"), from_excel, icon="upload", primary=True),
        Action(N_("New pupil"), new, icon="user-plus"),
    ]
    return EmptyState(
        "users",
        N_("There are no pupils yet. Import the school's list, or register them one by one."),
        *rights.left(session, Right.PUPILS, first),
    )


def choice_key(choice: ClassChoice) -> str:
    """«7», «7/Ә», "" for everybody."""
    if choice.grade is None:
        return ""
    return f"{choice.grade}/{choice.letter}" if choice.letter else str(choice.grade)


def choice_words(choice: ClassChoice) -> Words:
    if choice.grade is None:
        return Text(f"Барлық сыныптар ({choice.count})", f"Все классы ({choice.count})")
    if not choice.letter:
        return Text(
            f"{choice.grade}-сыныптар ({choice.count})", f"{choice.grade} классы ({choice.count})"
        )
    name = f"{class_name(choice.grade, choice.letter)} ({choice.count})"
    return Text(name, name)


def _class_of(key: object) -> tuple[int | None, str]:
    grade, _, letter = str(key or "").partition("/")
    return (int(grade) if grade else None), letter
