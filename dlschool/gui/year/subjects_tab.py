"""Subjects and hours a week of a grade: typed line by line, kept as they are typed."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.domain.calendar import year_before
from dlschool.domain.learning import Hours, Subject, SubjectKind
from dlschool.domain.pupil import LANGUAGE_NAMES
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.gui import rights
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action, Button, IconButton
from dlschool.gui.widgets.card import Card, EmptyState, empty
from dlschool.gui.widgets.date_edit import mark
from dlschool.gui.widgets.fields import Combo
from dlschool.gui.widgets.labels import Badge, Label
from dlschool.gui.words import say
from dlschool.gui.year.subject_dialogs import add_subject_dialog, edit_subject_dialog
from dlschool.i18n import N_
from dlschool.services import calendar, curriculum, typical

KINDS = {
    SubjectKind.GRADED: (N_("graded"), "neutral"),
    SubjectKind.PASS_FAIL: (N_("pass or fail"), "accent"),
}
HOURS_WIDE = 72


class SubjectsTab(QWidget):
    """`put(year)` shows the subjects of one grade and language of teaching."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._year = ""
        self._lines: list[tuple[Hours, Subject]] = []
        self.edits: list[QLineEdit] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        head = QHBoxLayout()
        self.of = Combo()
        say(self.of, "setAccessibleName", N_("Grade and language of teaching"))
        self.of.currentIndexChanged.connect(self._show)
        head.addWidget(self.of, 1)
        self._total = Label("", "soft")
        head.addWidget(self._total, 2)
        self.adding = Button(N_("Add a subject"), self.add, icon="plus")
        head.addWidget(self.adding)
        column.addLayout(head)
        self._body = QVBoxLayout()
        column.addLayout(self._body)
        column.addStretch(1)

    def put(self, year: str) -> None:
        """Reads the year's subjects again; what is being typed stays."""
        self._year = year
        found = {(each.grade, each.language) for each in curriculum.classes(self._session.db)}
        self.of.put([(of, _of_words(*of)) for of in sorted(found)])
        self._show()

    def _chosen(self) -> tuple[int, str] | None:
        key = self.of.key()
        return key if isinstance(key, tuple) else None

    def _show(self) -> None:
        of = self._chosen()
        lines = curriculum.hours(self._session.db, self._year, *of) if of else []
        subjects = {s.id: s for s in curriculum.subjects(self._session.db, with_gone=True)}
        shown = [(line, subjects[line.subject_id]) for line in lines]
        self._say_total(lines)
        if shown and [(h.id, s) for h, s in shown] == [(h.id, s) for h, s in self._lines]:
            self._lines = shown
            self._refresh()
            return
        self._lines = shown
        self.edits = []
        empty(self._body)
        for part in (self.of, self.adding):
            part.setVisible(of is not None)
        self._body.addWidget(self._grid() if shown else self._nothing())
        rights.forbid_all(self._session, Right.LEARNING, self.findChildren(Button))
        rights.forbid_all(self._session, Right.LEARNING, self.findChildren(IconButton))
        rights.forbid_all(self._session, Right.LEARNING, self.edits)

    def _say_total(self, lines: Sequence[Hours]) -> None:
        of = self._chosen()
        most = typical.cap(of[0]) if of else None
        total = curriculum.total(lines)
        self._total.setVisible(bool(lines))
        if most is None:
            self._total.say(N_("Hours a week together: {total}."), total=_shown(total))
        else:
            self._total.say(
                N_("Hours a week together: {total}; the standard allows {most}."),
                total=_shown(total), most=_shown(most),
            )  # fmt: skip
        self._total.setProperty("role", "late" if most is not None and total > most else "soft")
        self._total.style().polish(self._total)

    def _grid(self) -> Card:
        card = Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for place, words in enumerate(
            (N_("Subject"), N_("How it is assessed"), N_("Hours a week"), N_("Hours a year"))
        ):
            grid.addWidget(Label(words, "small-soft"), 0, place)
        self._years = []
        for row, (line, subject) in enumerate(self._lines, 1):
            grid.addWidget(Label(subject.name), row, 0)
            grid.addWidget(Badge(*KINDS[subject.kind]), row, 1, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(self._edit(row - 1, line, subject), row, 2)
            year = Label(self._year_hours(line), "soft")
            self._years.append(year)
            grid.addWidget(year, row, 3)
            for at, (icon, words, do) in enumerate(
                (
                    ("pencil", N_("Change the subject"), partial(self._change, subject)),
                    ("trash-2", N_("Take the subject off this grade"), partial(self._remove, line)),
                )
            ):
                grid.addWidget(IconButton(icon, words, do), row, 4 + at)
        card.body.addLayout(grid)
        return card

    def _edit(self, at: int, line: Hours, subject: Subject) -> QLineEdit:
        edit = QLineEdit(_shown_text(line.weekly))
        edit.setFixedWidth(HOURS_WIDE)
        edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        say(edit, "setPlaceholderText", N_("no hours"))
        say(edit, "setAccessibleName", N_("Hours a week: {name}"), name=subject.name)
        edit.editingFinished.connect(partial(self._typed, at))
        edit.returnPressed.connect(partial(self._next, at))
        self.edits.append(edit)
        return edit

    def _refresh(self) -> None:
        for edit, year, (line, _subject) in zip(self.edits, self._years, self._lines, strict=True):
            if not edit.hasFocus() or not edit.isModified():
                edit.setText(_shown_text(line.weekly))
                mark(edit, None)
            year.say(self._year_hours(line))

    def _typed(self, at: int) -> None:
        """Keeps what was typed; what is no number stays with its reason."""
        if at >= len(self.edits):
            return
        edit, (line, subject) = self.edits[at], self._lines[at]
        try:
            text = curriculum.read_weekly(edit.text())
        except Refused as refused:
            mark(edit, refused)
            return
        mark(edit, None)
        edit.setModified(False)
        if text != line.weekly:
            self._session.act(
                curriculum.save_hours, self._session.db, self._year, line.grade, line.language,
                subject.id or 0, text,
            )  # fmt: skip

    def _next(self, at: int) -> None:
        if at + 1 < len(self.edits):
            self.edits[at + 1].setFocus()
            self.edits[at + 1].selectAll()

    def _year_hours(self, line: Hours) -> str | Text:
        if not line.weekly or not calendar.has_calendar(self._session.db, self._year):
            return Text("—", "—")
        weeks = calendar.calendar(self._session.db, self._year).weeks(line.grade)
        shown = _shown(Decimal(line.weekly) * weeks)
        return Text(shown, shown)

    def _nothing(self) -> EmptyState:
        of = self._chosen()
        if of is None:
            new = Action(N_("Register a pupil"), lambda: self._session.go("pupils", "new"))
            return EmptyState(
                "book-open",
                N_("The school has no classes yet: add pupils first."),
                *rights.left(self._session, Right.PUPILS, [new]),
            )
        if not typical.is_held(of[1], of[0]):
            return EmptyState(
                "book-open",
                N_("No typical curriculum is held for this grade and language: add its subjects."),
                Action(N_("Add a subject"), self.add, primary=True),
            )
        before = year_before(self._year)
        copying = curriculum.has_hours(self._session.db, before)
        more = [Action(N_("As in {year}"), self.copy, values={"year": before})] if copying else []
        return EmptyState(
            "book-open",
            N_("This year has no subjects yet. Hours of grades 7–11 are then typed by the school."),
            Action(N_("Take the typical curriculum"), self.fill, primary=True),
            *more,
        )

    def fill(self) -> None:
        """The typical subjects for every class of the school."""
        self._session.act(typical.fill, self._session.db, self._year)

    def copy(self) -> None:
        """Subjects, hours and teachers of the year before."""
        self._session.act(typical.copy_year, self._session.db, year_before(self._year), self._year)

    def add(self) -> None:
        of = self._chosen()
        if of is not None:
            add_subject_dialog(self, self._session, self._year, *of).open()

    def _change(self, subject: Subject) -> None:
        edit_subject_dialog(self, self._session, subject).open()

    def _remove(self, line: Hours) -> None:
        self._session.act(curriculum.remove_hours, self._session.db, line.id or 0)


def _of_words(grade: int, language: str) -> Text:
    name = LANGUAGE_NAMES.get(language)
    kk = f"{grade}-сынып" + (f", оқыту тілі: {name.kk}" if name else "")
    ru = f"{grade} класс" + (f", язык обучения: {name.ru}" if name else "")
    return Text(kk, ru)


def _shown(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")


def _shown_text(weekly: str) -> str:
    return weekly.replace(".", ",")
