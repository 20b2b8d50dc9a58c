"""Cases that were already running on paper: papers, minutes and orders under their own numbers.

What is entered here is marked `from_paper`. Gaps do not refuse it: the assessment lists them.
"""

from dataclasses import replace
from datetime import date

from dlschool.domain.case import COUNCIL_NAMES, Council, OrderKind, Outcome, ReviewOutcome
from dlschool.domain.record import Decision, Item, Meeting, Order, Paper
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import cases, decisions, orders
from dlschool.services.meetings import refuse_if_ordered
from dlschool.services.numbers import school_year
from dlschool.store import cases as store
from dlschool.store import changes
from dlschool.store import councils as rows
from dlschool.store.connection import Store


def enter_paper(db: Store, paper: Paper) -> int:
    """Adds a paper of the past; returns its id. Refused: its day has not come; as `add_paper`."""
    refuse_future(db, paper.date)
    return cases.add_paper(db, replace(paper, from_paper=True))


def enter_decision(
    db: Store,
    case_id: int,
    council: Council,
    number: str,
    day: date,
    outcome: Outcome | ReviewOutcome,
    *,
    start: date | None = None,
    until: date | None = None,
    reason: str = "",
) -> int:
    """A decision by the number and date of its minutes; the meeting is made if it is not there.

    Entered again for the same minutes and case, it is corrected. Returns the decision's id.
    Refused: no number; the day has not come; the number belongs to another meeting; an order
    issued by the program stands on it.
    """
    case = cases.records(db, case_id).case
    _refuse_minutes(db, number, day, start, until)
    kind = "review" if isinstance(outcome, ReviewOutcome) else "transfer"
    with changes.action(
        db,
        N_("From paper: {council}, minutes № {number}, case № {case}"),
        council=COUNCIL_NAMES[council],
        number=number.strip(),
        case=case.number,
    ):
        meeting = _meeting(db, council, number.strip(), day)
        item, old = _item(db, meeting.id or 0, case_id, kind)
        if old is not None:
            _refuse_if_issued(db, old)
        decision = replace(
            decisions.begun(item, meeting, outcome, old),
            start=start,
            until=until,
            reason=reason.strip(),
        )
        return decisions.write(db, decision, case.number)


def _refuse_minutes(
    db: Store, number: str, day: date, start: date | None, until: date | None
) -> None:
    refuse_future(db, day)
    _refuse_period(start, until)
    if not number.strip():
        raise Refused(N_("Write the number of the minutes."))


def _meeting(db: Store, council: Council, number: str, day: date) -> Meeting:
    year = school_year(day)
    found = rows.numbered(db, council, year, number)
    if found is None:
        draft = Meeting(
            council=council, number=number, school_year=year, date=day, held=True, from_paper=True
        )
        return replace(draft, id=store.save(db, draft))
    if found.date != day or not found.from_paper:
        raise _other_meeting(found)
    return found


def _other_meeting(found: Meeting) -> Refused:
    """Why past minutes cannot take the number of the meeting `found`."""
    if not found.from_paper:
        return Refused(
            N_("Meeting № {number} of {date} is kept here. Record the decision in that meeting."),
            number=found.number,
            date=found.date,
        )
    return Refused(
        N_("{council}: № {number} of {year} is the meeting of {date}. Take another number."),
        council=COUNCIL_NAMES[found.council],
        number=found.number,
        year=found.school_year,
        date=found.date,
    )


def _item(db: Store, meeting_id: int, case_id: int, kind: str) -> tuple[Item, Decision | None]:
    """The case's item in the meeting, made if absent, and the decision that is there already."""
    items = rows.agenda(db, meeting_id)
    for item in items:
        if (item.case_id, item.kind) == (case_id, kind):
            return item, rows.decided(db, meeting_id).get(item.id or 0)
    position = max((item.position for item in items), default=0) + 1
    made = Item(meeting_id=meeting_id, position=position, case_id=case_id, kind=kind)
    return replace(made, id=store.save(db, made)), None


def _refuse_if_issued(db: Store, old: Decision) -> None:
    """Orders from paper do not hold a decision from paper: both are corrected after the original."""
    issued = [o for o in store.of_case(db, Order, old.case_id) if not o.from_paper]
    if issued:
        refuse_if_ordered(db, old)


def enter_order(db: Store, order: Order) -> int:
    """An order of the past under its own number; returns its id. One that annuls marks the other.

    Refused: no number; the number is taken; the day has not come; the period is reversed.
    """
    number = order.number.strip()
    if not number:
        raise Refused(N_("Write the number of the order."))
    refuse_future(db, order.date)
    _refuse_period(order.start, order.until)
    entered = replace(order, id=None, number=number, from_paper=True, frozen="", annulled=False)
    orders.refuse_taken_number(db, entered)
    case = cases.records(db, order.case_id).case
    annulled = _annulled(db, entered)
    with changes.action(
        db, N_("From paper: order № {number}, case № {case}"), number=number, case=case.number
    ):
        if annulled is not None:
            store.save(db, replace(annulled, annulled=True), annulled.id)
        return store.save(db, entered)


def _annulled(db: Store, order: Order) -> Order | None:
    if order.kind is not OrderKind.ANNUL:
        return None
    if order.annuls is None:
        raise Refused(N_("Choose which order it annuls."))
    return orders.order(db, order.annuls)


def refuse_future(db: Store, day: date) -> None:
    if day > db.today():
        raise Refused(N_("The day {date} has not come yet."), date=day)


def _refuse_period(start: date | None, until: date | None) -> None:
    if start and until and until < start:
        raise Refused(N_("The period ends before it begins."))
