"""Today asks for the textbooks of who left, of who learns afar no more, and as the year ends."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest
from builders import approved_case, opened, stored_pupil
from material_builders import book

from dlschool.domain.access import Role
from dlschool.domain.case import Material, OrderKind, ReviewOutcome
from dlschool.domain.personal import Request, RequestKind
from dlschool.domain.year_change import Move
from dlschool.paths import DataFolder
from dlschool.services import (
    cases,
    councils,
    learning_lines,
    loans,
    meetings,
    orders,
    personal,
    pupils,
    reviews,
    today,
    year_change,
    year_papers,
)
from dlschool.services.opening import Store
from dlschool.services.year_change import Choice

AUTUMN, SPRING, JUNE = date(2026, 11, 6), date(2027, 5, 20), date(2027, 6, 10)
At = Callable[..., Store]


@pytest.fixture
def at(tmp_path: Path) -> At:
    """The same school on another day, or for another role."""

    def school(day: date, role: Role = Role.OWNER) -> Store:
        folder = DataFolder(tmp_path / "school")
        return opened(folder, lambda: datetime.combine(day, time(12)), "Оразова Д.", role)

    return school


def lines(db: Store) -> dict[str, today.Line]:
    return {line.subject.ru: line for line in today.today(db).lines if line.kind == "books"}


def lent(db: Store, *pupil_ids: int, title: str = "Алгебра 8") -> None:
    loans.issue(db, pupil_ids, [book(db, title=title, copies=9, inventory="1207")], db.today())


def test_nothing_is_asked_in_the_middle_of_the_year(at: At) -> None:
    db = at(AUTUMN)
    lent(db, stored_pupil(db))
    assert lines(db) == {}
    db.close()


def test_who_left_with_books_is_asked_for_at_once(at: At) -> None:
    db = at(AUTUMN)
    who = stored_pupil(db, last="Әбенов", first="Самат")
    lent(db, who)
    pupils.leave(db, who, AUTUMN)
    (line,) = lines(db).values()
    assert line.subject == learning_lines.GONE
    assert line.urgency is today.Urgency.LATE
    assert "1; у кого: Әбенов С." in line.sentence.ru
    assert (line.screen, line.step) == ("materials", "out")
    loans.give_back(db, [1], AUTUMN)
    assert lines(db) == {}
    db.close()


def test_who_returned_to_school_is_asked_for_until_another_case_runs(at: At) -> None:
    db = at(AUTUMN)
    case_id = approved_case(db)
    orders.issue_order(db, orders.draft_order(db, case_id, OrderKind.TRANSFER, AUTUMN))
    pupil_id = cases.records(db, case_id).case.pupil_id or 0
    cases.give_access(db, case_id, AUTUMN)
    cases.issue_material(db, case_id, list(Material), AUTUMN)
    lent(db, pupil_id)
    assert lines(db) == {}
    db.close()
    db = at(date(2027, 2, 1))
    ended = cases.case_file(db, case_id).assessment.until
    assert ended is not None
    cases.mark_attested(db, case_id, ended)
    review(db, case_id)
    assert [line.subject for line in lines(db).values()] == [learning_lines.ENDED]
    db.close()


def review(db: Store, case_id: int) -> None:
    """The council returns the pupil, and the order follows."""
    meeting = reviews.prepare(db, db.today())
    seats = [
        replace(seat, present=True) for seat in meetings.meeting_file(db, meeting).meeting.attendees
    ]
    meetings.record_attendance(db, meeting, seats)
    held = meetings.meeting_file(db, meeting).meeting
    votes = (councils.voters(held, ()), 0, 0)
    reviews.record(db, case_id, ReviewOutcome.RETURN, votes=votes)
    reviews.carry_out(db, case_id)


def test_as_the_year_ends_everybody_is_asked(at: At) -> None:
    db = at(AUTUMN)
    people = [stored_pupil(db, last=f"Әбенов{n}", first="А") for n in range(6)]
    lent(db, *people)
    db.close()
    db = at(SPRING)
    (line,) = lines(db).values()
    assert line.subject == learning_lines.SUMMER
    assert line.urgency is today.Urgency.SOON
    assert "6; у кого" in line.sentence.ru
    assert "и ещё 2" in line.sentence.ru
    db.close()
    db = at(JUNE)
    assert [line.urgency for line in lines(db).values()] == [today.Urgency.LATE]
    db.close()


def test_books_of_the_new_year_are_not_asked_for_in_september(at: At) -> None:
    db = at(date(2027, 9, 3))
    lent(db, stored_pupil(db))
    assert lines(db) == {}
    db.close()


def test_a_blocked_pupil_is_not_named_and_a_teacher_is_not_asked(at: At) -> None:
    db = at(AUTUMN)
    who = stored_pupil(db)
    lent(db, who)
    pupils.leave(db, who, AUTUMN)
    asked = Request(pupil_id=who, kind=RequestKind.BLOCKING, date=AUTUMN, applicant="Ким А.")
    db.close()
    teacher = at(AUTUMN, Role.VIEWER)
    assert lines(teacher) == {}
    teacher.close()
    db = at(AUTUMN)
    personal.record_request(db, asked)
    assert lines(db) == {}
    db.close()


def test_the_years_change_lists_them_and_the_act_names_them(at: At) -> None:
    db = at(AUTUMN)
    stays, leaves = stored_pupil(db, grade=7, last="Аба"), stored_pupil(db, grade=8, last="Яна")
    lent(db, stays, leaves)
    db.close()
    db = at(JUNE)
    seen = year_change.preview(db, {leaves: Choice(Move.LEAVE)})
    assert [line.pupil.id for line in seen.books] == [leaves, stays]
    made = year_change.change(db, {leaves: Choice(Move.LEAVE)})
    assert [(o.pupil_id, o.books) for o in made.owed] == [
        (leaves, ("Алгебра 8 (№ 1207)",)),
        (stays, ("Алгебра 8 (№ 1207)",)),
    ]
    loans.give_back(db, [1, 2], JUNE)
    assert year_change.changed(db).owed == made.owed
    for language in ("kk", "ru", "both"):
        assert year_papers.prepare_act(db, language=language).content.startswith(b"%PDF")
    db.close()
