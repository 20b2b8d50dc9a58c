"""What a council decides on an item of its agenda."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dlschool.domain.case import (
    COUNCIL_NAMES,
    OUTCOME_NAMES,
    REVIEW_NAMES,
    Outcome,
    ReviewOutcome,
)
from dlschool.domain.record import Decision, Item, Meeting
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.law.step import State
from dlschool.services import cases, councils
from dlschool.services.agenda import item as item_of
from dlschool.services.agenda import still_open
from dlschool.services.lacking import lacking
from dlschool.services.meetings import (
    cast,
    refuse_if_ordered,
    refuse_too_early,
    refuse_without_quorum,
)
from dlschool.store import cases as store
from dlschool.store import changes, people
from dlschool.store import councils as rows
from dlschool.store.connection import Store

MAJORITY = (1, 2)
"""More than this part of those who may vote must be for; the setting "majority" changes it."""


def record_decision(
    db: Store,
    item_id: int,
    outcome: Outcome | ReviewOutcome,
    *,
    start: date | None = None,
    until: date | None = None,
    reason: str = "",
    votes: tuple[int, int, int] = (0, 0, 0),
    casting_vote: bool = False,
    recused: Sequence[str] = (),
) -> int:
    """What the council decided on an item, or with a decision there already, its correction.

    `votes`: for, against, abstained, on the decision as it is recorded (also on a refusal).
    `casting_vote`: votes are equal and the chair is for. `recused`: names kept away beyond those
    found as the applicant or guardian. Returns the decision's id.
    Refused: see the checks below; an order stands on the decision; papers are missing to approve.
    """
    item = item_of(db, item_id)
    meeting = still_open(db, item.meeting_id)
    case = cases.records(db, item.case_id).case
    old = rows.decided(db, item.meeting_id).get(item_id)
    out = tuple(dict.fromkeys([*councils.recused(db, meeting, case), *recused]))
    decision = replace(
        begun(item, meeting, outcome, old),
        start=start,
        until=until,
        reason=reason.strip(),
        votes_for=votes[0],
        votes_against=votes[1],
        abstained=votes[2],
        recused=out,
    )
    _refuse_unsound(db, meeting, decision, casting_vote)
    if old is not None:
        refuse_if_ordered(db, old)
    return write(db, decision, case.number)


def begun(
    item: Item, meeting: Meeting, outcome: Outcome | ReviewOutcome, old: Decision | None
) -> Decision:
    """A decision on the item that says no more than its outcome; it takes the place of `old`."""
    return Decision(
        id=old.id if old else None,
        item_id=item.id,
        case_id=item.case_id,
        council=meeting.council,
        date=meeting.date,
        kind=item.kind,
        outcome=outcome.value,
        from_paper=meeting.from_paper,
    )


def _refuse_unsound(db: Store, meeting: Meeting, decision: Decision, casting_vote: bool) -> None:
    refuse_too_early(db, meeting)
    refuse_without_quorum(db, meeting)
    refuse_unfinished(decision)
    _refuse_votes(db, meeting, decision, casting_vote)


def write(db: Store, decision: Decision, case_number: str) -> int:
    """Writes a checked decision; what lets a pupil learn at a distance needs all before it."""
    with changes.action(
        db,
        N_("{council}, case № {number}: {outcome}"),
        council=COUNCIL_NAMES[decision.council],
        number=case_number,
        outcome=outcome_name(decision),
    ):
        made = store.save(db, decision, decision.id)
        if not decision.from_paper:
            _refuse_without_papers(db, decision)
    return made


def outcome_name(decision: Decision) -> Text:
    if decision.outcome in set(ReviewOutcome):
        return REVIEW_NAMES[ReviewOutcome(decision.outcome)]
    return OUTCOME_NAMES[Outcome(decision.outcome)]


def refuse_unfinished(decision: Decision) -> None:
    """Refused: the words that this outcome needs are missing."""
    of_review = decision.outcome in set(ReviewOutcome)
    if decision.outcome != Outcome.POSTPONE and of_review is not (decision.kind == "review"):
        raise ValueError(decision.outcome)
    if decision.outcome == Outcome.APPROVE and not (decision.start and decision.until):
        raise Refused(N_("Write the period that the council approves."))
    if decision.outcome == ReviewOutcome.EXTEND and not decision.until:
        raise Refused(N_("Write until which day the council extends."))
    if decision.outcome == Outcome.REFUSE and not decision.reason:
        raise Refused(N_("Write why the council refuses."))
    if decision.start and decision.until and decision.until < decision.start:
        raise Refused(N_("The period ends before it begins."))


def _refuse_votes(db: Store, meeting: Meeting, decision: Decision, casting_vote: bool) -> None:
    """Refused: votes that those present cannot have cast, or no majority for the decision."""
    total, may_vote = sum(cast(decision)), councils.voters(meeting, decision.recused)
    if min(cast(decision)) < 0 or total > meeting.present:
        raise Refused(
            N_("{votes} votes, but {present} members are present. Count again."),
            votes=total,
            present=meeting.present,
        )
    if total > may_vote:
        raise Refused(
            N_("Does not vote on this case: {names}. At most {most} votes can be counted."),
            names=list(decision.recused),
            most=may_vote,
        )
    if casting_vote and meeting.chair in decision.recused:
        raise Refused(N_("The chair does not vote on this case: there is no casting vote."))
    pro, against, _ = cast(decision)
    over, under = people.setting(db, "majority", MAJORITY)
    decided_by_chair = casting_vote and pro > 0 and pro == against
    if pro * under <= may_vote * over and not decided_by_chair:
        raise Refused(
            N_("{pro} votes for, of {most} who may vote: that is no majority for this decision."),
            pro=pro,
            most=may_vote,
        )


def _refuse_without_papers(db: Store, decision: Decision) -> None:
    if decision.outcome in (Outcome.REFUSE, Outcome.POSTPONE):
        return
    assessment = cases.case_file(db, decision.case_id).assessment
    key = "review" if decision.kind == "review" else f"decision:{decision.council.value}"
    step = assessment.step(key)
    if step is None or step.state is not State.BLOCKED:
        return
    needed = ("paper:", "order", "attestation")
    before = [s for s in assessment.before(key) if s.key.startswith(needed)]
    raise Refused(
        N_("The council cannot decide this yet. Missing: {missing}"), missing=lacking(before)
    )
