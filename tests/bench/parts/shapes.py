"""Shapes of terms that are hard to plan: windows of the whole term, many in person, few days to come."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from dlschool.planning.problem import Kind, Mode, Problem, Pupil, Sitting, Span, Teacher
from parts.terms import SUBJECTS

START, UNTIL = date(2026, 11, 2), date(2026, 12, 26)
_EVERY = [START + timedelta(days=n) for n in range((UNTIL - START).days + 1)]
_OFF = frozenset(day for day in _EVERY if day.weekday() > 4)
_SCHOOL = [day for day in _EVERY if day not in _OFF]


@dataclass(frozen=True, slots=True)
class Shape:
    """What makes a term hard."""

    pupils: int
    sor: int = 1
    """SOR of each of the twelve subjects, beside its SOCh."""
    window: int | None = None
    """Days before and after the class's date; None: the whole term."""
    remote: float = 0.5
    """How many of the SOR are remote: 0 none, 1 all."""
    travel: int | None = None
    """Days of the week on which one can come; None: any."""
    teacher_days: int = 5
    family: int = 1
    """Pupils who travel together."""
    away: bool = False
    """Every third pupil is absent for ten days."""
    fixed: float = 0.0
    """How many SOCh keep the class's date, where it is open."""


def problem(shape: Shape, seed: int = 1) -> Problem:
    draw = random.Random(f"{seed} {shape}")
    teachers = tuple(
        Teacher(f"t{n}", frozenset(draw.sample(range(5), shape.teacher_days)))
        for n in range(SUBJECTS)
    )
    people = tuple(_pupil(n, shape, draw) for n in range(shape.pupils))
    dates = [_class_dates(shape.sor, draw) for _ in range(max(1, shape.pupils // 20))]
    sittings = [
        sitting
        for n, pupil in enumerate(people)
        for sitting in _sittings(shape, pupil, teachers, dates[n % len(dates)], draw)
    ]
    return Problem(Span(START, UNTIL), people, tuple(sittings), teachers, _OFF)


def _pupil(n: int, shape: Shape, draw: random.Random) -> Pupil:
    travel = None if shape.travel is None else frozenset(draw.sample(range(5), shape.travel))
    if shape.family > 1 and travel is not None:
        travel = frozenset(random.Random(n // shape.family).sample(range(5), shape.travel or 1))
    away = START + timedelta(days=draw.randrange(30))
    absent = (Span(away, away + timedelta(days=9)),) if shape.away and n % 3 == 0 else ()
    family = f"f{n // shape.family}" if shape.family > 1 else None
    return Pupil(f"p{n:03}", travel, absent, family)


def _class_dates(sor: int, draw: random.Random) -> list[list[tuple[Kind, date]]]:
    found = []
    for _ in range(SUBJECTS):
        each = (len(_SCHOOL) - 8) // max(1, sor)
        days = [(Kind.SOR, _SCHOOL[each * n + draw.randrange(each)]) for n in range(sor)]
        found.append([*days, (Kind.SOCH, draw.choice(_SCHOOL[-12:-1]))])
    return found


def _sittings(
    shape: Shape,
    pupil: Pupil,
    teachers: tuple[Teacher, ...],
    dates: list[list[tuple[Kind, date]]],
    draw: random.Random,
) -> list[Sitting]:
    found = []
    for subject, days in enumerate(dates):
        for n, (kind, day) in enumerate(days):
            far = kind is Kind.SOR and draw.random() < shape.remote
            mode = Mode.REMOTE if far else Mode.IN_PERSON
            start, until = START, UNTIL
            if shape.window is not None:
                margin = timedelta(days=shape.window)
                start, until = day - margin, min(UNTIL, day + margin)
            chosen = kind is Kind.SOCH and draw.random() < shape.fixed
            stays = chosen and _open(pupil, teachers[subject], mode, day)
            found.append(
                Sitting(
                    f"{pupil.id}-{subject:02}-{n}", pupil.id, f"m{subject}", kind, mode, day,
                    start, until, f"t{subject}", day if stays else None,
                )
            )  # fmt: skip
    return found


def _open(pupil: Pupil, teacher: Teacher, mode: Mode, day: date) -> bool:
    free = pupil.travel_days is None or mode is Mode.REMOTE or day.weekday() in pupil.travel_days
    taken = teacher.days is not None and day.weekday() not in teacher.days
    return free and not taken and not any(span.holds(day) for span in pupil.absent)


HARD = {
    "12 SOCh, the whole term": Shape(200, sor=0),
    "24 sittings, mixed, the whole term": Shape(200, teacher_days=4),
    "24 sittings, all there, the whole term": Shape(200, remote=0),
    "24 sittings, one day a week to come": Shape(200, travel=1, remote=0.7),
    "24 sittings, two days a week to come": Shape(200, travel=2, teacher_days=4),
    "24 sittings, narrow windows": Shape(200, window=10),
    "24 sittings, all there, narrow": Shape(200, window=10, remote=0),
    "36 sittings, mixed, the whole term": Shape(200, sor=2),
    "24 sittings, families of four": Shape(200, family=4),
    "families of two, away, some fixed": Shape(
        200, family=2, away=True, fixed=0.05, teacher_days=4
    ),
}
"""Terms of 200 pupils, by what is hard in them."""
