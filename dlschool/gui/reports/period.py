"""Which period a report is of: a term, a half-year, a school year that have begun, or any dates."""

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dlschool.domain.report import Covered, PeriodKind
from dlschool.domain.text import Text
from dlschool.gui.session import Session
from dlschool.gui.widgets.date_edit import DateEdit
from dlschool.gui.widgets.fields import Combo, same
from dlschool.gui.words import Words, say
from dlschool.i18n import N_
from dlschool.services import calendar, reports

KINDS: tuple[tuple[PeriodKind, Words], ...] = (
    (PeriodKind.TERM, N_("Term")),
    (PeriodKind.HALF, N_("Half-year")),
    (PeriodKind.YEAR, N_("School year")),
    (PeriodKind.DATES, N_("Any dates")),
)
TERMS_OF_HALF = 2


class PeriodPicker(QWidget):
    """`covered()` is the chosen period; None while the dates are not a period that has begun."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._filling = True
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.kind, self.year, self.number = Combo(KINDS), Combo(), Combo()
        self.start, self.until = DateEdit(session.today), DateEdit(session.today)
        parts: tuple[tuple[QWidget, Words], ...] = (
            (self.kind, N_("Kind of period")),
            (self.year, N_("School year")),
            (self.number, N_("Which term or half-year")),
            (self.start, N_("First day")),
            (self.until, N_("Last day")),
        )
        for part, words in parts:
            say(part, "setAccessibleName", words)
            row.addWidget(part)
        for combo, letters in ((self.kind, 14), (self.year, 11), (self.number, 14)):
            combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
            combo.setMinimumContentsLength(letters)
        self.kind.currentIndexChanged.connect(lambda _: self._chosen())
        self.year.currentIndexChanged.connect(lambda _: self._chosen())
        self.number.currentIndexChanged.connect(lambda _: self._tell())
        for edit in (self.start, self.until):
            edit.changed.connect(self._tell)
        self._filling = False

    def reload(self) -> None:
        """Years that have begun; at first, the term of today."""
        first = self.year.count() == 0
        self._filling = True
        begun = [year for year in calendar.years(self._session.db) if self._begun(year)]
        self.year.put([(year, same(year)) for year in reversed(begun)])
        if first:
            self._begin(reports.usual(self._session.db))
        self._numbers()
        self._filling = False

    def _begin(self, usual: Covered) -> None:
        self.kind.set_key(usual.kind)
        self.year.set_key(usual.year)
        self.start.set_value(usual.start)
        self.until.set_value(self._session.today())
        self._numbers()
        self.number.set_key(usual.number)

    def _begun(self, year: str) -> bool:
        return int(year[:4]) <= int(calendar.year_of(self._session.today())[:4])

    def _numbers(self) -> None:
        """Terms or half-years of the year that have begun."""
        kind, today = self.kind.key(), self._session.today()
        year = str(self.year.key() or "")
        terms = calendar.terms(self._session.db, year) if year else ()
        begun = [term.number for term in terms if term.start <= today or term.number == 1]
        if kind == PeriodKind.HALF:
            halves = sorted({(n + 1) // TERMS_OF_HALF for n in begun})
            names = {n: Text(f"{n}-жартыжылдық", f"{n} полугодие") for n in halves}
        else:
            names = {n: Text(f"{n}-тоқсан", f"{n} четверть") for n in begun}
        self.number.put(list(names.items()))
        self.year.setVisible(kind != PeriodKind.DATES)
        self.number.setVisible(kind in (PeriodKind.TERM, PeriodKind.HALF))
        for edit in (self.start, self.until):
            edit.setVisible(kind == PeriodKind.DATES)

    def _chosen(self) -> None:
        if self._filling:
            return
        self._filling = True
        self._numbers()
        self._filling = False
        self._tell()

    def _tell(self) -> None:
        if not self._filling:
            self.changed.emit()

    def covered(self) -> Covered | None:
        db: Any = self._session.db
        kind, year, number = self.kind.key(), str(self.year.key() or ""), self.number.key()
        if kind == PeriodKind.DATES:
            days = self._days()
            return reports.dates(db, *days) if days else None
        if not year:
            return None
        if kind == PeriodKind.YEAR:
            return reports.year(db, year)
        if not isinstance(number, int):
            return None
        return (reports.half if kind == PeriodKind.HALF else reports.term)(db, year, number)

    def _days(self) -> tuple[date, date] | None:
        if self.start.problem() or self.until.problem():
            return None
        start, until = self.start.value(), self.until.value()
        if start is None or until is None or until < start or start > self._session.today():
            return None
        return start, until
