"""The department's calendar is shown beside the school's and used when a person says so."""

from dataclasses import replace
from datetime import date

import pytest
from exchange_parts import heard, letter, pair

from dlschool.domain.calendar import DayOff
from dlschool.errors import Refused
from dlschool.paths import program_file
from dlschool.services import calendar, directives, directives_calendars
from dlschool.services.opening import Store

YEAR = "2026-2027"


def shipped() -> str:
    return program_file("resources", "calendars", f"{YEAR}.toml").read_text("utf-8")


def sent(db: Store, content: str) -> directives.Directive:
    pair(db)
    said = {"directive": 8, "name": YEAR, "content": content}
    heard(db, letter(db, b"", 1, ("calendar", said)))
    return directives.every(db)[0]


def test_a_calendar_that_agrees_has_nothing_to_show(db: Store) -> None:
    found = sent(db, shipped())
    assert directives_calendars.compared(db, found) == []


def test_what_differs_is_shown_then_used_and_the_schools_own_days_off_stay(db: Store) -> None:
    term = calendar.calendar(db, YEAR).term(1)
    before = f"{term.until.isoformat()}"
    after = f"{term.until.replace(day=term.until.day - 1).isoformat()}"
    found = sent(db, shipped().replace(before, after, 1))
    own = DayOff(start=date(2026, 10, 5), until=date(2026, 10, 5), reason="Сайлау")
    calendar.add_day_off(db, YEAR, own)
    changed = directives_calendars.compared(db, found)
    assert [name.ru for name, _old, _new in changed] == ["1 четверть"]
    directives_calendars.use(db, found.id)
    used = calendar.calendar(db, YEAR)
    assert used.term(1) == replace(term, until=date.fromisoformat(after))
    assert used.days_off == (own,)
    assert directives.find(db, found.id).state == "used"


@pytest.mark.parametrize(
    "content", ["", "year = 7", "[[", "year = '2026-2027'\nsecret = 1", "x" * 10]
)
def test_what_is_no_calendar_is_refused_and_changes_nothing(db: Store, content: str) -> None:
    found = sent(db, content)
    with pytest.raises(Refused):
        directives_calendars.use(db, found.id)
    assert not calendar.is_own(db, YEAR)
    assert directives.find(db, found.id).waits
