"""The nearest plan of a family on given days of journeys: exact, and in well under a millisecond.

Once the days are given, nothing ties two subjects but the SOCh of a day: a SOR takes its nearest day
before its SOCh. So each SOCh has a price for every day (its own shift and that of its SOR), and which SOCh
takes which day is a transport with so many seats a day, pupil by pupil. It is solved by moving SOCh out of
overfull days along the cheapest chain of moves, which keeps it the cheapest at every step.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from dlschool.planning.family import Family
from dlschool.planning.problem import Kind, Mode, Sitting

CLOSED = 1_000_000
"""Days of shift that a closed day counts: a plan that costs as much is none."""

Prices = list[int]
"""Of each day of the family, by its place: days of shift, or CLOSED."""
_Open = list[tuple[int, int]]
"""Places of days and their prices, in order."""


@dataclass(slots=True)
class Exam:
    """A SOCh, or nothing, with the SOR that come before it."""

    id: str = ""
    there: bool = True
    base: Prices = field(default_factory=list)
    """Its own shift and that of the SOR that are remote."""
    options: list[int] = field(default_factory=list)
    """Days of a remote one."""
    sor: list[tuple[str, Prices]] = field(default_factory=list)
    """In person."""
    remote: list[tuple[str, _Open]] = field(default_factory=list)


@dataclass(slots=True)
class Given:
    """A family, ready to be asked about days of journeys. Days are named by their places."""

    limit: int
    days: list[date]
    there: list[int]
    """On which somebody could come."""
    exams: list[list[Exam]]
    """By pupil."""
    loose: list[tuple[str, Prices]]
    """SOR in person without a SOCh."""
    apart: list[tuple[str, _Open]]
    """Remote ones."""

    def cost(self, chosen: Sequence[int], below: int | None = None) -> int:
        """Days of shift in all; CLOSED or more: on these days there is no plan.

        `below`: a cost that is not less need not be told as it is, only that it is not less.
        """
        total = sum(min(prices[day] for day in chosen) for _, prices in self.loose)
        total += sum(min(price for _, price in of) for _, of in self.apart)
        all_priced = [[_priced(exam, chosen) for exam in exams] for exams in self.exams]
        least = total + sum(min(each.values()) for priced in all_priced for each in priced)
        if below is not None and least >= below:
            return least
        for priced in all_priced:
            total += sum(each[day] for each, day in zip(priced, self._seated(priced), strict=True))
        return total

    def dates(self, chosen: Sequence[int]) -> dict[str, date]:
        """Dates of the plan whose cost `cost` tells."""
        found = {each: min(chosen, key=prices.__getitem__) for each, prices in self.loose}
        found |= {each: min(of, key=_price)[0] for each, of in self.apart}
        for exams in self.exams:
            seated = self._seated([_priced(exam, chosen) for exam in exams])
            for exam, day in zip(exams, seated, strict=True):
                found[exam.id] = day
                before = [each for each in chosen if each < day]
                found |= {each: min(before, key=prices.__getitem__) for each, prices in exam.sor}
                for each, of in exam.remote:
                    found[each] = min((o for o in of if o[0] < day), key=_price)[0]
        return {each: self.days[day] for each, day in found.items()}

    def _seated(self, priced: Sequence[dict[int, int]]) -> list[int]:
        """The day of each exam, no day over the limit as far as that can be."""
        at = [min(each, key=each.__getitem__) for each in priced]
        seats: dict[int, list[int]] = {}
        for exam, day in enumerate(at):
            seats.setdefault(day, []).append(exam)
        for day in sorted(seats):
            while len(seats[day]) > self.limit:
                moves = _chain(priced, seats, self.limit, day)
                if not moves:
                    return [_nowhere(each) for each in priced]
                for exam, to in moves:
                    seats[at[exam]].remove(exam)
                    seats.setdefault(to, []).append(exam)
                    at[exam] = to
        return at


def _price(option: tuple[int, int]) -> int:
    return option[1]


def _nowhere(priced: dict[int, int]) -> int:
    """Where the seats do not suffice: a day that makes the whole cost CLOSED."""
    priced[-1] = CLOSED
    return -1


def _priced(exam: Exam, chosen: Sequence[int]) -> dict[int, int]:
    """What each day costs the exam and its SOR."""
    days = chosen if exam.there else exam.options
    found = {day: exam.base[day] for day in days}
    for _, prices in exam.sor:
        least, at = CLOSED, 0
        for day in days:
            while at < len(chosen) and chosen[at] < day:
                least = min(least, prices[chosen[at]])
                at += 1
            found[day] += least
    return found


def _chain(
    priced: Sequence[dict[int, int]], seats: dict[int, list[int]], limit: int, start: int
) -> list[tuple[int, int]]:
    """The cheapest moves from an overfull day to one with a free seat: exams, and where each goes."""
    reached: dict[int, int] = {start: 0}
    came: dict[int, tuple[int, int]] = {}
    waiting = [start]
    for day in waiting:
        for exam in seats.get(day, ()):
            own = priced[exam]
            base = reached[day] - own[day]
            for to, price in own.items():
                if base + price < reached.get(to, CLOSED):
                    reached[to] = base + price
                    came[to] = (exam, day)
                    waiting.append(to)
    free = [day for day in reached if len(seats.get(day, ())) < limit]
    if not free:
        return []
    to = min(free, key=lambda day: (reached[day], day))
    moves: list[tuple[int, int]] = []
    while to != start:
        exam, before = came[to]
        moves.append((exam, to))
        to = before
    return moves[::-1]


def given(family: Family) -> Given | None:
    """None: a pupil has two SOCh of one subject, or rules are left out: not of this form."""
    if family.without:
        return None
    days = sorted({day for s in family.sittings for day in family.open[s.id]})
    at = {day: n for n, day in enumerate(days)}
    prices = {s.id: _prices(family, s, at) for s in family.sittings}
    soch: dict[tuple[str, str], Exam] = {}
    for sitting in _of(family, Kind.SOCH):
        if (sitting.pupil, sitting.subject) in soch:
            return None
        there = sitting.mode is Mode.IN_PERSON
        options = [at[day] for day in family.open[sitting.id]]
        own = Exam(sitting.id, there, prices[sitting.id], options)
        soch[sitting.pupil, sitting.subject] = own
    loose: list[tuple[str, Prices]] = []
    apart: list[tuple[str, _Open]] = []
    for sitting in _of(family, Kind.SOR):
        exam = soch.get((sitting.pupil, sitting.subject))
        own_prices = prices[sitting.id]
        if sitting.mode is Mode.IN_PERSON:
            (exam.sor if exam else loose).append((sitting.id, own_prices))
            continue
        of = [(at[day], own_prices[at[day]]) for day in family.open[sitting.id]]
        if exam:
            exam.remote.append((sitting.id, of))
            exam.base = [a + b for a, b in zip(exam.base, _before(own_prices), strict=True)]
        else:
            apart.append((sitting.id, of))
    pupils: dict[str, list[Exam]] = defaultdict(list)
    for (pupil, _), each in sorted(soch.items()):
        pupils[pupil].append(each)
    there_days = [at[day] for day in family.journeys]
    return Given(family.soch_per_day, days, there_days, list(pupils.values()), loose, apart)


def _of(family: Family, kind: Kind) -> Iterator[Sitting]:
    return (sitting for sitting in family.sittings if sitting.kind is kind)


def _prices(family: Family, sitting: Sitting, at: dict[date, int]) -> Prices:
    found = [CLOSED] * len(at)
    for day in family.open[sitting.id]:
        found[at[day]] = abs((day - sitting.class_date).days)
    return found


def _before(prices: Prices) -> Prices:
    """The least price before each day."""
    least, found = CLOSED, []
    for price in prices:
        found.append(least)
        least = min(least, price)
    return found
