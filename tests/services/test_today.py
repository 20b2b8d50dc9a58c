"""Today: what waits, why, by which point, how urgently — and how many learn at a distance."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from builders import (
    FAMILY_DETAILS,
    PERIOD,
    approved_case,
    attended,
    classes_case,
    decided,
    opened,
    paper,
    ready_case,
    roster,
    stored_case,
    stored_pupil,
)

from dlschool.domain.case import Council, Ground, Material, OrderKind, Outcome, PaperKind
from dlschool.paths import DataFolder
from dlschool.services import cases, editions, meetings, orders, school, telling
from dlschool.services.opening import Store
from dlschool.services.today import Line, Urgency, today

DAY = date(2026, 11, 6)


@pytest.fixture
def at(tmp_path: Path) -> Callable[[date], Store]:
    """The same school on another day."""
    return lambda day: opened(
        DataFolder(tmp_path / "school"), lambda: datetime.combine(day, time(12))
    )


def lines(db: Store, *kinds: str) -> list[Line]:
    return [line for line in today(db).lines if line.kind in kinds]


def learning(db: Store) -> int:
    """A family's case with everything done up to the attestation."""
    case_id = approved_case(db)
    draft = orders.draft_order(db, case_id, OrderKind.TRANSFER, DAY)
    orders.issue_order(db, draft)
    cases.give_access(db, case_id, DAY)
    cases.issue_material(db, case_id, list(Material), DAY)
    return case_id


def conclusion(db: Store, until: date) -> int:
    case_id = stored_case(db, ground=Ground.HEALTH, wanted_from=None, wanted_until=None)
    cases.add_paper(
        db,
        paper(PaperKind.MEDICAL, case_id=case_id, date=DAY, valid_from=DAY, valid_until=until),
    )
    return case_id


def test_an_empty_school_waits_for_nothing(db: Store) -> None:
    found = today(db)
    assert found.lines == ()
    assert found.totals.learners == 0
    assert [count.learners for count in found.counts_by_ground] == [0, 0, 0, 0, 0]


def test_missing_papers_come_as_one_line_with_the_point_that_asks_for_them(db: Store) -> None:
    case_id = stored_case(db, *list(FAMILY_DETAILS)[:4])
    (line,) = lines(db, "paper")
    assert line.subject.kk == "Сәрсенбаев Өркен, 8 «Ә»"
    assert line.sentence.ru.startswith("нет документов: заключение школьного психолога, акт")
    assert line.points == ("annex-2:13",)
    assert (line.screen, line.case_id) == ("cases", case_id)
    assert line.step == "paper:psychologist-conclusion"
    assert line.urgency is Urgency.LATE


def test_a_paper_that_is_there_but_does_not_serve_says_why(db: Store) -> None:
    conclusion(db, until=date(2026, 11, 10))
    (line,) = lines(db, "paper")
    assert "10.11.2026" in line.sentence.kk
    assert "10.11.2026" in line.sentence.ru
    assert line.urgency is Urgency.LATE


@pytest.mark.parametrize(
    ("wanted", "urgency"),
    [
        (date(2026, 11, 20), Urgency.LATE),
        (date(2026, 11, 21), Urgency.SOON),
        (date(2026, 12, 5), Urgency.SOON),
        (date(2026, 12, 6), Urgency.OPEN),
    ],
)
def test_what_is_urgent_depends_on_the_day_from_which_the_family_asks(
    db: Store, wanted: date, urgency: Urgency
) -> None:
    stored_case(db, wanted_from=wanted, wanted_until=date(2027, 1, 20))
    assert lines(db, "paper")[0].urgency is urgency


def test_how_early_a_date_is_told_of_is_the_schools_own_rule(db: Store) -> None:
    stored_case(db, wanted_from=date(2026, 12, 5), wanted_until=date(2027, 1, 20))
    school.save_setting(db, "reminder_days", 3)
    assert lines(db, "paper")[0].urgency is Urgency.OPEN


def test_a_case_from_paper_presses_nobody(db: Store) -> None:
    stored_case(db, from_paper=True)
    assert lines(db, "paper")[0].urgency is Urgency.OPEN


def test_cases_that_wait_for_a_council_come_as_one_line_for_each_council(db: Store) -> None:
    for number in range(1, 8):
        ready_case(db, number=f"2026/{number}")
    pedagogical, trustee = lines(db, "council")
    assert {pedagogical.council, trustee.council} == set(Council)
    assert "7 іс" in pedagogical.sentence.kk
    assert "№ 2026/5 және тағы 2" in pedagogical.sentence.kk
    assert pedagogical.screen == "councils"
    assert "annex-2:13" in pedagogical.points


def test_a_prepared_meeting_says_its_hour_its_agenda_and_its_quorum(db: Store) -> None:
    case_id = ready_case(db)
    roster(db, Council.PEDAGOGICAL)
    made = meetings.prepare_meeting(db, Council.PEDAGOGICAL, date(2026, 11, 24), time(15))
    (line,) = lines(db, "meeting")
    assert line.meeting_id == made
    assert line.sentence.kk == "24.11.2026, 15:00; күн тәртібінде 1 іс, кворумға 4 мүше керек"
    assert line.badge.kk == "3\u00a0күн қалды"
    assert [council.council for council in lines(db, "council")] == [Council.TRUSTEE]
    assert today(db).totals.meetings == 1
    assert case_id


def test_a_meeting_that_was_not_closed_is_late(db: Store) -> None:
    attended(db, Council.PEDAGOGICAL, ready_case(db))
    (line,) = lines(db, "meeting")
    assert (line.urgency, line.badge.ru) == (Urgency.LATE, "Срок прошёл")


def test_an_order_that_can_be_issued_is_said_to_be_so(db: Store) -> None:
    case_id = approved_case(db)
    (line,) = lines(db, "order")
    assert line.sentence.ru == "все основания есть, можно издать: приказ директора"
    assert (line.case_id, line.action.kk) == (case_id, "Бұйрық шығару")


def test_after_the_order_access_and_materials_are_asked_for(db: Store) -> None:
    case_id = approved_case(db)
    orders.issue_order(db, orders.draft_order(db, case_id, OrderKind.TRANSFER, DAY))
    assert lines(db, "access")[0].points == ("annex-2:8",)
    cases.issue_material(db, case_id, [Material.PROGRAMMES, Material.THEMATIC_PLANS], DAY)
    (line,) = lines(db, "issue")
    assert line.sentence.ru == "не выдано: учебники, график СОР, СОЧ и аттестации"
    assert line.points == ("annex-2:13.1",)


def test_attestation_is_not_asked_for_before_the_end_of_the_period_is_near(
    db: Store, at: Callable[[date], Store]
) -> None:
    case_id = learning(db)
    assert lines(db, "attestation", "period") == []
    later = at(date(2026, 12, 14))
    (line,) = lines(later, "attestation", "period")
    assert (line.kind, line.case_id, line.urgency) == ("attestation", case_id, Urgency.SOON)
    assert "27.12.2026" in line.sentence.kk
    cases.mark_attested(later, case_id, date(2026, 12, 14))
    (line,) = lines(later, "attestation", "period")
    assert (line.kind, line.badge.ru) == ("period", "Ещё 13\u00a0дней")
    later.close()


def test_a_period_that_ended_without_a_review_is_late(
    db: Store, at: Callable[[date], Store]
) -> None:
    case_id = learning(db)
    cases.mark_attested(db, case_id, date(2026, 11, 20))
    after = at(date(2026, 12, 28))
    (line,) = lines(after, "period")
    assert (line.urgency, line.sentence.ru) == (Urgency.LATE, "период закончился 27.12.2026")
    assert [line.council for line in lines(after, "review")] == [Council.PEDAGOGICAL]
    after.close()


def test_a_conclusion_that_ends_soon_is_told_of_with_its_point(db: Store) -> None:
    case_id = conclusion(db, until=date(2026, 11, 24))
    orders.issue_order(db, orders.draft_order(db, case_id, OrderKind.TRANSFER, DAY))
    cases.give_access(db, case_id, DAY)
    (line,) = lines(db, "period")
    assert (line.badge.kk, line.until) == ("3\u00a0күн қалды", date(2026, 11, 24))
    assert line.points


def test_a_case_that_ended_waits_for_nothing(db: Store) -> None:
    case_id = ready_case(db)
    decided(
        db,
        Council.TRUSTEE,
        case_id,
        outcome=Outcome.REFUSE,
        start=None,
        until=None,
        reason="жағдай жоқ",
    )
    assert [line.kind for line in today(db).lines] == ["meeting"]
    assert today(db).totals.running == 0


def test_cases_under_a_replaced_edition_come_as_one_line_until_the_school_said_why_not(
    db: Store,
) -> None:
    first, second = stored_case(db, number="2026/1"), stored_case(db, number="2026/2")
    (line,) = lines(db, "edition")
    assert line.screen == "law"
    assert ": 2;" in line.sentence.kk
    for case_id in (first, second):
        cases.refuse_later_edition(db, case_id, "мәтіні қолда жоқ")
    assert lines(db, "edition") == []


def test_a_case_of_an_edition_that_is_gone_does_not_hide_the_others(db: Store) -> None:
    stored_case(db, number="2026/1")
    made = stored_case(db, number="2026/2")
    db.execute("update cases set edition = 'order-1' where id = ?", (made,))
    stored_case(db, number="2026/3")
    found = lines(db, "edition", "paper")
    assert [line.kind for line in found] == ["paper", "paper", "edition", "edition"]
    assert "order-1" in found[2].sentence.ru
    with pytest.raises(Exception, match="order-1"):
        editions.edition(db, "order-1")


def test_who_was_not_told_of_a_called_off_morning_is_named(db: Store) -> None:
    stored_pupil(db, grade=7, letter="Б")
    case_id = cases.open_case(
        db, classes_case(id=None, number="", classes=("7Б",), opened_on=db.today())
    )
    order = paper(
        PaperKind.DEPARTMENT_ORDER,
        case_id=case_id,
        date=db.today(),
        valid_from=db.today(),
        valid_until=db.today(),
    )
    cases.add_paper(db, order)
    orders.issue_order(db, orders.draft_order(db, case_id, OrderKind.TRANSFER))
    (line,) = lines(db, "telling")
    assert (line.urgency, "родители" in line.sentence.ru) == (Urgency.LATE, True)
    for audience in {alert.window.audience for alert in telling.alerts(db, case_id)}:
        telling.tell(db, case_id, audience, "phone", db.now() - timedelta(hours=6))
    assert lines(db, "telling") == []
    (weather,) = [c for c in today(db).counts_by_ground if c.ground is Ground.WEATHER]
    assert weather.learners == 1


def test_learners_are_counted_by_ground_while_their_order_holds(
    db: Store, at: Callable[[date], Store]
) -> None:
    learning(db)
    stored_case(db, number="2026/2")
    totals = today(db).totals
    assert (totals.learners, totals.running, totals.pupils) == (1, 2, 2)
    before, after = at(PERIOD["start"] - timedelta(days=1)), at(PERIOD["until"] + timedelta(days=1))
    assert today(before).totals.learners == 0
    assert today(after).totals.learners == 0
    before.close()
    after.close()


def test_what_is_late_stands_first(db: Store) -> None:
    stored_case(db, number="2026/1", wanted_from=date(2027, 1, 9), wanted_until=date(2027, 2, 1))
    stored_case(db, number="2026/2", wanted_from=date(2026, 11, 30))
    stored_case(db, number="2026/3", wanted_from=date(2026, 11, 1))
    found = lines(db, "paper")
    assert [line.urgency for line in found] == [Urgency.LATE, Urgency.SOON, Urgency.OPEN]


def test_what_waits_is_seen_at_once_when_it_is_done(db: Store) -> None:
    case_id = stored_case(db)
    assert "құжаттар жоқ: өтініш, " in lines(db, "paper")[0].sentence.kk
    made = paper(PaperKind.APPLICATION, case_id=case_id, date=DAY)
    cases.add_paper(db, replace(made, id=None))
    assert "өтініш" not in lines(db, "paper")[0].sentence.kk
