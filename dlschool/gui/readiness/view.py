"""Readiness: what the edition asks of the school at the left, the chosen requirement at the right."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.domain.readiness import State
from dlschool.gui import rights, table
from dlschool.gui.readiness import words
from dlschool.gui.readiness.act_dialog import ActDialog
from dlschool.gui.readiness.requirement import RequirementSide
from dlschool.gui.session import Session
from dlschool.gui.table import Cell, Column, PagedModel
from dlschool.gui.widgets.buttons import Button
from dlschool.gui.widgets.card import Card, EmptyState, Strip, empty
from dlschool.gui.widgets.fields import Combo
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.page import NARROW, Page
from dlschool.gui.widgets.scroll import scrolled
from dlschool.gui.words import say
from dlschool.i18n import N_
from dlschool.law.shape import Edition
from dlschool.services import editions, readiness
from dlschool.services.readiness import Summary

COLUMNS = (
    Column("what", N_("Requirement"), 232, sorts=False),
    Column("state", N_("State"), 164, sorts=False),
    Column("due", N_("By when"), 116, sorts=False),
)
LEFT, RIGHT = 1, 1
"""How the width is shared out."""
SIGNS = 30
"""Letters of an edition's name that are seen."""
RIGHT_LEAST = 440
"""Px that a requirement needs at least."""


class ReadinessView(Page):
    """`open` takes the key of a requirement, as «certificates»."""

    def __init__(self, session: Session) -> None:
        super().__init__(N_("Readiness"), scrolls=False)
        self._session = session
        self._found: Summary | None = None
        self._chosen = ""
        self.editions = Combo()
        self.editions.setMinimumContentsLength(SIGNS)
        say(self.editions, "setAccessibleName", N_("Edition"))
        self.editions.currentIndexChanged.connect(self._choose_edition)
        self.pills.addWidget(self.editions)
        self.act = Button(N_("Act of readiness…"), self.print_, icon="printer")
        rights.forbid(session, Right.PRINT, self.act)
        self.right.addWidget(self.act)
        self._notes = QVBoxLayout()
        self.body.addLayout(self._notes)
        self.model = PagedModel(COLUMNS, lambda _by, _down: self._keys(), self._rows)
        self.table = table.view(self.model, N_("Requirements to the school"))
        self.table.horizontalHeader().setSortIndicatorShown(False)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_chosen())
        self.side = RequirementSide(session, self)
        self.table.activated.connect(lambda _index: self.side.judge())
        self._both = QWidget()
        row = QHBoxLayout(self._both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self._progress())
        left.addWidget(self.table, 1)
        row.addLayout(left, LEFT)
        area = scrolled(self.side)
        area.setMinimumWidth(RIGHT_LEAST)
        row.addWidget(area, RIGHT)
        self.body.addWidget(self._both, 1)
        self.nothing = EmptyState(
            "list-checks", N_("This edition has no requirements to the school that are held here.")
        )
        self.body.addWidget(self.nothing, 1)

    def _progress(self) -> Card:
        card = Card()
        self.met = Label("", "strong")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        say(self.bar, "setAccessibleName", N_("Requirements that are met"))
        self.rest = Label("", "small-soft")
        for widget in (self.met, self.bar, self.rest):
            card.body.addWidget(widget)
        return card

    def reload(self) -> None:
        chosen = self.table.current_id()
        known = readiness.asking(self._session.db)
        if self._chosen not in {edition.key for edition in known}:
            self._chosen = ""
        self._found = found = readiness.summary(self._session.db, self._chosen)
        self._offer_editions(known, found.edition.key)
        self._say_notes(found)
        self._both.setVisible(bool(found.lines))
        self.nothing.setVisible(not found.lines)
        self.act.setVisible(bool(found.lines))
        self._say_progress(found)
        self.model.reload()
        if not self.table.choose(chosen) and found.lines:
            self.table.choose(found.lines[0].requirement.key)
        self._show_chosen()

    def _say_notes(self, found: Summary) -> None:
        empty(self._notes)
        default = editions.default(self._session.db)
        if found.edition.key != default.key:
            other = N_("The school goes by another edition: {edition}.")
            self._notes.addWidget(Strip(other, kind="accent", edition=default.act.short))
        if found.note is not None:
            self._notes.addWidget(Strip(found.note))

    def _offer_editions(self, known: Sequence[Edition], key: str) -> None:
        blocked = self.editions.blockSignals(True)
        self.editions.put([(edition.key, edition.act.short) for edition in known])
        self.editions.set_key(key)
        self.editions.blockSignals(blocked)

    def _choose_edition(self) -> None:
        """Another edition than the school goes by can be looked at and marked too."""
        key = str(self.editions.key() or "")
        self._chosen = "" if key == editions.default(self._session.db).key else key
        self.reload()

    def _say_progress(self, found: Summary) -> None:
        met = found.count(State.MET)
        self.met.say(N_("Met: {met} of {asked}"), met=met, asked=found.asked)
        self.bar.setRange(0, max(found.asked, 1))
        self.bar.setValue(met)
        self.rest.say(
            N_("Partly: {partly}. Not met: {not_met}. Not looked at: {unseen}."),
            partly=found.count(State.PARTLY),
            not_met=found.count(State.NOT_MET),
            unseen=found.count(None),
        )

    def _keys(self) -> list[str]:
        return [line.requirement.key for line in self._found.lines] if self._found else []

    def _rows(self, keys: Sequence[str]) -> list[tuple[object, ...]]:
        lines = {line.requirement.key: line for line in self._found.lines} if self._found else {}
        return [self._cells(lines[key]) for key in keys]

    def _cells(self, line: readiness.Line) -> tuple[object, ...]:
        said, kind, icon = words.state(line)
        due: object = line.due or ""
        if line.due is not None and line.due < self._session.today():
            due = Cell(f"{line.due:%d.%m.%Y}", "late")
        token = "soft" if kind == "neutral" else kind
        return Cell(line.requirement.name, bold=True), Cell(said, token, icon), due

    def _show_chosen(self) -> None:
        key = self.table.current_id()
        if self._found is not None:
            lines = {line.requirement.key: line for line in self._found.lines}
            self.side.put(self._found.edition, lines.get(str(key)))

    def open(self, target: object) -> None:
        if target is not None:
            self.table.choose(target)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow list leaves the dates to the side."""
        super().resizeEvent(event)
        self.table.setColumnHidden(len(COLUMNS) - 1, self.width() < NARROW)

    def new(self) -> None:
        self.side.judge()

    def print_(self) -> None:
        """Asks who signs, then shows the act."""
        rights.need(self._session, Right.PRINT)
        ActDialog(self, self._session, self._chosen).open()
