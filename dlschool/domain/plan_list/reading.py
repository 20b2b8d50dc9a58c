"""From the sheets of a file, or from pasted text, to the lines of a plan."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from dlschool.domain.calendar import first_year
from dlschool.domain.names import folded
from dlschool.domain.plan_list import cells
from dlschool.domain.plan_list.columns import Columns, guessed, headings_at
from dlschool.domain.plan_list.draft import PLAN_FIELD_NAMES, PlanDraft, PlanField, PlanRow
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.tables import Cell, Row, Sheet

MOST_LINES = 1000
MOST_MERGED = 50_000
_TOTAL = re.compile(r"(?:барлығы|жиыны|итого|всего|жалпы саны|қорытынды сағат)\b")
_TERM = re.compile(r"(?:\w{1,3} )?(?:тоқсан|четверть|жартыжылдық|полугодие)\b")
_SECTION = re.compile(r"(?:\w{1,3} )?(?:бөлім|тарау|раздел|глава|модуль)\b|ортақ тақыры|сквозн")
_SIGNER = re.compile(r"\b(?:директор|мұғалім|учитель|келісілді|согласовано|бекітемін|утверждаю)")
_WORDS = (PlanField.SECTION, PlanField.TOPIC, PlanField.AIMS)


def read_plan(sheets: Sequence[Sheet], year: str = "", *, dates: bool = True) -> PlanDraft:
    """Lines of the first sheet that holds a plan, with what is wrong in them.

    `year`: the school year that days without a year belong to, and that all must lie in; "" for
    none. `dates` false: the column of dates is not read (a plan of another year). Refused: there is
    no plan in the file; too many lines.
    """
    for sheet in sheets:
        reading = _Reading(sheet, first_year(year), dates)
        reading.read()
        if reading.lines or reading.problems:
            return reading.draft()
    raise Refused(
        N_(
            "No plan was found here. A row above the lessons must name the columns: section, topic, "
            "aims, hours, date, note."
        )
    )


@dataclass
class _Reading:
    """One sheet while it is read."""

    sheet: Sheet
    first: int | None
    dates: bool
    columns: Columns | None = None
    section: str = ""
    lines: list[PlanRow] = field(default_factory=list)
    problems: list[Refused] = field(default_factory=list)
    tops: dict[tuple[int, int], str] = field(default_factory=dict)

    def draft(self) -> PlanDraft:
        columns = self.columns or Columns({}, {})
        return PlanDraft(
            rows=tuple(self.lines),
            problems=tuple(self.problems),
            headings=tuple(columns.headings.items()),
            left=columns.left,
        )

    def read(self) -> None:
        for row in self._body():
            if self.columns and any(cells.words(cell) for cell in row.cells):
                self._row(row, self.columns)
            if len(self.lines) + len(self.problems) > MOST_LINES:
                raise Refused(N_("The plan has more than {limit} lines."), limit=MOST_LINES)

    def _body(self) -> Iterator[Row]:
        """Rows under headings; of a sheet without headings, all, by what stands in the columns."""
        rows, place = self.sheet.rows, 0
        known = {at: found for at in range(len(rows)) if (found := headings_at(rows, at))}
        if not known:
            self.columns = guessed(rows)
        while place < len(rows):
            if place in known:
                self.columns = known[place]
                place += known[place].rows
                continue
            yield rows[place]
            place += 1

    def add(self, row: Row) -> None:
        """A row of a table whose columns are known, that is a lesson whatever its words."""
        if self.columns is not None:
            said = {f: cells.words(self.columns.cell(row, f)) for f in _WORDS}
            self._line(row, self.columns, said)

    def _row(self, row: Row, columns: Columns) -> None:
        said = {f: cells.words(columns.cell(row, f)) for f in _WORDS}
        filled = [cells.words(cell) for cell in row.cells if cells.words(cell)]
        if _is_numbering(filled) or _TOTAL.match(folded(filled[0])):
            return
        if self._is_heading(row, columns, said, filled):
            text = next((words for words in filled if not _is_number(words)), "")
            self.section = "" if _TERM.match(folded(text)) else text
            return
        if self._goes_on(row, columns, said):
            last = self.lines[-1]
            self.lines[-1] = replace(last, aims=f"{last.aims}\n{said[PlanField.AIMS]}".strip())
            return
        self._line(row, columns, said)

    def _is_heading(
        self, row: Row, columns: Columns, said: dict[PlanField, str], filled: list[str]
    ) -> bool:
        """A row of one text: a term, a section, or a signature under the table."""
        texts = [words for words in filled if not _is_number(words)]
        if (
            len(texts) != 1
            or said[PlanField.AIMS]
            or cells.words(columns.cell(row, PlanField.DATE))
        ):
            return False
        plain = folded(texts[0])
        if _TERM.match(plain) or _SECTION.match(plain) or _SIGNER.search(plain):
            return not self._has_number(row, columns)
        if not said[PlanField.TOPIC]:
            return True
        return self._is_merged_over(row, columns.places[PlanField.TOPIC])

    def _has_number(self, row: Row, columns: Columns) -> bool:
        return _is_number(cells.words(columns.cell(row, PlanField.NUMBER)))

    def _is_merged_over(self, row: Row, place: int) -> bool:
        """Whether a cell merged over several columns begins at, or covers, the place."""
        return any(
            first <= row.number <= last and left <= place <= right and right > left
            for first, left, last, right in self.sheet.merged
        )

    def _goes_on(self, row: Row, columns: Columns, said: dict[PlanField, str]) -> bool:
        """Whether only further aims of the line above stand here."""
        others = (PlanField.NUMBER, PlanField.HOURS, PlanField.DATE)
        return (
            bool(self.lines and said[PlanField.AIMS])
            and not said[PlanField.TOPIC]
            and not any(cells.words(columns.cell(row, f)) for f in others)
        )

    def _line(self, row: Row, columns: Columns, said: dict[PlanField, str]) -> None:
        if columns.has(PlanField.SECTION) and said[PlanField.SECTION]:
            self.section = said[PlanField.SECTION]
        topic = said[PlanField.TOPIC] or self._above(row, columns, PlanField.TOPIC)
        if not topic:
            self._wrong(row, PlanField.TOPIC, Refused(N_("the topic is empty")))
            return
        before = len(self.problems)
        hours = self._hours(row, columns)
        day, more = self._day(row, columns)
        note = cells.words(columns.cell(row, PlanField.NOTE))
        if len(self.problems) > before:
            return
        self.lines.append(
            PlanRow(
                row=row.number,
                section=self.section.replace("\n", " "),
                topic=topic.replace("\n", " "),
                aims=said[PlanField.AIMS] or self._above(row, columns, PlanField.AIMS),
                hours=hours,
                day=day,
                note="; ".join(filter(None, (more, note.replace("\n", " ")))),
            )
        )

    def _above(self, row: Row, columns: Columns, wanted: PlanField) -> str:
        """The words of a cell that is merged downwards over this row."""
        place = columns.places.get(wanted)
        if place is None or not self.sheet.merged:
            return ""
        if not self.tops:
            self.tops = _tops(self.sheet)
        return self.tops.get((row.number, place), "")

    def _hours(self, row: Row, columns: Columns) -> str:
        if not columns.has(PlanField.HOURS):
            return "1"
        try:
            found = cells.hours(columns.cell(row, PlanField.HOURS))
        except Refused as problem:
            self._wrong(row, PlanField.HOURS, problem)
            return ""
        if found:
            return found
        if self._above(row, columns, PlanField.HOURS):
            return "0"
        self._wrong(row, PlanField.HOURS, Refused(N_("the hours are empty")))
        return ""

    def _day(self, row: Row, columns: Columns) -> tuple[date | None, str]:
        cell: Cell = columns.cell(row, PlanField.DATE) if self.dates else ""
        try:
            day, more = cells.day(cell, self.first)
            if day is not None and self.first is not None and not self._in_year(day):
                raise Refused(
                    N_("{day} is not in the school year {year}"),
                    day=day,
                    year=f"{self.first}-{self.first + 1}",
                )
        except Refused as problem:
            self._wrong(row, PlanField.DATE, problem)
            return None, ""
        return day, more

    def _in_year(self, day: date) -> bool:
        since = self.first or 0
        return date(since, 8, 1) <= day < date(since + 1, 8, 1)

    def _wrong(self, row: Row, wanted: PlanField, problem: Refused) -> None:
        heading = self.columns.headings.get(wanted, "") if self.columns else ""
        self.problems.append(
            Refused(
                N_("Row {row}, column “{column}”: {problem}"),
                row=row.number,
                column=heading.replace("\n", " ") or PLAN_FIELD_NAMES[wanted],
                problem=problem,
            )
        )


def _tops(sheet: Sheet) -> dict[tuple[int, int], str]:
    """For cells merged downwards: row and column to the words that stand in the first of them."""
    rows = {row.number: row for row in sheet.rows}
    found: dict[tuple[int, int], str] = {}
    for first, left, last, _right in sheet.merged:
        held = rows[first].cells if first in rows else []
        words = cells.words(held[left]) if left < len(held) else ""
        if words:
            until = min(last, first + MOST_LINES)
            found |= {(number, left): words for number in range(first + 1, until + 1)}
        if len(found) > MOST_MERGED:
            break
    return found


def _is_number(words: str) -> bool:
    return words.rstrip(".").replace(",", "").replace(".", "").isdecimal()


def _is_numbering(filled: list[str]) -> bool:
    """The row «1 2 3 4 5 …» under the headings."""
    return len(filled) > 2 and filled == [str(n) for n in range(1, len(filled) + 1)]


TYPED = (
    PlanField.SECTION,
    PlanField.TOPIC,
    PlanField.AIMS,
    PlanField.HOURS,
    PlanField.DATE,
    PlanField.NOTE,
)
"""Columns of the plan editor, from the left."""


def typed_plan(lines: Sequence[Sequence[str]], year: str) -> PlanDraft:
    """A plan typed cell by cell in the order of `TYPED`; rows are counted from 1, empty ones pass."""
    places = {field: at for at, field in enumerate((PlanField.NUMBER, *TYPED))}
    reading = _Reading(Sheet("", []), first_year(year), True, Columns(places, {}))
    for at, line in enumerate(lines, 1):
        if any(cell.strip() for cell in line):
            reading.add(Row(at, [str(at), *line]))
    return reading.draft()
