"""The order that approves an individual schedule: on planned sittings, a step of no case."""

from datetime import date

import pytest
from builders import approved_case, taken_back

from dlschool.domain.case import OrderKind
from dlschool.domain.learning import Assessment, AssessmentKind, Sitting, SittingMode, Subject
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.services import cases, orders, printing, printouts
from dlschool.services.opening import Store
from dlschool.store import changes, learning

DAYS = (date(2026, 12, 7), date(2026, 12, 14))


def ordered(db: Store) -> int:
    case_id = approved_case(db)
    draft = orders.draft_order(db, case_id, OrderKind.TRANSFER, date(2026, 11, 6))
    orders.issue_order(db, draft)
    return case_id


def plan(db: Store, case_id: int) -> None:
    pupil_id = cases.records(db, case_id).case.pupil_id or 0
    with changes.action(db, "plan"):
        subject = learning.save(db, Subject(name_kk="Алгебра", name_ru="Алгебра"))
        for kind, day in zip(AssessmentKind, DAYS, strict=True):
            of = Assessment(
                year="2026-2027", class_name="8Ә", subject_id=subject, term=2, kind=kind, date=day
            )
            sitting = Sitting(
                assessment_id=learning.save(db, of),
                pupil_id=pupil_id,
                case_id=case_id,
                mode=SittingMode.IN_PERSON,
                date=day,
            )
            learning.save(db, sitting)


def draft(db: Store, case_id: int) -> int:
    return orders.issue_order(db, orders.draft_order(db, case_id, OrderKind.SCHEDULE))


def test_it_spans_the_sittings_that_are_to_come_and_prints_them(db: Store) -> None:
    case_id = ordered(db)
    plan(db, case_id)
    made = orders.order(db, draft(db, case_id))
    assert (made.kind, made.start, made.until) == (OrderKind.SCHEDULE, *DAYS)
    lines = [line for line in printing.forms_for(db, case_id) if line.code == "order-schedule"]
    assert [line.order_id for line in lines] == [made.id]
    for language in ("kk", "ru", "both"):
        printed = printouts.prepare(db, "order-schedule", order_id=made.id, language=language)
        assert printed.content.startswith(b"%PDF")


def test_it_changes_nothing_in_the_case(db: Store) -> None:
    case_id = ordered(db)
    plan(db, case_id)
    before = cases.case_file(db, case_id).assessment
    made = draft(db, case_id)
    assert cases.case_file(db, case_id).assessment == before
    orders.annul_order(db, made, Text("қате", "ошибка"))
    taken_back(db)
    assert not orders.order(db, made).annulled


def test_without_sittings_or_an_order_on_the_transfer_there_is_none(db: Store) -> None:
    case_id = ordered(db)
    with pytest.raises(Refused):
        draft(db, case_id)
    with pytest.raises(Refused):
        draft(db, approved_case(db))


def test_it_does_not_hold_up_the_annulling_of_the_transfer(db: Store) -> None:
    case_id = ordered(db)
    plan(db, case_id)
    draft(db, case_id)
    first = cases.records(db, case_id).orders[0]
    assert orders.annul_order(db, first.id or 0, Text("қате", "ошибка"))
