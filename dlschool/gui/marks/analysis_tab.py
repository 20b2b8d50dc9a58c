"""Analysis of the works of a term: levels, quality and success, aims; printed as the form asks."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.domain.grade_words import comma
from dlschool.domain.learning import Assessment
from dlschool.domain.text import Text
from dlschool.gui import printouts, rights
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action, Button
from dlschool.gui.widgets.card import Card, EmptyState, empty
from dlschool.gui.widgets.card import buttons as button_row
from dlschool.gui.widgets.chart import BarChart
from dlschool.gui.widgets.fields import facts, same
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words
from dlschool.i18n import N_, language
from dlschool.services import analysis, mark_papers, results
from dlschool.services.analysis import Work

LEVELS: tuple[tuple[str, Words], ...] = (
    ("high", Text("Жоғары, 85–100 %", "Высокий, 85–100 %")),
    ("middle", Text("Орта, 40–84 %", "Средний, 40–84 %")),
    ("low", Text("Төмен, 0–39 %", "Низкий, 0–39 %")),
)


class AnalysisTab(QWidget):
    """`put(year, class, subject, term)` shows a card for each work."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._of = ("", "", 0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        row = QHBoxLayout()
        self.printing = Button(N_("Print the analysis"), self.print_, icon="printer")
        rights.forbid(session, Right.PRINT, self.printing)
        row.addWidget(self.printing)
        row.addStretch(1)
        column.addLayout(row)
        self._body = QVBoxLayout()
        self._body.setSpacing(12)
        column.addLayout(self._body)
        column.addStretch(1)

    def put(self, year: str, class_name: str, subject_id: int, term: int) -> None:
        self._of = (year, class_name, subject_id, term)
        empty(self._body)
        works = results.assessments(self._session.db, *self._of)
        self.printing.setVisible(bool(works))
        for work in works:
            self._body.addWidget(self._card(work))
        if not works:
            words = N_("No SOR and SOCh are planned for this class, subject and term.")
            self._body.addWidget(EmptyState("list-checks", words))

    def _card(self, work: Assessment) -> Card:
        found = analysis.of_work(self._session.db, work)
        card = Card(found.name)
        if found.wrote:
            self._figures(card, found)
        else:
            card.body.addWidget(Label(N_("Nobody has written this work yet."), "soft"))
        sheet = Action(N_("Result sheet"), lambda: self._sheet(work.id or 0), icon="printer")
        if rights.may(self._session, Right.PRINT):
            card.body.addWidget(button_row(sheet))
        return card

    def _figures(self, card: Card, found: Work) -> None:
        """Levels as bars; quality, success and aims beside them."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        chart = BarChart()
        chart.put([(words, len(getattr(found, key))) for key, words in LEVELS])
        grid.addWidget(chart, 0, 0, Qt.AlignmentFlag.AlignTop)
        hard = "; ".join(f"{aim} ({count})" for aim, count in found.hard)
        told: list[tuple[Words, Words]] = [
            (N_("Wrote"), same(f"{found.wrote} / {len(found.lines)}")),
            (N_("Quality, %"), same(comma(found.quality) or "–")),
            (N_("Success, %"), same(comma(found.success) or "–")),
            (N_("Aims reached"), same("; ".join(found.reached) or "–")),
            (N_("Aims that were hard"), same(hard or "–")),
        ]
        grid.addWidget(facts(told), 0, 1)
        card.body.addLayout(grid)
        if found.low:
            said = Text(f"Төмен: {', '.join(found.low)}", f"Низкий: {', '.join(found.low)}")
            card.body.addWidget(Label(said, "small-soft"))

    def _sheet(self, work_id: int) -> None:
        spoken = language()
        printouts.lay_out(
            self,
            self._session,
            lambda db, _progress: mark_papers.prepare_sheet(db, work_id, spoken),
        )

    def print_(self) -> None:
        of, spoken = self._of, language()
        printouts.lay_out(
            self,
            self._session,
            lambda db, _progress: mark_papers.prepare_analysis(db, *of, spoken),
        )
