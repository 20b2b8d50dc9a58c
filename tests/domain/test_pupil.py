"""Pupils and guardians as values."""

import pytest

from dlschool.domain.pupil import (
    LANGUAGE_NAMES,
    RELATION_NAMES,
    SEX_NAMES,
    Pupil,
    Relation,
    Sex,
)


def test_a_pupil_is_named_in_full_in_short_and_by_class() -> None:
    pupil = Pupil(last="Қасымова", first="Өрім", grade=7, letter="Ә")
    assert (pupil.full_name, pupil.short_name, pupil.class_name) == (
        "Қасымова Өрім",
        "Қасымова Ө.",
        "7 «Ә»",
    )


def test_a_pupil_without_a_class_has_no_class_name() -> None:
    assert Pupil(last="Ким", first="Анна").class_name == ""
    assert Pupil(last="Ким", first="Анна", grade=0).class_name == "0"


@pytest.mark.parametrize("grade", [-1, 13])
def test_there_is_no_grade_outside_the_school(grade: int) -> None:
    with pytest.raises(ValueError, match="no such grade"):
        Pupil(last="Ким", first="Анна", grade=grade)


def test_every_choice_has_its_official_name_in_both_languages() -> None:
    assert set(SEX_NAMES) == set(Sex)
    assert set(RELATION_NAMES) == set(Relation)
    assert {"kk", "ru", "en", "ug", "uz", "tj"} == set(LANGUAGE_NAMES)
