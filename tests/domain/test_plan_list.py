"""Calendar-thematic plans in the shapes that schools keep them in."""

from datetime import date
from random import Random

import pytest

from dlschool.domain.plan_list import cells
from dlschool.domain.plan_list.draft import PlanField
from dlschool.domain.plan_list.reading import read_plan, typed_plan
from dlschool.errors import Refused
from dlschool.tables import Cell, Row, Sheet

YEAR = "2026-2027"


def sheet(*rows: list[Cell], merged: tuple[tuple[int, int, int, int], ...] = ()) -> Sheet:
    return Sheet("КТЖ", [Row(at, row) for at, row in enumerate(rows, 1)], merged)


KK: list[Cell] = [
    "№", "Бөлім / ортақ тақырыптар", "Сабақтың тақырыбы", "Оқу мақсаттары", "Сағат саны",
    "Мерзімі", "Ескерту",
]  # fmt: skip
RU: list[Cell] = [
    "№ п/п", "Раздел / Сквозные темы", "Темы урока", "Цель обучения", "Кол-во часов",
    "Дата проведения", "Примечание",
]  # fmt: skip


def test_a_kazakh_plan_with_title_term_and_merged_sections_is_read() -> None:
    found = read_plan(
        [
            sheet(
                ["Күнтізбелік-тақырыптық жоспар, 7-сынып, алгебра", "", "", "", "", "", ""],
                KK,
                ["1-тоқсан (16 сағат)", "", "", "", "", "", ""],
                [1, "7.1А Дәреже", "Натурал көрсеткішті дәреже", "7.1.2.1", 1, "02.09", ""],
                [
                    2,
                    "",
                    "Дәреженің қасиеттері",
                    "7.1.2.2\n7.1.2.3",
                    "1,5 сағ",
                    date(2026, 9, 4),
                    "үй",
                ],
                ["Барлығы", "", "", "", 2.5, "", ""],
                ["2-тоқсан", "", "", "", "", "", ""],
                [3, "Көпмүшелер", "Көпмүше", "7.2.1.1", 2, "14.01", ""],
            )
        ],
        YEAR,
    )
    assert [problem.text("ru") for problem in found.problems] == []
    assert [line.topic for line in found.rows] == [
        "Натурал көрсеткішті дәреже", "Дәреженің қасиеттері", "Көпмүше",
    ]  # fmt: skip
    assert [line.section for line in found.rows] == ["7.1А Дәреже", "7.1А Дәреже", "Көпмүшелер"]
    assert [line.hours for line in found.rows] == ["1", "1.5", "2"]
    assert [line.day for line in found.rows] == [
        date(2026, 9, 2), date(2026, 9, 4), date(2027, 1, 14),
    ]  # fmt: skip
    assert found.rows[1].aims == "7.1.2.2\n7.1.2.3"
    assert found.rows[1].note == "үй"
    assert [line.row for line in found.rows] == [4, 5, 8]


def test_a_russian_plan_with_plan_and_fact_under_the_date_takes_the_plan() -> None:
    found = read_plan(
        [
            sheet(
                ["№ урока", "Тема урока", "Цели обучения", "Часы", "Дата", "", "Домашнее задание"],
                ["", "", "", "", "план", "факт", ""],
                ["1", "2", "3", "4", "5", "6", "7"],
                ["Раздел 1. Давление", "", "", "", "", "", ""],
                [1, "Твёрдые тела", "7.3.1.1", 1, "2 сентября", "03.09", "§1"],
            )
        ],
        YEAR,
    )
    assert found.problems == ()
    (line,) = found.rows
    assert (line.section, line.topic, line.day) == (
        "Раздел 1. Давление", "Твёрдые тела", date(2026, 9, 2),
    )  # fmt: skip
    assert found.left == ("Домашнее задание",)
    assert dict(found.headings)[PlanField.DATE] == "Дата"


def test_a_wrong_cell_is_named_by_row_and_heading() -> None:
    found = read_plan(
        [
            sheet(
                RU,
                [1, "", "Первая", "", 1, "31.09.2026", ""],
                [2, "", "Вторая", "", "много", "", ""],
                [3, "", "", "", 1, "05.09", ""],
                [4, "", "Четвёртая", "", "", "05.09", ""],
                [5, "", "Пятая", "", date(2026, 5, 1), "05.09.2025", ""],
                [6, "", "Шестая", "", 1, "05.09", ""],
            )
        ],
        YEAR,
    )
    assert [line.topic for line in found.rows] == ["Шестая"]
    assert [problem.text("ru") for problem in found.problems] == [
        "Строка 2, столбец «Дата проведения»: «31.09.2026» не дата: напишите её как 02.09.2026",
        "Строка 3, столбец «Кол-во часов»: «много» не число часов",
        "Строка 4, столбец «Темы урока»: тема не заполнена",
        "Строка 5, столбец «Кол-во часов»: часы не заполнены",
        "Строка 6, столбец «Кол-во часов»: вместо часов здесь стоит дата: Excel принял за неё «1.5»",
        "Строка 6, столбец «Дата проведения»: 05.09.2025 не входит в 2026-2027 учебный год",
    ]


def test_dates_of_another_year_are_left_out_when_asked() -> None:
    found = read_plan([sheet(RU, [1, "", "Тема", "", 1, "05.09.2025", ""])], YEAR, dates=False)
    assert found.problems == ()
    assert found.rows[0].day is None


def test_merged_cells_carry_topic_aims_and_hours_down() -> None:
    found = read_plan(
        [
            sheet(
                RU,
                [1, "Давление", "Закон Паскаля", "7.3.1.2", 2, "02.09", ""],
                [2, "", "", "", "", "04.09", ""],
                merged=((2, 2, 3, 2), (2, 3, 3, 3), (2, 4, 3, 4)),
            )
        ],
        YEAR,
    )
    assert found.problems == ()
    assert [(line.topic, line.aims, line.hours) for line in found.rows] == [
        ("Закон Паскаля", "7.3.1.2", "2"), ("Закон Паскаля", "7.3.1.2", "0"),
    ]  # fmt: skip


def test_a_section_merged_over_the_table_is_no_lesson() -> None:
    found = read_plan(
        [
            sheet(
                RU[2:],
                ["Жер және ғарыш", "", "", "", ""],
                ["Күн жүйесі", "5.1.1", 1, "", ""],
                merged=((2, 0, 2, 4),),
            )
        ],
        YEAR,
    )
    assert [(line.section, line.topic) for line in found.rows] == [("Жер және ғарыш", "Күн жүйесі")]


def test_aims_in_rows_of_their_own_belong_to_the_lesson_above() -> None:
    found = read_plan(
        [sheet(RU, [1, "", "Тема", "5.1.1", 1, "", ""], ["", "", "", "5.1.2", "", "", ""])], YEAR
    )
    assert [line.aims for line in found.rows] == ["5.1.1\n5.1.2"]


def test_a_table_without_headings_is_read_by_what_stands_in_it() -> None:
    found = read_plan(
        [
            sheet(
                ["1", "Давление", "Твёрдые тела", "7.3.1.1", "1", "02.09.2026", "опыт"],
                ["2", "", "Закон Паскаля", "7.3.1.2", "2", "04.09.2026", ""],
            )
        ],
        YEAR,
    )
    assert found.problems == ()
    first, second = found.rows
    assert (first.section, first.topic, first.aims) == ("Давление", "Твёрдые тела", "7.3.1.1")
    assert (first.note, first.hours, second.hours) == ("опыт", "1", "2")
    assert second.section == "Давление"


def test_a_column_of_topics_alone_is_a_plan_of_an_hour_each() -> None:
    found = read_plan([sheet(["Натурал сандар"], ["Бөлшектер"])], YEAR)
    assert [(line.topic, line.hours) for line in found.rows] == [
        ("Натурал сандар", "1"), ("Бөлшектер", "1"),
    ]  # fmt: skip


def test_a_sheet_without_words_is_no_plan() -> None:
    with pytest.raises(Refused) as refused:
        read_plan([sheet([1, 2], [3, 4])], YEAR)
    assert refused.value.message.startswith("No plan was found")


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("02.09", date(2026, 9, 2)),
        ("2.9.26", date(2026, 9, 2)),
        ("2026-09-02", date(2026, 9, 2)),
        ("02.09.2026 ж.", date(2026, 9, 2)),
        ("2 қыркүйек", date(2026, 9, 2)),
        ("14 мая 2027 г.", date(2027, 5, 14)),
        ("14 марта", date(2027, 3, 14)),
        ("3 маусым", date(2027, 6, 3)),
        (46267, date(2026, 9, 2)),
        (2.09, date(2026, 9, 2)),
        ("", None),
        ("3-апта", None),
        ("2 неделя", None),
    ],
)
def test_a_day_is_read_as_people_write_it(cell: Cell, wanted: date | None) -> None:
    assert cells.day(cell, 2026)[0] == wanted


def test_a_span_of_days_is_its_first_day_and_a_note() -> None:
    assert cells.day("02.09–06.09", 2026) == (date(2026, 9, 2), "02.09–06.09")
    assert cells.day("2-6.09", 2026) == (date(2026, 9, 2), "2-6.09")
    assert cells.day("1-апта", 2026) == (None, "1-апта")


@pytest.mark.parametrize("cell", ["ертең", "32.09", 2.1, "0", "12"])
def test_what_is_no_day_is_refused(cell: Cell) -> None:
    with pytest.raises(Refused):
        cells.day(cell, 2026)


@pytest.mark.parametrize("cell", ["0", "-1", "nan", "1e9", "Infinity", "бір"])
def test_what_is_no_number_of_hours_is_refused(cell: Cell) -> None:
    with pytest.raises(Refused):
        cells.hours(cell)


def test_ragged_rows_merged_cells_and_odd_numbers_end_in_lines_or_in_words() -> None:
    """Tables by chance: whatever stands in them, the reader answers or refuses in words."""
    rng = Random(137)
    words: list[Cell] = [
        "№", "Бөлім", "Тақырып", "Сағат саны", "Күні", "", 1, 0.5, -3, 1e300, float("nan"), 46267,
        "1,1", "31.02", "5-", "-5.09", "1-тоқсан", "Барлығы", date(1900, 1, 1), "7.1.1.1", "²", "١",
    ]  # fmt: skip
    for _ in range(400):
        rows = [
            Row(at, [rng.choice(words) for _ in range(rng.randrange(8))])
            for at in range(1, rng.randrange(2, 12))
        ]
        tops = [(rng.randrange(1, 9), rng.randrange(6)) for _ in range(rng.randrange(3))]
        merged = tuple((top, left, top + rng.randrange(4), left + 1) for top, left in tops)
        try:
            found = read_plan([Sheet("x", rows, merged)], YEAR)
        except Refused:
            continue
        assert found.rows or found.problems
        assert all(problem.text("ru") for problem in found.problems)


def test_what_is_typed_is_a_lesson_whatever_its_words() -> None:
    found = typed_plan(
        [
            ["Давление", "Раздел 1. Итоги", "", "1", "02.09", ""],
            [""] * 6,
            ["", "Паскаль", "", "", "", ""],
        ],
        YEAR,
    )
    assert [(line.section, line.topic, line.row) for line in found.rows] == [
        ("Давление", "Раздел 1. Итоги", 1)
    ]
    assert [problem.text("ru") for problem in found.problems] == [
        "Строка 3, столбец «Кол-во часов»: часы не заполнены"
    ]
