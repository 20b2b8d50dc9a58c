"""A school year: terms, breaks, examinations, days off. Values; `calendar_check` says what is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dlschool.domain.text import Text

DAYS = 7
WEEKDAYS = (
    Text("дүйсенбі", "понедельник"),
    Text("сейсенбі", "вторник"),
    Text("сәрсенбі", "среда"),
    Text("бейсенбі", "четверг"),
    Text("жұма", "пятница"),
    Text("сенбі", "суббота"),
    Text("жексенбі", "воскресенье"),
)
"""Monday first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days from `start` to `until`, both of them in it."""

    start: date
    until: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.until

    def days(self) -> Iterator[date]:
        day = self.start
        while day <= self.until:
            yield day
            day += timedelta(days=1)

    @property
    def length(self) -> int:
        return (self.until - self.start).days + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Span):
    """A quarter of the year, 1 to 4."""

    number: int

    @property
    def weeks(self) -> int:
        """Weeks of study as the calendar order counts them: days of the term by seven, rounded."""
        return (self.length + DAYS // 2) // DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Break(Span):
    """A break; with `grades`, of these grades only, in the middle of a term."""

    name: Text
    grades: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exams(Span):
    """A window of final examinations of these grades; it may lie after the year's last day."""

    name: Text
    grades: tuple[int, ...]


class DayOffKind(StrEnum):
    SCHOOL = "school"
    """The school's own: elections, a breakdown, a day of the settlement."""
    REGIONAL = "regional"
    """Lessons called off in the region or district by the authority."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOff(Span):
    """Days without lessons; without `classes` and `grades`, of the whole school."""

    kind: DayOffKind = DayOffKind.SCHOOL
    reason: str = ""
    act: str = ""
    """Number and date of the order that says so."""
    grades: tuple[int, ...] = ()
    classes: tuple[str, ...] = ()
    """«8Ә»."""

    def holds(self, class_name: str) -> bool:
        if not (self.grades or self.classes):
            return True
        return class_name in self.classes or grade_of(class_name) in self.grades


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedDay:
    """Rest of the day off `worked` is taken on `rest`; `reason`: the act that says so."""

    rest: date
    worked: date
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Year(Span):
    """A school year as the calendar order and the school set it."""

    year: str
    """«2026-2027»."""
    source: Text
    """The act that the dates are from."""
    terms: tuple[Term, ...]
    breaks: tuple[Break, ...]
    exams: tuple[Exams, ...] = ()
    six_day_grades: tuple[int, ...] = ()
    """Grades that learn on Saturdays; the others learn five days."""
    days_off: tuple[DayOff, ...] = ()
    moved: tuple[MovedDay, ...] = ()

    def week(self, grade: int | None) -> int:
        """Days of study in a week of the grade."""
        return 6 if grade in self.six_day_grades else 5

    def term(self, number: int) -> Term:
        return next(term for term in self.terms if term.number == number)

    def term_of(self, day: date) -> Term | None:
        """The term that the day is in; None between terms and outside of the year."""
        return next((term for term in self.terms if day in term), None)

    def coming_term(self, day: date) -> Term | None:
        """The term of the day, else the next one; None after the last."""
        return next((term for term in self.terms if day <= term.until), None)

    def breaks_of(self, grade: int | None) -> tuple[Break, ...]:
        return tuple(rest for rest in self.breaks if not rest.grades or grade in rest.grades)

    def weeks(self, grade: int | None = None, number: int | None = None) -> int:
        """Weeks of study of the year (or of one term) less the breaks that this grade alone has."""
        terms = [term for term in self.terms if number in (None, term.number)]
        own = [rest for rest in self.breaks if rest.grades and grade in rest.grades]
        lost = sum(
            (rest.length + DAYS // 2) // DAYS
            for rest in own
            if any(rest.start in term for term in terms)
        )
        return sum(term.weeks for term in terms) - lost


def grade_of(class_name: str) -> int | None:
    """8 of «8Ә»; None for a name that does not begin with a number."""
    digits = class_name[:2] if class_name[:2].isdecimal() else class_name[:1]
    return int(digits) if digits.isdecimal() else None


def year_name(first: int) -> str:
    """«2026-2027» of 2026."""
    return f"{first}-{first + 1}"


def first_year(year: str) -> int | None:
    """2026 of «2026-2027»; None for what is no school year."""
    first = year[:4]
    return int(first) if first.isdecimal() and year == year_name(int(first)) else None


def year_before(year: str) -> str:
    """«2025-2026» of «2026-2027»; "" for what is no school year."""
    first = first_year(year)
    return year_name(first - 1) if first is not None else ""
