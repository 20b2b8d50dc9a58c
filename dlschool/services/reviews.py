"""The pedagogical council's review after attestation (point 13.4): asked for, recorded, carried out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dlschool.domain.case import REVIEW_NAMES, Council, OrderKind, ReviewOutcome
from dlschool.domain.record import Decision, Meeting, Order
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.forms.review_values import CouncilResults
from dlschool.i18n import N_
from dlschool.law.step import State
from dlschool.services import cases, council_results, decisions, meetings, orders, possible_days
from dlschool.services.cases import CaseFile
from dlschool.services.school import setting
from dlschool.services.standing import Standing, every_standing
from dlschool.store import changes
from dlschool.store import councils as rows
from dlschool.store.connection import Store

ORDER_OF = {ReviewOutcome.EXTEND: OrderKind.EXTEND, ReviewOutcome.RETURN: OrderKind.RETURN}

_LEARNS_BY = (OrderKind.TRANSFER, OrderKind.EXTEND)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A case whose review is to come: why now, and whether it stands on an agenda."""

    standing: Standing
    attested: bool
    """Attestation is done: the council can decide. Otherwise the period ends and it is not."""
    meeting: Meeting | None
    """The meeting still to be held on whose agenda the review stands."""

    @property
    def until(self) -> date | None:
        return self.standing.assessment.until


def due(db: Store) -> list[Due]:
    """Cases that ask for a review: attested, or their period ends within the school's reminder."""
    soon = db.today() + timedelta(days=int(setting(db, "reminder_days")))
    planned = _planned(db)
    found = []
    for standing in every_standing(db):
        step = standing.assessment.step("review") if standing.running else None
        until = standing.assessment.until
        if step is None or not standing.ordered or step.state not in (State.OPEN, State.BLOCKED):
            continue
        attested = step.state is State.OPEN
        if attested or (until is not None and until <= soon):
            meeting = planned.get(standing.case_id)
            found.append(Due(standing=standing, attested=attested, meeting=meeting))
    return sorted(found, key=lambda line: (line.until or date.max, line.standing.case_id))


def _planned(db: Store) -> dict[int, Meeting]:
    """By case: the meeting to be held that has its review on the agenda."""
    found: dict[int, Meeting] = {}
    for meeting in rows.meetings(db, Council.PEDAGOGICAL):
        if meeting.held:
            continue
        for item in rows.agenda(db, meeting.id or 0):
            if item.kind == "review":
                found[item.case_id] = meeting
    return found


def results(db: Store, case_id: int) -> CouncilResults | None:
    """What fills the item of the agenda; None for a case of classes."""
    return council_results.results(db, cases.case_file(db, case_id))


def said(db: Store, file: CaseFile) -> Text | None:
    """The results in one sentence; None for a case of classes."""
    found = council_results.results(db, file)
    return council_results.sentence(found) if found else None


def prepare(db: Store, day: date, number: str = "") -> int:
    """A meeting of the pedagogical council with every review that can be decided and stands on no
    agenda yet; returns its id. Refused: there is none; as `meetings.prepare_meeting`.
    """
    lines = [line for line in due(db) if line.attested and line.meeting is None]
    waiting = [line.standing.case_id for line in lines]
    if not waiting:
        raise Refused(N_("No case waits for a review: attestation is not marked anywhere."))
    for line in lines:
        _refuse_odd_day(db, line.standing.records.orders, day)
    return meetings.prepare_meeting(db, Council.PEDAGOGICAL, day, number=number, case_ids=waiting)


def _refuse_odd_day(db: Store, found: Iterable[Order], day: date) -> None:
    """Refused: the order by which the pupil learns is of a later day, or the day lies years ahead."""
    learns_by = [o.date for o in found if o.kind in _LEARNS_BY and not o.annulled]
    possible_days.of_meeting(db, day, max(learns_by, default=None))


def record(
    db: Store,
    case_id: int,
    outcome: ReviewOutcome,
    *,
    votes: tuple[int, int, int],
    until: date | None = None,
    reason: str = "",
    day: date | None = None,
    absent: Sequence[str] = (),
) -> int:
    """The council's decision on the review, in one action; returns its id.

    It goes into the meeting that has the review on its agenda, else into a new one on `day` (today
    without it). Where nobody is marked present yet, all are but the `absent`. When nothing else on
    the agenda is undecided, the meeting is closed.
    Refused: the case asks for no review; as `decisions.record_decision`.
    """
    file = cases.case_file(db, case_id)
    with changes.action(
        db,
        N_("Review of case № {number}: {outcome}"),
        number=file.case.number,
        outcome=REVIEW_NAMES[outcome],
    ):
        meeting_id = _meeting(db, case_id, day)
        _seat(db, meeting_id, absent)
        made = decisions.record_decision(
            db,
            _item(db, meeting_id, case_id),
            outcome,
            start=_next_day(file.assessment.until) if outcome is ReviewOutcome.EXTEND else None,
            until=until if outcome is ReviewOutcome.EXTEND else None,
            reason=reason,
            votes=votes,
        )
        if all(line.decision for line in meetings.meeting_file(db, meeting_id).agenda):
            meetings.hold(db, meeting_id)
    return made


def _meeting(db: Store, case_id: int, day: date | None) -> int:
    """The one that has the review on its agenda, else a new one. Refused: the day is not that one's, or
    there was nothing to review yet.
    """
    planned = _planned(db).get(case_id)
    if planned is None or planned.id is None:
        on = day or db.today()
        _refuse_odd_day(db, cases.records(db, case_id).orders, on)
        return meetings.prepare_meeting(db, Council.PEDAGOGICAL, on, case_ids=[case_id])
    if day not in (None, planned.date):
        raise Refused(
            N_("The review stands on the agenda of the meeting of {date}, not of {day}."),
            date=planned.date,
            day=day,
        )
    return planned.id


def _seat(db: Store, meeting_id: int, absent: Sequence[str]) -> None:
    """Refused: an absent one is no member; presence is marked already and says otherwise."""
    seats = meetings.meeting_file(db, meeting_id).meeting.attendees
    names = {seat.name for seat in seats}
    unknown = [name for name in absent if name not in names]
    if unknown:
        raise Refused(
            N_("{names}: no such member of the council. Members: {members}."),
            names=unknown,
            members=sorted(names),
        )
    if any(seat.present for seat in seats):
        return
    there = [replace(seat, present=seat.name not in absent) for seat in seats]
    meetings.record_attendance(db, meeting_id, there)


def _item(db: Store, meeting_id: int, case_id: int) -> int:
    """The item of the review on the agenda. Refused: the case asks for another decision first."""
    for line in meetings.meeting_file(db, meeting_id).agenda:
        if line.item.case_id == case_id and line.item.kind == "review":
            return line.item.id or 0
    number = cases.records(db, case_id).case.number
    raise Refused(N_("Case № {number} asks for no review: it has no order yet."), number=number)


def _next_day(until: date | None) -> date | None:
    return until + timedelta(days=1) if until else None


def decided(found: Iterable[Decision]) -> Decision | None:
    """The newest review that was really decided."""
    made = [d for d in found if d.kind == "review" and d.outcome in set(ReviewOutcome)]
    return max(made, key=lambda d: (d.date, d.id or 0), default=None)


def carry_out(db: Store, case_id: int, day: date | None = None, number: str = "") -> int:
    """The order that the newest review leads to, extending or returning; returns its id.

    Refused: there is no review yet; as `orders.issue_order`.
    """
    file = cases.case_file(db, case_id)
    review = decided(file.records.decisions)
    if review is None:
        raise Refused(
            N_("The council has not reviewed case № {number} yet."), number=file.case.number
        )
    kind = ORDER_OF[ReviewOutcome(review.outcome)]
    draft = orders.draft_order(db, case_id, kind, day)
    return orders.issue_order(db, replace(draft, number=number or draft.number))
