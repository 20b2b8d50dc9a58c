"""Plans taken over from files and pasted text, and held against the calendar."""

from datetime import date
from pathlib import Path

import pytest
from material_builders import plan

from dlschool.errors import Refused
from dlschool.services import curriculum, materials, plan_check, plan_import
from dlschool.services.opening import Store
from dlschool.tables import xlsx_bytes

YEAR = "2026-2027"
HEADINGS = ["№", "Бөлім", "Тақырып", "Оқу мақсаты", "Сағат саны", "Күні", "Ескерту"]


def test_an_excel_file_becomes_the_lines_of_the_plan(db: Store, tmp_path: Path) -> None:
    made = plan(db)
    file = tmp_path / "ктж.xlsx"
    rows = [
        [1, "Дәреже", "Квадрат түбір", "8.1.1.1", 1, date(2026, 9, 2), ""],
        [2, "", "Функция", "8.1.1.2", 0.5, date(2026, 9, 4), "сынақ"],
    ]
    file.write_bytes(xlsx_bytes("КТЖ", HEADINGS, rows))
    draft = plan_import.read_file(file, YEAR)
    assert plan_import.take_over(db, made, draft) == 2
    first, second = materials.plan(db, made)
    assert (first.section, first.topic, first.date) == ("Дәреже", "Квадрат түбір", date(2026, 9, 2))
    assert (second.section, second.hours, second.note) == ("Дәреже", "0.5", "сынақ")


def test_a_plan_with_a_wrong_cell_is_refused_and_the_old_lines_stay(db: Store) -> None:
    made = plan(db)
    plan_import.take_over(db, made, plan_import.read_text("Квадрат түбір\t1\t02.09", YEAR))
    text = "Тақырып\tСағат\tКүні\nФункция\tкөп\t02.09\nТүбір\t1\t31.02"
    with pytest.raises(Refused) as refused:
        plan_import.take_over(db, made, plan_import.read_text(text, YEAR))
    said = refused.value.text("kk")
    assert "2-жол, «Сағат» бағаны" in said
    assert "3-жол, «Күні» бағаны" in said
    assert [line.topic for line in materials.plan(db, made)] == ["Квадрат түбір"]


def test_pasted_cells_keep_their_quotes_and_their_lines(db: Store) -> None:
    draft = plan_import.read_text(
        'Тема\tЦели\tЧасы\r\n"Абай жолы" романы\t"8.1.1.1\n8.1.1.2 ""а"""\t2\r\n', YEAR
    )
    (line,) = draft.rows
    assert line.topic == '"Абай жолы" романы'
    assert line.aims == '8.1.1.1\n8.1.1.2 "а"'
    assert line.hours == "2"


def test_hours_are_held_against_the_weeks_of_the_calendar(db: Store) -> None:
    made = plan(db)
    subject = materials.item(db, made).subject_id or 0
    curriculum.save_hours(db, YEAR, 8, "kk", subject, "3")
    plan_import.take_over(
        db, made, plan_import.read_text("Түбір\t2\t02.09\nФункция\t1\t04.09", YEAR)
    )
    found = plan_check.check_saved(db, made)
    assert (found.planned, found.asked) == (3, 102)
    assert [(t.number, t.planned, t.asked) for t in found.terms][:2] == [(1, 3, 24), (2, 0, 24)]
    said = [remark.text("ru") for remark in found.remarks]
    assert said[0] == ("Запланировано: 3 ч; по календарю 102 ч (3 в неделю, недель: 34).")


def test_days_without_lessons_and_days_that_go_backwards_are_named(db: Store) -> None:
    made = plan(db)
    days = ("26.10", "05.09", "07.09", "03.09", "")
    text = "\n".join(f"{n}-сабақ\t1\t{day}" for n, day in enumerate(days, 1))
    plan_import.take_over(db, made, plan_import.read_text(text, YEAR))
    found = plan_check.check_saved(db, made)
    said = [remark.text("ru") for remark in found.remarks]
    assert said[0].startswith("Недельные часы этого предмета не введены")
    assert "Строк без даты: 1." in said
    assert any(text.startswith("Строка 1: 26.10.2026 нет уроков") for text in said)
    assert any(text.startswith("Строка 2: 05.09.2026 нет уроков") for text in said)
    assert "Строка 4: 03.09.2026 раньше предыдущей даты." in said


def test_a_plan_of_a_year_without_a_calendar_says_so(db: Store) -> None:
    made = plan(db, year="2040-2041")
    assert [r.message for r in plan_check.check_saved(db, made).remarks] == [
        "There is no calendar of {year}: nothing to compare."
    ]
