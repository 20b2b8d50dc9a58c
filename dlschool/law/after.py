"""Steps after the order: access, materials, individual schedule, attestation and review."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dlschool.domain.case import IndividualSchedule, ReviewOutcome
from dlschool.domain.text import Text
from dlschool.law import says, shape
from dlschool.law.checks import Bounds, latest, order_faults
from dlschool.law.facts import Facts, OrderFact, ReviewFact
from dlschool.law.shape import GroundRule
from dlschool.law.step import State, Step, waiting


@dataclass(frozen=True, slots=True)
class After:
    """What follows the order, and where it led."""

    steps: tuple[Step, ...]
    returned: bool = False
    until: date | None = None
    """The end of the newest period that an extension opened."""


def after_order(facts: Facts, rule: GroundRule, order: Step, fact: OrderFact | None) -> After:
    steps = [*_handed_over(facts, rule, order)]
    if rule.attestation is None or rule.review is None:
        return After(tuple(steps), returned=_came_back(facts, order))
    periods = _periods(facts, rule, order, fact)
    return After((*steps, *periods.steps), periods.returned, periods.until)


def _handed_over(facts: Facts, rule: GroundRule, order: Step) -> list[Step]:
    steps: list[Step] = []
    if rule.access is not None:
        steps.append(
            _plain("access", says.ACCESS, rule.access, order, facts.access_given, says.NO_ACCESS)
        )
    for issue in rule.issues:
        given = issue.material in facts.issued
        name = says.issue_name(issue.material)
        asked = shape.Step(points=issue.points, basis=issue.basis)
        missing = says.not_issued(issue.material)
        steps.append(_plain(f"issue:{issue.material}", name, asked, order, given, missing))
    if rule.individual_schedule is not None:
        steps.append(_schedule(facts, rule.individual_schedule, order))
    return steps


def _schedule(facts: Facts, asked: shape.Step, order: Step) -> Step:
    if facts.individual_schedule is IndividualSchedule.NOT_NEEDED:
        return Step(
            key="individual-schedule",
            state=State.NOT_NEEDED,
            name=says.SCHEDULE,
            points=asked.points,
            basis=asked.basis,
            note=asked.note,
        )
    made = facts.individual_schedule is IndividualSchedule.MADE
    return _plain("individual-schedule", says.SCHEDULE, asked, order, made, says.NO_SCHEDULE)


def _plain(
    key: str,
    name: Text,
    asked: shape.Step,
    needs: Step,
    done: bool,
    missing: Text,
    since: date | None = None,
) -> Step:
    """A step that only needs the step before it and a fact."""
    ready = needs.state is State.DONE
    state = State.BLOCKED if not ready else State.DONE if done else State.OPEN
    said = waiting([needs]) if state is State.BLOCKED else (missing,) if not done else ()
    return Step(
        key=key,
        state=state,
        name=name,
        points=asked.points,
        basis=asked.basis,
        missing=said,
        since=since if state is State.DONE else None,
        note=asked.note,
    )


def _came_back(facts: Facts, order: Step) -> bool:
    back = latest(o for o in facts.orders if o.kind == "return")
    began = order.since
    return (
        order.state is State.DONE and back is not None and began is not None and back.date >= began
    )


def _periods(facts: Facts, rule: GroundRule, order: Step, fact: OrderFact | None) -> After:
    """Each period has its own attestation and review; an extension opens the next one."""
    extensions = sorted((o for o in facts.orders if o.kind == "extend"), key=lambda o: o.date)
    reviews = sorted(facts.reviews, key=lambda r: r.date)
    start = (fact.from_ or fact.date) if fact else None
    steps: list[Step] = []
    needs, until, returned = order, None, False
    while True:
        extension = extensions.pop(0) if extensions else None
        mine = _reviews_before(extension, reviews)
        reviews = reviews[len(mine) :]
        review = latest(mine)
        reviewed_on = review.date if review else None
        attested = _attestation(facts, rule, needs, start, reviewed_on if extension else None)
        reviewed = _review(rule, attested, review)
        extended = _extend(rule, reviewed, review, extension)
        back = _return(facts, rule, reviewed, review)
        steps += [attested, reviewed, extended, back]
        returned = returned or back.state is State.DONE
        if extended.state is not State.DONE or extension is None:
            return After(tuple(steps), returned, until)
        start = _next_start(extension, reviewed_on)
        until = extension.until or (review.until if review else None)
        needs = extended


def _reviews_before(extension: OrderFact | None, reviews: list[ReviewFact]) -> list[ReviewFact]:
    """The reviews of a period: up to its extension; an extension that came too early has the next."""
    if extension is None:
        return reviews
    return [r for r in reviews if r.date <= extension.date] or reviews[:1]


def _next_start(extension: OrderFact, reviewed_on: date | None) -> date:
    """From when the next period is attested: what the last review weighed is not of it."""
    start = extension.from_ or extension.date
    return start if reviewed_on is None else max(start, reviewed_on + timedelta(days=1))


def _attestation(
    facts: Facts, rule: GroundRule, needs: Step, start: date | None, passed_on: date | None
) -> Step:
    """The facts hold one day of attestation, the newest: it may lie after a period that passed."""
    assert rule.attestation is not None
    on = facts.attested_on
    missing, done = says.NO_ATTESTATION, on is not None
    if on is not None and start is not None and on < start:
        missing, done = says.attested_before(on, start), False
    since = None if on is not None and passed_on is not None and on > passed_on else on
    return _plain("attestation", says.ATTESTATION, rule.attestation, needs, done, missing, since)


def _review(rule: GroundRule, attested: Step, fact: ReviewFact | None) -> Step:
    """The council weighs the results of attestation: a review before it is none."""
    assert rule.review is not None
    missing, done = says.NO_REVIEW, fact is not None
    if fact is not None and attested.since is not None and fact.date < attested.since:
        missing, done = says.reviewed_before(fact.date, attested.since), False
    since = fact.date if fact else None
    return _plain("review", says.REVIEW, rule.review, attested, done, missing, since)


def _extend(
    rule: GroundRule, reviewed: Step, review: ReviewFact | None, fact: OrderFact | None
) -> Step:
    if _other_way(reviewed, review, ReviewOutcome.RETURN):
        return _order_step("order:extend", says.ORDER_EXTEND, rule, State.NOT_NEEDED)
    return _order_after("order:extend", says.ORDER_EXTEND, rule, reviewed, review, fact)


def _return(facts: Facts, rule: GroundRule, reviewed: Step, review: ReviewFact | None) -> Step:
    if _other_way(reviewed, review, ReviewOutcome.EXTEND):
        return _order_step("order:return", says.ORDER_RETURN, rule, State.NOT_NEEDED)
    fact = latest(o for o in facts.orders if o.kind == "return")
    return _order_after("order:return", says.ORDER_RETURN, rule, reviewed, review, fact)


def _other_way(reviewed: Step, review: ReviewFact | None, outcome: ReviewOutcome) -> bool:
    return reviewed.state is State.DONE and review is not None and review.outcome is outcome


def _order_after(
    key: str,
    name: Text,
    rule: GroundRule,
    reviewed: Step,
    review: ReviewFact | None,
    fact: OrderFact | None,
) -> Step:
    """The order that carries out a review: not before it, not longer than it."""
    if reviewed.state is not State.DONE or review is None:
        return _order_step(key, name, rule, State.BLOCKED, waiting([reviewed]))
    if fact is None:
        return _order_step(key, name, rule, State.OPEN, (says.NO_ORDER,))
    bounds = Bounds(until=review.until, bases=((says.REVIEW, review.date),))
    if key == "order:return":
        bounds = Bounds(bases=bounds.bases)
    faults = tuple(order_faults(bounds, fact))
    state = State.OPEN if faults else State.DONE
    return _order_step(key, name, rule, state, faults, fact.date if not faults else None)


def _order_step(
    key: str,
    name: Text,
    rule: GroundRule,
    state: State,
    missing: Sequence[Text] = (),
    since: date | None = None,
) -> Step:
    return Step(
        key=key,
        state=state,
        name=name,
        points=rule.order.points,
        basis=rule.order.basis,
        missing=tuple(missing),
        since=since,
        note=rule.order.note,
    )
