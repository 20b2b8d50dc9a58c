"""Teachers' certificates: who has one in force, whose ends soon, who lacks one."""

from datetime import date

import pytest
from builders import stored_pupil, taken_back
from readiness_parts import certified, teachers

from dlschool.domain.learning import Teaching
from dlschool.errors import Refused
from dlschool.services import certificates, curriculum, readiness, school, typical
from dlschool.services.certificates import Training
from dlschool.services.opening import Store


def trainings(db: Store) -> list[Training]:
    return [one.training for one in certificates.trained(db)]


def test_each_teacher_stands_by_the_best_certificate(db: Store) -> None:
    first, second, third = teachers(db)
    certified(db, first, valid_until=date(2026, 10, 1))
    certified(db, second, valid_until=date(2026, 12, 1))
    assert trainings(db) == [Training.ENDED, Training.ENDS_SOON, Training.NONE]
    certified(db, first)
    certified(db, third, valid_until=date(2027, 6, 1))
    assert trainings(db) == [Training.HOLDS, Training.ENDS_SOON, Training.HOLDS]
    taken_back(db)
    assert trainings(db)[2] is Training.NONE


def test_how_early_an_end_is_soon_is_the_schools_rule(db: Store) -> None:
    (first,) = teachers(db, 1)
    certified(db, first, valid_until=date(2026, 12, 1))
    school.save_setting(db, "certificate_days", 9)
    assert trainings(db) == [Training.HOLDS]
    school.save_setting(db, "certificate_days", 10)
    assert trainings(db) == [Training.ENDS_SOON]


def test_only_who_teaches_a_class_this_year_is_asked_once_classes_have_teachers(db: Store) -> None:
    first, _second, _third = teachers(db)
    stored_pupil(db)
    typical.fill(db, "2026-2027")
    subject = curriculum.subjects(db)[0]
    curriculum.save_teaching(
        db,
        Teaching(
            year="2026-2027", class_name="8Ә", subject_id=subject.id or 0, staff_id=first
        ),
    )  # fmt: skip
    assert [person.id for person in certificates.teachers(db)] == [first]
    text = readiness.line(db, "certificates").findings[0].text
    assert text.ru == "Педагогов с действующим сертификатом: 0 из 1"


def test_those_without_one_are_named(db: Store) -> None:
    first, *_ = teachers(db)
    certified(db, first)
    found = readiness.line(db, "certificates").findings
    assert found[0].text.kk == "Күшіндегі сертификаты бар педагогтер: 1 / 3"
    assert found[1].text.ru == "Нет сертификата: Бектенов А., Ковалёва М."
    assert [one.kind for one in found] == ["bad", "bad"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"date": date(2026, 11, 22)},
        {"valid_until": date(2026, 3, 1)},
        {"hours": 0},
        {"hours": 9_999},
        {"staff_id": 77},
    ],
)
def test_what_cannot_be_is_refused(db: Store, wrong: dict[str, object]) -> None:
    (first,) = teachers(db, 1)
    with pytest.raises(Refused):
        certified(db, **{"staff_id": first, **wrong})
    assert trainings(db) == [Training.NONE]


def test_a_certificate_is_removed_and_comes_back(db: Store) -> None:
    (first,) = teachers(db, 1)
    made = certified(db, first)
    certificates.remove(db, made)
    assert trainings(db) == [Training.NONE]
    with pytest.raises(Refused):
        certificates.remove(db, made)
    taken_back(db)
    assert certificates.certificate(db, made).title == "АКТ курсы"
