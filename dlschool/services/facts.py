"""From the records of a case to the facts that the law weighs, and to its assessment."""

from dataclasses import dataclass
from datetime import date

from dlschool.domain.case import (
    Council,
    IndividualSchedule,
    Material,
    OrderKind,
    Outcome,
    ReviewOutcome,
)
from dlschool.domain.pupil import Pupil
from dlschool.domain.record import Case, Decision, Issued, Order, Paper
from dlschool.law.assess import assess
from dlschool.law.facts import (
    DecisionFact,
    EventFact,
    Facts,
    OrderFact,
    PaperFact,
    PupilFact,
    ReviewFact,
)
from dlschool.law.shape import Edition
from dlschool.law.step import Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """What one case holds, as stored."""

    case: Case
    pupil: Pupil | None = None
    papers: tuple[Paper, ...] = ()
    decisions: tuple[Decision, ...] = ()
    orders: tuple[Order, ...] = ()
    issued: tuple[Issued, ...] = ()


def facts_of(records: Records) -> Facts:
    case, pupil = records.case, records.pupil
    return Facts(
        edition=case.edition,
        ground=case.ground,
        pupil=PupilFact(birth_date=pupil.birth_date, class_=pupil.grade) if pupil else None,
        classes=case.classes,
        event=_event(case),
        papers=tuple(
            PaperFact(kind=p.kind, date=p.date, valid_from=p.valid_from, valid_until=p.valid_until)
            for p in records.papers
        ),
        decisions=tuple(_decision(d) for d in records.decisions if d.kind == "transfer"),
        orders=tuple(
            OrderFact(kind=o.kind.value, date=o.date, from_=o.start, until=o.until)  # type: ignore[arg-type]
            for o in records.orders
            if o.kind not in (OrderKind.ANNUL, OrderKind.SCHEDULE) and not o.annulled
        ),
        access_given=case.access_on is not None,
        issued=tuple(Material(i.material) for i in records.issued),
        individual_schedule=IndividualSchedule(case.individual_schedule),
        attested_on=case.attested_on,
        reviews=tuple(
            ReviewFact(date=d.date, outcome=ReviewOutcome(d.outcome), until=d.until)
            for d in records.decisions
            if d.kind == "review"
            and d.council is Council.PEDAGOGICAL
            and d.outcome != Outcome.POSTPONE
        ),
    )


def _event(case: Case) -> EventFact | None:
    if case.event_level is None:
        return None
    return EventFact(level=case.event_level, from_=case.event_from, to=case.event_until)


def _decision(decision: Decision) -> DecisionFact:
    return DecisionFact(
        council=decision.council,
        date=decision.date,
        outcome=Outcome(decision.outcome),
        from_=decision.start,
        until=decision.until,
    )


def assessed(records: Records, edition: Edition, today: date) -> Assessment:
    """What the law still asks of the case on the day `today`."""
    return assess(facts_of(records), edition, today)
