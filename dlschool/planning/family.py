"""The sittings of one family as a model: the days of each, and the days on which the family travels."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dlschool.planning import journeys, rules
from dlschool.planning.highs import Model, Row, Term
from dlschool.planning.problem import Kind, Mode, Problem, Sitting

Place = tuple[str, date]
"""A sitting's id and a day: one yes-or-no of the model."""


@dataclass(slots=True)
class Family:
    """Sittings in the order of their ids, with the days open to each."""

    sittings: list[Sitting]
    open: Mapping[str, list[date]]
    soch_per_day: int
    without: frozenset[str] = frozenset()
    """Rules that are left out for a trial."""
    places: dict[Place, int] = field(default_factory=dict)
    journeys: dict[date, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for sitting in self.sittings:
            for day in self.open[sitting.id]:
                self.places[sitting.id, day] = len(self.places)
        days = sorted(
            {d for s in self.sittings if s.mode == Mode.IN_PERSON for d in self.open[s.id]}
        )
        self.journeys = {day: len(self.places) + n for n, day in enumerate(days)}

    def narrowed(self) -> "Family":
        """Without the days on which a SOR could not come before its SOCh."""
        open_days = journeys.in_order(self.sittings, self.open)
        return Family(self.sittings, open_days, self.soch_per_day, self.without)

    def only_on(self, days: Container[date]) -> "Family":
        """Who comes to school comes on one of these days."""
        open_days = {
            s.id: [d for d in self.open[s.id] if s.mode is Mode.REMOTE or d in days]
            for s in self.sittings
        }
        return Family(self.sittings, open_days, self.soch_per_day, self.without)

    def travels(self, dates: Mapping[str, date]) -> set[date]:
        """Days on which somebody of the family comes to school."""
        return {dates[s.id] for s in self.sittings if s.mode is Mode.IN_PERSON}

    def cost(self, dates: Mapping[str, date]) -> int:
        """What `model` counts for these dates."""
        return self.unit * self.shift(dates) + self.busiest(dates)

    def busiest(self, dates: Mapping[str, date]) -> int:
        """The busiest days of all pupils together."""
        most: dict[str, int] = {}
        for (pupil, _), count in Counter((s.pupil, dates[s.id]) for s in self.sittings).items():
            most[pupil] = max(count, most.get(pupil, 0))
        return sum(most.values())

    @property
    def factors(self) -> int:
        """About so many factors has `model`: what a node of its tree costs."""
        ordered = sum(
            len(self.open[sor.id]) * len(self.open[soch.id]) // 2
            for sor, soch in journeys.pairs(self.sittings)
        )
        return 5 * len(self.places) + ordered

    @property
    def unit(self) -> int:
        """What a day of shift costs: more than the busiest days of all pupils together."""
        return 1 + len(self.sittings)

    def model(self, journeys: int) -> Model:
        """Just so many journeys; the least shift, then the least busy days: one sum of two weights."""
        rows, count = self.rows(), float(journeys)
        rows.append(Row([(each, 1.0) for each in self.journeys.values()], count, count))
        places, last = len(self.places), len(self.places) + len(self.journeys)
        costs = self.costs(0, self.unit, 1)
        choices = (range(places, last), range(places), range(last, len(costs)))
        return Model(costs, self.uppers(), rows, choices)

    def costs(self, journey: int, shift: int, busiest: int) -> list[float]:
        """What each column costs: a place by its shift, a day of a journey, a pupil's busiest day."""
        class_dates = {sitting.id: sitting.class_date for sitting in self.sittings}
        places = [float(shift * abs((day - class_dates[s]).days)) for s, day in self.places]
        pupils = len({sitting.pupil for sitting in self.sittings})
        return [*places, *[float(journey)] * len(self.journeys), *[float(busiest)] * pupils]

    def uppers(self) -> list[float]:
        """The most that each column may be: places and journeys once, busiest days as all sittings."""
        once = [1.0] * (len(self.places) + len(self.journeys))
        pupils = len({sitting.pupil for sitting in self.sittings})
        return [*once, *[float(len(self.sittings))] * pupils]

    def rows(self) -> list[Row]:
        """The rules, and what makes a day a journey or a busiest day."""
        rows = list(self._rule_rows())
        pupils = sorted({sitting.pupil for sitting in self.sittings})
        for column, pupil in enumerate(pupils, len(self.places) + len(self.journeys)):
            rows += self._busy_rows(pupil, column)
        return rows

    def days_there(self, dates: Mapping[str, date]) -> int:
        """How many these are."""
        return len(self.travels(dates))

    def shift(self, dates: Mapping[str, date]) -> int:
        """Days between the dates and the class's."""
        return sum(abs((dates[s.id] - s.class_date).days) for s in self.sittings)

    def _busy_rows(self, pupil: str, column: int) -> Iterator[Row]:
        """The column is at least as much as the pupil has on any day."""
        of = [sitting for sitting in self.sittings if sitting.pupil == pupil]
        for columns in self._by_day(of).values():
            yield Row([*((each, 1.0) for each in columns), (column, -1.0)], high=0.0)

    def _rule_rows(self) -> Iterator[Row]:
        for sitting in self.sittings:
            columns = [self.places[sitting.id, day] for day in self.open[sitting.id]]
            yield Row([(column, 1.0) for column in columns], 1.0, 1.0)
            if sitting.mode == Mode.IN_PERSON:
                for day, column in zip(self.open[sitting.id], columns, strict=True):
                    yield Row([(column, 1.0), (self.journeys[day], -1.0)], high=0.0)
        if rules.SOCH_PER_DAY not in self.without:
            yield from self._soch_rows()
        if rules.SOR_BEFORE_SOCH not in self.without:
            yield from self._order_rows()

    def _soch_rows(self) -> Iterator[Row]:
        """No pupil sits more SOCh on a day than the limit; those in person only where one travels."""
        limit = float(self.soch_per_day)
        for pupil in sorted({sitting.pupil for sitting in self.sittings}):
            of = [s for s in self.sittings if s.pupil == pupil and s.kind == Kind.SOCH]
            for columns in self._by_day(of).values():
                if len(columns) > limit:
                    yield Row([(column, 1.0) for column in columns], high=limit)
            there = [s for s in of if s.mode == Mode.IN_PERSON]
            for day, columns in self._by_day(there).items():
                if len(columns) > limit:
                    terms = [(column, 1.0) for column in columns]
                    yield Row([*terms, (self.journeys[day], -limit)], high=0.0)

    def _by_day(self, sittings: list[Sitting]) -> dict[date, list[int]]:
        found: dict[date, list[int]] = defaultdict(list)
        for sitting in sittings:
            for day in self.open[sitting.id]:
                found[day].append(self.places[sitting.id, day])
        return found

    def _order_rows(self) -> Iterator[Row]:
        """A SOR comes before the SOCh of its subject, never on the same day."""
        for soch in self.sittings:
            if soch.kind == Kind.SOCH:
                for sor in self.sittings:
                    same = (sor.pupil, sor.subject) == (soch.pupil, soch.subject)
                    if same and sor.kind == Kind.SOR:
                        yield from self._before(sor, soch)

    def _before(self, sor: Sitting, soch: Sitting) -> Iterator[Row]:
        """Where the SOCh lies on or before a day, the SOR lies before that day."""
        if self.open[sor.id][-1:] < self.open[soch.id][:1]:
            return
        for day in self.open[soch.id]:
            if day > self.open[sor.id][-1]:
                return
            later: list[Term] = [
                (self.places[soch.id, d], 1.0) for d in self.open[soch.id] if d <= day
            ]
            earlier: list[Term] = [
                (self.places[sor.id, d], -1.0) for d in self.open[sor.id] if d < day
            ]
            yield Row([*later, *earlier], high=0.0)

    def dates(self, values: Sequence[int]) -> dict[str, date]:
        return {each: day for (each, day), column in self.places.items() if values[column]}


def families_of(
    problem: Problem,
    sittings: Iterable[Sitting],
    open_days: Mapping[str, list[date]],
    without: frozenset[str] = frozenset(),
) -> list[Family]:
    """Sittings of pupils who travel together, by the ids of pupils and sittings."""
    of = {
        pupil.id: ("family", pupil.family) if pupil.family else ("", pupil.id)
        for pupil in problem.pupils
    }
    found: dict[tuple[str, str | None], list[Sitting]] = defaultdict(list)
    for sitting in sorted(sittings, key=lambda s: s.id):
        found[of[sitting.pupil]].append(sitting)
    limit = problem.limits.soch_per_day
    return [
        Family(each, {s.id: open_days[s.id] for s in each}, limit, without)
        for each in (found[key] for key in sorted(found, key=str))
    ]
