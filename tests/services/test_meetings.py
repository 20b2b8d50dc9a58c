"""Meetings: prepared with an agenda, attended, closed when everything is decided."""

from dataclasses import replace
from datetime import date, time

import pytest
from builders import (
    PERIOD,
    approved_case,
    attended,
    decided,
    ready_case,
    roster,
    stored_case,
    taken_back,
)

from dlschool.domain.case import Council, Ground, OrderKind, Outcome
from dlschool.errors import Refused
from dlschool.services import agenda, decisions, meetings, orders
from dlschool.services.opening import Store

PED, TRUSTEE = Council.PEDAGOGICAL, Council.TRUSTEE
DAY = date(2026, 11, 5)


def test_a_meeting_is_filled_from_the_roster_and_from_what_waits(db: Store) -> None:
    roster(db, PED)
    first, second = ready_case(db), ready_case(db)
    stored_case(db, "application")
    made = meetings.prepare_meeting(db, PED, DAY, time(15, 0), " мұғалімдер бөлмесі ")
    file = meetings.meeting_file(db, made)
    assert [line.case.id for line in file.agenda] == [first, second]
    assert (file.meeting.chair, file.meeting.secretary) == ("Төленов 0.", "Хасенова 1.")
    assert (file.meeting.number, file.meeting.school_year) == ("1", "2026-2027")
    assert file.meeting.place == "мұғалімдер бөлмесі"
    assert (file.quorum.present, file.quorum.members, file.quorum.reached) == (0, 5, False)
    taken_back(db)
    assert meetings.meetings(db) == []


def test_numbers_run_by_council_and_school_year_with_gaps(db: Store) -> None:
    for council in Council:
        roster(db, council)

    def number(council: Council, day: date, given: str = "") -> str:
        made = meetings.prepare_meeting(db, council, day, number=given)
        return meetings.meeting_file(db, made).meeting.number

    assert number(PED, date(2026, 5, 20)) == "1"
    assert number(PED, date(2026, 8, 28)) == "1"
    assert number(PED, DAY, "12") == "12"
    assert number(PED, DAY) == "13"
    assert number(TRUSTEE, DAY) == "1"
    with pytest.raises(Refused, match="12"):
        number(PED, DAY, " 12 ")


def test_a_council_without_members_holds_no_meeting(db: Store) -> None:
    with pytest.raises(Refused):
        meetings.prepare_meeting(db, PED, DAY)


def test_an_agenda_takes_each_case_once_and_only_those_that_ask_this_council(db: Store) -> None:
    roster(db, PED)
    case_id = ready_case(db)
    made = meetings.prepare_meeting(db, PED, DAY)
    with pytest.raises(Refused, match="2026/1"):
        agenda.add_item(db, made, case_id)
    health = stored_case(db, ground=Ground.HEALTH)
    with pytest.raises(Refused, match="2026/2"):
        agenda.add_item(db, made, health)
    early = stored_case(db, "application")
    agenda.add_item(db, made, early)
    assert [line.case.id for line in meetings.meeting_file(db, made).agenda] == [case_id, early]


def test_the_agenda_is_reordered_and_shortened(db: Store) -> None:
    roster(db, PED)
    ids = [ready_case(db) for _ in range(3)]
    made = meetings.prepare_meeting(db, PED, DAY)

    def order() -> list[int]:
        return [ids.index(line.case.id or 0) for line in meetings.meeting_file(db, made).agenda]

    items = [line.item.id or 0 for line in meetings.meeting_file(db, made).agenda]
    agenda.move_item(db, items[2], -1)
    assert order() == [0, 2, 1]
    agenda.move_item(db, items[0], 99)
    assert order() == [2, 1, 0]
    agenda.remove_item(db, items[1])
    assert order() == [2, 0]
    for _ in range(3):
        taken_back(db)
    assert order() == [0, 1, 2]


def test_a_decided_item_stays_on_the_agenda(db: Store) -> None:
    case_id = ready_case(db)
    decided(db, PED, case_id)
    (line,) = meetings.meetings(db)
    (item,) = meetings.meeting_file(db, line.meeting.id or 0).agenda
    assert (line.items, line.decided) == (1, 1)
    with pytest.raises(Refused, match="2026/1"):
        agenda.remove_item(db, item.item.id or 0)
    with pytest.raises(Refused):
        meetings.cancel_meeting(db, line.meeting.id or 0)


def test_meetings_are_listed_newest_first(db: Store) -> None:
    for council in Council:
        roster(db, council)
    for day, council in ((3, PED), (5, TRUSTEE), (4, PED)):
        meetings.prepare_meeting(db, council, date(2026, 11, day))
    assert [line.meeting.date.day for line in meetings.meetings(db)] == [5, 4, 3]
    assert [line.meeting.date.day for line in meetings.meetings(db, PED)] == [4, 3]


def test_a_meeting_that_did_not_take_place_is_cancelled(db: Store) -> None:
    case_id = ready_case(db)
    held = attended(db, PED, case_id)
    meetings.cancel_meeting(db, held.id or 0)
    assert meetings.meetings(db) == []
    taken_back(db)
    assert len(meetings.meeting_file(db, held.id or 0).agenda) == 1


def test_a_meeting_closes_when_every_item_is_decided(db: Store) -> None:
    first, second = ready_case(db), ready_case(db)
    held = attended(db, PED, first, second)
    lines = meetings.meeting_file(db, held.id or 0).agenda
    for line, waits in zip(lines, ("2026/1; 2026/2", "2026/2"), strict=True):
        with pytest.raises(Refused, match=waits):
            meetings.hold(db, held.id or 0)
        decisions.record_decision(db, line.item.id or 0, Outcome.APPROVE, votes=(5, 0, 0), **PERIOD)
    meetings.hold(db, held.id or 0)
    assert meetings.meeting_file(db, held.id or 0).meeting.held
    taken_back(db)
    assert not meetings.meeting_file(db, held.id or 0).meeting.held


def test_an_empty_agenda_or_nobody_to_sign_does_not_close(db: Store) -> None:
    held = attended(db, PED)
    with pytest.raises(Refused):
        meetings.hold(db, held.id or 0)
    case_id = ready_case(db)
    agenda.add_item(db, held.id or 0, case_id)
    (line,) = meetings.meeting_file(db, held.id or 0).agenda
    decisions.record_decision(db, line.item.id or 0, Outcome.POSTPONE, votes=(5, 0, 0))
    meetings.edit_meeting(db, replace(held, chair=" "))
    with pytest.raises(Refused):
        meetings.hold(db, held.id or 0)
    meetings.edit_meeting(db, replace(held, chair="Ғабдуллин 2."))
    meetings.hold(db, held.id or 0)


def test_a_closed_meeting_changes_only_after_it_is_opened_again(db: Store) -> None:
    case_id = ready_case(db)
    decided(db, PED, case_id)
    meeting_id = meetings.meetings(db)[0].meeting.id or 0
    meetings.hold(db, meeting_id)
    held = meetings.meeting_file(db, meeting_id).meeting
    (line,) = meetings.meeting_file(db, meeting_id).agenda
    for work in (
        lambda: meetings.edit_meeting(db, replace(held, place="залда")),
        lambda: meetings.record_attendance(db, meeting_id, held.attendees),
        lambda: agenda.add_item(db, meeting_id, case_id),
        lambda: agenda.move_item(db, line.item.id or 0, 1),
        lambda: decisions.record_decision(db, line.item.id or 0, Outcome.POSTPONE),
        lambda: meetings.cancel_meeting(db, meeting_id),
        lambda: meetings.hold(db, meeting_id),
    ):
        with pytest.raises(Refused, match="1"):
            work()
    meetings.reopen(db, meeting_id)
    meetings.edit_meeting(db, replace(held, place="залда"))
    assert meetings.meeting_file(db, meeting_id).meeting.place == "залда"


def test_a_meeting_on_whose_decision_an_order_stands_is_not_opened_again(db: Store) -> None:
    case_id = approved_case(db)
    meeting_ids = [line.meeting.id or 0 for line in meetings.meetings(db)]
    for meeting_id in meeting_ids:
        meetings.hold(db, meeting_id)
    orders.issue_order(db, orders.draft_order(db, case_id, OrderKind.TRANSFER, date(2026, 11, 6)))
    for meeting_id in meeting_ids:
        with pytest.raises(Refused, match="1-о"):
            meetings.reopen(db, meeting_id)


def test_decisions_move_to_the_meetings_new_date(db: Store) -> None:
    case_id = ready_case(db)
    decided(db, PED, case_id)
    found = meetings.meetings(db)[0].meeting
    meetings.edit_meeting(db, replace(found, date=date(2026, 7, 30), number="4"))
    file = meetings.meeting_file(db, found.id or 0)
    assert file.agenda[0].decision is not None
    assert file.agenda[0].decision.date == date(2026, 7, 30)
    assert (file.meeting.number, file.meeting.school_year) == ("4", "2025-2026")


def test_presence_cannot_fall_below_the_votes_that_were_cast(db: Store) -> None:
    case_id = ready_case(db)
    decided(db, PED, case_id)
    found = meetings.meetings(db)[0].meeting
    fewer = [replace(found.attendees[0], present=False), *found.attendees[1:]]
    with pytest.raises(Refused, match="4"):
        meetings.record_attendance(db, found.id or 0, fewer)


def test_a_meeting_that_is_not_there_is_refused(db: Store) -> None:
    with pytest.raises(Refused):
        meetings.meeting_file(db, 5)
