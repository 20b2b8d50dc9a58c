"""Lists from Excel and CSV: spoiled files, and whole files of cells that nobody expects."""

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from builders import at_noon, opened, stored_pupil
from fuzz.judging import judged, note, tries
from fuzz.mutations import EVIL_NUMBERS, EVIL_TEXTS, packed, repacked, spoiled
from hypothesis import given
from hypothesis import strategies as st

from dlschool import tables
from dlschool.domain.past_list.columns import FIELD_NAMES as PAST_NAMES
from dlschool.domain.past_list.columns import TEMPLATE
from dlschool.domain.pupil_list.reading import read_list
from dlschool.paths import DataFolder
from dlschool.services import history, past_import, past_list, pupil_import
from dlschool.services.opening import Store
from dlschool.tables import Row, Sheet

SAMPLE = Path(__file__).parent.parent / "samples" / "list.xls"
HEADINGS = ["Аты-жөні", "ЖСН", "Туған күні", "Сынып", "Жынысы", "Анасы", "Телефон", "Мекенжайы"]
LINE = [
    "Ким Анна Сергеевна",
    "120302600019",
    "02.03.2012",
    "8 «Ә»",
    "ә",
    "Ким О.",
    "87011234567",
    "",
]
PAST = [PAST_NAMES[column]["ru"] for column in TEMPLATE]


def excel() -> bytes:
    """Formulas, merged cells, dates, numbers, a hidden sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "dd.mm.yyyy"}) as made:
        page = made.add_worksheet("8 Ә")
        page.merge_range(0, 0, 0, 5, "Тізім")
        for column, words in enumerate(HEADINGS):
            page.write_string(1, column, words)
            page.write(2, column, LINE[column])
        page.write_datetime(2, 2, date(2012, 3, 2))
        page.write_number(2, 1, 120302600019)
        page.write_formula(3, 0, '="Ким"&" Анна"', None, "Ким Анна")
        made.add_worksheet("жасырын").hide()
    return out.getvalue()


def separated(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue().encode("utf-8", "replace")


EXCEL, OLD, CSV = excel(), SAMPLE.read_bytes(), separated([HEADINGS, LINE, LINE])

files = st.one_of(
    repacked(EXCEL), spoiled(EXCEL, 4), spoiled(OLD, 8), spoiled(CSV), st.binary(max_size=300)
)
cells = st.one_of(
    st.sampled_from(EVIL_TEXTS),
    st.sampled_from([float(n) for n in EVIL_NUMBERS if n != 10**400]),
    st.sampled_from([*LINE, *HEADINGS, *PAST]),
    st.dates(),
    st.floats(),
    st.integers(-(2**64), 2**64).map(float),
    st.text(max_size=30),
)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Any:
    store = opened(DataFolder(tmp_path_factory.mktemp("lists") / "school"), at_noon, "Оразова Д.")
    stored_pupil(store)
    yield store
    store.close()


@tries(250)
@given(content=files)
def test_any_file_is_a_table_or_refused(content: bytes) -> None:
    judged("lists: xlsx, xls, csv", lambda: tables.read(content, "тізім.xlsx"))


@tries(25)
@given(content=files)
def test_any_file_is_a_list_of_pupils_or_a_register_or_refused(
    db: Store, tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    file = tmp_path_factory.getbasetemp() / "тізім.xlsx"
    file.write_bytes(content)
    folder = db.folder.root
    judged("list of pupils", lambda: pupil_import.preview(db, file), folder)
    judged("register of past cases", lambda: past_import.preview(db, file), folder)


def sheets(headings: list[str], rows: list[list[Any]]) -> list[Sheet]:
    listed = [headings, *rows]
    return [Sheet("8 Ә", [Row(n, list(row)) for n, row in enumerate(listed, 1)])]


CASE: list[Any] = [
    *(
        "",
        "Сәрсенбаев Өркен Қайратұлы",
        "05.03.2011",
        "отбасының өтініші",
        "",
        "",
        "07.09.2026",
        "",
        "",
    ),
    *("3", "18.09.2026", "2", "19.09.2026", "01.10.2026", "27.12.2026", "84-қ", "25.09.2026"),
]


def near(sound: list[Any]) -> st.SearchStrategy[list[Any]]:
    """The sound row with none to four cells of another kind."""
    changes = st.dictionaries(st.integers(0, len(sound) - 1), cells, max_size=4)
    return changes.map(lambda made: [made.get(n, cell) for n, cell in enumerate(sound)])


def lines(sound: list[Any]) -> st.SearchStrategy[list[list[Any]]]:
    return st.lists(near(sound) | st.lists(cells, min_size=1, max_size=16), min_size=1, max_size=4)


@tries(60)
@given(rows=lines(LINE))
def test_a_list_of_any_cells_is_drafted_and_entered_whole_or_not_at_all(
    db: Store, tmp_path_factory: pytest.TempPathFactory, rows: list[list[Any]]
) -> None:
    draft = judged("cells of a list", lambda: read_list(sheets(HEADINGS, rows)))
    assert draft is not None
    pupil_import.as_json(draft)
    file = tmp_path_factory.getbasetemp() / "cells.csv"
    file.write_bytes(separated([HEADINGS, *[[str(cell) for cell in row] for row in rows]]))
    entered(db, file)


def entered(db: Store, file: Path) -> None:
    """The preview of a list, and its import."""
    found = judged("list of pupils", lambda: pupil_import.preview(db, file), db.folder.root)
    if found is not None:
        taken_in(db, "import of a list", lambda: pupil_import.import_list(db, found, file.name))


def taken_in(db: Store, reader: str, work: Callable[[], int]) -> None:
    """An import: all rows as one action, which is taken back; of a refusal nothing is in the store."""
    before = newest(db), content(db)
    made = judged(reader, work)
    if made:
        note(reader, "entered")
        assert newest(db) != before[0]
        history.undo(db)
    assert content(db) == before[1]


def newest(db: Store) -> int:
    return next((action.id for action in history.actions(db, limit=1)), 0)


def content(db: Store) -> list[Any]:
    tables = ("pupils", "guardians", "cases", "papers", "orders", "decisions", "meetings")
    return [db.value(f"select count(*) from main.{table}") for table in tables]


@tries(60)
@given(rows=lines(CASE))
def test_a_register_of_any_cells_is_drafted_and_entered_whole_or_not_at_all(
    db: Store, rows: list[list[Any]]
) -> None:
    found = judged("cells of a register", lambda: past_list.read_past(db, sheets(PAST, rows)))
    if found is None:
        return
    taken_in(db, "import of a register", lambda: past_import.import_past(db, found, "дала.xlsx"))


SHEET = "xl/worksheets/sheet1.xml"


def with_cells(xml: str) -> bytes:
    """The sound file with other cells in its sheet."""
    import zipfile

    with zipfile.ZipFile(io.BytesIO(EXCEL)) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    text = parts[SHEET].decode()
    head, tail = text.index("<sheetData>") + 11, text.index("</sheetData>")
    parts[SHEET] = (text[:head] + xml + text[tail:]).encode()
    return packed(parts)


@pytest.mark.parametrize(
    "xml",
    [
        '<row r="1"><c r="A1"><v>1e999</v></c></row>',
        '<row r="1"><c r="A1"><v>NaN</v></c><c r="B1"><v>-inf</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>99999999</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        '<row r="1"><c r="A1" t="d"><v>2026-99-99T99:99</v></c></row>',
        '<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>',
        '<row r="1"><c r="A1" s="999999"><v>-1e300</v></c></row>',
        '<row r="1"><c r="A1" s="1"><v>1e300</v></c></row>',
        '<row r="0"><c r="A0"><v>1</v></c></row>',
        '<row r="99999999999999999999"><c r="A99999999999999999999"><v>1</v></c></row>',
        '<row r="1"><c r="ZZZZZZZ1"><v>1</v></c></row>',
        '<row r="1048577"><c r="XFE1048577"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><t>../../x\x01</t></is></c></row>',
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c><f>SUM(A1:XFD1048576)</f></c></row>',
        "<row><c>" * 500,
        "<!DOCTYPE x><row/>",
    ],
)
def test_cells_that_excel_never_writes(xml: str) -> None:
    judged("lists: xlsx, xls, csv", lambda: tables.read(with_cells(xml), "тізім.xlsx"))
