"""The order that approves an individual schedule: on planned sittings, a step of no case."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from builders import approved_case, paper, taken_back

from dlschool.domain.case import OrderKind, PaperKind
from dlschool.domain.learning import (
    Assessment,
    AssessmentKind,
    Sitting,
    SittingMode,
    Subject,
    Teaching,
)
from dlschool.domain.record import Order
from dlschool.domain.school import Staff
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.forms import orders as order_form
from dlschool.forms.schedule_values import Schedule
from dlschool.services import (
    cases,
    curriculum,
    history,
    orders,
    printing,
    printouts,
    schedule_annex,
    school,
    sheets,
    subjects,
    today,
    versions,
)
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


LATER = date(2026, 12, 18)


def shown(db: Store, order_id: int) -> Schedule:
    """What the printed order says of the sittings."""
    order = orders.order(db, order_id)
    file = cases.case_file(db, order.case_id)
    return sheets.of_order(db, subjects.common(db), file, order).schedule


def move(db: Store, to: date | None = LATER, **facts: object) -> None:
    """The SOCh goes to another day."""
    sitting = next(s for s in learning.where(db, Sitting) if s.date == DAYS[1])
    with changes.action(db, "moved"):
        learning.save(db, replace(sitting, date=to, **facts))


def waiting(db: Store) -> list[today.Line]:
    return [line for line in today.today(db).lines if line.step == "schedule"]


def test_what_it_approved_stays_when_a_sitting_moves(db: Store) -> None:
    case_id = ordered(db)
    plan(db, case_id)
    made = draft(db, case_id)
    before = shown(db, made)
    move(db)
    assert shown(db, made) == before
    assert [line.day for line in before.lines] == list(DAYS)
    assert printouts.prepare(db, "order-schedule", order_id=made).content.startswith(b"%PDF")


def test_today_asks_for_an_order_on_the_change_and_that_order_tells_it(db: Store) -> None:
    case_id = ordered(db)
    plan(db, case_id)
    first = draft(db, case_id)
    assert waiting(db) == []
    move(db)
    (line,) = waiting(db)
    assert (line.screen, line.case_id) == ("cases", case_id)
    assert orders.order(db, first).number in line.sentence.ru
    second = draft(db, case_id)
    assert waiting(db) == []
    amended = shown(db, second).amended
    assert amended is not None
    assert orders.order(db, first).number in amended.order.kk
    ((was, now),) = amended.changes
    assert was is not None
    assert now is not None
    assert (was.day, now.day) == (DAYS[1], LATER)
    assert [line.day for line in shown(db, second).lines] == [DAYS[0], LATER]
    for language in ("kk", "ru", "both"):
        paper = printouts.prepare(db, "order-schedule", order_id=second, language=language)
        assert paper.content.startswith(b"%PDF")


def test_a_sitting_taken_off_or_given_a_room_is_a_change_too(db: Store) -> None:
    case_id = ordered(db)
    plan(db, case_id)
    draft(db, case_id)
    move(db, DAYS[1], room="12")
    assert len(waiting(db)) == 1
    move(db, DAYS[1], room="")
    assert waiting(db) == []
    move(db, None)
    amended = shown(db, draft(db, case_id)).amended
    assert amended is not None
    ((was, now),) = amended.changes
    assert was is not None
    assert (was.day, now) == (DAYS[1], None)


def test_an_order_that_is_annulled_is_changed_by_nobody(db: Store) -> None:
    case_id = ordered(db)
    plan(db, case_id)
    orders.annul_order(db, draft(db, case_id), Text("қате", "ошибка"))
    move(db)
    assert waiting(db) == []
    assert shown(db, draft(db, case_id)).amended is None


def test_another_number_keeps_what_was_approved_another_period_takes_the_plan_anew(
    db: Store,
) -> None:
    case_id = ordered(db)
    plan(db, case_id)
    made = orders.order(db, draft(db, case_id))
    move(db)
    orders.edit_order(db, replace(made, number="77-о"))
    assert [line.day for line in shown(db, made.id or 0).lines] == list(DAYS)
    orders.edit_order(db, replace(made, until=LATER))
    assert [line.day for line in shown(db, made.id or 0).lines] == [DAYS[0], LATER]


def test_an_order_of_an_older_program_shows_the_sittings_of_now(db: Store) -> None:
    case_id = ordered(db)
    plan(db, case_id)
    made = draft(db, case_id)
    with changes.action(db, "older"):
        changes.update(db, "orders", made, {"annex": None})
    move(db, date(2026, 12, 10))
    assert [line.day for line in shown(db, made).lines] == [DAYS[0], date(2026, 12, 10)]
    assert waiting(db) == []


def test_the_history_tells_the_approved_sittings_in_words(db: Store) -> None:
    case_id = ordered(db)
    plan(db, case_id)
    made = draft(db, case_id)
    newest = versions.versions(db, "orders", made)[0]
    (told,) = [each for each in newest.changes if each.name.ru == "Утверждённый график"]
    assert "07.12.2026, Алгебра, БЖБ" in told.after.kk
    assert history.check(db) == []


def test_a_damaged_annex_is_refused_with_its_reason(db: Store) -> None:
    order = Order(
        case_id=1, kind=OrderKind.SCHEDULE, series="movement", number="1", date=DAYS[0], annex="{"
    )
    with pytest.raises(Refused):
        schedule_annex.annex_of(order)


def test_an_order_printed_again_cites_nothing_that_came_after_it(db: Store) -> None:
    case_id = ordered(db)
    plan(db, case_id)
    order = orders.order(db, draft(db, case_id))
    later = order.date + timedelta(days=30)
    cases.add_paper(db, paper(PaperKind.PROGRESS, case_id=case_id, date=db.today(), number="999"))
    subject = sheets.of_order(db, subjects.common(db), cases.case_file(db, case_id), order)
    review = replace(
        subject.decisions[0],
        decision=replace(subject.decisions[0].decision, kind="review", date=later),
        minutes="77",
    )
    newer = [replace(p, date=later) for p in subject.papers if p.number == "999"]
    kept = [p for p in subject.papers if p.number != "999"]
    known = replace(
        subject, papers=(*kept, *newer), decisions=(*subject.decisions, review), order=order
    )
    cited = [*order_form.papers(known), *order_form.review_documents(known)]
    assert not [text for text in cited if "999" in text.ru or "77" in text.ru]
    assert len([*order_form.papers(known)]) == len([*order_form.papers(subject)])
    after = replace(known, order=replace(order, date=later))
    assert [text for text in order_form.papers(after) if "999" in text.ru]
    assert [text for text in order_form.review_documents(after) if "77" in text.ru]


def test_the_classs_teacher_and_room_stand_in_the_schedule(db: Store) -> None:
    case_id = ordered(db)
    plan(db, case_id)
    (subject,) = learning.where(db, Subject)
    staff = school.save_staff(db, Staff(name="Ахметова Б."))
    value = Teaching(
        year="2026-2027", class_name="8Ә", subject_id=subject.id or 0, staff_id=staff, room="12"
    )
    curriculum.save_teaching(db, value)
    found = shown(db, draft(db, case_id)).lines
    assert {(line.teacher, line.room) for line in found} == {("Ахметова Б.", "12")}
