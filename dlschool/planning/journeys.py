"""How many journeys a family needs at the least, from the days alone: a small model before the large.

Every row is a must of each plan, so the answer is a proved bound; it is nearly always the number of
the best plan too. One yes-or-no a day, where the whole model has one a sitting and day.
"""

import math
from collections.abc import Iterator, Mapping
from datetime import date

from dlschool.planning import highs, solving
from dlschool.planning.highs import Model, Row
from dlschool.planning.problem import Kind, Mode, Sitting

Days = Mapping[str, list[date]]
"""Days open to each sitting, in order."""
_Need = tuple[frozenset[date], int]
"""Of these days so many at the least are days of a journey."""


def least(sittings: list[Sitting], open_days: Days, soch_per_day: int) -> int:
    """No plan has fewer days of a journey: proved."""
    needs = _without_weaker([*_needs(sittings, open_days, soch_per_day)])
    days = sorted({day for of, _ in needs for day in of})
    column = {day: n for n, day in enumerate(days)}
    if not needs or any(count > len(of) for of, count in needs):
        return 0
    rows = [Row([(column[d], 1.0) for d in sorted(of)], low=float(count)) for of, count in needs]
    once = [1.0] * len(days)
    found = solving.solved(Model(once, once, rows, [range(len(days))]))
    return math.ceil(found.bound - highs.NEAR) if found else 0


def _needs(sittings: list[Sitting], open_days: Days, soch_per_day: int) -> Iterator[_Need]:
    there = [sitting for sitting in sittings if sitting.mode is Mode.IN_PERSON]
    for sitting in there:
        yield frozenset(open_days[sitting.id]), 1
    for pupil in sorted({sitting.pupil for sitting in there}):
        of = [s for s in there if s.pupil == pupil and s.kind is Kind.SOCH]
        yield from _crowded(of, open_days, soch_per_day)
        yield from _late(of, there, open_days, soch_per_day)
    for sor, soch in pairs(there):
        yield from _in_order(open_days[sor.id], open_days[soch.id])


def _crowded(soch: list[Sitting], open_days: Days, limit: int) -> Iterator[_Need]:
    """So many SOCh of a pupil lie between two days that they fill several."""
    starts = sorted({open_days[s.id][0] for s in soch})
    ends = sorted({open_days[s.id][-1] for s in soch})
    for start in starts:
        for end in ends:
            inside = [open_days[s.id] for s in soch if _within(open_days[s.id], start, end)]
            count = math.ceil(len(inside) / limit) if limit else 0
            if count > 1:
                yield frozenset(day for days in inside for day in days), count


def _late(
    soch: list[Sitting], there: list[Sitting], open_days: Days, limit: int
) -> Iterator[_Need]:
    """On the first day of a journey no SOCh is sat whose SOR is sat at school too: the others' days
    hold them, beside the first.
    """
    after = {second.id for _, second in pairs(there)}
    late = sum(s.id in after for s in soch)
    first = min(limit, len(soch) - late)
    if late and limit:
        every = frozenset(day for s in there for day in open_days[s.id])
        yield every, 1 + math.ceil((len(soch) - first) / limit)


def _within(days: list[date], start: date, end: date) -> bool:
    return start <= days[0] and days[-1] <= end


def _in_order(sor: list[date], soch: list[date]) -> Iterator[_Need]:
    """A journey to the SOR before a day, or one to the SOCh after it: for each day between."""
    for day in sorted({*sor, *soch}):
        if soch[0] <= day <= sor[-1]:
            yield frozenset([*(d for d in sor if d < day), *(d for d in soch if d > day)]), 1


def _without_weaker(needs: list[_Need]) -> list[_Need]:
    """Each need that no other one brings with it, in an order that is always the same."""
    most: dict[frozenset[date], int] = {}
    for days, count in needs:
        most[days] = max(count, most.get(days, 0))
    strong = [
        (days, count)
        for days, count in most.items()
        if not any(other < days and more >= count for other, more in most.items())
    ]
    return sorted(strong, key=lambda need: (sorted(need[0]), need[1]))


def pairs(sittings: list[Sitting]) -> Iterator[tuple[Sitting, Sitting]]:
    """Each SOR with the SOCh of the same pupil and subject."""
    for soch in sittings:
        if soch.kind is Kind.SOCH:
            for sor in sittings:
                same = (sor.pupil, sor.subject) == (soch.pupil, soch.subject)
                if same and sor.kind is Kind.SOR:
                    yield sor, soch


def in_order(sittings: list[Sitting], open_days: Days) -> dict[str, list[date]]:
    """The days less those on which a SOR could not come before its SOCh. No list becomes empty: where
    two sittings leave each other no day, they keep what they have, and the model says that it cannot be.
    """
    left = {sitting.id: open_days[sitting.id] for sitting in sittings}
    for sor, soch in pairs(sittings):
        after = [day for day in left[soch.id] if day > left[sor.id][0]]
        left[soch.id] = after or left[soch.id]
    for sor, soch in pairs(sittings):
        before = [day for day in left[sor.id] if day < left[soch.id][-1]]
        left[sor.id] = before or left[sor.id]
    return left
