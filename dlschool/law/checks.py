"""Whether the facts of a step hold: expired papers, events, periods, dates of orders. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from dlschool.domain.case import Outcome, PaperKind
from dlschool.domain.text import Text
from dlschool.law import says
from dlschool.law.facts import DecisionFact, EventFact, Facts, OrderFact, PaperFact, ReviewFact
from dlschool.law.shape import Edition, Event, GroundRule, Paper

Dated = TypeVar("Dated", DecisionFact, OrderFact, PaperFact, ReviewFact)


def latest(items: Iterable[Dated]) -> Dated | None:
    """The latest by date; on the same date the last listed."""
    found: Dated | None = None
    for item in items:
        if found is None or (item.date or date.min) >= (found.date or date.min):
            found = item
    return found


@dataclass(frozen=True, slots=True)
class Bounds:
    """The period that the basis allows, and the bases that an order must not precede."""

    start: date | None = None
    until: date | None = None
    bases: tuple[tuple[Text, date], ...] = ()


def bounds_of(
    rule: GroundRule, facts: Facts, edition: Edition, decisions: Iterable[DecisionFact | None]
) -> Bounds:
    """What bounds the order: both decisions, the basis paper's own period, or the event."""
    taken = [d for d in decisions if d is not None and d.outcome is Outcome.APPROVE]
    bases = [(says.DECISION_NAMES[d.council], d.date) for d in taken]
    start = until = None
    if rule.bounded_by == "decisions" and taken:
        start, until = taken[0].from_, taken[0].until
    if rule.bounded_by == "event" and facts.event is not None:
        start, until = facts.event.from_, facts.event.to
    for paper in rule.papers:
        fact = latest(p for p in facts.papers if p.kind == paper.kind)
        if paper.bounds_period and fact is not None:
            start, until = fact.valid_from or fact.date, fact.valid_until
            name = edition.paper_name(paper.kind)
            if fact.date is not None and name is not None:
                bases.append((name, fact.date))
    return Bounds(start, until, tuple(bases))


def paper_faults(
    rule: GroundRule, paper: Paper, fact: PaperFact, facts: Facts, day: date
) -> Iterator[Text]:
    """Why a paper that is in the case does not serve; `day` is the day on which it mattered."""
    start = fact.valid_from or fact.date
    if fact.valid_until is not None:
        if start is not None and fact.valid_until < start:
            yield says.BAD_PERIOD
        elif fact.valid_until < day:
            yield says.expired(fact.valid_until)
    elif paper.bounds_period and not rule.whole_classes:
        yield says.NO_PERIOD
    if rule.event is not None and paper.kind == PaperKind.PARTICIPATION:
        yield from _event_faults(rule.event, facts.event, day)


def _event_faults(event: Event, fact: EventFact | None, day: date) -> Iterator[Text]:
    if fact is None:
        yield says.NO_EVENT
        return
    if fact.level not in event.levels:
        yield says.OTHER_LEVEL
    if fact.from_ is None or fact.to is None:
        yield says.NO_EVENT_DATES
    elif fact.to < fact.from_:
        yield says.BAD_PERIOD
    elif fact.to < day:
        yield says.event_over(fact.to)


def decision_faults(
    rule: GroundRule, fact: DecisionFact, others: Iterable[DecisionFact | None]
) -> Iterator[Text]:
    """Why a council's decision does not serve; a refusal always does: it ends the case."""
    if fact.outcome is Outcome.POSTPONE:
        yield says.postponed(fact.date)
    if fact.outcome is not Outcome.APPROVE or rule.bounded_by != "decisions":
        return
    if fact.from_ is None or fact.until is None:
        yield says.NO_DECISION_PERIOD
        return
    if fact.until < fact.from_:
        yield says.BAD_PERIOD
    for other in others:
        approved = other is not None and other.outcome is Outcome.APPROVE
        if (
            other is not None
            and approved
            and (other.from_, other.until) != (fact.from_, fact.until)
        ):
            yield says.PERIODS_DIFFER


def order_faults(bounds: Bounds, fact: OrderFact) -> Iterator[Text]:
    """Why an order does not serve: before its bases, outside their period, or ending too early."""
    for name, on in bounds.bases:
        if fact.date < on:
            yield says.order_before(name, on)
    if fact.from_ is not None and fact.until is not None and fact.until < fact.from_:
        yield says.BAD_PERIOD
    early = bounds.start is not None and fact.from_ is not None and fact.from_ < bounds.start
    late = bounds.until is not None and fact.until is not None and fact.until > bounds.until
    if early or late:
        yield says.order_outside(bounds.start, bounds.until)


def age_on(birth: date, day: date) -> int:
    """Full years of age."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
