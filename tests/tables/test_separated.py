"""CSV: separators, quotes, and the line on which each record starts."""

import csv
import io
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlschool import tables
from dlschool.tables.separated import csv_bytes, from_csv

TABLE = [
    ["ЖСН", "Тегі", "Мекенжайы"],
    ["110305500003", "Қасымов", "Өтеген ауылы, Абай көшесі, 12-үй"],
    ["150912500000", "Ким", "ул. Мира; д. 5 | кв. 2"],
]


def read(text: str, encoding: str = "utf-8") -> list[tuple[int, list[tables.Cell]]]:
    (sheet,) = tables.read(text.encode(encoding), "оқушылар.csv")
    assert sheet.name == "оқушылар"
    return [(row.number, row.cells) for row in sheet.rows]


def written(rows: list[list[str]], delimiter: str, end: str = "\r\n") -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator=end).writerows(rows)
    return file.getvalue()


@pytest.mark.parametrize(("delimiter", "end"), list(product(";,\t|", ["\r\n", "\n", "\r"])))
def test_any_usual_separator_and_line_end_is_found(delimiter: str, end: str) -> None:
    assert read(written(TABLE, delimiter, end)) == list(enumerate(TABLE, 1))


def test_commas_within_addresses_do_not_outweigh_the_separator() -> None:
    rows = [["ФИО", "Адрес"], *[[f"Ким {n}", "село, улица, дом, квартира"] for n in range(9)]]
    text = "\n".join(";".join(row) for row in rows)
    assert [cells for _, cells in read(text)] == rows


def test_excel_s_own_word_on_the_separator_is_followed_and_counts_as_a_line() -> None:
    assert read("sep=|\nТегі|Аты;1\nКим|А;2\n") == [(2, ["Тегі", "Аты;1"]), (3, ["Ким", "А;2"])]


def test_a_record_over_several_lines_has_the_number_of_its_first_line() -> None:
    text = 'ФИО;Адрес\nКим;"село\nМира\n5"\n\nЛи;город\n'
    assert read(text) == [
        (1, ["ФИО", "Адрес"]),
        (2, ["Ким", "село\nМира\n5"]),
        (5, []),
        (6, ["Ли", "город"]),
    ]


def test_quotes_around_a_class_letter_are_part_of_the_cell() -> None:
    assert read('ФИО;Класс\nКим;7 "Ә"\n')[1] == (2, ["Ким", '7 "Ә"'])


def test_a_quote_that_never_closes_does_not_swallow_the_list() -> None:
    lines = ["ФИО;Мектеп", 'Ким;"Үлгі мектебі', *(f"Ли {n};Үлгі" for n in range(100))]
    assert len(read("\n".join(lines))) == 102


@given(
    st.lists(
        st.lists(st.text(st.characters(blacklist_categories=["Cs", "Cc"])), min_size=2, max_size=5),
        min_size=1,
    )
)
def test_what_a_csv_writer_quotes_reads_back(rows: list[list[str]]) -> None:
    width = max(map(len, rows))
    even = [["ФИО"] * width, *[row + ["-"] * (width - len(row)) for row in rows]]
    text = "sep=;\n" + written(even, ";")
    assert [cells for _, cells in read(text)] == even


def test_text_with_separators_is_written_as_excel_of_the_country_reads_it() -> None:
    made = csv_bytes([["Атауы", "Саны"], ["«Үлгі»; мектеп", "12,5"], ["=1+1", "-3"]])
    assert made.startswith(b"\xef\xbb\xbf")
    assert made.decode("utf-8-sig").split("\r\n")[:2] == ["Атауы;Саны", '"«Үлгі»; мектеп";12,5']
    rows = from_csv(made, "есеп.csv").rows
    assert [row.cells for row in rows][1:] == [["«Үлгі»; мектеп", "12,5"], ["'=1+1", "'-3"]]
