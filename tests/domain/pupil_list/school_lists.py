"""Lists of invented pupils, in the shapes in which schools send them."""

import io
from collections.abc import Sequence
from datetime import date, datetime, time

import openpyxl

from dlschool import tables
from dlschool.domain.iin import made
from dlschool.domain.pupil import Sex
from dlschool.domain.pupil_list.draft import ListDraft, ListRow
from dlschool.domain.pupil_list.reading import read_list
from dlschool.tables import Cell, Row, Sheet

BORN = date(2014, 4, 9)
BOY = made(BORN, Sex.MALE, 700)
GIRL = made(BORN, Sex.FEMALE, 800)


def sheet(
    *rows: Sequence[Cell], name: str = "Лист1", merged: Sequence[Sequence[int]] = ()
) -> Sheet:
    numbered = [Row(number, list(cells)) for number, cells in enumerate(rows, 1)]
    return Sheet(name, numbered, tuple((a, b, c, d) for a, b, c, d in merged))


def draft(*rows: Sequence[Cell], **more: str) -> ListDraft:
    return read_list([sheet(*rows, **more)])


def only(*rows: Sequence[Cell]) -> ListRow:
    """The one row that the table holds."""
    (row,) = draft(*rows).rows
    return row


def said(row: ListRow) -> dict[str, str]:
    """Problems and warnings of the row, in Russian, by heading."""
    return {note.column: note.text.ru for note in (*row.problems, *row.warnings)}


UPPER = ["р/с", "ЖСН", "Білім алушының", "", "", "Туған күні", "Жынысы", "Сынып", "Ата-анасы"]
LOWER = ["", "", "тегі", "аты", "әкесінің аты", "", "", "", "телефоны"]
ELDEST_BORN = date(2008, 6, 13)
CHILDREN: dict[int, list[object]] = {
    5: [1, int(made(ELDEST_BORN, Sex.FEMALE, 5)), " Әкімбаева ", "Сәуле", ""]
    + [datetime.combine(ELDEST_BORN, time()), "қыз", "11 «А»", "8 701 000 11 22"],
    6: [2, int(BOY), "Жұмабек", "Ернұр", "Асқарұлы", "09.04.2014", "ер", "7 «Ә»", ""],
    8: [3, int(GIRL), "Ли", "Алина", "", BORN, "қыз", "6 «Б»", "+7 (705) 000-22-33"],
    9: ["", "", "Барлығы:", 3],
}
"""Rows of the contingent by their number; the seventh is empty."""


def contingent() -> bytes:
    """A title over all columns, headings in two merged rows, numbers for IINs, a total."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"] = "«Үлгі мектебі» КММ 2026-2027 оқу жылының контингенті"
    for number, words in {3: UPPER, 4: LOWER, **CHILDREN}.items():
        for column, word in enumerate(words, 1):
            page.cell(number, column, word or None)
    page.merge_cells("A1:I1")
    page.merge_cells("C3:E3")
    for letter in "ABFGH":
        page.merge_cells(f"{letter}3:{letter}4")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def from_bytes(data: bytes, name: str) -> ListDraft:
    return read_list(tables.read(data, name))
