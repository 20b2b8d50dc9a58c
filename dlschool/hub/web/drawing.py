"""A page as HTML, and its tables as an Excel file."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from dlschool.hub import sessions
from dlschool.hub.web import menu
from dlschool.hub.web.parts import Bar, Cell, Column, Download, Page, Table, Value
from dlschool.hub.web.visit import Visit
from dlschool.paths import program_file
from dlschool.tables import book
from dlschool.tables.book import BookCell, BookSheet

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHART_WIDTH = 600


@cache
def _templates() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(program_file("resources", "hub", "templates")),
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters["shown"] = shown
    made.filters["sum_of"] = lambda bar: sum(bar.values)
    return made


def html(visit: Visit, page: Page) -> bytes:
    said = visit.session.said if visit.session else ""
    text = _templates().get_template("page.html").render(
        page=page, visit=visit, said=page.said or said, proof=sessions.proof(visit.token),
        menu=menu.lines(visit), words=menu.words(visit), address=_address(visit), bars=bars,
        language=visit.language,
    )  # fmt: skip
    return str(text).encode()


def shown(value: Value) -> str:
    """As it stands in a cell."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    return str(value)


def _address(visit: Visit) -> Any:
    """Makes the address of this page with some questions changed."""
    from urllib.parse import urlencode

    def made(**changed: object) -> str:
        asked: Mapping[str, object] = {**visit.asked, **changed}
        kept = {name: value for name, value in asked.items() if value not in ("", None)}
        return visit.path + ("?" + urlencode(kept) if kept else "")

    return made


def bars(chart: Any) -> list[tuple[Bar, list[tuple[float, float, int]]]]:
    """Each bar with its pieces: where one begins, how long it is (of `CHART_WIDTH`), its part."""
    most = max((sum(bar.values) for bar in chart.bars), default=0) or 1
    found = []
    for bar in chart.bars:
        at, pieces = 0.0, []
        for part, value in enumerate(bar.values):
            if value:
                length = value * CHART_WIDTH / most
                pieces.append((round(at, 1), round(max(length - 1.5, 1), 1), part))
                at += length
        found.append((bar, pieces))
    return found


def excel(page: Page) -> Download:
    """Every table of the page, a sheet each."""
    tables = [part for part in page.parts if isinstance(part, Table)]
    tables += [_as_table(part) for part in page.parts if part.what == "facts"]
    sheets = [_sheet(each, page.title) for each in tables if each.columns]
    if not sheets:
        sheets = [
            BookSheet(name=page.title, rows=[[BookCell(value=page.title)]], widths=[40], heads=0)
        ]
    name = (page.here or "dlschool") + ".xlsx"
    return Download(name=name, mime=EXCEL, content=book.book_bytes(sheets, {"title": page.title}))


def _as_table(facts: Any) -> Table:
    rows = [(Cell(value=label), cell) for label, cell in facts.rows]
    return Table(key="facts", title=facts.title, columns=(Column(""), Column("")), rows=rows)


def _sheet(table: Table, title: str) -> BookSheet:
    kept = [n for n, column in enumerate(table.columns) if column.kind not in ("tick", "forms")]
    head = [BookCell(value=table.columns[n].label, look="head") for n in kept]
    rows = [[_cell(row[n]) for n in kept] for row in table.rows]
    widths = [
        _width(table.columns[n].label, [row[i].value for row in rows]) for i, n in enumerate(kept)
    ]
    top = [[BookCell(value=title, look="title")], [BookCell(value=table.title, look="soft")]]
    return BookSheet(name=table.title or title, rows=[*top, head, *rows], widths=widths, heads=3)


def _cell(cell: Cell) -> BookCell:
    value = cell.value
    if isinstance(value, datetime):
        return BookCell(value=f"{value:%d.%m.%Y %H:%M}")
    if isinstance(value, (int, float)):
        return BookCell(value=value, look="number" if isinstance(value, int) else "share")
    if isinstance(value, str) and cell.note:
        return BookCell(value=f"{value} ({cell.note})")
    return BookCell(value=value)


def _width(label: str, values: list[Any]) -> float:
    longest = max([len(label), *(len(str(value or "")) for value in values[:500])])
    return float(max(10, min(46, longest + 2)))
