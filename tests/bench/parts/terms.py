"""A term of a school to plan: pupils with travel days, siblings, absences; teachers with their days."""

import random
from dataclasses import replace
from datetime import date, timedelta

from dlschool.planning.problem import Kind, Mode, Problem, Pupil, Room, Sitting, Span, Teacher

SUBJECTS = 12
START, UNTIL = date(2026, 11, 9), date(2026, 12, 29)
_DAYS_OFF = frozenset(
    day
    for day in (START + timedelta(days=n) for n in range((UNTIL - START).days + 1))
    if day.weekday() > 4 or (day.month, day.day) == (12, 16)
)


def term(pupils: int, seed: int = 1, *, sor: int = 2) -> Problem:
    """12 subjects a pupil: a SOCh in person each, and `sor` SOR, in person or remote by the subject.

    A quarter of the pupils can come on two days of the week only, a fifth are siblings, a tenth are
    away for a week; most teachers take sittings on four days.
    """
    draw = random.Random(seed)
    school = [
        START + timedelta(days=n)
        for n in range((UNTIL - START).days + 1)
        if START + timedelta(days=n) not in _DAYS_OFF
    ]
    teachers = tuple(
        Teacher(f"t{n}", frozenset(draw.sample(range(5), 4)) if n % 3 else None)
        for n in range(SUBJECTS)
    )
    people = tuple(_pupil(n, draw) for n in range(pupils))
    dates = [_class_dates(school, sor, draw) for _ in range(max(1, pupils // 20))]
    sittings = [
        sitting
        for n, pupil in enumerate(people)
        for sitting in _sittings(pupil, dates[n % len(dates)], draw)
    ]
    return Problem(Span(START, UNTIL), people, tuple(sittings), teachers, _DAYS_OFF)


def _pupil(n: int, draw: random.Random) -> Pupil:
    travel = frozenset(draw.sample(range(5), 2)) if n % 4 == 0 else None
    away = START + timedelta(days=draw.randrange(30))
    absent = (Span(away, away + timedelta(days=6)),) if n % 10 == 3 else ()
    family = f"f{n // 10}" if n % 10 in (1, 2) else None
    return Pupil(f"p{n:03}", travel, absent, family)


def _class_dates(
    school: list[date], sor: int, draw: random.Random
) -> list[list[tuple[Kind, date]]]:
    """Of a class, by subject: SOR spread over the term, SOCh in its last two weeks."""
    found = []
    for _ in range(SUBJECTS):
        each = len(school) // (sor + 1)
        days = [(Kind.SOR, school[each * n + draw.randrange(each - 2)]) for n in range(sor)]
        found.append([*days, (Kind.SOCH, draw.choice(school[-12:-1]))])
    return found


def _sittings(
    pupil: Pupil, dates: list[list[tuple[Kind, date]]], draw: random.Random
) -> list[Sitting]:
    found = []
    for subject, days in enumerate(dates):
        remote = draw.random() < 0.5
        for n, (kind, day) in enumerate(days):
            mode = Mode.REMOTE if remote and kind is Kind.SOR else Mode.IN_PERSON
            found.append(
                Sitting(
                    f"{pupil.id}-{subject:02}-{n}",
                    pupil.id,
                    f"m{subject}",
                    kind,
                    mode,
                    day,
                    day - timedelta(days=10),
                    UNTIL if kind is Kind.SOCH else day + timedelta(days=10),
                    f"t{subject}",
                )
            )
    return found


def journeys_on_class_dates(problem: Problem) -> int:
    """Days on which families come when everybody sits with the class: the plan that needs no planner."""
    family = {p.id: p.family or p.id for p in problem.pupils}
    return len(
        {(family[s.pupil], s.class_date) for s in problem.sittings if s.mode is Mode.IN_PERSON}
    )


def in_rooms(problem: Problem, count: int, seats: int, hours: int) -> Problem:
    """The same in so many rooms of so many hours a day, a subject always in one room."""
    rooms = tuple(Room(f"r{n}", seats, (hours,) * 7) for n in range(count))
    sittings = tuple(
        replace(sitting, room=f"r{int(sitting.subject[1:]) % count}")
        for sitting in problem.sittings
    )
    return replace(problem, rooms=rooms, sittings=sittings)
