"""The hours of plans against those of the programme: equal, or the difference is named."""

from decimal import Decimal

import builders
import marks_school as marks
import pytest

from dlschool.domain.learning import CatalogueItem, MaterialKind, PlanLine
from dlschool.services import calendar, workload
from dlschool.services.opening import Store
from dlschool.store import changes
from dlschool.store import learning as rows


@pytest.fixture
def case_id(db: Store) -> int:
    return builders.stored_case(db, "application")


def plan(db: Store, subject_id: int, *hours: str, **facts: object) -> int:
    known = {"grade": 8, "language": "kk", "year": marks.YEAR, "title": "КТЖ", **facts}
    with changes.action(db, "Plan"):
        made = rows.save(
            db,
            CatalogueItem(kind=MaterialKind.PLAN, subject_id=subject_id, **known),  # type: ignore[arg-type]
        )
        for place, each in enumerate(hours, 1):
            line = PlanLine(material_id=made, position=place, topic=f"{place}", hours=each)
            rows.save(db, line)
    return made


def weeks(db: Store) -> int:
    return calendar.calendar(db, marks.YEAR).weeks(8)


def test_a_plan_of_as_many_hours_as_the_programme_is_equal(db: Store, case_id: int) -> None:
    plan(db, marks.subject(db), str(3 * weeks(db)))
    load = workload.workload(db, case_id)[0]
    assert (load.difference, load.equal) == (0, True)
    assert workload.unequal([load]) == []


def test_a_difference_is_named_with_its_sign(db: Store, case_id: int) -> None:
    plan(db, marks.subject(db, weekly="0.5"), "10", "2.5")
    load = workload.workload(db, case_id)[0]
    assert load.difference == Decimal("12.5") - Decimal("0.5") * weeks(db)
    said = workload.sentence(load)
    assert said.ru.endswith("разница −4,5 ч")
    assert "12,5" in said.kk


def test_without_a_plan_or_weekly_hours_nothing_is_claimed(db: Store, case_id: int) -> None:
    marks.subject(db, "Алгебра")
    plan(db, marks.subject(db, "Геометрия", weekly=""), "10")
    loads = workload.workload(db, case_id)
    assert [load.difference for load in loads] == [None, None]
    assert [workload.sentence(load).ru.split(": ")[1][:12] for load in loads] == [
        "по программе", "часы в недел",
    ]  # fmt: skip


def test_plans_of_another_grade_year_or_language_are_not_counted(db: Store, case_id: int) -> None:
    subject = marks.subject(db)
    plan(db, subject, "1", grade=7)
    plan(db, subject, "1", year="2025-2026")
    plan(db, subject, "1", language="ru")
    assert workload.workload(db, case_id)[0].planned is None


def test_a_case_of_classes_has_no_workload(db: Store) -> None:
    case = builders.classes_case()
    made = builders.stored_case(
        db, classes=case.classes, ground=case.ground, wanted_from=None, wanted_until=None
    )
    assert workload.workload(db, made) == []
