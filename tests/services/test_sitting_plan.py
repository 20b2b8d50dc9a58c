"""The proposal: fewest journeys within every rule, shown first, kept as one action."""

from dataclasses import replace
from datetime import date

import pytest
from builders import competition_case, guardian, paper, stored_pupil, taken_back
from sitting_parts import CLASS, NAMES, SOR, TERM, YEAR, distance_case, planned, refused, subject

from dlschool.domain.case import Ground, IndividualSchedule, OrderKind
from dlschool.domain.learning import SittingMode, Teaching
from dlschool.planning import NoPlan
from dlschool.services import cases, curriculum, orders, sitting_plan, sittings, travel
from dlschool.services.opening import Store

DATES = (8, 10, 11, 14, 15, 17)


def six_soch(db: Store) -> None:
    for name, day in zip(NAMES, DATES, strict=True):
        planned(db, name, date=date(2026, 12, day))


def days(db: Store, pupil_id: int | None = None) -> list[date | None]:
    found = sittings.sittings(db, YEAR, TERM, pupil_id=pupil_id)
    return sorted({line.sitting.date for line in found}, key=str)


def test_six_soch_on_six_days_are_planned_for_two_journeys(db: Store) -> None:
    distance_case(db)
    six_soch(db)
    proposal = sitting_plan.propose(db, YEAR, TERM)
    assert (proposal.plan.journeys, proposal.plan.optimal) == (2, True)
    assert (proposal.on_class_dates, proposal.now) == (6, 6)
    assert len(days(db)) == 6
    assert sitting_plan.keep(db, proposal) == len(proposal.moved)
    assert len(days(db)) == 2
    again = sitting_plan.propose(db, YEAR, TERM)
    assert (again.now, again.moved) == (2, ())
    taken_back(db)
    assert len(days(db)) == 6


def test_a_plan_made_of_older_dates_is_not_kept(db: Store) -> None:
    distance_case(db)
    six_soch(db)
    proposal = sitting_plan.propose(db, YEAR, TERM)
    sittings.fix(db, proposal.moved[0].line.id)
    with refused("plan again"):
        sitting_plan.keep(db, proposal)


def test_travel_days_fixed_dates_and_teachers_days_are_kept(db: Store) -> None:
    distance_case(db)
    six_soch(db)
    teaching = Teaching(year=YEAR, class_name=CLASS, subject_id=subject(db), days=(3,))
    curriculum.save_teaching(db, teaching)
    sittings.follow_plan(db, YEAR, TERM)
    lines = sittings.sittings(db, YEAR, TERM)
    travel.save_days(db, lines[0].pupil, (1, 3))
    sittings.fix(db, lines[-1].id)
    proposal = sitting_plan.propose(db, YEAR, TERM)
    sitting_plan.keep(db, proposal)
    for line in sittings.sittings(db, YEAR, TERM):
        assert line.sitting.date is not None
        assert line.sitting.date.weekday() in (1, 3)
        if line.assessment.subject_id == subject(db):
            assert line.sitting.date.weekday() == 3
    assert sittings.line(db, lines[-1].id).sitting.date == date(2026, 12, 17)


def test_one_pupil_joins_the_days_of_a_brother(db: Store) -> None:
    elder, younger = stored_pupil(db), stored_pupil(db)
    distance_case(db, pupil_id=elder)
    distance_case(db, pupil_id=younger)
    planned(db, date=date(2026, 12, 10))
    sittings.follow_plan(db, YEAR, TERM)
    brother = sittings.sittings(db, YEAR, TERM, pupil_id=elder)[0]
    sittings.move(db, brother.id, date(2026, 12, 14), "отбасы сұрады")
    proposal = sitting_plan.propose(db, YEAR, TERM, [younger])
    assert [change.day for change in proposal.changes] == [date(2026, 12, 14)]
    assert proposal.plan.journeys == 1


def test_strangers_stay_on_the_classs_dates(db: Store) -> None:
    stranger = stored_pupil(db, guardian(id=None, name="Ким О.", iin="", phone="+77010000001"))
    distance_case(db)
    distance_case(db, pupil_id=stranger)
    planned(db, date=date(2026, 12, 10))
    proposal = sitting_plan.propose(db, YEAR, TERM)
    assert (proposal.plan.journeys, proposal.moved) == (2, ())


def test_after_a_competition_the_same_planner_makes_the_individual_schedule(db: Store) -> None:
    pupil_id = stored_pupil(db)
    event = {"event_from": date(2026, 12, 7), "event_until": date(2026, 12, 16)}
    draft = competition_case(id=None, number="", pupil_id=pupil_id, opened_on=date(2026, 11, 20))
    case_id = cases.open_case(db, replace(draft, **event))
    for kind in ("application", "participation-order"):
        cases.add_paper(db, paper(kind, case_id=case_id, date=date(2026, 11, 20)))
    ordered(db, case_id)
    planned(db, date=date(2026, 12, 10))
    planned(db, NAMES[1], kind=SOR, date=date(2026, 12, 9))
    proposal = sitting_plan.propose(db, YEAR, TERM, [pupil_id])
    assert {change.line.sitting.mode for change in proposal.changes} == {SittingMode.IN_PERSON}
    sitting_plan.keep(db, proposal)
    assert all(day and day > date(2026, 12, 16) for day in days(db))
    found = cases.records(db, case_id).case
    assert (found.ground, found.individual_schedule) == (
        Ground.COMPETITION,
        IndividualSchedule.MADE,
    )


def ordered(db: Store, case_id: int) -> None:
    orders.issue_order(db, orders.draft_order(db, case_id, OrderKind.TRANSFER, date(2026, 11, 20)))


def test_where_there_is_no_plan_pupils_and_subjects_are_named(db: Store) -> None:
    distance_case(db)
    planned(db)
    teaching = Teaching(year=YEAR, class_name=CLASS, subject_id=subject(db), days=(0,))
    curriculum.save_teaching(db, teaching)
    sittings.follow_plan(db, YEAR, TERM)
    travel.save_days(db, sittings.sittings(db, YEAR, TERM)[0].pupil, (1,))
    with pytest.raises(NoPlan) as caught:
        sitting_plan.propose(db, YEAR, TERM)
    said = caught.value.text("kk")
    assert "Сәрсенбаев Ө." in said
    assert "8Ә, Алгебра" in said
    assert {help_.id.partition(":")[0] for help_ in caught.value.would_help} == {
        "teacher_days",
        "travel_days",
    }


def test_nothing_to_plan_is_said(db: Store) -> None:
    with refused("no sitting"):
        sitting_plan.propose(db, YEAR, TERM)
