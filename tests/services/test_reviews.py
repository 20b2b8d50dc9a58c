"""Reviews: asked for after attestation or when the period ends, recorded, carried out by an order."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from builders import (
    approved_case,
    opened,
    paper,
    ready_case,
    roster,
    stored_case,
    taken_back,
)

from dlschool.domain.case import Council, Ground, Material, OrderKind, PaperKind, ReviewOutcome
from dlschool.errors import Refused
from dlschool.law.step import CaseOutcome, State
from dlschool.paths import DataFolder
from dlschool.services import cases, meetings, orders, printouts, reviews, today
from dlschool.services.opening import Store

EXTEND, RETURN = ReviewOutcome.EXTEND, ReviewOutcome.RETURN
ATTESTED = date(2026, 11, 20)


class Clock:
    """A clock that the test sets."""

    def __init__(self, at: str) -> None:
        self.at = datetime.fromisoformat(f"{at}T12:00")

    def __call__(self) -> datetime:
        return self.at

    def turn(self, at: str) -> None:
        self.at = datetime.fromisoformat(f"{at}T12:00")


@pytest.fixture
def clock() -> Clock:
    return Clock("2026-11-21")


@pytest.fixture
def db(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    store = opened(DataFolder(tmp_path / "school"), clock, "Оразова Д.")
    yield store
    store.close()


def learning_case(db: Store, attested: bool = True) -> int:
    """A family's case from 9 November to 27 December: ordered, given everything."""
    case_id = approved_case(db)
    draft = orders.draft_order(db, case_id, OrderKind.TRANSFER, date(2026, 11, 6))
    orders.issue_order(db, draft)
    cases.give_access(db, case_id, date(2026, 11, 9))
    cases.issue_material(db, case_id, list(Material), date(2026, 11, 9))
    if attested:
        cases.mark_attested(db, case_id, ATTESTED)
    return case_id


def review(db: Store, case_id: int, outcome: ReviewOutcome = EXTEND) -> int:
    until = date(2027, 3, 19) if outcome is EXTEND else None
    return reviews.record(db, case_id, outcome, votes=(5, 0, 0), until=until)


def state(db: Store, case_id: int, key: str) -> State | None:
    step = cases.case_file(db, case_id).assessment.step(key)
    return step.state if step else None


def test_an_attested_case_waits_for_its_review(db: Store) -> None:
    learning_case(db, attested=False)
    case_id = learning_case(db)
    (line,) = reviews.due(db)
    assert (line.standing.case_id, line.attested, line.meeting) == (case_id, True, None)
    assert line.until == date(2026, 12, 27)


def test_a_period_that_ends_asks_for_the_review_too(db: Store, clock: Clock) -> None:
    case_id = learning_case(db, attested=False)
    assert reviews.due(db) == []
    clock.turn("2026-12-24")
    (line,) = reviews.due(db)
    assert (line.standing.case_id, line.attested) == (case_id, False)


def test_today_asks_for_the_review_apart_from_transfers(db: Store) -> None:
    ready_case(db)
    case_id = learning_case(db)
    number = cases.records(db, case_id).case.number
    found = [line for line in today.today(db).lines if line.kind == "review"]
    assert [(line.council, line.points) for line in found] == [
        (Council.PEDAGOGICAL, ("annex-2:13.4",))
    ]
    assert number in found[0].sentence.ru
    reviews.prepare(db, date(2026, 11, 21))
    assert not [line for line in today.today(db).lines if line.kind == "review"]


def test_all_reviews_that_wait_come_on_one_agenda(db: Store) -> None:
    first, second = learning_case(db), learning_case(db)
    made = reviews.prepare(db, date(2026, 11, 21))
    agenda = meetings.meeting_file(db, made).agenda
    assert [(line.case.id, line.item.kind) for line in agenda] == [
        (first, "review"),
        (second, "review"),
    ]
    assert {line.meeting.id for line in reviews.due(db) if line.meeting} == {made}
    with pytest.raises(Refused, match="Қайта қарауды күтіп"):
        reviews.prepare(db, date(2026, 11, 21))


def test_a_review_that_extends_opens_a_new_period_by_its_order(db: Store) -> None:
    case_id = learning_case(db)
    review(db, case_id)
    order = orders.order(db, reviews.carry_out(db, case_id))
    assert (order.kind, order.start, order.until) == (
        OrderKind.EXTEND,
        date(2026, 12, 28),
        date(2027, 3, 19),
    )
    file = cases.case_file(db, case_id)
    assert (file.assessment.outcome, file.assessment.until) == (
        CaseOutcome.RUNNING,
        date(2027, 3, 19),
    )
    assert reviews.due(db) == []


def test_a_review_that_returns_ends_the_case_by_its_order(db: Store) -> None:
    case_id = learning_case(db)
    review(db, case_id, RETURN)
    assert orders.order(db, reviews.carry_out(db, case_id)).kind is OrderKind.RETURN
    assert cases.case_file(db, case_id).assessment.outcome is CaseOutcome.RETURNED


def test_a_review_is_one_action_and_taken_back_whole(db: Store) -> None:
    case_id = learning_case(db)
    review(db, case_id)
    taken_back(db)
    assert meetings.meetings(db, Council.PEDAGOGICAL)[0].items == 1
    assert len(meetings.meetings(db, Council.PEDAGOGICAL)) == 1
    assert state(db, case_id, "review") is State.OPEN


def test_a_review_fills_the_meeting_that_has_it_and_closes_it_with_the_last(db: Store) -> None:
    first, second = learning_case(db), learning_case(db)
    made = reviews.prepare(db, date(2026, 11, 21))
    review(db, first)
    assert not meetings.meeting_file(db, made).meeting.held
    review(db, second, RETURN)
    assert meetings.meeting_file(db, made).meeting.held


def test_there_is_no_review_before_attestation(db: Store) -> None:
    case_id = learning_case(db, attested=False)
    with pytest.raises(Refused):
        review(db, case_id)
    assert len(meetings.meetings(db, Council.PEDAGOGICAL)) == 1


def test_a_case_without_an_order_asks_for_no_review(db: Store) -> None:
    roster(db, Council.PEDAGOGICAL)
    with pytest.raises(Refused):
        review(db, stored_case(db))


def test_the_review_must_be_carried_by_those_who_were_there(db: Store) -> None:
    case_id = learning_case(db)
    with pytest.raises(Refused):
        reviews.record(
            db,
            case_id,
            RETURN,
            votes=(5, 0, 0),
            absent=["Хасенова 1.", "Ғабдуллин 2.", "Юсупов 4."],
        )
    with pytest.raises(Refused, match="Беков"):
        reviews.record(db, case_id, RETURN, votes=(5, 0, 0), absent=["Беков Б."])


def test_no_order_carries_out_what_was_not_reviewed(db: Store) -> None:
    with pytest.raises(Refused, match="әлі қайта қарамаған"):
        reviews.carry_out(db, learning_case(db))


@pytest.mark.parametrize("ground", [Ground.HEALTH, Ground.COMPETITION])
def test_other_grounds_close_with_their_basis_and_stay_readable(
    db: Store, clock: Clock, ground: Ground
) -> None:
    case_id = basis_case(db, ground)
    assert cases.case_file(db, case_id).assessment.outcome is CaseOutcome.RUNNING
    clock.turn("2030-01-01")
    file = cases.case_file(db, case_id)
    assert file.assessment.outcome is CaseOutcome.ENDED
    assert reviews.due(db) == []
    assert printouts.prepare_case(db, case_id, "both").content.startswith(b"%PDF")


def basis_case(db: Store, ground: Ground) -> int:
    start, until = date(2026, 11, 6), date(2026, 12, 1)
    event = {"event_name": "Олимпиада", "event_level": "republican"}
    event |= {"event_from": start, "event_until": until}  # type: ignore[dict-item]
    facts = event if ground is Ground.COMPETITION else {}
    case_id = stored_case(db, PaperKind.APPLICATION, ground=ground, **facts)
    period = {"valid_from": start, "valid_until": until}
    kind = PaperKind.MEDICAL if ground is Ground.HEALTH else PaperKind.PARTICIPATION
    cases.add_paper(db, paper(kind, case_id=case_id, date=date(2026, 11, 5), **period))
    draft = orders.draft_order(db, case_id, OrderKind.TRANSFER, date(2026, 11, 6))
    orders.issue_order(db, draft)
    return case_id


def test_a_case_that_returned_stays_readable(db: Store, clock: Clock) -> None:
    case_id = learning_case(db)
    review(db, case_id, RETURN)
    reviews.carry_out(db, case_id)
    clock.turn("2031-09-01")
    assert printouts.prepare_case(db, case_id, "kk").content.startswith(b"%PDF")


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2026, 11, 5), date(2028, 1, 1)])
def test_a_review_is_not_before_the_order_nor_years_ahead(db: Store, day: date) -> None:
    case_id = learning_case(db)
    before = meetings.meetings(db, Council.PEDAGOGICAL)
    with pytest.raises(Refused):
        reviews.record(db, case_id, RETURN, votes=(5, 0, 0), day=day)
    with pytest.raises(Refused):
        reviews.prepare(db, day)
    assert meetings.meetings(db, Council.PEDAGOGICAL) == before


def test_a_review_on_an_agenda_is_of_that_meeting_s_day(db: Store) -> None:
    case_id = learning_case(db)
    reviews.prepare(db, date(2026, 11, 21))
    with pytest.raises(Refused) as refused:
        reviews.record(db, case_id, RETURN, votes=(5, 0, 0), day=date(2026, 11, 20))
    assert "21.11.2026" in refused.value.text("kk")
    assert reviews.record(db, case_id, RETURN, votes=(5, 0, 0), day=date(2026, 11, 21))
