"""A plan kept in Excel: rows that can be entered, rows refused by row and column."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from builders import taken_back
from sitting_parts import CLASS, NAMES, SOCH, SOR, YEAR, planned, refused, subject

from dlschool import tables
from dlschool.services import assessment_import, assessments
from dlschool.services.opening import Store

KK = ["Сынып", "Пән", "Тоқсан", "Түрі (БЖБ, ТЖБ)", "Бөлім", "Ең жоғары балл", "Күні"]
RU = ["Класс", "Предмет", "Четверть", "Вид работы", "Раздел", "Макс. балл", "Дата"]


@pytest.fixture
def subjects(db: Store) -> Store:
    for name in NAMES:
        subject(db, name)
    return db


def written(folder: Path, headings: list[str], *rows: list[Any]) -> Path:
    file = folder / "plan.xlsx"
    tables.write_xlsx(file, "plan", headings, rows)
    return file


def test_a_plan_in_kazakh_is_entered_as_one_action(subjects: Store, tmp_path: Path) -> None:
    file = written(
        tmp_path,
        KK,
        ["8 «Ә»", "Алгебра", "2", "БЖБ № 1", "Функция", "15", "25.11.2026"],
        ["8Ә", "алгебра", "II", "БЖБ", "Теңдеу", "12,5", date(2026, 12, 2)],
        ["8ә", "АЛГЕБРА", "", "ТЖБ", "", "20", "17.12.2026"],
    )
    draft = assessment_import.preview(subjects, YEAR, file)
    assert [row.said().ru for row in draft.refused] == []
    assert assessment_import.enter(subjects, draft, file.name) == 3
    found = assessments.assessments(subjects, YEAR, CLASS, 2)
    assert [(a.kind, a.number, a.max_points) for a in found] == [
        (SOR, 1, "15"),
        (SOR, 2, "12.5"),
        (SOCH, 1, "20"),
    ]
    again = assessment_import.preview(subjects, YEAR, file)
    assert (again.new, again.refused, again.same) == ((), (), 3)
    taken_back(subjects)
    assert assessments.assessments(subjects, YEAR) == []


def test_rows_are_refused_by_row_and_column(subjects: Store, tmp_path: Path) -> None:
    file = written(
        tmp_path,
        RU,
        ["8Ә", "Алгебра", "2", "диктант", "", "", "25.11.2026"],
        ["кружок", "Алгебра", "2", "СОР", "", "", "25.11.2026"],
        ["8Ә", "Астрология", "2", "СОР", "", "", "25.11.2026"],
        ["8Ә", "Алгебра", "2", "СОР", "", "", "31.11.2026"],
        ["8Ә", "Алгебра", "", "СОР", "", "", ""],
        ["8Ә", "Алгебра", "2", "СОЧ", "", "20", "25.12.2026"],
        ["8Ә", "Физика", "2", "СОЧ", "", "двадцать", "17.12.2026"],
    )
    draft = assessment_import.preview(subjects, YEAR, file)
    assert draft.new == ()
    assert [row.number for row in draft.refused] == [3, 4, 5, 6, 7, 8, 9]
    said = [row.said().ru for row in draft.refused]
    assert said[0] == "plan, строка 3, «Вид работы»: «диктант» — не СОР и не СОЧ."
    assert "«Класс»" in said[1]
    assert "«Дата»" in said[3]


def test_rows_count_against_each_other(subjects: Store, tmp_path: Path) -> None:
    soch = [["8Ә", name, "2", "СОЧ", "", "20", "17.12.2026"] for name in NAMES[:5]]
    draft = assessment_import.preview(subjects, YEAR, written(tmp_path, RU, *soch))
    assert (len(draft.new), len(draft.refused)) == (3, 2)


def test_a_plan_changed_meanwhile_is_not_half_entered(subjects: Store, tmp_path: Path) -> None:
    rows = [["8Ә", name, "2", "СОЧ", "", "20", "17.12.2026"] for name in NAMES[:3]]
    draft = assessment_import.preview(subjects, YEAR, written(tmp_path, RU, *rows))
    planned(subjects, NAMES[4])
    with refused("no more are allowed"):
        assessment_import.enter(subjects, draft, "plan.xlsx")
    assert len(assessments.assessments(subjects, YEAR)) == 1


def test_the_empty_list_comes_back_understood(subjects: Store, tmp_path: Path) -> None:
    for language in ("kk", "ru"):
        file = tmp_path / f"{language}.xlsx"
        assessment_import.write_template(file, language)
        assert assessment_import.preview(subjects, YEAR, file).refused == ()


def test_a_file_without_headings_is_refused(subjects: Store, tmp_path: Path) -> None:
    with refused("No headings"):
        assessment_import.preview(subjects, YEAR, written(tmp_path, ["a", "b"], ["1", "2"]))
