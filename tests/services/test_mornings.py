"""The weather morning: classes called off in one action; an emergency takes every class."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from builders import decided, ready_case, school, stored_pupil, taken_back

from dlschool.domain.case import Council, Ground, PaperKind
from dlschool.domain.record import Postponed
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.services import cases, mornings, order_register, orders
from dlschool.services import school as school_service
from dlschool.services.mornings import Morning, Units, call_off
from dlschool.services.opening import Store
from dlschool.store import changes

TODAY = date(2026, 11, 21)
CLASSES = ((1, "А"), (1, "Ә"), (7, "Ә"), (11, "Б"))


@pytest.fixture
def classes(db: Store) -> Store:
    """A school with one pupil in each of four classes."""
    school_service.save_school(db, school())
    for grade, letter in CLASSES:
        stored_pupil(db, grade=grade, letter=letter)
    return db


def morning(**facts: Any) -> Morning:
    known: dict[str, Any] = {
        "ground": Ground.WEATHER,
        "units": Units(whole_school=True),
        "authority_date": TODAY,
        "authority_number": "455",
        "authority_issuer": "Қостанай облысының білім басқармасы",
        "area": "Алтынсарин ауданы",
        "valid_from": TODAY,
        "valid_until": TODAY,
        "order_date": TODAY,
        "reason": "аяз −38 °C, боран",
    }
    return Morning(**{**known, **facts})


def test_one_call_opens_the_case_adds_the_paper_and_issues_the_order(classes: Store) -> None:
    db = classes
    before = len(changes.history(db))
    case_id = call_off(db, morning())
    assert len(changes.history(db)) == before + 1
    file = cases.case_file(db, case_id)
    assert file.assessment.complete
    assert file.case.classes == ("1А", "1Ә", "7Ә", "11Б")
    (paper,) = file.papers(PaperKind.DEPARTMENT_ORDER)
    assert (paper.number, paper.details) == ("455", {"units": "Алтынсарин ауданы"})
    (line,) = order_register.orders(db)
    assert (line.order.number, line.order.start, line.order.until) == ("1-н", TODAY, TODAY)
    taken_back(db)
    assert order_register.orders(db) == []
    with pytest.raises(Refused):
        cases.case_file(db, case_id)


@pytest.mark.parametrize(
    ("units", "named"),
    [
        (Units(whole_school=True), ("1А", "1Ә", "7Ә", "11Б")),
        (Units(grades=(1, 11)), ("1А", "1Ә", "11Б")),
        (Units(classes=("7 «Ә»", "1А")), ("1А", "7Ә")),
        (Units(grades=(1,), classes=("11Б", "1Ә")), ("1А", "1Ә", "11Б")),
        (Units(classes=("9В",)), ("9В",)),
        (Units(grades=(5,)), ()),
    ],
)
def test_units_are_the_school_grades_or_classes(
    classes: Store, units: Units, named: tuple[str, ...]
) -> None:
    assert mornings.classes_named(classes, units) == named


def test_without_classes_nothing_is_called_off(classes: Store) -> None:
    with pytest.raises(Refused):
        call_off(classes, morning(units=Units(grades=(5,))))
    everything = tuple((f"{grade}{letter}", "жылы") for grade, letter in CLASSES)
    with pytest.raises(Refused):
        call_off(classes, morning(dropped=everything))
    assert list(cases.every_record(classes)) == []


def test_an_emergency_takes_every_class_or_says_why_not(classes: Store) -> None:
    db = classes
    with pytest.raises(Refused, match="7 «Ә»"):
        call_off(db, morning(ground=Ground.EMERGENCY, dropped=(("7 «Ә»", " "),)))
    with pytest.raises(Refused, match="9В"):
        call_off(db, morning(ground=Ground.EMERGENCY, dropped=(("9В", "жоқ"),)))
    case_id = call_off(
        db, morning(ground=Ground.EMERGENCY, dropped=(("7 «Ә»", "бөлек ғимаратта"),))
    )
    case = cases.case_file(db, case_id).case
    assert case.classes == ("1А", "1Ә", "11Б")
    assert case.dropped_classes == "7 «Ә»: бөлек ғимаратта"


def test_the_weather_may_spare_a_class_without_a_reason(classes: Store) -> None:
    case_id = call_off(classes, morning(dropped=(("11Б", ""),)))
    case = cases.case_file(classes, case_id).case
    assert (case.classes[-1], case.dropped_classes) == ("7Ә", "11Б")


@pytest.mark.parametrize(
    "facts",
    [
        {"until": date(2026, 11, 23)},
        {"start": date(2026, 11, 20)},
        {"order_date": date(2026, 11, 20)},
        {"order_date": date(2026, 11, 22)},
        {"valid_from": date(2026, 11, 25)},
        {"order_number": "14-н"},
    ],
)
def test_a_refused_morning_leaves_nothing_behind(classes: Store, facts: dict[str, Any]) -> None:
    db = classes
    call_off(db, morning(order_number="14-н", units=Units(grades=(1,))))
    actions = len(changes.history(db))
    with pytest.raises(Refused):
        call_off(db, morning(**facts))
    assert len(list(cases.every_record(db))) == 1
    assert len(changes.history(db)) == actions


def test_the_order_carries_its_clauses_and_number(classes: Store) -> None:
    clause, control = Text("Асхана жабық", "Столовая закрыта"), Text("Завуч Т.", "Завуч Т.")
    case_id = call_off(
        classes,
        morning(order_number="31-н", clause=clause, control=control, valid_until=None, start=TODAY),
    )
    (order,) = cases.case_file(classes, case_id).records.orders
    assert (order.number, order.until, order.series) == ("31-н", None, "classes")
    assert (order.clause_ru, order.control_kk) == (clause.ru, control.kk)


def test_a_morning_is_about_classes(classes: Store) -> None:
    with pytest.raises(ValueError, match="family"):
        call_off(classes, morning(ground=Ground.FAMILY))


def test_a_printed_morning_is_not_taken_back(classes: Store) -> None:
    case_id = call_off(classes, morning())
    (order,) = cases.case_file(classes, case_id).records.orders
    orders.freeze(classes, order.id or 0, "printed")
    with pytest.raises(Refused, match="1-н"):
        taken_back(classes)


def work(case_id: int, **facts: Any) -> Postponed:
    known: dict[str, Any] = {
        "case_id": case_id,
        "class_name": "7 «Ә»",
        "work": " Химия: № 3 зертханалық жұмыс ",
        "was_on": date(2026, 11, 24),
    }
    return Postponed(**{**known, **facts})


def test_an_emergency_puts_off_practical_work_and_gives_it_a_new_date(classes: Store) -> None:
    db = classes
    case_id = call_off(db, morning(ground=Ground.EMERGENCY))
    made = mornings.postpone_work(db, work(case_id))
    mornings.postpone_work(db, work(case_id, id=made, new_date=date(2027, 1, 14)))
    (held,) = cases.case_file(db, case_id).postponed
    assert (held.class_name, held.work) == ("7Ә", "Химия: № 3 зертханалық жұмыс")
    assert held.new_date == date(2027, 1, 14)
    mornings.remove_postponed(db, made)
    assert cases.case_file(db, case_id).postponed == ()
    taken_back(db)
    assert len(cases.case_file(db, case_id).postponed) == 1
    with pytest.raises(Refused):
        mornings.remove_postponed(db, 77)


@pytest.mark.parametrize(
    "facts", [{"class_name": "9В"}, {"work": "  "}, {"new_date": date(2026, 11, 24)}]
)
def test_work_put_off_is_named_with_its_class_and_a_later_date(
    classes: Store, facts: dict[str, Any]
) -> None:
    case_id = call_off(classes, morning(ground=Ground.EMERGENCY))
    with pytest.raises(Refused):
        mornings.postpone_work(classes, work(case_id, **facts))


def test_only_an_emergency_puts_work_off(classes: Store) -> None:
    db = classes
    with pytest.raises(Refused):
        mornings.postpone_work(db, work(call_off(db, morning())))
    case_id = ready_case(db)
    decided(db, Council.PEDAGOGICAL, case_id)
    with pytest.raises(Refused, match="2026/2"):
        mornings.postpone_work(db, work(case_id))


def test_a_second_morning_of_the_day_is_a_case_of_its_own(classes: Store) -> None:
    first = call_off(classes, morning(units=Units(grades=(1,))))
    second = call_off(classes, replace(morning(), units=Units(grades=(7, 11))))
    assert first != second
