"""A problem from JSON, read strictly: a wrong key, date or id is refused by its place."""

from datetime import date
from typing import Annotated, Any, Literal

import msgspec

from dlschool.domain import json_data
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.planning.problem import (
    Kind,
    Limits,
    Mode,
    Problem,
    Pupil,
    Room,
    Sitting,
    Span,
    Teacher,
    Week,
)

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_WEEK: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_Id = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
_Limit = Annotated[int, msgspec.Meta(ge=0, le=1000)]
_Hours = Annotated[int, msgspec.Meta(ge=0, le=24)]
_Seats = Annotated[int, msgspec.Meta(ge=1, le=10_000)]
LONGEST_TERM = 400
"""Days: a plan is made for a term, not for a century."""


class _Span(
    msgspec.Struct, forbid_unknown_fields=True, frozen=True, rename={"start": "from", "until": "to"}
):
    start: date
    until: date


class _Limits(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    soch_per_day: _Limit = 3
    sor_per_term: _Limit = 3


class _Pupil(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    id: _Id
    travel_days: list[Day] | None = None
    absent: list[_Span] = []
    family: _Id | None = None


class _Teacher(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    id: _Id
    days: list[Day] | None = None
    hours: dict[Day, _Hours] | None = None


class _Room(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    id: _Id
    seats: _Seats | None = None
    hours: dict[Day, _Hours] | None = None


class _Sitting(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    id: _Id
    pupil: _Id
    subject: _Id
    kind: Literal["SOR", "SOCh"]
    mode: Literal["in-person", "remote"]
    class_date: date
    earliest: date
    latest: date
    teacher: _Id | None = None
    fixed: date | None = None
    room: _Id | None = None
    work: _Id | None = None


class _Problem(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    term: _Span
    pupils: list[_Pupil]
    sittings: list[_Sitting]
    teachers: list[_Teacher] = []
    days_off: list[date] = []
    limits: _Limits = _Limits()
    rooms: list[_Room] = []


def read(content: bytes) -> Problem:
    """The problem that the JSON text asks. Refused: what is wrong and where."""
    said = json_data.decode(content, _Problem)
    problem = Problem(
        _span(said.term, "term"),
        tuple(_pupil(pupil) for pupil in said.pupils),
        tuple(_sitting(sitting) for sitting in said.sittings),
        tuple(Teacher(t.id, _days(t.days), _week(t.hours)) for t in said.teachers),
        frozenset(said.days_off),
        Limits(said.limits.soch_per_day, said.limits.sor_per_term),
        tuple(Room(room.id, room.seats, _week(room.hours)) for room in said.rooms),
    )
    _check(problem)
    return problem


def _span(said: _Span, where: str) -> Span:
    if said.until < said.start:
        raise Refused(N_("{where}: the end lies before the beginning."), where=where)
    return Span(said.start, said.until)


def _pupil(said: _Pupil) -> Pupil:
    absent = tuple(_span(span, said.id) for span in said.absent)
    return Pupil(said.id, _days(said.travel_days), absent, said.family)


def _days(said: list[Day] | None) -> frozenset[int] | None:
    return None if said is None else frozenset(_WEEK.index(day) for day in said)


def _week(said: dict[Day, int] | None) -> Week | None:
    """A day that is not named has no hour."""
    return None if said is None else tuple(said.get(day, 0) for day in _WEEK)


def _sitting(said: _Sitting) -> Sitting:
    if said.latest < said.earliest:
        raise Refused(N_("{where}: the end lies before the beginning."), where=said.id)
    given: dict[str, Any] = msgspec.structs.asdict(said)
    return Sitting(**{**given, "kind": Kind(said.kind), "mode": Mode(said.mode)})


def _check(problem: Problem) -> None:
    if (problem.term.until - problem.term.start).days > LONGEST_TERM:
        raise Refused(N_("The term is longer than {days} days."), days=LONGEST_TERM)
    for things in (problem.pupils, problem.teachers, problem.rooms, problem.sittings):
        _refuse_twice([thing.id for thing in things])
    pupils = {pupil.id for pupil in problem.pupils}
    teachers = {None, *(teacher.id for teacher in problem.teachers)}
    rooms = {None, *(room.id for room in problem.rooms)}
    for sitting in problem.sittings:
        for known, other, message in (
            (pupils, sitting.pupil, N_("Sitting {id}: there is no pupil {other}.")),
            (teachers, sitting.teacher, N_("Sitting {id}: there is no teacher {other}.")),
            (rooms, sitting.room, N_("Sitting {id}: there is no room {other}.")),
        ):
            if other not in known:
                raise Refused(message, id=sitting.id, other=other)


def _refuse_twice(ids: list[str]) -> None:
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            raise Refused(N_("The id {id} stands twice."), id=each)
        seen.add(each)
