"""A case from paper is entered as one action: whole, or not at all."""

from datetime import date
from typing import Any

import pytest
from builders import case, paper, stored_case, stored_pupil, taken_back

from dlschool.domain.case import Council, OrderKind, Outcome
from dlschool.domain.record import Case, Order
from dlschool.errors import Refused
from dlschool.services import cases, history, lists, past_case
from dlschool.services.opening import Store
from dlschool.services.past_case import Minutes, PastDocuments

DAY = date(2026, 9, 18)


def documents(**facts: Any) -> PastDocuments:
    known: dict[str, Any] = {
        "papers": (paper("application", id=None, case_id=0, date=date(2026, 9, 1)),),
        "minutes": (
            Minutes(council=Council.PEDAGOGICAL, number="2", day=DAY, outcome=Outcome.APPROVE),
        ),
        "orders": (
            Order(
                case_id=0,
                kind=OrderKind.TRANSFER,
                series="movement",
                number="84-қ",
                date=date(2026, 9, 20),
            ),
        ),
    }
    return PastDocuments(**{**known, **facts})


def draft(db: Store) -> Case:
    return case(id=None, number="", pupil_id=stored_pupil(db), opened_on=date(2026, 9, 1))


def test_papers_minutes_and_order_come_with_the_case_as_one_action(db: Store) -> None:
    new = draft(db)
    before = len(history.actions(db))
    case_id = past_case.enter_case(db, new, documents())
    file = cases.case_file(db, case_id)
    assert file.case.from_paper
    assert [p.from_paper for p in file.records.papers] == [True]
    assert [(d.outcome, d.from_paper) for d in file.records.decisions] == [("approve", True)]
    assert [(o.number, o.from_paper) for o in file.records.orders] == [("84-қ", True)]
    assert len(history.actions(db)) == before + 1
    taken_back(db)
    assert lists.cases(db) == []


def test_a_refused_document_leaves_no_case(db: Store) -> None:
    new = draft(db)
    wrong = Minutes(council=Council.TRUSTEE, number="", day=DAY, outcome=Outcome.APPROVE)
    with pytest.raises(Refused, match="."):
        past_case.enter_case(db, new, documents(minutes=(wrong,)))
    assert lists.cases(db) == []


def test_further_documents_are_entered_into_a_case_that_is_here(db: Store) -> None:
    case_id = stored_case(db)
    past_case.enter_documents(db, case_id, documents(minutes=(), orders=()))
    assert [p.kind for p in cases.case_file(db, case_id).records.papers] == ["application"]
    taken_back(db)
    assert cases.case_file(db, case_id).records.papers == ()
