"""Who learnt at a distance in a period: of every case the days on which it was in force, and its pupils."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from dlschool.domain.case import WHOLE_CLASSES, Ground, OrderKind
from dlschool.domain.names import parse_class
from dlschool.domain.pupil import Pupil
from dlschool.domain.record import Order
from dlschool.domain.report import Covered
from dlschool.domain.year_change import YearChange
from dlschool.services.standing import Standing

Class = tuple[int | None, str]
"""Grade and letter."""


@dataclass(frozen=True, slots=True)
class Days:
    """Days from `start` to `until`, both in it; `until` None: no end is known."""

    start: date
    until: date | None

    def meets(self, start: date, until: date) -> bool:
        return self.start <= until and (self.until is None or self.until >= start)

    def __contains__(self, day: date) -> bool:
        return self.meets(day, day)


@dataclass(slots=True)
class People:
    """Ids of the pupils by ground: whose case was in force in the period, and on its last day."""

    period: dict[Ground, set[int]] = field(default_factory=lambda: {g: set() for g in Ground})
    end: dict[Ground, set[int]] = field(default_factory=lambda: {g: set() for g in Ground})

    def everybody(self, *, end: bool = False, own: bool = False) -> set[int]:
        """Each counted once; `own`: without the grounds that send whole classes home."""
        by_ground = self.end if end else self.period
        return {
            pupil_id
            for ground, found in by_ground.items()
            if not (own and ground in WHOLE_CLASSES)
            for pupil_id in found
        }


def in_force(standing: Standing) -> list[Days]:
    """By the orders that stand: from each transfer or extension to its end or to the return."""
    orders = [order for order in standing.records.orders if not order.annulled]
    returns = sorted(_begins(order) for order in orders if order.kind is OrderKind.RETURN)
    return [
        _cut(order, standing, returns)
        for order in orders
        if order.kind in (OrderKind.TRANSFER, OrderKind.EXTEND)
    ]


def _begins(order: Order) -> date:
    return order.start or order.date


def _cut(order: Order, standing: Standing, returns: Iterable[date]) -> Days:
    """The period that one order opens; without an end of its own, that of the case's basis."""
    start = _begins(order)
    until = order.until or (standing.assessment.until if order is standing.order else None)
    back = next((day for day in returns if day >= start), None)
    if back is not None and (until is None or back <= until):
        until = back - timedelta(days=1)
    return Days(start, until)


def classes_then(
    pupils: Iterable[Pupil], changes: Iterable[YearChange], day: date
) -> dict[int, Class]:
    """Each pupil's class on a day: a change of the year after it is taken back."""
    found: dict[int, Class] = {p.id or 0: (p.grade, p.letter) for p in pupils}
    for change in sorted(changes, key=lambda each: each.changed_on, reverse=True):
        if change.changed_on <= day:
            break
        for moved in change.moved:
            before = parse_class(moved.before)
            if before is not None and moved.pupil_id in found:
                found[moved.pupil_id] = before
    return found


def people(
    standings: Iterable[Standing],
    classes: Mapping[int, Class],
    here: Iterable[Pupil],
    covered: Covered,
) -> People:
    """`here`: pupils of the school, for the cases of whole classes."""
    in_class: dict[Class, list[int]] = {}
    for pupil in here:
        if pupil.left_on is None or pupil.left_on >= covered.start:
            in_class.setdefault(classes[pupil.id or 0], []).append(pupil.id or 0)
    found = People()
    for standing in standings:
        ids = list(_pupils(standing, in_class))
        days = in_force(standing)
        ground = standing.records.case.ground
        if any(each.meets(covered.start, covered.until) for each in days):
            found.period[ground].update(ids)
        if any(covered.counted_on in each for each in days):
            found.end[ground].update(ids)
    return found


def _pupils(standing: Standing, in_class: Mapping[Class, list[int]]) -> Iterator[int]:
    case = standing.records.case
    if case.pupil_id is not None:
        yield case.pupil_id
    for name in case.classes:
        yield from in_class.get(parse_class(name) or (None, ""), ())
