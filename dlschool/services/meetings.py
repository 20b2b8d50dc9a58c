"""Meetings of a council: prepared with an agenda, held with presence, closed when all is decided."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from dlschool.domain.case import COUNCIL_NAMES, Council, OrderKind
from dlschool.domain.pupil import Pupil
from dlschool.domain.record import Attendee, Case, Decision, Item, Meeting, Order
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import cases, councils
from dlschool.services.agenda import add_item, meeting, still_open
from dlschool.services.councils import Quorum
from dlschool.services.numbers import next_meeting_number, school_year
from dlschool.store import cases as store
from dlschool.store import changes
from dlschool.store import councils as rows
from dlschool.store import pupils as pupil_store
from dlschool.store.connection import Store


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """An item with its case, what was decided on it, and who does not vote on it."""

    item: Item
    case: Case
    pupil: Pupil | None
    decision: Decision | None
    recused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeetingFile:
    """Everything about one meeting, to show and to print."""

    meeting: Meeting
    quorum: Quorum
    agenda: tuple[AgendaLine, ...]


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in a list."""

    meeting: Meeting
    items: int
    decided: int


def meetings(db: Store, council: Council | None = None) -> list[MeetingLine]:
    """Newest first; of both councils without a `council`."""
    tallies = rows.tallies(db)
    found = rows.meetings(db, council)
    return [MeetingLine(meeting, *tallies.get(meeting.id or 0, (0, 0))) for meeting in found]


def meeting_file(db: Store, meeting_id: int) -> MeetingFile:
    """Refused: there is no such meeting."""
    found = meeting(db, meeting_id)
    decided = rows.decided(db, meeting_id)
    lines = []
    for item in rows.agenda(db, meeting_id):
        case = cases.records(db, item.case_id).case
        pupil = pupil_store.get(db, case.pupil_id) if case.pupil_id else None
        decision = decided.get(item.id or 0)
        out = decision.recused if decision else councils.recused(db, found, case)
        lines.append(AgendaLine(item, case, pupil, decision, out))
    return MeetingFile(found, councils.quorum(db, found), tuple(lines))


def prepare_meeting(
    db: Store,
    council: Council,
    day: date,
    at: time | None = None,
    place: str = "",
    number: str = "",
    *,
    case_ids: Sequence[int] | None = None,
) -> int:
    """A meeting to be held; returns its id. Seats are filled from the roster, nobody present yet.

    The agenda takes `case_ids`, or without them every case that waits for this council. An empty
    `number` is the next of the council's series in the school year.
    Refused: the council has no members; the number is taken; a case asks nothing of this council.
    """
    draft = Meeting(
        council=council,
        number=number.strip() or next_meeting_number(db, council, day),
        school_year=school_year(day),
        date=day,
        time=at,
        place=place.strip(),
    )
    draft = _seated(db, draft)
    refuse_taken_number(db, draft)
    if case_ids is None:
        case_ids = [line.case_id for line in councils.waiting(db, council)]
    with changes.action(
        db,
        N_("{council}: meeting № {number} prepared for {date}"),
        council=COUNCIL_NAMES[council],
        number=draft.number,
        date=f"{day:%d.%m.%Y}",
    ):
        made = store.save(db, draft)
        for case_id in case_ids:
            add_item(db, made, case_id)
    return made


def _seated(db: Store, draft: Meeting) -> Meeting:
    """With every seat of the council's roster, nobody present yet, and who leads and writes."""
    roster = councils.members(db, draft.council)
    if not roster:
        raise Refused(
            N_("{council}: there are no members yet. Write them in Settings."),
            council=COUNCIL_NAMES[draft.council],
        )
    seats = tuple(
        Attendee(
            member_id=member.id,
            name=member.name,
            post_kk=member.post_kk,
            post_ru=member.post_ru,
            role=member.role,
            present=False,
        )
        for member in roster
    )
    names = {member.role: member.name for member in reversed(roster)}
    chair, secretary = names.get("chair", ""), names.get("secretary", "")
    return replace(draft, attendees=seats, chair=chair, secretary=secretary)


def refuse_taken_number(db: Store, draft: Meeting) -> None:
    taken = rows.numbered(db, draft.council, draft.school_year, draft.number)
    if taken is not None and taken.id != draft.id:
        raise Refused(
            N_("{council}: № {number} of {year} is the meeting of {date}. Take another number."),
            council=COUNCIL_NAMES[draft.council],
            number=draft.number,
            year=draft.school_year,
            date=taken.date,
        )


def edit_meeting(db: Store, changed: Meeting) -> None:
    """Saves number, date, time, place, chair and secretary; presence has its own action.

    Decisions move to the new date with the meeting. Refused: the meeting is closed, the number is
    taken, an order stands on a decision that would move.
    """
    assert changed.id is not None
    old = still_open(db, changed.id)
    changed = replace(
        old,
        number=changed.number.strip() or old.number,
        school_year=school_year(changed.date),
        date=changed.date,
        time=changed.time,
        place=changed.place.strip(),
        chair=changed.chair.strip(),
        secretary=changed.secretary.strip(),
    )
    refuse_taken_number(db, changed)
    with changes.action(db, N_("Meeting № {number} changed"), number=changed.number):
        store.save(db, changed, changed.id)
        for decision in rows.decided(db, changed.id or 0).values():
            if decision.date != changed.date:
                refuse_if_ordered(db, decision)
                store.save(db, replace(decision, date=changed.date), decision.id)


def record_attendance(db: Store, meeting_id: int, attendees: Sequence[Attendee]) -> None:
    """Who was present. Refused: the meeting is closed; decisions are recorded already and too few
    members would be left for them."""
    found = still_open(db, meeting_id)
    changed = replace(found, attendees=tuple(attendees))
    decided = rows.decided(db, meeting_id).values()
    enough = all(sum(cast(d)) <= councils.voters(changed, d.recused) for d in decided)
    if decided and not (enough and councils.quorum(db, changed).reached):
        raise Refused(
            N_(
                "Decisions are recorded already: with {present} members present they would not stand. "
                "Change the decisions first."
            ),
            present=changed.present,
        )
    with changes.action(db, N_("Meeting № {number}: presence"), number=found.number):
        store.save(db, changed, meeting_id)


def cast(decision: Decision) -> tuple[int, int, int]:
    """Votes for, against, abstained; none counted is none cast."""
    return decision.votes_for or 0, decision.votes_against or 0, decision.abstained or 0


def refuse_if_ordered(db: Store, decision: Decision) -> None:
    """Refused: an order stands on the decision, so it cannot change any more."""
    review = decision.kind == "review"
    for order in store.of_case(db, Order, decision.case_id):
        follows = order.kind is not OrderKind.TRANSFER and order.date >= decision.date
        stands = order.kind not in (OrderKind.ANNUL, OrderKind.SCHEDULE) and not order.annulled
        if stands and (follows or not review):
            raise Refused(
                N_(
                    "Order № {number} of {date} stands on this decision: it stays. "
                    "Annul the order first."
                ),
                number=order.number,
                date=order.date,
            )


def cancel_meeting(db: Store, meeting_id: int) -> None:
    """Removes a meeting that did not take place. Refused: it is closed, or something is decided."""
    found = still_open(db, meeting_id)
    if rows.decided(db, meeting_id):
        raise Refused(N_("Decisions are recorded already: the meeting stays."))
    with changes.action(
        db,
        N_("{council}: meeting № {number} cancelled"),
        council=COUNCIL_NAMES[found.council],
        number=found.number,
    ):
        for item in rows.agenda(db, meeting_id):
            store.remove(db, Item, item.id or 0)
        store.remove(db, Meeting, meeting_id)


def hold(db: Store, meeting_id: int) -> None:
    """Closes the meeting: presence and decisions are final, the minutes can be signed.

    Refused: its day has not come, no quorum, an item is not decided, nobody to sign.
    """
    found = still_open(db, meeting_id)
    refuse_too_early(db, found)
    refuse_without_quorum(db, found)
    decided = rows.decided(db, meeting_id)
    agenda = rows.agenda(db, meeting_id)
    if not agenda:
        raise Refused(N_("The agenda is empty. Put a case on it, or cancel the meeting."))
    undecided = [i.case_id for i in agenda if i.id not in decided]
    if undecided:
        numbers = [cases.records(db, case_id).case.number for case_id in undecided]
        raise Refused(N_("Not decided yet: cases № {numbers}."), numbers=numbers)
    if not (found.chair and found.secretary):
        raise Refused(N_("Name the chair and the secretary: they sign the minutes."))
    with changes.action(
        db,
        N_("{council}: meeting № {number} held"),
        council=COUNCIL_NAMES[found.council],
        number=found.number,
    ):
        store.save(db, replace(found, held=True), meeting_id)


def reopen(db: Store, meeting_id: int) -> None:
    """Opens a closed meeting for correction. Refused: an order stands on one of its decisions."""
    found = meeting(db, meeting_id)
    for decision in rows.decided(db, meeting_id).values():
        refuse_if_ordered(db, decision)
    with changes.action(db, N_("Meeting № {number} opened again"), number=found.number):
        store.save(db, replace(found, held=False), meeting_id)


def refuse_too_early(db: Store, found: Meeting) -> None:
    if found.date > db.today():
        raise Refused(
            N_("The meeting is on {date}. Decisions are recorded on that day or later."),
            date=found.date,
        )


def refuse_without_quorum(db: Store, found: Meeting) -> None:
    there = councils.quorum(db, found)
    if not there.reached:
        raise Refused(
            N_(
                "No quorum: {present} of {members} members are marked present, {needed} are needed. "
                "Mark who is present."
            ),
            present=there.present,
            members=there.members,
            needed=there.needed,
        )
