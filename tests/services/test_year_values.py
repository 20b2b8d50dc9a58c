"""What the journal says of the school year's records."""

from datetime import date

from dlschool.domain.calendar import DayOff, MovedDay
from dlschool.domain.learning import Subject, Teaching
from dlschool.services import calendar, curriculum, history, year_values
from dlschool.services.opening import Store
from dlschool.store import changes

YEAR = "2026-2027"


def test_a_changed_calendar_is_told_by_its_dates(db: Store) -> None:
    calendar.add_day_off(
        db, YEAR, DayOff(start=date(2026, 12, 7), until=date(2026, 12, 8), reason="апат")
    )
    calendar.add_moved_day(
        db, YEAR, MovedDay(rest=date(2026, 11, 30), worked=date(2026, 12, 5), reason="№ 1")
    )
    content = db.value("select content from calendars")
    said = year_values.in_words("calendars", "content", content)
    assert said is not None
    assert "сабақсыз күндер: 07.12.2026–08.12.2026" in said.kk
    assert "перенесённые дни: 05.12.2026 → 30.11.2026" in said.ru
    assert "{" not in said.kk
    assert year_values.in_words("calendars", "content", "{}") is None


def test_days_and_kinds_are_told_in_words(db: Store) -> None:
    made = curriculum.save_subject(db, Subject(name_kk="Шахмат", name_ru="Шахматы"))
    curriculum.save_teaching(db, Teaching(year=YEAR, class_name="8Ә", subject_id=made, days=(0, 4)))
    days = db.value("select days from teachings")
    said = year_values.in_words("teachings", "days", days)
    assert said is not None
    assert said.ru == "понедельник, пятница"
    assert year_values.in_words("teachings", "days", "[]") is None
    kind = year_values.in_words("subjects", "kind", "pass-fail")
    assert kind is not None
    assert kind.kk == "сынақ"


def test_every_line_of_the_year_is_told_in_the_journal(db: Store) -> None:
    made = curriculum.save_subject(db, Subject(name_kk="Шахмат", name_ru="Шахматы"))
    curriculum.save_hours(db, YEAR, 8, "kk", made, "1")
    for action in changes.history(db):
        assert history.said(action)
        assert all(text.kk for text in history.touched(db, action))
