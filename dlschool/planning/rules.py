"""Rules by name, so that a conflict can be told: each takes days from a sitting, or ties sittings."""

from collections.abc import Iterator
from datetime import date

from dlschool.planning.problem import Kind, Mode, Problem, Pupil, Room, Sitting, Teacher, Week

SOCH_PER_DAY = "soch_per_day"
SOR_PER_TERM = "sor_per_term"
SOCH_LAST_DAY = "soch_last_day"
SOR_BEFORE_SOCH = "sor_before_soch"
DAYS_OFF = "days_off"
TERM = "term"
WINDOW = "window"
FIXED = "fixed"
ABSENT = "absent"
TRAVEL = "travel_days"
TEACHER = "teacher_days"
TEACHER_HOURS = "teacher_hours"
ROOM_HOURS = "room_hours"


def named(rule: str, of: str) -> str:
    """«travel_days:p1»: the rule as it is for one pupil, teacher or sitting."""
    return f"{rule}:{of}"


class Days:
    """Which days are open to each sitting. `without`: rules that are left out for a trial."""

    def __init__(self, problem: Problem) -> None:
        self.pupils: dict[str, Pupil] = {pupil.id: pupil for pupil in problem.pupils}
        self.teachers: dict[str, Teacher] = {teacher.id: teacher for teacher in problem.teachers}
        self.rooms: dict[str, Room] = {room.id: room for room in problem.rooms}
        self.school = problem.school_days()
        self.every = problem.days()
        self.term = problem.term
        self.off = problem.days_off
        self.last = self.school[-1] if self.school else None

    def open_to(self, sitting: Sitting, without: frozenset[str] = frozenset()) -> list[date]:
        """Days in order; a fixed sitting has one, or none where its day breaks a rule."""
        days = self.every if DAYS_OFF in without else self.school
        if sitting.fixed is not None and named(FIXED, sitting.id) not in without:
            days = [sitting.fixed]
        return [
            day
            for day in days
            if not any(rule not in without for rule in self.broken(sitting, day))
        ]

    def broken(self, sitting: Sitting, day: date) -> Iterator[str]:
        """Rules that the day breaks for this sitting alone."""
        if not self.term.holds(day):
            yield TERM
        if day in self.off:
            yield DAYS_OFF
        if not sitting.earliest <= day <= sitting.latest:
            yield named(WINDOW, sitting.id)
        if sitting.kind == Kind.SOCH and day == self.last:
            yield SOCH_LAST_DAY
        pupil = self.pupils[sitting.pupil]
        if any(span.holds(day) for span in pupil.absent):
            yield named(ABSENT, pupil.id)
        if sitting.mode == Mode.IN_PERSON and not _on(day, pupil.travel_days):
            yield named(TRAVEL, pupil.id)
        yield from self._taken(sitting, day)

    def _taken(self, sitting: Sitting, day: date) -> Iterator[str]:
        """Rules of who takes the sitting, and where."""
        if sitting.teacher is not None:
            teacher = self.teachers[sitting.teacher]
            if not _on(day, teacher.days):
                yield named(TEACHER, teacher.id)
            if not _hours(day, teacher.hours):
                yield named(TEACHER_HOURS, teacher.person or teacher.id)
        room = sitting.room if sitting.mode == Mode.IN_PERSON else None
        if room is not None and not _hours(day, self.rooms[room].hours):
            yield named(ROOM_HOURS, room)


def _on(day: date, days: frozenset[int] | None) -> bool:
    return days is None or day.weekday() in days


def _hours(day: date, week: Week | None) -> bool:
    return week is None or week[day.weekday()] > 0
