"""What a council decides: with quorum, with votes that can have been cast, with all papers."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from builders import (
    FAMILY_DETAILS,
    PERIOD,
    approved_case,
    attended,
    decided,
    guardian,
    ready_case,
    roster,
    stored_case,
    stored_pupil,
    taken_back,
)

from dlschool.domain.case import Council, OrderKind, Outcome, ReviewOutcome
from dlschool.domain.record import Meeting
from dlschool.domain.school import Member
from dlschool.errors import Refused
from dlschool.law.step import State
from dlschool.services import cases, councils, decisions, meetings, orders
from dlschool.services.opening import Store
from dlschool.store import changes, people

PED, TRUSTEE = Council.PEDAGOGICAL, Council.TRUSTEE


def decide(db: Store, meeting: Meeting, at: int = 0, **facts: Any) -> int:
    """Records an approval with all five votes for, unless `facts` say otherwise."""
    line = meetings.meeting_file(db, meeting.id or 0).agenda[at]
    known = {"outcome": Outcome.APPROVE, "votes": (5, 0, 0), **PERIOD}
    return decisions.record_decision(db, line.item.id or 0, **{**known, **facts})


def states(db: Store, case_id: int) -> dict[str, State]:
    return {step.key: step.state for step in cases.case_file(db, case_id).assessment.steps}


@pytest.fixture
def meeting(db: Store) -> Meeting:
    """Five members, all present, one case that can be decided."""
    return attended(db, PED, ready_case(db))


def test_both_councils_decide_and_the_order_opens(db: Store) -> None:
    case_id = ready_case(db)
    decided(db, PED, case_id)
    assert states(db, case_id)["order"] is State.BLOCKED
    decided(db, TRUSTEE, case_id)
    assert states(db, case_id)["order"] is State.OPEN
    taken_back(db)
    assert states(db, case_id)["decision:trustee"] is State.OPEN


def test_without_a_quorum_nothing_is_decided(db: Store) -> None:
    roster(db, PED)
    case_id = ready_case(db)
    made = meetings.prepare_meeting(db, PED, date(2026, 11, 5), case_ids=[case_id])
    prepared = meetings.meeting_file(db, made).meeting
    with pytest.raises(Refused, match="4"):
        decide(db, prepared)
    seats = [*prepared.attendees]
    there = [replace(seat, present=n < 3) for n, seat in enumerate(seats)]
    meetings.record_attendance(db, made, there)
    with pytest.raises(Refused, match="3"):
        decide(db, prepared, votes=(3, 0, 0))
    there = [replace(seat, present=n < 4) for n, seat in enumerate(seats)]
    meetings.record_attendance(db, made, there)
    decide(db, prepared, votes=(4, 0, 0))


@pytest.mark.parametrize("votes", [(6, 0, 0), (3, 2, 1), (5, 0, 1), (-1, 0, 6), (6, -1, 0)])
def test_more_votes_than_members_present_are_refused(
    db: Store, meeting: Meeting, votes: tuple[int, int, int]
) -> None:
    with pytest.raises(Refused):
        decide(db, meeting, votes=votes)
    assert meetings.meeting_file(db, meeting.id or 0).agenda[0].decision is None


@pytest.mark.parametrize("outcome", [Outcome.APPROVE, Outcome.REFUSE, Outcome.POSTPONE])
@pytest.mark.parametrize(
    ("votes", "enough"), [((3, 2, 0), True), ((2, 2, 1), False), ((3, 0, 2), True)]
)
def test_more_than_half_of_those_who_may_vote_decide(
    db: Store, meeting: Meeting, outcome: Outcome, votes: tuple[int, int, int], enough: bool
) -> None:
    if enough:
        decide(db, meeting, outcome=outcome, votes=votes, reason="себебі бар")
        return
    with pytest.raises(Refused):
        decide(db, meeting, outcome=outcome, votes=votes, reason="себебі бар")


def test_the_chair_decides_only_when_votes_are_equal(db: Store, meeting: Meeting) -> None:
    decide(db, meeting, votes=(2, 2, 1), casting_vote=True)
    with pytest.raises(Refused):
        decide(db, meeting, votes=(1, 2, 2), casting_vote=True)
    with pytest.raises(Refused):
        decide(db, meeting, votes=(0, 0, 5), casting_vote=True)


def test_the_majority_is_the_schools_setting(db: Store, meeting: Meeting) -> None:
    people_setting(db, "majority", [2, 3])
    with pytest.raises(Refused):
        decide(db, meeting, votes=(3, 2, 0))
    decide(db, meeting, votes=(4, 1, 0))


def people_setting(db: Store, name: str, value: object) -> None:
    with changes.action(db, "setting"):
        people.save_setting(db, name, value)


def test_a_guardian_in_the_council_does_not_vote(db: Store) -> None:
    roster(db, TRUSTEE, 4)
    mother = "Сәрсенбаева Гүлнұр Ыбырайқызы"
    councils.save_member(db, Member(council=TRUSTEE, name=mother))
    case_id = ready_case(db, pupil_id=stored_pupil(db, guardian(id=None, name=mother)))
    held = attended(db, TRUSTEE, case_id)
    assert (held.members, held.present) == (4, 4)
    with pytest.raises(Refused, match=mother):
        decide(db, held, votes=(4, 0, 0))
    with pytest.raises(Refused, match="3"):
        decide(db, held, votes=(1, 2, 0))
    decide(db, held, votes=(2, 1, 0))
    (line,) = meetings.meeting_file(db, held.id or 0).agenda
    assert line.decision is not None
    assert line.decision.recused == (mother,)


def test_a_member_may_be_kept_away_by_name(db: Store, meeting: Meeting) -> None:
    chair = meeting.chair
    with pytest.raises(Refused, match=chair):
        decide(db, meeting, recused=[chair])
    with pytest.raises(Refused):
        decide(db, meeting, recused=[chair], votes=(2, 2, 0), casting_vote=True)
    decide(db, meeting, recused=[chair], votes=(4, 0, 0))


@pytest.mark.parametrize(
    "facts",
    [
        {"start": None},
        {"until": None},
        {"until": date(2026, 11, 1)},
        {"outcome": Outcome.REFUSE, "reason": "  "},
    ],
)
def test_a_decision_says_its_period_or_its_reason(
    db: Store, meeting: Meeting, facts: dict[str, Any]
) -> None:
    with pytest.raises(Refused):
        decide(db, meeting, **facts)


def test_before_the_day_of_the_meeting_nothing_is_decided(db: Store) -> None:
    held = attended(db, PED, ready_case(db), day=date(2026, 11, 22))
    with pytest.raises(Refused, match="22.11.2026"):
        decide(db, held)
    with pytest.raises(Refused, match="22.11.2026"):
        meetings.hold(db, held.id or 0)


def test_a_council_approves_only_with_all_papers_and_hears_which_are_missing(db: Store) -> None:
    *there, _act = FAMILY_DETAILS
    held = attended(db, PED, stored_case(db, *there))
    with pytest.raises(Refused) as refused:
        decide(db, held)
    assert "п. 13" in refused.value.text("ru")
    assert "13-т." in refused.value.text("kk")
    assert meetings.meeting_file(db, held.id or 0).agenda[0].decision is None
    decide(db, held, outcome=Outcome.POSTPONE, start=None, until=None)
    decide(db, held, outcome=Outcome.REFUSE, reason="құжаттары толық емес")


def test_a_refusal_ends_the_case(db: Store) -> None:
    case_id = ready_case(db)
    decided(db, PED, case_id, outcome=Outcome.REFUSE, reason="үлгерімі төмен")
    assert states(db, case_id)["order"] is State.NOT_NEEDED
    assert councils.waiting(db, TRUSTEE) == []


def test_a_decision_can_be_corrected_until_an_order_stands_on_it(db: Store) -> None:
    case_id = ready_case(db)
    held = attended(db, PED, case_id)
    first = decide(db, held, outcome=Outcome.REFUSE, reason="қателесіп")
    assert decide(db, held) == first
    decided(db, TRUSTEE, case_id)
    issued = orders.issue_order(
        db, orders.draft_order(db, case_id, OrderKind.TRANSFER, date(2026, 11, 6))
    )
    with pytest.raises(Refused, match="1-о"):
        decide(db, held, outcome=Outcome.POSTPONE)
    orders.freeze(db, issued, "printed")
    with pytest.raises(Refused, match="1-о"):
        decide(db, held, outcome=Outcome.POSTPONE)


def reviewed(db: Store) -> tuple[int, Meeting]:
    case_id = approved_case(db)
    orders.issue_order(db, orders.draft_order(db, case_id, OrderKind.TRANSFER, date(2026, 11, 6)))
    cases.mark_attested(db, case_id, date(2026, 11, 18))
    return case_id, attended(db, PED, case_id, day=date(2026, 11, 19))


def test_a_review_extends_until_a_day_or_returns(db: Store) -> None:
    case_id, held = reviewed(db)
    with pytest.raises(Refused):
        decide(db, held, outcome=ReviewOutcome.EXTEND, until=None)
    decide(db, held, outcome=ReviewOutcome.EXTEND, until=date(2027, 3, 20))
    assert states(db, case_id)["order:return"] is State.NOT_NEEDED
    decide(db, held, outcome=ReviewOutcome.RETURN, until=None)
    assert states(db, case_id)["order:extend"] is State.NOT_NEEDED


def test_a_review_waits_for_the_attestation(db: Store) -> None:
    case_id, held = reviewed(db)
    cases.mark_attested(db, case_id, None)
    with pytest.raises(Refused, match="ттест"):
        decide(db, held, outcome=ReviewOutcome.RETURN)


def test_the_first_decision_may_still_be_corrected_no_more_after_a_review(db: Store) -> None:
    _, held = reviewed(db)
    decide(db, held, outcome=ReviewOutcome.EXTEND, until=date(2027, 3, 20))
    decide(db, held, outcome=ReviewOutcome.RETURN)
    first = meetings.meetings(db, PED)[-1].meeting
    with pytest.raises(Refused, match="1-о"):
        decide(db, first, outcome=Outcome.POSTPONE)
