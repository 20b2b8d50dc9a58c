"""Both councils: who sits there, what waits for them, quorum, and who is kept away from a vote."""

from dataclasses import replace
from datetime import date

import pytest
from builders import (
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

from dlschool.domain.case import Council, Ground, OrderKind
from dlschool.domain.record import Attendee, Meeting
from dlschool.domain.school import Member
from dlschool.errors import Refused
from dlschool.services import cases, councils, meetings, orders, school
from dlschool.services.opening import Store

PED, TRUSTEE = Council.PEDAGOGICAL, Council.TRUSTEE


def seats(council: Council, present: int, absent: int = 0, secretary: bool = True) -> Meeting:
    """A meeting with a chair, members, and a secretary besides."""
    people = [
        Attendee(member_id=None, name=f"Мүше {n}", present=n < present)
        for n in range(present + absent)
    ]
    if secretary:
        people.append(Attendee(member_id=None, name="Хатшы", role="secretary"))
    return Meeting(
        council=council,
        number="1",
        school_year="2026-2027",
        date=date(2026, 11, 5),
        attendees=tuple(people),
    )


def test_a_council_has_one_chair_and_one_secretary(db: Store) -> None:
    roster(db, PED)
    with pytest.raises(Refused, match="Төленов"):
        councils.save_member(db, Member(council=PED, name="Екінші", role="chair"))
    chair = councils.members(db, PED)[0]
    councils.save_member(db, replace(chair, left=True))
    councils.save_member(db, Member(council=PED, name="Екінші", role="chair"))
    assert [m.name for m in councils.members(db, PED)][0] == "Екінші"
    councils.save_member(db, Member(council=TRUSTEE, name="Басқа кеңес", role="chair"))


def test_a_member_needs_a_name_and_undo_takes_the_member_away(db: Store) -> None:
    with pytest.raises(Refused):
        councils.save_member(db, Member(council=PED, name=" "))
    roster(db, PED, 1)
    taken_back(db)
    assert councils.members(db, PED) == []


@pytest.mark.parametrize(
    ("members", "needed"), [(1, 1), (2, 2), (3, 2), (4, 3), (9, 6), (10, 7), (18, 12)]
)
def test_two_thirds_of_the_members_rounded_up_make_a_quorum(
    db: Store, members: int, needed: int
) -> None:
    there = councils.quorum(db, seats(PED, members, secretary=False))
    assert (there.needed, there.members, there.reached) == (needed, members, True)
    fewer = seats(PED, needed - 1, members - needed + 1, secretary=False)
    assert not councils.quorum(db, fewer).reached


def test_the_quorum_is_the_schools_setting(db: Store) -> None:
    school.save_setting(db, "quorum", [1, 2])
    assert councils.quorum(db, seats(PED, 5, 5, secretary=False)).reached


def test_nobody_is_no_quorum(db: Store) -> None:
    assert not councils.quorum(db, seats(PED, 0, secretary=False)).reached


def test_the_trustee_councils_secretary_is_no_member_the_pedagogical_ones_is(db: Store) -> None:
    assert councils.quorum(db, seats(TRUSTEE, 3)).members == 3
    assert councils.quorum(db, seats(PED, 3)).members == 4
    assert councils.voters(seats(TRUSTEE, 3), []) == 3
    assert councils.voters(seats(PED, 3), ["Мүше 0"]) == 3


def test_a_case_waits_for_both_councils_once_its_papers_are_there(db: Store) -> None:
    stored_case(db, "application")
    ready = ready_case(db)
    for council in Council:
        (line,) = councils.waiting(db, council)
        assert (line.case_id, line.kind, line.number) == (ready, "transfer", "2026/2")
        assert line.subject == "Сәрсенбаев Өркен Қайратұлы"
        assert line.step.points


def test_a_ground_without_decisions_waits_for_no_council(db: Store) -> None:
    stored_case(db, ground=Ground.HEALTH)
    stored_case(db, ground=Ground.WEATHER, classes=("7Ә",))
    assert councils.waiting(db, PED) == []


def test_a_case_on_an_agenda_still_to_be_held_waits_no_more(db: Store) -> None:
    case_id = ready_case(db)
    attended(db, PED, case_id)
    assert councils.waiting(db, PED) == []
    assert len(councils.waiting(db, TRUSTEE)) == 1


def test_after_attestation_the_review_waits_for_the_pedagogical_council_only(db: Store) -> None:
    case_id = approved_case(db)
    orders.issue_order(db, orders.draft_order(db, case_id, OrderKind.TRANSFER, date(2026, 11, 6)))
    assert councils.waiting(db, PED) == []
    cases.mark_attested(db, case_id, date(2026, 11, 20))
    (line,) = councils.waiting(db, PED)
    assert (line.case_id, line.kind) == (case_id, "review")
    assert councils.waiting(db, TRUSTEE) == []


@pytest.mark.parametrize(
    ("member", "kin", "kept_away"),
    [
        ("Сәрсенбаева Гүлнұр Ыбырайқызы", "Сәрсенбаева Гүлнұр Ыбырайқызы", True),
        ("САРСЕНБАЕВА ГУЛЬНУР", "Сәрсенбаева Гүлнұр", False),
        ("Сәрсенбаева Г.Ы.", "Сәрсенбаева Гүлнұр Ыбырайқызы", True),
        ("Г. Сәрсенбаева", "Сәрсенбаева Гүлнұр Ыбырайқызы", True),
        ("Сәрсенбаева Гүлнұр", "Сәрсенбаева Гүлнұр Ыбырайқызы", True),
        ("Сәрсенбаева Г.А.", "Сәрсенбаева Гүлнұр Ыбырайқызы", False),
        ("Сәрсенбаева", "Сәрсенбаева Гүлнұр Ыбырайқызы", False),
        ("Сәрсенбаев Өркен Қайратұлы", "Ысқақов Т.", True),
    ],
)
def test_a_member_who_is_the_guardian_or_the_pupil_is_kept_away(
    db: Store, member: str, kin: str, kept_away: bool
) -> None:
    pupil_id = stored_pupil(db, guardian(id=None, name=kin, iin=""))
    case_id = stored_case(db, pupil_id=pupil_id)
    councils.save_member(db, Member(council=TRUSTEE, name=member))
    meeting_id = meetings.prepare_meeting(db, TRUSTEE, date(2026, 11, 5), case_ids=[case_id])
    (line,) = meetings.meeting_file(db, meeting_id).agenda
    assert line.recused == ((member,) if kept_away else ())


def test_where_both_have_an_iin_it_tells_people_of_one_name_apart(db: Store) -> None:
    case_id = stored_case(db)
    name = "Сәрсенбаева Гүлнұр Ыбырайқызы"
    for number in ("850715400004", "600101400017"):
        councils.save_member(db, Member(council=PED, name=f"{name}", iin=number))
    councils.save_member(db, Member(council=PED, name="Ким А.", iin="850715400004"))
    meeting_id = meetings.prepare_meeting(db, PED, date(2026, 11, 5), case_ids=[case_id])
    (line,) = meetings.meeting_file(db, meeting_id).agenda
    assert line.recused == ("Ким А.", name)


def test_a_case_of_classes_keeps_nobody_away(db: Store) -> None:
    case_id = stored_case(db, ground=Ground.WEATHER, classes=("7Ә",))
    case = cases.case_file(db, case_id).case
    assert councils.recused(db, seats(PED, 3), case) == ()


def test_decided_cases_wait_no_more(db: Store) -> None:
    case_id = ready_case(db)
    decided(db, PED, case_id)
    assert councils.waiting(db, PED) == []
