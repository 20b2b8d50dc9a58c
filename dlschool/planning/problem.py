"""What a plan is asked of: a term, pupils, teachers, and the sittings to be given a date."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum


class Kind(StrEnum):
    SOR = "SOR"
    SOCH = "SOCh"


class Mode(StrEnum):
    IN_PERSON = "in-person"
    REMOTE = "remote"


@dataclass(frozen=True, slots=True)
class Span:
    """Dates inclusive."""

    start: date
    until: date

    def holds(self, day: date) -> bool:
        return self.start <= day <= self.until


@dataclass(frozen=True, slots=True)
class Limits:
    """Order 125: at most three SOCh a day, at most three SOR of a subject a term."""

    soch_per_day: int = 3
    sor_per_term: int = 3


Week = tuple[int, ...]
"""Hours of each day of the week, Monday first: seven numbers."""


@dataclass(frozen=True, slots=True)
class Pupil:
    id: str
    travel_days: frozenset[int] | None = None
    """Days of the week (Monday 0) on which the pupil can come to school; None: any."""
    absent: tuple[Span, ...] = ()
    family: str | None = None
    """Pupils of one family travel together."""


@dataclass(frozen=True, slots=True)
class Teacher:
    id: str
    days: frozenset[int] | None = None
    """Days of the week on which the teacher takes sittings; None: any."""
    hours: Week | None = None
    """Hours in which the teacher takes sittings, in person or remote; None: no bound."""
    person: str | None = None
    """Who it is: the same person takes sittings of several classes, each with days of its own, in the
    same hours. None: a person of one's own.
    """


@dataclass(frozen=True, slots=True)
class Room:
    """Where sittings in person are taken: `planning/hours.py` tells what fills it."""

    id: str
    seats: int | None = None
    """How many sit for one work at once; None: as many as come."""
    hours: Week | None = None
    """Hours for sittings; None: no bound."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """One pupil, one assessment; it gets one date."""

    id: str
    pupil: str
    subject: str
    kind: Kind
    mode: Mode
    class_date: date
    """The day on which the pupil's class has it: the plan stays as near as it can."""
    earliest: date
    latest: date
    teacher: str | None = None
    fixed: date | None = None
    room: str | None = None
    work: str | None = None
    """The class's assessment: who sits the same one on a day shares its hour. None: sittings of one
    subject, kind and class date are one work."""


@dataclass(frozen=True, slots=True)
class Problem:
    term: Span
    pupils: tuple[Pupil, ...]
    sittings: tuple[Sitting, ...]
    teachers: tuple[Teacher, ...] = ()
    days_off: frozenset[date] = frozenset()
    """Weekends, holidays, breaks: nobody sits for anything."""
    limits: Limits = field(default_factory=Limits)
    rooms: tuple[Room, ...] = ()
    held: tuple[Sitting, ...] = ()
    """Sittings of others, each fixed: they take hours of rooms and teachers and are not planned."""

    def days(self) -> list[date]:
        """Every day of the term, in order."""
        count = (self.term.until - self.term.start).days + 1
        return [self.term.start + timedelta(days=n) for n in range(count)]

    def school_days(self) -> list[date]:
        """Days of the term that are not off, in order."""
        return [day for day in self.days() if day not in self.days_off]
