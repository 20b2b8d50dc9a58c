"""Terms, breaks and examinations of a year, edited together: they must fit each other."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from PySide6.QtWidgets import QLineEdit, QWidget

from dlschool.domain.calendar import Break, Exams, Span, Term, Year
from dlschool.domain.calendar_check import term_name
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.gui.session import Session
from dlschool.gui.widgets.date_edit import DateEdit
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Fields
from dlschool.gui.widgets.labels import Label
from dlschool.gui.year.day_dialogs import read_classes
from dlschool.i18n import N_
from dlschool.services import calendar

Lasting = TypeVar("Lasting", bound=Span)


class YearFields(Fields):
    """`value()` is the year as typed; the year begins with its first term and ends with its last."""

    def __init__(self, session: Session, year: Year) -> None:
        super().__init__()
        self._year = year
        self._today = session.today
        self.source_kk, self.source_ru = QLineEdit(year.source.kk), QLineEdit(year.source.ru)
        self.add(N_("Act of the calendar, in Kazakh"), self.source_kk)
        self.add(N_("Act of the calendar, in Russian"), self.source_ru)
        self.section(N_("Terms"))
        self.terms = [self._span(term_name(term.number), term) for term in year.terms]
        self.section(N_("Breaks"))
        self.breaks = [self._span(pause.name, pause) for pause in year.breaks]
        self.section(N_("Final examinations"))
        self.exams = [self._span(exams.name, exams) for exams in year.exams]
        self.section(N_("Week"))
        self.six_days = self.add(
            N_("Grades that learn six days"),
            QLineEdit(", ".join(str(grade) for grade in year.six_day_grades)),
            N_("Grades by commas, as 10, 11; the others learn five days."),
        )

    def _span(self, name: Text, span: Span) -> tuple[DateEdit, DateEdit]:
        start, until = DateEdit(self._today, span.start), DateEdit(self._today, span.until)
        self.wide(Label(name))
        self.row((N_("First day"), start), (N_("Last day"), until))
        return start, until

    def value(self) -> Year:
        terms: tuple[Term, ...] = _changed(self._year.terms, self.terms)
        breaks: tuple[Break, ...] = _changed(self._year.breaks, self.breaks)
        exams: tuple[Exams, ...] = _changed(self._year.exams, self.exams)
        grades, classes = read_classes(self.six_days.text())
        if classes:
            raise Refused(N_("“{name}” is neither a class nor a grade."), name=classes[0])
        kk, ru = self.source_kk.text().strip(), self.source_ru.text().strip()
        return replace(
            self._year,
            start=terms[0].start,
            until=terms[-1].until,
            source=Text(kk or ru or "—", ru or kk or "—"),
            terms=terms,
            breaks=breaks,
            exams=exams,
            six_day_grades=grades,
        )


def _changed(
    spans: Sequence[Lasting], edits: Sequence[tuple[DateEdit, DateEdit]]
) -> tuple[Lasting, ...]:
    return tuple(
        replace(span, start=_day(start), until=_day(until))
        for span, (start, until) in zip(spans, edits, strict=True)
    )


def _day(edit: DateEdit) -> date:
    found = edit.value()
    if found is None:
        raise Refused(N_("Write the first day and the last."))
    return found


def edit_dialog(parent: QWidget | None, session: Session, year: Year) -> Dialog:
    """The year's dates; saved as the school's own calendar."""
    fields = YearFields(session, year)

    def save() -> bool:
        if not fields.check():
            return False
        session.act(calendar.save_calendar, session.db, fields.value())
        return True

    return Dialog(
        parent, N_("Calendar of {year}"), fields, N_("Save"), save, wide=560, year=year.year
    )
