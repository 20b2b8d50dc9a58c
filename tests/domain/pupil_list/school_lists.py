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


def contingent() -> bytes:
    """A title over all columns, headings in two merged rows, numbers for IINs, a total."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "Контингент"
    page["A1"] = "«Үлгі мектебі» КММ 2026-2027 оқу жылының контингенті"
    page.merge_cells("A1:I1")
    upper = [
        "р/с",
        "ЖСН",
        "Білім алушының",
        None,
        None,
        "Туған күні",
        "Жынысы",
        "Сынып",
        "Ата-анасы",
    ]
    lower = [None, None, "тегі", "аты", "әкесінің аты", None, None, None, "телефоны"]
    for number, words in ((3, upper), (4, lower)):
        for column, word in enumerate(words, 1):
            page.cell(number, column, word)
    page.merge_cells("C3:E3")
    for column in "ABFGH":
        page.merge_cells(f"{column}3:{column}4")
    children: list[tuple[str, str, str, date, Sex, object, str, str]] = [
        (
            " Әкімбаева ",
            "Сәуле",
            "",
            date(2008, 6, 13),
            Sex.FEMALE,
            None,
            "11 «А»",
            "8 701 000 11 22",
        ),
        ("Жұмабек", "Ернұр", "Асқарұлы", BORN, Sex.MALE, "09.04.2014", "7 «Ә»", ""),
        ("", "", "", BORN, Sex.MALE, None, "", ""),
        ("Ли", "Алина", "", date(2015, 1, 30), Sex.FEMALE, None, "6 «Б»", "+7 (705) 000-22-33"),
    ]
    for number, (last, first, middle, born, sex, written, class_, phone) in enumerate(children, 5):
        if not last:
            continue
        day = written or datetime.combine(born, time())
        iin = int(made(born, sex, number))
        shown = "қыз" if sex is Sex.FEMALE else "ер"
        page.append([number - 4, iin, last, first, middle, day, shown, class_, phone])
        page.move_range(f"A{page.max_row}:I{page.max_row}", rows=number - page.max_row)
    page["C9"], page["D9"] = "Барлығы:", 3
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def from_bytes(data: bytes, name: str) -> ListDraft:
    return read_list(tables.read(data, name))
