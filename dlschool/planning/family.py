"""The sittings of one family as a model: the days of each, and the days on which the family travels."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from dlschool.planning import journeys, rules
from dlschool.planning.highs import Model, Row, Term
from dlschool.planning.problem import Kind, Mode, Sitting

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

    @property
    def weight(self) -> int:
        """What a journey costs: more than every shift together."""
        return 1 + sum(
            max((abs((day - s.class_date).days) for day in self.open[s.id]), default=0)
            for s in self.sittings
        )

    @property
    def unit(self) -> int:
        """What a day of shift costs: more than the busiest days of all pupils together."""
        return 1 + len(self.sittings)

    def model(self, journeys: int | None = None) -> Model:
        """Fewest journeys, then least shift, then the least busy days: one sum of three weights.

        With `journeys` just so many are made, and they cost nothing: a model that is solved sooner.
        """
        class_dates = {sitting.id: sitting.class_date for sitting in self.sittings}
        costs = [float(self.unit * abs((d - class_dates[each]).days)) for each, d in self.places]
        journey = 0.0 if journeys is not None else float(self.unit * self.weight)
        costs += [journey] * len(self.journeys)
        rows, base = list(self.rows()), len(costs)
        if journeys is not None:
            count = float(journeys)
            rows.append(Row([(each, 1.0) for each in self.journeys.values()], count, count))
        pupils = sorted({sitting.pupil for sitting in self.sittings})
        for column, pupil in enumerate(pupils, base):
            rows += self._busy_rows(pupil, column)
        most = [float(len(self.sittings))] * len(pupils)
        return Model([*costs, *[1.0] * len(pupils)], [1.0] * base + most, rows)

    def days_there(self, dates: Mapping[str, date]) -> int:
        """Days on which somebody of the family comes to school."""
        return len({dates[s.id] for s in self.sittings if s.mode == Mode.IN_PERSON})

    def shift(self, cost: float) -> int:
        """Days of shift of a solution of so many journeys that costs so much."""
        return round(cost) // self.unit

    def _busy_rows(self, pupil: str, column: int) -> Iterator[Row]:
        """The column is at least as much as the pupil has on any day."""
        of = [sitting for sitting in self.sittings if sitting.pupil == pupil]
        for columns in self._by_day(of).values():
            yield Row([*((each, 1.0) for each in columns), (column, -1.0)], high=0.0)

    def rows(self) -> Iterator[Row]:
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

    def dates(self, values: list[int]) -> dict[str, date]:
        return {each: day for (each, day), column in self.places.items() if values[column]}
