"""The plan of sittings: proposed with its figures, shown, and kept only when somebody says so."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from dlschool import planning
from dlschool.domain.access import Right
from dlschool.domain.case import Ground, IndividualSchedule
from dlschool.domain.learning import Sitting, SittingMode, SittingState
from dlschool.domain.record import Case
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.planning import NoPlan, Plan
from dlschool.planning.result import TOGETHER, Help
from dlschool.planning.rules import Days
from dlschool.services import cases, sitting_problem, sittings
from dlschool.services.access import need
from dlschool.services.sitting_problem import Asked
from dlschool.services.sittings import Line
from dlschool.store import cases as case_store
from dlschool.store import changes
from dlschool.store import learning as rows
from dlschool.store.connection import Store

PLANNED = Text("жоспарлау", "планирование")
"""The reason that a sitting moved by the planner bears."""


@dataclass(frozen=True, slots=True)
class Change:
    """A sitting and the day proposed for it."""

    line: Line
    day: date

    @property
    def differs(self) -> bool:
        state = self.line.sitting.state
        return self.line.sitting.date != self.day or state is SittingState.MISSED


@dataclass(frozen=True, slots=True)
class Proposal:
    """Days for every asked sitting, in order of days; nothing is written yet."""

    year: str
    term: int
    changes: tuple[Change, ...]
    plan: Plan
    on_class_dates: int
    """Journeys if everybody sat on the class's dates."""
    now: int
    """Journeys by the dates of now."""
    forbidden: int = 0
    """Sittings that may not lie on the class's date: away, no way to school, the teacher's days."""

    @property
    def moved(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.differs)


def propose(
    db: Store,
    year: str,
    term: int,
    pupil_ids: Collection[int] | None = None,
    *,
    earlier: int = sitting_problem.EARLIER,
) -> Proposal:
    """A plan for these pupils, or for all: fewest journeys first. Writes what the class plans ask of
    them and is wanting, so that it can be planned.

    Refused: nothing waits for a day; NoPlan: which rules conflict, by name.
    """
    need(db, Right.LEARNING)
    sittings.follow_plan(db, year, term, pupil_ids)
    asked = sitting_problem.build(db, year, term, pupil_ids, earlier=earlier)
    if not asked.lines:
        raise Refused(N_("In term {term} no sitting waits for a day."), term=term)
    try:
        made = planning.plan(asked.problem)
    except NoPlan as none:
        raise _named(none, asked.names) from none
    found = [Change(asked.lines[p.id], p.date) for p in made.placed if p.id in asked.lines]
    found.sort(key=lambda change: (change.day, change.line.pupil.id or 0, change.line.id))
    class_dates = {each: line.assessment.date for each, line in asked.lines.items()}
    today = {each: line.sitting.date for each, line in asked.lines.items()}
    by_class, by_now = _journeys(asked, class_dates), _journeys(asked, today)
    return Proposal(year, term, tuple(found), made, by_class, by_now, _forbidden(asked))


def _forbidden(asked: Asked) -> int:
    days = Days(asked.problem)
    wanted = (s for s in asked.problem.sittings if s.id in asked.lines)
    return sum(any(days.broken(sitting, sitting.class_date)) for sitting in wanted)


def _journeys(asked: Asked, days: Mapping[str, date | None]) -> int:
    """Days on which a pupil, or a family together, comes if the sittings lie on these days."""
    family = {pupil.id: pupil.family or pupil.id for pupil in asked.problem.pupils}
    return len(
        {
            (family[sitting.pupil], days.get(sitting.id) or sitting.fixed or sitting.class_date)
            for sitting in asked.problem.sittings
            if sitting.mode.value == SittingMode.IN_PERSON.value
        }
    )


def keep(db: Store, proposal: Proposal, reason: str = "") -> int:
    """Writes the days proposed; the individual schedules that they make are marked as made (point 9).

    Returns how many sittings moved. Refused: a sitting was changed since the proposal.
    """
    moved = proposal.moved
    for change in moved:
        if rows.get(db, Sitting, change.line.id) != change.line.sitting:
            raise Refused(N_("The sittings were changed since this plan was made: plan again."))
    message = N_("Sittings of term {term} planned: {count}, journeys {journeys}")
    with changes.action(
        db, message, term=proposal.term, count=str(len(moved)), journeys=proposal.plan.journeys
    ):
        for change in moved:
            rows.save(db, _placed(change, reason.strip()))
        for case_id in _after_events(db, proposal):
            cases.mark_individual_schedule(db, case_id, IndividualSchedule.MADE)
    return len(moved)


def _placed(change: Change, reason: str) -> Sitting:
    why = reason or f"{PLANNED.kk} / {PLANNED.ru}"
    return replace(change.line.sitting, date=change.day, state=SittingState.PLANNED, reason=why)


def _after_events(db: Store, proposal: Proposal) -> Iterable[int]:
    """Competition cases whose sittings are in the plan and whose schedule is not made yet."""
    wanted = {change.line.sitting.case_id for change in proposal.changes} - {None}
    for case_id in sorted(each for each in wanted if each is not None):
        case = case_store.get(db, Case, case_id)
        made = case is not None and case.individual_schedule == IndividualSchedule.MADE
        if case is not None and case.ground is Ground.COMPETITION and not made:
            yield case_id


def _named(none: NoPlan, names: Mapping[str, Text]) -> NoPlan:
    """The refusal with names of pupils, sittings and subjects instead of the planner's ids."""
    values = {key: _said(value, names) for key, value in none.values.items()}
    helps = tuple(Help(_plain(h.id, names), _text(h.text, names)) for h in none.would_help)
    conflict = tuple(_plain(each, names) for each in none.conflict)
    return NoPlan(none.message, conflict, helps, **values)


def _said(value: object, names: Mapping[str, Text]) -> object:
    if isinstance(value, Text):
        return _text(value, names)
    if isinstance(value, (list, tuple)):
        return [_said(each, names) for each in value]
    return names.get(value, value) if isinstance(value, str) else value


def _text(text: Text, names: Mapping[str, Text]) -> Text:
    def in_(language: str) -> str:
        def name(found: re.Match[str]) -> str:
            return f"({names[found[1]][language]})" if found[1] in names else found[0]

        return re.sub(r"\(([^()]+)\)", name, text[language])

    return Text(in_("kk"), in_("ru"))


def _plain(each: str, names: Mapping[str, Text]) -> str:
    """A conflict's id for a program: «travel_days:Сәрсенбаев Ө.»."""
    parts = [part.rpartition(":") for part in each.split(TOGETHER)]
    return TOGETHER.join(
        f"{rule}{colon}{names[of].kk if of in names else of}" for rule, colon, of in parts
    )
