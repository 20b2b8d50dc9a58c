"""Tables: columns as wide as their longest words, smaller letters before a broken word."""

from dataclasses import replace
from datetime import date, time

import pytest
from forms import form_subjects, reading

from dlschool.domain.text import Text
from dlschool.forms.page import render
from dlschool.forms.registry import FORMS
from dlschool.forms.schedule_values import Sat, Schedule
from dlschool.forms.sheet.blocks import Column, Table
from dlschool.forms.sheet.flow import flow
from dlschool.forms.sheet.layout import strips
from dlschool.forms.sheet.pen import Pen
from dlschool.forms.sheet.setting import setting
from dlschool.forms.sheet.table import table_strips

SUBJECTS = (
    Text("Жаратылыстану", "Естествознание"),
    Text("Қазақстан тарихы", "История Казахстана"),
    Text("Дүниежүзі тарихы", "Всемирная история"),
    Text("Дене шынықтыру", "Физическая культура"),
)
LINES = tuple(
    Sat(
        day=date(2026, 12, 1 + n),
        time=time(10, 30),
        subject=SUBJECTS[n % 4],
        kind=Text(f"БЖБ № {n}", f"СОР № {n}"),
        mode=Text("қашықтан", "дистанционно"),
        pupil="Құрманғалиева Меруерт Сәрсенбайқызы",
        class_name="10Ә",
        teacher="Қабдығалиева Г. Т.",
        room="спортзал",
        note=Text("босатылған: № 91-о", "освобождён(а): № 91-о"),
    )
    for n in range(8)
)
NAME = "Әл-Фараби-Құрманғалиева-" + "Мөлдіріңкәр" * 25


@pytest.mark.parametrize("language", ["kk", "ru", "both"])
@pytest.mark.parametrize("of", ["pupil", "class", "teacher"])
def test_no_word_of_a_schedule_is_broken(of: str, language: str) -> None:
    held = Schedule(of=of, who="10Ә", year="2026-2027", term=2, lines=LINES)  # type: ignore[arg-type]
    assert broken("individual-schedule", held, language) == set()


@pytest.mark.parametrize("language", ["kk", "ru", "both"])
def test_no_word_of_an_order_s_schedule_is_broken(language: str) -> None:
    assert broken("order-schedule", Schedule(lines=LINES), language) == set()


def broken(code: str, held: Schedule, language: str) -> set[str]:
    """Words of the schedule's lines that stand nowhere on the sheet as one."""
    subject = replace(form_subjects.subject(code), schedule=held)
    seen = set(reading.words(render([(FORMS[code], subject)], language)).split())
    languages = ("kk", "ru") if language == "both" else (language,)
    wanted = {
        word
        for line in LINES
        for text in (line.subject, line.mode)
        for one in languages
        for word in text[one].split()
    }
    return wanted - seen


def test_letters_grow_smaller_before_a_word_is_broken() -> None:
    words = ("жауапкершіліктерің", "қанағаттандырарлық") * 3
    table = table_of(words)
    (_, row) = table_strips(table, setting("kk"))
    assert 8 <= row.cells[0][1].style.size < 12
    assert [[line for _, line, _ in piece.lines] for _, piece in row.cells] == [[w] for w in words]


def test_letters_stay_as_they_are_where_the_words_have_room() -> None:
    (_, row) = table_strips(table_of(("жаратылыстану", "екі сөз")), setting("kk"))
    assert row.cells[0][1].style.size == 12


def test_a_name_without_a_space_is_broken_and_makes_no_letters_smaller() -> None:
    table = table_of((NAME, "8Ә", "қашықтан"))
    (_, row) = table_strips(table, setting("kk"))
    assert row.cells[0][1].style.size == 12
    assert len(row.cells[0][1].lines) > 5
    pen = Pen(lang="kk-KZ", invariant=True)
    flow(strips([table], setting("kk"), own_blank=False), pen)
    data = pen.finished()
    assert reading.squeezed(NAME) in reading.squeezed(reading.words(data))
    (boxes,) = reading.text_boxes(data)
    assert max(box.right for box in boxes) <= 200 * reading.MM


def test_the_columns_fill_the_sheet_whatever_stands_in_them() -> None:
    for row in (("сөз",) * 4, ("жауапкершіліктерің",) * 9, (NAME,) * 7):
        heading, *_ = table_strips(table_of(row), setting("kk"))
        assert heading.borders[0] == pytest.approx(20 * reading.MM)
        assert heading.borders[-1] == pytest.approx(200 * reading.MM)
        assert all(a < b for a, b in zip(heading.borders, heading.borders[1:], strict=False))


def table_of(row: tuple[str, ...]) -> Table:
    columns = tuple(Column(heading=Text(f"{n}", f"{n}"), share=1) for n in range(len(row)))
    return Table(columns=columns, rows=(row,))
