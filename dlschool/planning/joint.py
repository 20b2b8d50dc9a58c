"""Several families as one model: theirs side by side, tied by the hours of rooms and teachers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dlschool.planning.family import Family, Place
from dlschool.planning.highs import Model, Row
from dlschool.planning.hours import Hours, Taken
from dlschool.planning.problem import Sitting


@dataclass(frozen=True, slots=True)
class Joint:
    """Families, and what others have taken of the hours already."""

    families: Sequence[Family]
    hours: Hours
    taken: Taken
    frugal: int = 0
    """What a further hour costs, in days of shift: those who come later find more hours left."""

    @property
    def size(self) -> int:
        """Columns of the families."""
        return sum(len(family.uppers()) for family in self.families)

    @property
    def unit(self) -> int:
        """What a day of shift costs: more than the busiest days of all pupils together."""
        return 1 + sum(len(family.sittings) for family in self.families)

    def any_plan(self) -> Model:
        """Every plan is as good as another."""
        return self._model((0, 0, 0))

    def fewest_journeys(self) -> Model:
        return self._model((1, 0, 0))

    def nearest(self, journeys: int) -> Model:
        """Just so many journeys in all; the least shift, then the least busy days."""
        return self._model((0, self.unit, 1), journeys)

    def equal(self, dates: Mapping[str, date]) -> Model:
        """Plans as good as these dates in journeys, shift and busiest days; nothing costs."""
        near = self.nearest(self.cost(dates)[0])
        busiest = 0
        for family in self.families:
            counts = Counter((s.pupil, dates[s.id]) for s in family.sittings)
            pupils = {pupil for pupil, _ in counts}
            busiest += sum(max(n for (p, _), n in counts.items() if p == who) for who in pupils)
        most = float(self.unit * self.cost(dates)[1] + busiest)
        terms = [(column, cost) for column, cost in enumerate(near.costs) if cost]
        free = [0.0] * len(near.costs)
        return Model(free, near.upper, [*near.rows, Row(terms, high=most)], near.choices)

    def columns(self) -> dict[Place, int]:
        """The column of each sitting on each day, its days in order."""
        return {place: base + at for f, base in self._based() for place, at in f.places.items()}

    def dates(self, values: Sequence[int]) -> dict[str, date]:
        found: dict[str, date] = {}
        for family, base in self._based():
            found |= family.dates(values[base : base + len(family.uppers())])
        return found

    def cost(self, dates: Mapping[str, date]) -> tuple[int, int]:
        """Journeys and days of shift."""
        shift = sum(
            abs((dates[s.id] - s.class_date).days) for f in self.families for s in f.sittings
        )
        return sum(family.days_there(dates) for family in self.families), shift

    def _based(self) -> list[tuple[Family, int]]:
        base, found = 0, []
        for family in self.families:
            found.append((family, base))
            base += len(family.uppers())
        return found

    def _model(self, weights: tuple[int, int, int], journeys: int | None = None) -> Model:
        costs: list[float] = []
        uppers: list[float] = []
        rows: list[Row] = []
        choices: tuple[list[range], list[range]] = ([], [])
        for family, base in self._based():
            costs += family.costs(*weights)
            uppers += family.uppers()
            rows += [_moved(row, base) for row in family.rows()]
            places, last = len(family.places), len(family.places) + len(family.journeys)
            choices[0].append(range(base + places, base + last))
            choices[1].append(range(base, base + places))
        more, bound = self.hours.rows(self._places(), len(costs), self.taken, bool(self.frugal))
        an_hour = float(self.frugal * weights[1])
        if journeys is not None:
            days = [column for columns in choices[0] for column in columns]
            count = float(journeys)
            rows.append(Row([(column, 1.0) for column in days], count, count))
        every = range(len(costs) + len(more))
        order = [r for r in (*choices[0], *choices[1], every) if len(r)]
        return Model([*costs, *[an_hour] * len(more)], [*uppers, *more], [*rows, *bound], order)

    def _places(self) -> list[tuple[Sitting, date, int]]:
        found = []
        for family, base in self._based():
            known = {sitting.id: sitting for sitting in family.sittings}
            found += [(known[s], day, base + at) for (s, day), at in family.places.items()]
        return found


def _moved(row: Row, base: int) -> Row:
    return Row([(column + base, factor) for column, factor in row.terms], row.low, row.high)
