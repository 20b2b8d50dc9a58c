"""Good days of journeys for a family: from several beginnings, day by day to where the shift is least.

No proof: `tree` proves where it can. It finds in some milliseconds what the tree would find late, and a
plan at all where the tree finds none. The work is bounded by how often a set of days is priced.
"""

from collections.abc import Iterator
from datetime import date

from dlschool.planning.family import Family
from dlschool.planning.given_days import CLOSED, Given, given
from dlschool.planning.problem import Mode

PRICED = 1_500
"""Sets of days that are priced at the most."""


class _Priced:
    """Sets of days that were priced, the best of them, and how many more may be."""

    def __init__(self, of: Given, most: int) -> None:
        self._of, self._known, self.left = of, dict[tuple[int, ...], int](), most

    def cost(self, chosen: tuple[int, ...]) -> int:
        if chosen not in self._known:
            self.left -= 1
            self._known[chosen] = self._of.cost(chosen)
        return self._known[chosen]

    def less(self, chosen: tuple[int, ...], other: tuple[int, ...]) -> bool:
        """Whether the chosen days are better than the others."""
        below = self.cost(other)
        if chosen in self._known:
            return self._known[chosen] < below
        self.left -= 1
        now = self._of.cost(chosen, below)
        if now < below:
            self._known[chosen] = now
        return now < below


def possible(family: Family) -> bool:
    """False: there is no plan, however often the family comes: proved."""
    of = given(family)
    return of is None or of.cost(of.there) < CLOSED


def nearest(family: Family, count: int, most: int = PRICED) -> dict[str, date] | None:
    """Dates with at most `count` days of a journey; None: none were found.

    `most`: sets of days that may be priced.
    """
    of = given(family)
    if of is None:
        return None
    if not count or not of.there:
        return of.dates([]) if not of.there and of.cost([]) < CLOSED else None
    priced = _Priced(of, most)
    ends = [_settled(of.there, start, priced) for start in _starts(family, of, count)]
    best = min(ends, key=lambda chosen: (priced.cost(chosen), chosen))
    return of.dates(best) if priced.cost(best) < CLOSED else None


def _starts(family: Family, of: Given, count: int) -> Iterator[tuple[int, ...]]:
    """Evenly over the class dates of those who come, over all days, and more to either end."""
    dates = sorted(s.class_date for s in family.sittings if s.mode is Mode.IN_PERSON)
    wanted = [dates[(2 * n + 1) * len(dates) // (2 * count)] for n in range(count)]
    yield _apart(of, [min(of.there, key=lambda p: (abs(of.days[p] - day), p)) for day in wanted])
    for bend in (1.0, 0.5, 2.0, 0.25, 4.0):
        parts = [((n + 0.5) / count) ** bend for n in range(count)]
        yield _apart(of, [of.there[int(len(of.there) * part)] for part in parts])


def _apart(of: Given, wanted: list[int]) -> tuple[int, ...]:
    """The same days where they differ; else further ones until there are as many."""
    found: set[int] = set()
    for place in wanted:
        free = [each for each in of.there if each not in found]
        if free:
            found.add(min(free, key=lambda each: (abs(each - place), each)))
    return tuple(sorted(found))


def _settled(there: list[int], start: tuple[int, ...], priced: _Priced) -> tuple[int, ...]:
    """Until no day has a better place between its neighbours, and then none anywhere."""
    best = start
    while priced.left > 0:
        found = _pass(there, best, priced, near=True)
        if found == best:
            found = _pass(there, best, priced, near=False)
        if found == best:
            break
        best = found
    return best


def _pass(
    there: list[int], chosen: tuple[int, ...], priced: _Priced, *, near: bool
) -> tuple[int, ...]:
    for n in range(len(chosen)):
        rest = chosen[:n] + chosen[n + 1 :]
        low = rest[n - 1] if near and n else -1
        high = rest[n] if near and n < len(rest) else there[-1] + 1
        for place in there:
            if low < place < high and place not in rest and priced.left > 0:
                other = tuple(sorted((*rest, place)))
                if priced.less(other, chosen):
                    chosen = other
    return chosen
