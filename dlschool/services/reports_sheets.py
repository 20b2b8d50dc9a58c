"""A report as the sheets of a workbook and as the files of separated text, in kk, ru or both."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dlschool.domain import report_words as words
from dlschool.domain.report import (
    GROUPS,
    TABLES,
    TITLE,
    Difference,
    Report,
    names_total,
    share_of,
    sums,
)
from dlschool.domain.report_shape import TOTAL, Column, Line, Table
from dlschool.domain.school import School
from dlschool.domain.text import Text
from dlschool.services import reports_gaps
from dlschool.services.reports_gaps import GapLine
from dlschool.tables.book import BookCell, BookSheet, address, book_bytes
from dlschool.tables.separated import csv_bytes

PREFIX = "dl_"
"""Before a figure's key in the name of its cell."""
NO_SHARE = "–"
_FIRST, _OTHER = 46.0, 13.0
"""Widths in characters: of the lines' names, of figures."""
_CHANGES = Text("Өзгерістер", "Изменения")
_BEFORE, _AFTER = Text("Бұрын", "Было"), Text("Енді", "Стало")
_FIGURE = Text("Көрсеткіш", "Показатель")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """All that a file of a report says."""

    school: School
    report: Report
    language: str
    gaps: Sequence[GapLine] | None = None
    """Lines by name; None: only how many of each kind."""
    changed: Sequence[Difference] = ()
    """Against the version before."""

    def said(self, text: Text, between: str = "\n") -> str:
        """In the language of the file; in both, one under the other."""
        if self.language != "both":
            return text[self.language]
        return text.kk if text.kk == text.ru else f"{text.kk}{between}{text.ru}"


def workbook(told: Told) -> bytes:
    """The .xlsx in memory."""
    facts = {"title": told.said(TITLE, " / "), "author": told.said(told.school.short_name, " / ")}
    return book_bytes(list(_sheets(told)), facts)


def _sheets(told: Told) -> Iterator[BookSheet]:
    for group, name in GROUPS.items():
        tables = [table for table in TABLES if table.group == group]
        yield _sheet_of(told, name, tables)
    yield _gap_sheet(told)
    if told.changed:
        yield _changes(told)
    rows = [[BookCell(value=told.said(note), look="wrapped")] for note in words.NOTES]
    title = [BookCell(value=told.said(words.NOTES_TITLE, " / "), look="title")]
    yield BookSheet(
        name=told.said(words.NOTES_TITLE, " / "), rows=[title, *rows], widths=[130], heads=0
    )


def head_lines(told: Told) -> list[str]:
    """Above the first table: the school, the period, the version."""
    report, covered = told.report, told.report.covered
    lines = [
        told.said(told.school.short_name, " / "),
        told.said(
            words.PERIOD.filled(
                period=covered.name, start=_day(covered.start), until=_day(covered.until)
            ),
            " / ",
        ),
        told.said(words.END.filled(date=_day(covered.counted_on)), " / "),
        told.said(words.MADE.filled(date=_day(report.made_on)), " / ") + "  ·  " + _version(told),
    ]
    if report.reason:
        lines.append(told.said(words.CORRECTED.filled(reason=report.reason), " / "))
    return lines


def _version(told: Told) -> str:
    report = told.report
    if not report.version:
        return told.said(words.DRAFT, " / ")
    return told.said(words.VERSION.filled(version=str(report.version)), " / ")


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def _sheet_of(told: Told, name: Text, tables: Sequence[Table]) -> BookSheet:
    """Tables of one group, one under the other, under the columns that all of them have."""
    title = f"{told.said(TITLE, ' / ')}: {told.said(name, ' / ')}"
    rows: list[list[BookCell]] = [[BookCell(value=title, look="title")]]
    rows += [[BookCell(value=line, look="soft")] for line in head_lines(told)]
    several = len(tables) > 1
    rows.append(_head(told, tables[0], _FIGURE if several else tables[0].head))
    heads = len(rows)
    for table in tables:
        if several:
            rows.append([BookCell(value=told.said(table.title, " / "), look="section")])
        _put(told, table, rows)
    widths = [_FIRST, *[_OTHER] * len(tables[0].columns)]
    return BookSheet(name=told.said(name, " / "), rows=rows, widths=widths, heads=heads)


def _head(told: Told, table: Table, first: Text) -> list[BookCell]:
    cells = [BookCell(value=told.said(first), look="head")]
    return cells + [BookCell(value=told.said(c.name), look="head") for c in table.columns]


def _put(told: Told, table: Table, rows: list[list[BookCell]]) -> None:
    """The table's lines and, where it has one, the line of sums under them."""
    top = len(rows)
    for line in table.lines:
        rows.append(_line(told, table, line, len(rows)))
    if table.total:
        rows.append(_sums(told, table, top, len(rows)))


def _line(told: Told, table: Table, line: Line, row: int) -> list[BookCell]:
    cells = [BookCell(value=told.said(line.name))]
    for column in table.columns:
        if column.share is not None:
            cells.append(_share(told, table, line, column, row))
            continue
        key = table.key(line, column)
        value = told.report.figures.get(key, 0)
        cells.append(BookCell(value=value, look="number", name=PREFIX + key))
    return cells


def _sums(told: Told, table: Table, top: int, row: int) -> list[BookCell]:
    """Formulas that add the lines up; those that are subtracted stand after a minus."""
    name = told.said(table.total_name or TOTAL)
    cells = [BookCell(value=name, look="total")]
    less = [top + place for place, line in enumerate(table.lines) if line.less]
    last = row - 1 - len(less)
    for place, column in enumerate(table.columns, 1):
        if column.share is not None:
            cells.append(_share(told, table, None, column, row))
            continue
        formula = f"=SUM({address(top, place)}:{address(last, place)})"
        formula += "".join(f"-{address(each, place)}" for each in less)
        cells.append(
            BookCell(
                value=sums(table, told.report.figures, column),
                look="total-number",
                formula=formula,
                name=PREFIX + table.total_key(column) if names_total(table) else "",
            )
        )
    return cells


def _share(told: Told, table: Table, line: Line | None, column: Column, row: int) -> BookCell:
    assert column.share is not None
    places = {each.key: place for place, each in enumerate(table.columns, 1)}
    parts, wholes = ("+".join(address(row, places[key]) for key in keys) for keys in column.share)
    value = share_of(table, line, told.report.figures, column)
    return BookCell(
        value=NO_SHARE if value is None else value,
        look="share" if line else "total-share",
        formula=f'=IF({wholes}=0,"{NO_SHARE}",ROUND(100*({parts})/({wholes}),1))',
    )


def gap_rows(told: Told) -> tuple[list[str], list[list[str]]]:
    """Headings and lines of what is missing: by name, or how many of each kind."""
    if told.gaps is None:
        heads = [words.WHAT, words.HOW_MANY]
        counted = reports_gaps.counted(told.report)
        rows = [[told.said(reports_gaps.plain(lack)), str(count)] for lack, count in counted]
    else:
        heads = [words.WHO, words.WHAT, words.WHAT_TO_DO]
        rows = [[told.said(part) for part in (g.who, g.what, g.todo)] for g in told.gaps]
    return [told.said(head) for head in heads], rows


def _gap_sheet(told: Told) -> BookSheet:
    heads, lines = gap_rows(told)
    name = told.said(words.GAPS_TITLE, " / ")
    rows = [[BookCell(value=name, look="title")]]
    rows.append([BookCell(value=head, look="head") for head in heads])
    rows += [[BookCell(value=cell) for cell in line] for line in lines]
    if not lines:
        rows.append([BookCell(value=told.said(words.NOTHING_LACKS))])
    return BookSheet(name=name, rows=rows, widths=[50, 50, 60][: len(heads)], heads=2)


def _changes(told: Told) -> BookSheet:
    name = told.said(_CHANGES, " / ")
    rows = [[BookCell(value=name, look="title")]]
    heads = (_FIGURE, _BEFORE, _AFTER)
    rows.append([BookCell(value=told.said(head), look="head") for head in heads])
    for each in told.changed:
        figures = [BookCell(value=n, look="number") for n in (each.before, each.after)]
        rows.append([BookCell(value=told.said(each.key.name)), *figures])
    return BookSheet(name=name, rows=rows, widths=[80, 12, 12], heads=2)


def separated(told: Told) -> bytes:
    """A .zip of .csv files, one a table, as Excel with Kazakh or Russian settings opens them."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for number, (name, rows) in enumerate(_files(told), 1):
            entry = zipfile.ZipInfo(f"{number:02}-{name}.csv", (1980, 1, 1, 0, 0, 0))
            packed.writestr(entry, csv_bytes(rows), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _files(told: Told) -> Iterator[tuple[str, list[list[str]]]]:
    yield "report", [[line] for line in (told.said(TITLE, " / "), *head_lines(told))]
    for table in TABLES:
        rows = [[cell.value for cell in _head(told, table, table.head)]]
        held: list[list[BookCell]] = []
        _put(told, table, held)
        rows += [[cell.value for cell in line] for line in held]
        yield table.code, [[_plain(cell) for cell in row] for row in rows]
    heads, lines = gap_rows(told)
    yield "missing", [heads, *lines]
    yield "notes", [[told.said(note, " / ")] for note in words.NOTES]


def _plain(value: object) -> str:
    said = "" if value is None else str(value)
    said = said.replace(".", ",") if isinstance(value, float) else said
    return said.replace("\n", " / ")
