"""A whole school year of forty invented pupils: cases on all five grounds, materials, sittings planned,
results, grades, reviews, the change of the year. Every step is a call of the services that schools use.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from dlschool.domain.case import Ground, ReviewOutcome
from dlschool.domain.learning import (
    Period,
    SittingState,
    Trace,
)
from dlschool.domain.trace import TraceKind
from dlschool.domain.year_change import Move, YearChange
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.law.step import CaseOutcome
from dlschool.services import (
    calendar,
    cases,
    councils,
    formative,
    grades,
    loans,
    materials,
    pupils,
    results,
    reviews,
    sample,
    sample_year_papers,
    sample_year_school,
    school,
    sitting_plan,
    sittings,
    traces,
    year_change,
)
from dlschool.services import sample_year_cases as opened
from dlschool.services.sample_year_school import CLASSES, PUPILS, YEAR, taught
from dlschool.services.standing import every_standing
from dlschool.services.year_carry import Carried
from dlschool.store import changes
from dlschool.store.connection import Store

BEGINS = date(2025, 9, 1)
FAMILIES, SICK, ATHLETES = 14, 10, 8
TERM_PERIODS = (Period.TERM_1, Period.TERM_2, Period.TERM_3, Period.TERM_4)


class Clock:
    """The day that the year has come to."""

    def __init__(self, day: date) -> None:
        self._day = day

    def __call__(self) -> datetime:
        return datetime.combine(self._day, time(12))

    def turn(self, day: date) -> None:
        self._day = max(day, self._day)


@dataclass(slots=True)
class Lived:
    """What the year brought."""

    cases: dict[Ground, int] = field(default_factory=dict)
    sittings: int = 0
    journeys: int = 0
    on_class_dates: int = 0
    results: int = 0
    grades: int = 0
    extended: int = 0
    returned: int = 0
    schedules: int = 0
    """Orders that approved a pupil's own schedule, and those that changed one."""
    books: tuple[int, int] = (0, 0)
    """Textbooks that were out in May, and that were still out when the year changed."""
    carried: Carried | None = None
    """What the new year begins with."""
    change: YearChange | None = None
    family: list[int] = field(default_factory=list)
    """Ids of the families' cases."""

    def json(self) -> dict[str, Any]:
        moved = self.change.moved if self.change else ()
        return {
            "year": YEAR,
            "pupils": PUPILS,
            "cases": {ground.value: count for ground, count in self.cases.items()},
            "sittings": self.sittings,
            "journeys": self.journeys,
            "journeys_on_class_dates": self.on_class_dates,
            "results": self.results,
            "grades": self.grades,
            "extended": self.extended,
            "returned": self.returned,
            "schedule_orders": self.schedules,
            "books": {"in_may": self.books[0], "not_returned": self.books[1]},
            "next_year": {
                "hours": len(self.carried.hours) if self.carried else 0,
                "teachers": len(self.carried.teachings) if self.carried else 0,
            },
            "moved": {move.value: sum(m.move is move for m in moved) for move in Move},
        }


def live(db: Store, clock: Clock, chance: Random) -> Lived:
    """The year in an empty store whose clock is `clock`. Refused: the store holds a school."""
    if school.described(db) or pupils.count(db):
        raise Refused(N_("This folder already holds a school. The sample needs an empty one."))
    lived = Lived()
    clock.turn(BEGINS)
    sample_year_school.found(db, chance)
    everyone = [pupil.id or 0 for pupil, _ in pupils.known(db)]
    _autumn(db, clock, everyone, lived)
    for number, term in enumerate(calendar.terms(db, YEAR), 1):
        clock.turn(term.start + timedelta(days=10))
        _events(db, clock, everyone, number, lived)
        _plan(db, number, lived)
        if number == 2:
            lived.schedules = sample_year_papers.schedule(db, lived.family[0], number)
        clock.turn(term.until)
        _marks(db, number, chance, lived)
        if number in (2, 4):
            _reviews(db, clock, last=number == 4, lived=lived)
    clock.turn(date(2026, 5, 26))
    _grades(db, Period.ANNUAL, lived)
    clock.turn(date(2026, 6, 10))
    lived.books = sample_year_papers.books_back(db)
    _change(db, lived)
    return lived


def _autumn(db: Store, clock: Clock, everyone: list[int], lived: Lived) -> None:
    """Families and the sick of September: papers, councils, orders, materials."""
    clock.turn(date(2025, 9, 3))
    until = date(2025, 12, 26)
    lived.family = [opened.family(db, pupil, until) for pupil in everyone[:FAMILIES]]
    clock.turn(date(2025, 9, 5))
    sample.decide(db, lived.family, db.today(), until=until)
    clock.turn(date(2025, 9, 8))
    for case_id in lived.family:
        sample.issue(db, case_id, db.today())
        cases.give_access(db, case_id, db.today())
    sick = everyone[FAMILIES : FAMILIES + SICK]
    for number, pupil in enumerate(sick):
        opened.health(db, pupil, db.today() + timedelta(days=30 + 12 * number))
    _issue(db, everyone[:FAMILIES])
    lived.cases |= {Ground.FAMILY: len(lived.family), Ground.HEALTH: len(sick)}


def _issue(db: Store, learners: list[int]) -> None:
    """To everybody who learns afar what the class's catalogue holds, in one action for a class."""
    shelves = materials.catalogue(db)
    for grade, _letter in CLASSES:
        things = [s.item.id or 0 for s in shelves if s.item.grade == grade]
        mine = [n for n in learners if pupils.card(db, n).pupil.grade == grade]
        if mine:
            loans.issue(db, mine, things, db.today())


def _events(db: Store, clock: Clock, everyone: list[int], term: int, lived: Lived) -> None:
    """What the term brings: competitions in each, an emergency in the third, a storm in it too."""
    first = FAMILIES + SICK + (term - 1) * (ATHLETES // 4)
    day = db.today()
    for pupil in everyone[first : first + ATHLETES // 4]:
        opened.competition(db, pupil, day + timedelta(days=3), day + timedelta(days=24))
    lived.cases[Ground.COMPETITION] = lived.cases.get(Ground.COMPETITION, 0) + ATHLETES // 4
    if term == 3:
        opened.whole_classes(db, Ground.EMERGENCY, ("7Ә", "8А"), day + timedelta(days=2))
        clock.turn(day + timedelta(days=7))
        opened.whole_classes(db, Ground.WEATHER, ("5А",), db.today())
        lived.cases |= {Ground.EMERGENCY: 1, Ground.WEATHER: 1}


def _plan(db: Store, term: int, lived: Lived) -> None:
    """Sittings of everybody who learns afar, on the fewest journeys."""
    sittings.follow_plan(db, YEAR, term)
    proposal = sitting_plan.propose(db, YEAR, term)
    sitting_plan.keep(db, proposal)
    lived.sittings += len(proposal.changes)
    lived.journeys += proposal.plan.journeys
    lived.on_class_dates += proposal.on_class_dates


def _marks(db: Store, term: int, chance: Random, lived: Lived) -> None:
    """Points of every sitting of the term, formative marks, a trace of each pupil, then the grades."""
    weak = pupils.known(db)[0][0].id
    seen: set[tuple[int, int]] = set()
    with changes.action(db, N_("The sample school")):
        for line in sittings.sittings(db, YEAR, term):
            if line.sitting.state is not SittingState.PLANNED:
                continue
            share = 0.2 if line.pupil.id == weak else chance.uniform(0.5, 1)
            points = round(int(line.assessment.max_points) * share)
            results.enter(db, line.id, str(points), day=line.sitting.date)
            lived.results += 1
            seen.add((line.pupil.id or 0, line.assessment.subject_id))
        for pupil_id, subject_id in sorted(seen):
            for _ in range(3):
                low = 1 if pupil_id == weak else 6
                mark = str(chance.randint(low, low + 3))
                formative.enter(db, pupil_id, subject_id, YEAR, term, mark)
        for pupil_id in sorted({pupil_id for pupil_id, _ in seen}):
            _trace(db, pupil_id)
    _grades(db, TERM_PERIODS[term - 1], lived)


def _trace(db: Store, pupil_id: int) -> None:
    for kind, text in (
        (TraceKind.ATTENDANCE, "сабақтардың барлығына қатысты"),
        (TraceKind.TEACHER, "тақырыптық кеңес"),
    ):
        traces.add(
            db,
            Trace(
                pupil_id=pupil_id, kind=kind.value, date=db.today(), who="Оразова Д.",
                system="Күнделік", verified_by="Ермеков Т.", text=text,
            ),
        )  # fmt: skip


def _grades(db: Store, period: Period, lived: Lived) -> None:
    for grade, letter in CLASSES:
        for subject_id in taught(db, f"{grade}{letter}"):
            lived.grades += grades.put_class(db, YEAR, f"{grade}{letter}", subject_id, period).put


def _reviews(db: Store, clock: Clock, *, last: bool, lived: Lived) -> None:
    """Attestation of those whose period ends; the council extends every second one, in May none."""
    running = [s for s in every_standing(db) if s.case_id in lived.family and s.running]
    for standing in running:
        cases.mark_attested(db, standing.case_id, db.today())
    if not running:
        return
    meeting = reviews.prepare(db, db.today())
    seats = sample.everyone_present(db, meeting)
    for number, line in enumerate(reviews.due(db)):
        extends = not last and number % 2 == 0
        outcome = ReviewOutcome.EXTEND if extends else ReviewOutcome.RETURN
        out = councils.recused(db, seats, line.standing.records.case)
        votes = (councils.voters(seats, out), 0, 0)
        until = date(2026, 5, 25) if extends else None
        reviews.record(db, line.standing.case_id, outcome, votes=votes, until=until)
        lived.extended += extends
        lived.returned += not extends
    clock.turn(db.today() + timedelta(days=1))
    for standing in running:
        reviews.carry_out(db, standing.case_id)


def _change(db: Store, lived: Lived) -> None:
    """Everybody moves, but for who failed the year; whoever is left open by the grades is promoted."""
    seen = year_change.preview(db)
    open_ = {line.pupil.id or 0: year_change.Choice(Move.PROMOTE) for line in seen.undecided}
    lived.carried = seen.carried
    lived.change = year_change.change(db, open_)


def ended(db: Store) -> int:
    """Cases that are over, each of them still readable."""
    over = [s for s in every_standing(db) if s.assessment.outcome is not CaseOutcome.RUNNING]
    return sum(1 for s in over if cases.case_file(db, s.case_id).case.id == s.case_id)
