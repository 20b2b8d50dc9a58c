"""Cases from paper: own numbers and dates are kept, gaps stay listed, everything can be taken back."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from builders import (
    FAMILY_DETAILS,
    PERIOD,
    approved_case,
    attended,
    paper,
    ready_case,
    stored_case,
    taken_back,
)

from dlschool.domain.case import Council, OrderKind, Outcome, ReviewOutcome
from dlschool.domain.record import Order
from dlschool.errors import Refused
from dlschool.law.step import State
from dlschool.services import cases, meetings, orders, past
from dlschool.services.opening import Store

PED, TRUSTEE = Council.PEDAGOGICAL, Council.TRUSTEE
DAY = date(2026, 9, 18)


def entered(db: Store, case_id: int, council: Council = PED, **facts: Any) -> int:
    known: dict[str, Any] = {
        "number": "2",
        "day": DAY,
        "outcome": Outcome.APPROVE,
        "start": date(2026, 9, 21),
        "until": date(2026, 12, 27),
        **facts,
    }
    return past.enter_decision(db, case_id, council, **known)


def an_order(case_id: int, **facts: Any) -> Order:
    known: dict[str, Any] = {
        "case_id": case_id,
        "kind": OrderKind.TRANSFER,
        "series": "movement",
        "number": "84-қ",
        "date": date(2026, 9, 20),
        "start": date(2026, 9, 21),
        "until": date(2026, 12, 27),
    }
    return Order(**{**known, **facts})


def states(db: Store, case_id: int) -> dict[str, State]:
    return {step.key: step.state for step in cases.case_file(db, case_id).assessment.steps}


def test_a_case_from_paper_comes_with_its_gaps_listed(db: Store) -> None:
    case_id = stored_case(db, from_paper=True, number="2025/112", opened_on=date(2026, 9, 7))
    past.enter_paper(db, paper("application", case_id=case_id, number="77"))
    entered(db, case_id)
    past.enter_order(db, an_order(case_id))
    found = states(db, case_id)
    assert found["paper:application"] is State.DONE
    assert found["paper:housing-act"] is State.OPEN
    assert found["decision:pedagogical"] is State.BLOCKED
    assert found["order"] is State.BLOCKED
    file = cases.case_file(db, case_id)
    assert file.case.number == "2025/112"
    assert all(
        thing.from_paper
        for thing in (*file.records.papers, *file.records.decisions, *file.records.orders)
    )
    (meeting,) = file.meetings.values()
    assert (meeting.number, meeting.date, meeting.held, meeting.from_paper) == (
        "2",
        DAY,
        True,
        True,
    )


def test_a_whole_case_from_paper_is_judged_like_any_other(db: Store) -> None:
    case_id = stored_case(db, from_paper=True)
    for kind in FAMILY_DETAILS:
        past.enter_paper(db, paper(kind, case_id=case_id))
    for council in Council:
        entered(db, case_id, council)
    past.enter_order(db, an_order(case_id))
    assert states(db, case_id)["order"] is State.DONE
    cases.mark_attested(db, case_id, date(2026, 11, 1))
    entered(
        db,
        case_id,
        number="5",
        day=date(2026, 11, 3),
        outcome=ReviewOutcome.EXTEND,
        start=None,
        until=date(2027, 5, 25),
    )
    assert states(db, case_id)["review"] is State.DONE


def test_minutes_of_one_meeting_hold_several_cases(db: Store) -> None:
    first, second = stored_case(db), stored_case(db)
    entered(db, first)
    entered(db, second)
    (line,) = meetings.meetings(db)
    assert (line.items, line.decided) == (2, 2)
    taken_back(db)
    (line,) = meetings.meetings(db)
    assert (line.items, line.decided) == (1, 1)
    taken_back(db)
    assert meetings.meetings(db) == []


def test_a_decision_entered_again_is_corrected(db: Store) -> None:
    case_id = stored_case(db)
    first = entered(db, case_id)
    past.enter_order(db, an_order(case_id))
    assert entered(db, case_id, until=date(2026, 12, 30)) == first
    (decision,) = cases.case_file(db, case_id).records.decisions
    assert decision.until == date(2026, 12, 30)


def test_a_decision_on_which_an_issued_order_stands_is_not_corrected(db: Store) -> None:
    case_id = ready_case(db)
    for council in Council:
        entered(db, case_id, council, day=date(2026, 11, 5), **PERIOD)
    orders.issue_order(db, orders.draft_order(db, case_id, OrderKind.TRANSFER, date(2026, 11, 6)))
    with pytest.raises(Refused, match="1-о"):
        entered(db, case_id, day=date(2026, 11, 5), until=date(2026, 12, 30))


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"number": " "}, "номер"),
        ({"day": date(2026, 11, 22)}, "22.11.2026"),
        ({"until": date(2026, 9, 1)}, "раньше"),
    ],
)
def test_minutes_that_cannot_be_are_refused(db: Store, facts: dict[str, Any], words: str) -> None:
    case_id = stored_case(db)
    with pytest.raises(Refused) as refused:
        entered(db, case_id, **facts)
    assert words in refused.value.text("ru")
    assert meetings.meetings(db) == []


def test_a_number_of_minutes_belongs_to_one_day_of_the_school_year(db: Store) -> None:
    case_id = stored_case(db)
    entered(db, case_id)
    with pytest.raises(Refused, match="18.09.2026"):
        entered(db, stored_case(db), day=date(2026, 9, 19))
    entered(db, stored_case(db), day=date(2026, 5, 19), start=None, until=None)
    entered(db, case_id, TRUSTEE, day=date(2026, 9, 19))


def test_a_meeting_kept_here_takes_no_decisions_from_paper(db: Store) -> None:
    held = attended(db, PED, ready_case(db))
    with pytest.raises(Refused, match=held.number):
        entered(db, stored_case(db), number=held.number, day=held.date)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"number": ""}, "номер"),
        ({"date": date(2026, 11, 22)}, "22.11.2026"),
        ({"until": date(2026, 9, 1)}, "раньше"),
        ({"number": "1-о", "date": date(2026, 9, 1)}, "1-о"),
        ({"kind": OrderKind.ANNUL}, "отмен"),
    ],
)
def test_an_order_that_cannot_be_is_refused(db: Store, facts: dict[str, Any], words: str) -> None:
    issued = approved_case(db)
    orders.issue_order(db, orders.draft_order(db, issued, OrderKind.TRANSFER, date(2026, 11, 6)))
    case_id = stored_case(db)
    with pytest.raises(Refused) as refused:
        past.enter_order(db, an_order(case_id, **facts))
    assert words in refused.value.text("ru")
    assert cases.case_file(db, case_id).records.orders == ()


def test_an_order_of_the_past_that_annuls_marks_the_other(db: Store) -> None:
    case_id = stored_case(db)
    first = past.enter_order(db, an_order(case_id))
    past.enter_order(
        db,
        an_order(
            case_id,
            kind=OrderKind.ANNUL,
            number="90-қ",
            date=date(2026, 10, 1),
            annuls=first,
            start=None,
            until=None,
        ),
    )
    assert orders.order(db, first).annulled
    taken_back(db)
    assert not orders.order(db, first).annulled


def test_an_order_from_paper_may_be_corrected_whatever_it_lacks(db: Store) -> None:
    case_id = stored_case(db)
    made = past.enter_order(db, an_order(case_id, start=None, until=None))
    orders.edit_order(db, replace(orders.order(db, made), number="85-қ"))
    found = orders.order(db, made)
    assert (found.number, found.from_paper) == ("85-қ", True)


def test_a_paper_of_a_day_to_come_is_refused(db: Store) -> None:
    case_id = stored_case(db)
    with pytest.raises(Refused, match="22.11.2026"):
        past.enter_paper(db, paper("application", case_id=case_id, date=date(2026, 11, 22)))
