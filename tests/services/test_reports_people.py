"""Days on which a case was in force by its orders, and whose they are."""

from datetime import date

import builders
import pytest

from dlschool.domain.case import Ground, OrderKind
from dlschool.domain.record import Order
from dlschool.domain.report import Covered, PeriodKind
from dlschool.domain.year_change import Move, Moved, YearChange
from dlschool.law.step import Assessment, CaseOutcome
from dlschool.services.facts import Records
from dlschool.services.reports_people import Days, classes_then, in_force, people
from dlschool.services.standing import Standing

OCTOBER = Covered(
    kind=PeriodKind.DATES,
    start=date(2026, 10, 1),
    until=date(2026, 10, 31),
    counted_on=date(2026, 10, 31),
)


def order(kind: OrderKind, start: date, until: date | None = None, **facts: object) -> Order:
    return builders.order(kind=kind, date=start, start=start, until=until, **facts)


def standing(*orders: Order, until: date | None = None, **facts: object) -> Standing:
    case = builders.classes_case(**facts) if "classes" in facts else builders.case(**facts)
    records = Records(case=case, pupil=None, orders=orders)
    return Standing(records, None, Assessment("e", (), CaseOutcome.RUNNING, until))


TRANSFER = order(OrderKind.TRANSFER, date(2026, 9, 7), date(2026, 10, 25))


@pytest.mark.parametrize(
    ("orders", "days"),
    [
        ([TRANSFER], [Days(date(2026, 9, 7), date(2026, 10, 25))]),
        (
            [TRANSFER, order(OrderKind.EXTEND, date(2026, 11, 2), date(2026, 12, 27))],
            [
                Days(date(2026, 9, 7), date(2026, 10, 25)),
                Days(date(2026, 11, 2), date(2026, 12, 27)),
            ],
        ),
        (
            [TRANSFER, order(OrderKind.RETURN, date(2026, 9, 21))],
            [Days(date(2026, 9, 7), date(2026, 9, 20))],
        ),
        ([builders.order(kind=OrderKind.TRANSFER, annulled=True)], []),
        ([order(OrderKind.SCHEDULE, date(2026, 9, 7), date(2026, 10, 25))], []),
    ],
)
def test_orders_that_stand_say_on_which_days_a_case_is_in_force(
    orders: list[Order], days: list[Days]
) -> None:
    assert in_force(standing(*orders)) == days


def test_an_order_without_an_end_takes_that_of_the_basis_and_else_is_open() -> None:
    open_ = order(OrderKind.TRANSFER, date(2026, 9, 7))
    assert in_force(standing(open_, until=date(2026, 10, 3)))[0].until == date(2026, 10, 3)
    assert in_force(standing(open_))[0].until is None


@pytest.mark.parametrize(
    ("start", "until", "meets", "at_end"),
    [
        (date(2026, 9, 1), date(2026, 9, 30), False, False),
        (date(2026, 9, 1), date(2026, 10, 1), True, False),
        (date(2026, 10, 31), date(2026, 11, 5), True, True),
        (date(2026, 11, 1), date(2026, 11, 5), False, False),
        (date(2026, 9, 1), date(2027, 5, 25), True, True),
    ],
)
def test_one_day_in_the_period_counts_and_the_last_day_counts_for_its_end(
    start: date, until: date, meets: bool, at_end: bool
) -> None:
    held = standing(order(OrderKind.TRANSFER, start, until))
    found = people([held], {1: (8, "Ә")}, [builders.pupil()], OCTOBER)
    assert found.everybody() == ({1} if meets else set())
    assert found.everybody(end=True) == ({1} if at_end else set())


def test_a_case_of_classes_counts_their_pupils_but_not_those_who_had_left() -> None:
    storm = standing(
        order(OrderKind.TRANSFER, date(2026, 10, 5), date(2026, 10, 7)), classes=("8Ә", "5А")
    )
    here = [
        builders.pupil(id=1),
        builders.pupil(id=2, left_on=date(2026, 9, 1)),
        builders.pupil(id=3, grade=7),
    ]
    classes = {pupil.id or 0: (pupil.grade, pupil.letter) for pupil in here}
    found = people([storm], classes, here, OCTOBER)
    assert found.period[Ground.WEATHER] == {1}
    assert found.everybody(own=True) == set()


def test_the_class_of_a_past_year_is_the_one_before_the_change_of_the_year() -> None:
    change = YearChange(
        year="2025-2026",
        changed_on=date(2026, 6, 10),
        moved=(Moved(pupil_id=1, move=Move.PROMOTE, before="7Ә", after="8Ә"),),
    )
    pupils = [builders.pupil(id=1), builders.pupil(id=2, grade=5, letter="А")]
    assert classes_then(pupils, [change], date(2026, 5, 25)) == {1: (7, "Ә"), 2: (5, "А")}
    assert classes_then(pupils, [change], date(2026, 9, 1))[1] == (8, "Ә")
