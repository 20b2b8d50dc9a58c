"""What each day of a school year is to a class: lessons, weekend, holiday, break, day off."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dlschool.domain.calendar import Year, grade_of
from dlschool.domain.holidays import Holidays, Rest, rests
from dlschool.domain.text import Text


class DayKind(StrEnum):
    LESSONS = "lessons"
    WORKED = "worked"
    """A weekend day that is worked, for its rest was moved."""
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    BREAK = "break"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Day:
    """`words` says why there are no lessons; None for plain lessons and weekends."""

    kind: DayKind
    words: Text | None = None

    @property
    def lessons(self) -> bool:
        return self.kind in (DayKind.LESSONS, DayKind.WORKED)


MOVED_REST = Text("Ауыстырылған демалыс күні: {day}", "Перенесённый день отдыха: {day}")
WORKED = Text(
    "Жұмыс күні, демалыс {day} күніне ауыстырылған", "Рабочий день, отдых перенесён на {day}"
)
DAY_OFF = Text("Сабақ жоқ", "Занятий нет")
EXPECTED = Text("{name} (күтілетін күні)", "{name} (ожидаемая дата)")


def days(year: Year, known: Holidays, class_name: str = "") -> dict[date, Day]:
    """Every day of the year from its first to its last, for a class; "" for the school as a whole."""
    grade = grade_of(class_name)
    week = year.week(grade)
    rest = {
        day: found
        for civil in range(year.start.year, year.until.year + 1)
        for day, found in rests(known, civil, week).items()
    }
    found = {day: _plain(day, week, rest.get(day)) for day in year.days()}
    for pause in year.breaks_of(grade):
        found |= {day: Day(DayKind.BREAK, pause.name) for day in pause.days() if day in year}
    for moved in year.moved:
        found |= _moved(moved.worked, moved.rest, found)
    for off in year.days_off:
        if off.holds(class_name):
            words = Text(off.reason, off.reason) if off.reason.strip() else DAY_OFF
            found |= {
                day: Day(DayKind.OFF, words)
                for day in off.days()
                if day in found and found[day].lessons
            }
    return found


def _plain(day: date, week: int, rest: Rest | None) -> Day:
    if rest is not None:
        name = EXPECTED.filled(name=rest.name) if rest.expected else rest.name
        if rest.moved_from:
            since = f"{rest.moved_from:%d.%m}"
            name = Text(f"{name.kk}, {since}", f"{name.ru}, {since}")
        return Day(DayKind.HOLIDAY, name)
    return Day(DayKind.WEEKEND if day.weekday() >= week else DayKind.LESSONS)


def _moved(worked: date, rest: date, found: dict[date, Day]) -> dict[date, Day]:
    """The two days that change places; a break takes neither of them as a day of lessons."""
    changed = {}
    if rest in found and found[rest].lessons:
        changed[rest] = Day(DayKind.OFF, MOVED_REST.filled(day=f"{worked:%d.%m.%Y}"))
    if worked in found and found[worked].kind is DayKind.WEEKEND:
        changed[worked] = Day(DayKind.WORKED, WORKED.filled(day=f"{rest:%d.%m.%Y}"))
    return changed


def without_lessons(found: dict[date, Day]) -> frozenset[date]:
    return frozenset(day for day, what in found.items() if not what.lessons)
