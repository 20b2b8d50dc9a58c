"""`assess(facts, edition, today)`: the steps of a case, in working order. Pure; the one answer."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from dlschool.domain.case import Council, Outcome
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.law import says
from dlschool.law.after import After, after_order
from dlschool.law.checks import (
    Bounds,
    age_on,
    bounds_of,
    decision_faults,
    latest,
    order_faults,
    paper_faults,
)
from dlschool.law.facts import DecisionFact, Facts, OrderFact
from dlschool.law.points import words
from dlschool.law.shape import Edition, GroundRule, Paper
from dlschool.law.step import Assessment, CaseOutcome, State, Step, settled, waiting

Decided = Mapping[Council, DecisionFact | None]


def assess(facts: Facts, edition: Edition, today: date) -> Assessment:
    """What the facts still lack under `edition` on the day `today`.

    Refused: the edition is partial (only amendments are held), does not know the ground, or does
    not know a paper that the facts name.
    """
    rule = _rule(facts, edition)
    decided = {
        d.council: latest(f for f in facts.decisions if f.council is d.council)
        for d in rule.decisions
    }
    issued = _counting_order(facts, rule)
    papers = [_paper(facts, edition, rule, paper, decided, issued, today) for paper in rule.papers]
    councils = _decisions(rule, decided, papers)
    bounds = bounds_of(rule, facts, edition, decided.values())
    order = _order(rule, facts, bounds, issued, [*papers, *councils])
    after = after_order(facts, rule, order, issued)
    later = [order, *after.steps]
    refused = any(fact is not None and fact.outcome is Outcome.REFUSE for fact in decided.values())
    if refused:
        papers, councils = _unasked(papers), _unasked(councils)
        later = [_not_needed(step) for step in later]
    steps = [*papers, *councils, *later]
    until = after.until or (issued.until if issued else None) or bounds.until
    outcome = _outcome(rule, refused, order, after, until, today)
    return Assessment(edition.key, tuple(steps), outcome, until)


def _rule(facts: Facts, edition: Edition) -> GroundRule:
    if edition.partial:
        raise Refused(
            N_(
                "Of the edition “{edition}” only amendments are held, so no case can be judged by "
                "it. Points held: {points}. Choose another edition."
            ),
            edition=edition.act.short,
            points=[words(key) for key in _held(edition)],
        )
    rule = edition.grounds.rule(facts.ground)
    if rule is None:
        raise Refused(
            N_("The edition “{edition}” does not know this ground."), edition=edition.act.short
        )
    known = sorted(paper.kind for paper in edition.papers)
    for fact in facts.papers:
        if fact.kind not in known:
            raise Refused(
                N_("The edition “{edition}” does not know the paper “{kind}”. It knows: {known}."),
                edition=edition.act.short,
                kind=fact.kind,
                known=known,
            )
    return rule


def _held(edition: Edition) -> list[str]:
    """The points of a partial edition, without those that stand under a listed one."""
    keys = [point.key for point in edition.points if not point.key.startswith("order:")]
    return [key for key in keys if not any(key.startswith(f"{other}.") for other in keys)]


def _counting_order(facts: Facts, rule: GroundRule) -> OrderFact | None:
    """The latest order that lets the pupil learn at a distance.

    Where a review follows, an extension is a step of its own; elsewhere it renews the order.
    """
    kinds = {"transfer"} if rule.review is not None else {"transfer", "extend"}
    return latest(order for order in facts.orders if order.kind in kinds)


def _paper(
    facts: Facts,
    edition: Edition,
    rule: GroundRule,
    paper: Paper,
    decided: Decided,
    issued: OrderFact | None,
    today: date,
) -> Step:
    fact = latest(f for f in facts.papers if f.kind == paper.kind)
    step = Step(
        key=f"paper:{paper.kind}",
        state=State.OPEN,
        name=edition.paper_name(paper.kind) or Text(paper.kind, paper.kind),
        points=paper.points,
        basis=paper.basis,
        missing=(says.NO_PAPER,),
        note=paper.note,
    )
    if fact is None:
        needed = _old_enough(facts, paper, _decided_on(decided) or today)
        return step if needed else _not_needed(step)
    mattered = (
        (_decided_on(decided) if rule.decisions else None) or (issued and issued.date) or today
    )
    faults = tuple(paper_faults(rule, paper, fact, facts, mattered))
    if faults:
        return replace(step, missing=faults)
    return replace(step, state=State.DONE, missing=(), since=fact.date)


def _decided_on(decided: Decided) -> date | None:
    """The day of the latest decision that was really taken."""
    days = [f.date for f in decided.values() if f is not None and f.outcome is not Outcome.POSTPONE]
    return max(days, default=None)


def _old_enough(facts: Facts, paper: Paper, day: date) -> bool:
    """A paper from an age on; where the birth date is unknown it is asked for."""
    if paper.from_age is None or facts.pupil is None or facts.pupil.birth_date is None:
        return True
    return age_on(facts.pupil.birth_date, day) >= paper.from_age


def _decisions(rule: GroundRule, decided: Decided, papers: Sequence[Step]) -> list[Step]:
    steps = []
    for asked in rule.decisions:
        fact = decided[asked.council]
        step = Step(
            key=f"decision:{asked.council}",
            state=State.OPEN,
            name=says.DECISION_NAMES[asked.council],
            points=asked.points,
            basis=asked.basis,
            missing=(says.NO_DECISION,),
        )
        if fact is not None and fact.outcome is Outcome.REFUSE:
            step = replace(step, state=State.DONE, missing=(), since=fact.date)
        elif not settled(papers):
            step = replace(step, state=State.BLOCKED, missing=waiting(papers))
        elif fact is not None:
            others = [other for council, other in decided.items() if council is not asked.council]
            faults = tuple(decision_faults(rule, fact, others))
            step = replace(step, missing=faults)
            if not faults:
                step = replace(step, state=State.DONE, since=fact.date)
        steps.append(step)
    return steps


def _order(
    rule: GroundRule,
    facts: Facts,
    bounds: Bounds,
    issued: OrderFact | None,
    before: Sequence[Step],
) -> Step:
    step = Step(
        key="order",
        state=State.OPEN,
        name=says.ORDER,
        points=rule.order.points,
        basis=rule.order.basis,
        note=rule.order.note,
    )
    if not settled(before):
        return replace(step, state=State.BLOCKED, missing=waiting(before))
    faults = [says.NO_ORDER] if issued is None else list(order_faults(bounds, issued))
    if rule.whole_classes and not facts.classes:
        faults.append(says.NO_CLASSES)
    if faults:
        return replace(step, missing=tuple(faults))
    return replace(step, state=State.DONE, since=issued.date if issued else None)


def _unasked(steps: Sequence[Step]) -> list[Step]:
    """After a refusal nothing more is asked for."""
    return [step if step.state is State.DONE else _not_needed(step) for step in steps]


def _not_needed(step: Step) -> Step:
    return replace(step, state=State.NOT_NEEDED, missing=(), since=None)


def _outcome(
    rule: GroundRule,
    refused: bool,
    order: Step,
    after: After,
    until: date | None,
    today: date,
) -> CaseOutcome:
    if refused:
        return CaseOutcome.REFUSED
    if after.returned:
        return CaseOutcome.RETURNED
    over = until is not None and until < today and order.state is State.DONE
    if rule.review is None and over:
        return CaseOutcome.ENDED
    return CaseOutcome.RUNNING
