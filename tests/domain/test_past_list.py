"""Registers kept on paper: headings as schools write them, documents in one cell or in two."""

from datetime import date
from typing import Any

import pytest

from dlschool.domain.case import Ground
from dlschool.domain.past_list.columns import FIELD_NAMES, TEMPLATE, Field, recognised, table_at
from dlschool.domain.past_list.draft import Document, PastRow
from dlschool.domain.past_list.reading import read_rows
from dlschool.domain.pupil_list.draft import RowState
from dlschool.errors import Refused
from dlschool.tables import Cell, Row, Sheet

TODAY = date(2026, 11, 21)


def sheet(*rows: list[Cell], first: int = 1) -> Sheet:
    return Sheet("Тізілім", [Row(n, row) for n, row in enumerate(rows, first)])


def read(headings: list[Cell], *cells: Cell) -> PastRow:
    (row,) = read_rows([sheet(headings, list(cells))], TODAY).rows
    return row


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("ЖСН", Field.IIN),
        ("ИИН обучающегося", Field.IIN),
        ("Білім алушының аты-жөні", Field.NAME),
        ("Ф.И.О. учащегося", Field.NAME),
        ("Тегі", Field.LAST),
        ("Имя", Field.FIRST),
        ("Туған күні", Field.BIRTH),
        ("Дата рожд.", Field.BIRTH),
        ("Негізі", Field.GROUND),
        ("Основание перевода", Field.GROUND),
        ("Негіз болған құжат №", Field.BASIS_NUMBER),
        ("Заключение ВКК (№, дата)", Field.BASIS),
        ("Редакция НПА", Field.EDITION),
        ("Істің нөмірі", Field.CASE_NUMBER),
        ("Өтініш күні", Field.APPLICATION_DATE),
        ("Дата заявления", Field.APPLICATION_DATE),
        ("Педкеңес хаттамасының №", Field.PEDAGOGICAL_NUMBER),
        ("Протокол педсовета: дата", Field.PEDAGOGICAL_DATE),
        ("Педагогикалық кеңестің шешімі", Field.PEDAGOGICAL),
        ("Қамқоршылық кеңес хаттамасы (№, күні)", Field.TRUSTEE),
        ("Протокол попечительского совета №", Field.TRUSTEE_NUMBER),
        ("Кезеңі: бастап", Field.START),
        ("Период по", Field.UNTIL),
        ("Срок обучения", Field.PERIOD),
        ("Бұйрық №", Field.ORDER_NUMBER),
        ("Дата приказа", Field.ORDER_DATE),
        ("Ата-анасының аты-жөні", None),
        ("ФИО родителя", None),
        ("Сынып", None),
        ("Психолог қорытындысы", None),
        ("Ескерту", None),
    ],
)
def test_a_heading_is_known_in_both_languages_and_the_usual_shortenings(
    heading: str, field: Field | None
) -> None:
    assert recognised(heading) is field


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_headings_of_the_empty_register_are_understood(language: str) -> None:
    for field in TEMPLATE:
        assert recognised(FIELD_NAMES[field][language]) is field


def test_two_rows_of_headings_are_read_together() -> None:
    top: list[Cell] = [
        "№",
        "Аты-жөні",
        "ЖСН",
        "Педкеңес",
        "",
        "Қамқоршылық кеңес",
        "",
        "Кезеңі",
        "",
    ]
    low: list[Cell] = ["", "", "", "№", "күні", "№", "күні", "бастап", "дейін"]
    table = table_at(sheet(["Істер тізілімі"], top, low, ["1", "А Б", "", "3"]), 1)
    assert table is not None
    assert table.heading_rows == 2
    assert [column.field for column in table.columns] == [
        None,
        Field.NAME,
        Field.IIN,
        Field.PEDAGOGICAL_NUMBER,
        Field.PEDAGOGICAL_DATE,
        Field.TRUSTEE_NUMBER,
        Field.TRUSTEE_DATE,
        Field.START,
        Field.UNTIL,
    ]
    assert table.heading(Field.TRUSTEE_DATE) == "Қамқоршылық кеңес күні"


def test_merged_cells_spread_their_heading_only_as_far_as_they_reach() -> None:
    top: list[Cell] = ["ФИО", "Приказ", "", "Основание"]
    low: list[Cell] = ["", "№", "дата", ""]
    merged = Sheet("1", [Row(4, top), Row(5, low)], merged=((4, 1, 4, 2),))
    table = table_at(merged, 0)
    assert table is not None
    assert [column.heading for column in table.columns] == [
        "ФИО",
        "Приказ №",
        "Приказ дата",
        "Основание",
    ]


def test_titles_totals_numbering_and_empty_rows_are_skipped() -> None:
    headings: list[Cell] = ["№", "ФИО", "Дата рождения", "Основание", "Дата заявления"]
    draft = read_rows(
        [
            sheet(
                ["Реестр дел"],
                headings,
                ["1", "2", "3", "4", "5"],
                ["1", "Ким Анна", "05.03.2013", "семья", "02.11.2026"],
                ["", "", "", "", ""],
                ["", "Итого: 1", "", "", ""],
                first=3,
            )
        ],
        TODAY,
    )
    assert [(row.number, row.state.value) for row in draft.rows] == [(6, "new")]
    assert draft.counts() == {"new": 1, "same": 0, "refused": 0, "skipped": 4}


def test_a_list_without_headings_is_refused() -> None:
    with pytest.raises(Refused):
        read_rows([sheet(["Ким Анна", "05.03.2013"])], TODAY)


HEADINGS: list[Cell] = ["ИИН", "ФИО", "Дата рождения", "Основание", "Педсовет", "Период", "Приказ"]


@pytest.mark.parametrize(
    ("cell", "number", "day"),
    [
        ("№ 3 от 05.11.2026", "3", date(2026, 11, 5)),
        ("05.11.2026 ж. № 3", "3", date(2026, 11, 5)),
        ("№3, 2026-11-05", "3", date(2026, 11, 5)),
        ("2026 жылғы 5 қарашадағы № 3 хаттама", "3", date(2026, 11, 5)),
        ("протокол № 3/1 от 5 ноября 2026 года", "3/1", date(2026, 11, 5)),
        ("3 05.11.26", "3", date(2026, 11, 5)),
    ],
)
def test_number_and_date_may_share_a_cell(cell: str, number: str, day: date) -> None:
    row = read(HEADINGS, "", "Ким Анна", "05.03.2013", "семья", cell, "", "")
    assert row.documents == {"pedagogical": Document(number, day)}
    assert row.state is RowState.NEW


@pytest.mark.parametrize(
    "cell",
    ["09.11.2026–27.12.2026", "с 09.11.2026 по 27.12.2026", "09.11.26 бастап 27.12.26 дейін"],
)
def test_both_ends_of_a_period_may_share_a_cell(cell: str) -> None:
    row = read(HEADINGS, "", "Ким Анна", "05.03.2013", "семья", "", cell, "")
    assert (row.start, row.until) == (date(2026, 11, 9), date(2026, 12, 27))


@pytest.mark.parametrize(
    ("words", "ground"),
    [
        ("Отбасының өтініші бойынша", Ground.FAMILY),
        ("по заявлению родителей", Ground.FAMILY),
        ("Денсаулық жағдайы бойынша", Ground.HEALTH),
        ("заключение ВКК", Ground.HEALTH),
        ("Жарысқа қатысу", Ground.COMPETITION),
        ("сборы", Ground.COMPETITION),
    ],
)
def test_a_ground_is_known_by_its_usual_words(words: str, ground: Ground) -> None:
    assert read(HEADINGS, "", "Ким Анна", "05.03.2013", words, "", "", "").ground is ground


def test_without_a_ground_a_council_means_the_family() -> None:
    row = read(HEADINGS, "", "Ким Анна", "05.03.2013", "", "№ 3 05.11.2026", "", "")
    assert (row.ground, row.state) == (Ground.FAMILY, RowState.NEW)
    assert [note.column for note in row.warnings] == ["Основание"]


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ({1: ""}, "ИИН"),
        ({2: ""}, "ИИН"),
        ({0: "12345"}, "ИИН"),
        ({2: "31.02.2013"}, "Дата рождения"),
        ({3: ""}, "Основание"),
        ({3: "просто так"}, "Основание"),
        ({3: "непогода"}, "Основание"),
        ({4: "№ 3 от 32.11.2026"}, "Педсовет"),
        ({4: "№ 3"}, "Педсовет"),
        ({4: "05.11.2026"}, "Педсовет"),
        ({4: "№ 3 от 22.11.2026"}, "Педсовет"),
        ({5: "скоро"}, "Период"),
        ({5: "27.12.2026 - 09.11.2026"}, "Период"),
        ({6: "без номера"}, "Приказ"),
    ],
)
def test_a_wrong_row_is_refused_with_its_column_and_reason_in_both_languages(
    changed: dict[int, str], column: str
) -> None:
    cells: list[Any] = ["", "Ким Анна", "05.03.2013", "семья", "", "", ""]
    for index, cell in changed.items():
        cells[index] = cell
    row = read(HEADINGS, *cells) if cells[1] or cells[0] else read(HEADINGS, "1" * 9, *cells[1:])
    assert row.state is RowState.REFUSED
    assert column in [note.column for note in row.problems]
    assert all(note.text.kk and note.text.ru for note in row.problems)


def test_the_preview_as_json_names_physical_rows() -> None:
    draft = read_rows([sheet(HEADINGS, ["", "Ким Анна", "", "семья", "", "", ""], first=5)], TODAY)
    (row,) = draft.json()["rows"]  # type: ignore[misc]
    assert (row["row"], row["sheet"], row["state"]) == (6, "Тізілім", "refused")
    assert row["problems"][0]["column"] == "ИИН"
