"""Report on distance learning over a period: every table of figures, what is missing, how it was counted.

Lines that count nobody are left out of the long tables; a blank one has all of them, to fill in by hand.
"""

from collections.abc import Iterator, Mapping, Sequence

from dlschool.domain import report_words
from dlschool.domain.report import GROUPS, TABLES, TITLE, Report, share_of, sums
from dlschool.domain.report_shape import TOTAL, Line
from dlschool.domain.report_shape import Column as FigureColumn
from dlschool.domain.report_shape import Table as FigureTable
from dlschool.domain.text import Text
from dlschool.forms import phrases, words
from dlschool.forms.form import Form, Subject
from dlschool.forms.report_values import ReportSheet
from dlschool.forms.said import Value, say
from dlschool.forms.sheet.blocks import Block, Column, Field, Paragraph, Signature, Table

_PERIOD = Text("Есепті кезең", "Отчётный период")
_END = Text("«Кезеңнің соңы» деген күн", "«Конец периода»")
_VERSION = Text("Есептің нұсқасы, жасалған күні", "Версия отчёта, дата составления")
_REASON = Text("Түзету себебі", "Причина исправления")
_MADE_BY = Text("Есепті жасаған", "Отчёт составил(а)")
_SHEET, _NAMES, _ENOUGH, _WIDE = 165.0, 45.0, 72.0, 26.0
"""Millimetres: the sheet's width; the least and enough for the names of the lines; for a figure."""
_IN_WORDS = {
    "five": Text("«бес»", "«пять»"),
    "four": Text("«төрт»", "«четыре»"),
    "three": Text("«үш»", "«три»"),
    "two": Text("«екі»", "«два»"),
    "low": Text("Төмен деңгей", "Низкий уровень"),
    "middle": Text("Орта деңгей", "Средний уровень"),
    "high": Text("Жоғары деңгей", "Высокий уровень"),
}
"""Headings come again on a new page, which may be one language's only: no numbers stand in them."""
_SHORT = 6
"""Lines of a table that is printed whole."""
_DASH = "–"


def body(subject: Subject) -> tuple[Block, ...]:
    return tuple(_blocks(subject))


def _blocks(subject: Subject) -> Iterator[Block]:
    sheet = subject.report
    report = sheet.report if sheet else None
    yield phrases.letterhead(subject.school)
    yield phrases.title(TITLE, before=2)
    yield from _head(report)
    for number, table in enumerate(TABLES, 1):
        yield _heading(_title(number, table))
        yield from _tables(table, report.figures if report else None)
    yield _heading(report_words.GAPS_TITLE)
    yield from _missing(sheet)
    yield _heading(report_words.NOTES_TITLE)
    for note in report_words.NOTES:
        yield Paragraph(words=say(note), small=True, before=1)
    yield Signature(
        left=_MADE_BY, name=(report.by or None) if report else None, captions=phrases.SIGNED
    )
    yield phrases.director_signature(subject.school)


def _title(number: int, table: FigureTable) -> Text:
    """Of tables of pupils it says that it is they who are counted."""
    kk, ru = table.title.kk, table.title.ru
    if table.total_name:
        name = GROUPS[table.group]
        kk, ru = (f"{name.kk}: {kk[:1].lower()}{kk[1:]}", f"{name.ru}: {ru[:1].lower()}{ru[1:]}")
    return Text(f"{number}. {kk}", f"{number}. {ru}")


def _heading(words: Text) -> Paragraph:
    return Paragraph(words=say(words), align="left", bold=True, before=4, keep=True)


def _head(report: Report | None) -> Iterator[Block]:
    covered = report.covered if report else None
    days = words.short_period(covered.start, covered.until) if covered else None
    name = covered.name if covered else None
    period = Text(f"{name.kk}, {days}", f"{name.ru}, {days}") if name else None
    yield Field(label=_PERIOD, value=period, before=2)
    yield Field(label=_END, value=words.short_date(covered.counted_on) if covered else None)
    made = f"{report.version}; {words.short_date(report.made_on)}" if report else None
    yield Field(label=_VERSION, value=made)
    if report and report.reason:
        yield Field(label=_REASON, value=report.reason)


def _tables(table: FigureTable, figures: Mapping[str, int] | None) -> Iterator[Table]:
    """The table; one that is too wide for the sheet as several, each with the names of the lines.

    Of a long table only the lines that count somebody.
    """
    lines = [
        line
        for line in table.lines
        if figures is None or len(table.lines) <= _SHORT or _says(table, line, figures)
    ]
    for columns in _fitting(table.columns):
        least = min(_WIDE, (_SHEET - _ENOUGH) / len(columns))
        wide = [max(_width(column), least) for column in columns]
        heads = [Column(heading=table.head, share=_SHEET - sum(wide))]
        heads += [
            Column(heading=_heading_of(column), share=share, align="center")
            for column, share in zip(columns, wide, strict=True)
        ]
        rows = [
            (line.name, *(_cell(table, line, figures, column) for column in columns))
            for line in lines
        ]
        if table.total:
            sums_ = (_cell(table, None, figures, column) for column in columns)
            rows.append((table.total_name or TOTAL, *sums_))
        yield Table(columns=tuple(heads), rows=tuple(rows), blank_rows=2, before=0.5)


def _heading_of(column: FigureColumn) -> Text:
    return _IN_WORDS.get(column.key, column.name)


def _fitting(columns: Sequence[FigureColumn]) -> list[list[FigureColumn]]:
    """In order, beside each other as many as the sheet has room for, shared out evenly."""
    for count in range(1, len(columns) + 1):
        size = -(-len(columns) // count)
        found = [list(columns[at : at + size]) for at in range(0, len(columns), size)]
        if all(sum(map(_width, part)) <= _SHEET - _NAMES for part in found):
            return found
    return [[column] for column in columns]


def _width(column: FigureColumn) -> float:
    """Millimetres that the longest word of its heading asks for."""
    name = _heading_of(column)
    longest = max(len(word) for text in (name.kk, name.ru) for word in text.split())
    return max(2.1 * longest + 4, 13)


def _says(table: FigureTable, line: Line, figures: Mapping[str, int]) -> bool:
    return any(figures.get(table.key(line, each), 0) for each in table.counted)


def _cell(
    table: FigureTable, line: Line | None, figures: Mapping[str, int] | None, column: FigureColumn
) -> Value:
    if figures is None:
        return ""
    if column.share is not None:
        value = share_of(table, line, figures, column)
        return _DASH if value is None else f"{value:g}".replace(".", ",")
    if line is None:
        return str(sums(table, figures, column))
    return str(figures.get(table.key(line, column), 0))


def _missing(sheet: ReportSheet | None) -> Iterator[Block]:
    if sheet is not None and not (sheet.counts or sheet.missing):
        yield Paragraph(words=say(report_words.NOTHING_LACKS), align="left", before=1)
        return
    if sheet is None or sheet.missing is None:
        columns: tuple[Column, ...] = (
            Column(heading=report_words.WHAT, share=6),
            Column(heading=report_words.HOW_MANY, share=1.6, align="center"),
        )
        counts = sheet.counts if sheet else ()
        rows: tuple[tuple[Value, ...], ...] = tuple((what, str(n)) for what, n in counts)
    else:
        heads = (report_words.WHO, report_words.WHAT, report_words.WHAT_TO_DO)
        columns = tuple(Column(heading=head, share=3) for head in heads)
        rows = tuple((each.who, each.what, each.todo) for each in sheet.missing)
    yield Table(columns=columns, rows=rows, blank_rows=4, before=0.5)


FORM = Form(code="distance-report", title=TITLE, scope="learning", body=body)
