"""Short entries about a pupil: consultations, events, halls, access, attendance, participation.

What a psychologist, a medical worker, an inspector or a social pedagogue said is sealed by the store
(`access.SEALED_TRACES`): who has not the seal reads CLOSED.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from dlschool.domain import points
from dlschool.domain.learning import Trace
from dlschool.domain.pupil import Pupil
from dlschool.domain.record import Case
from dlschool.domain.trace import CONSULTATIONS, KIND_NAMES, TraceKind
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import possible_days, unknown
from dlschool.store import blocking, changes
from dlschool.store import cases as case_rows
from dlschool.store import learning as rows
from dlschool.store import pupils as pupil_rows
from dlschool.store.connection import Store

LONGEST = 500
"""Letters: an entry is short."""
MOST_HOURS = Decimal(24)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry with whom it is about."""

    trace: Trace
    pupil: Pupil

    @property
    def kind(self) -> TraceKind:
        return TraceKind(self.trace.kind)


def add(db: Store, value: Trace) -> int:
    """Writes a new entry. Refused: unknown kind, nobody's, not of that case, a day to come, no
    number of hours, too long, the pupil is blocked.
    """
    made = _checked(db, replace(value, id=None))
    with changes.action(
        db, N_("Trace entry: {what}, {name}"), what=_kind(made), name=_name(db, made)
    ):
        return rows.save(db, made)


def edit(db: Store, value: Trace) -> None:
    """Changes an entry; a sealed text that reads CLOSED stays. Refused as `add`, or it is gone."""
    old = entry(db, value.id or 0)
    made = _checked(db, replace(value, pupil_id=old.pupil_id))
    with changes.action(
        db, N_("Trace entry changed: {what}, {name}"), what=_kind(made), name=_name(db, made)
    ):
        rows.save(db, made)


def remove(db: Store, trace_id: int) -> None:
    """Takes an entry away; Undo brings it back. Refused: it is gone, the pupil is blocked."""
    old = entry(db, trace_id)
    blocking.refuse_blocked(db, old.pupil_id)
    with changes.action(
        db, N_("Trace entry removed: {what}, {name}"), what=_kind(old), name=_name(db, old)
    ):
        rows.remove(db, Trace, trace_id)


def entry(db: Store, trace_id: int) -> Trace:
    found = rows.get(db, Trace, trace_id)
    if found is None:
        raise unknown.record(db, Trace, trace_id)
    return found


def of_pupil(
    db: Store, pupil_id: int, start: date | None = None, until: date | None = None
) -> list[Trace]:
    """Entries of a pupil with days from `start` to `until`, both inclusive; oldest first."""
    found = rows.where(db, Trace, "pupil_id = ?", (pupil_id,), order="date, id")
    return [trace for trace in found if within(trace.date, start, until)]


def of_case(db: Store, case_id: int) -> list[Trace]:
    """Entries written on the case itself, oldest first."""
    return rows.where(db, Trace, "case_id = ?", (case_id,), order="date, id")


def consultations(
    db: Store,
    start: date | None = None,
    until: date | None = None,
    *,
    pupil_id: int | None = None,
) -> list[Entry]:
    """Consultations of a period, of all pupils or of one, oldest first; without blocked pupils."""
    marks = ", ".join("?" * len(CONSULTATIONS))
    found = [
        trace
        for trace in rows.where(
            db, Trace, f"kind in ({marks})", tuple(sorted(CONSULTATIONS)), order="date, id"
        )
        if within(trace.date, start, until) and pupil_id in (None, trace.pupil_id)
    ]
    closed = blocking.blocked(db)
    people = {p.id: p for p in pupil_rows.many(db, list({t.pupil_id for t in found}))}
    return [
        Entry(trace, people[trace.pupil_id])
        for trace in found
        if trace.pupil_id in people and trace.pupil_id not in closed
    ]


def within(day: date, start: date | None, until: date | None) -> bool:
    return (start is None or start <= day) and (until is None or day <= until)


def _checked(db: Store, value: Trace) -> Trace:
    """The entry tidied."""
    _kind(value)
    pupil = pupil_rows.get(db, value.pupil_id)
    if pupil is None:
        raise Refused(N_("Choose the pupil of the entry."))
    _refuse_other_case(db, value)
    blocking.refuse_blocked(db, value.pupil_id)
    if value.date > db.today():
        raise Refused(N_("{day} is still to come: an entry tells what was."), day=value.date)
    possible_days.of_pupil(db, value.date, pupil)
    tidied = replace(
        value,
        who=_short(value.who),
        system=_short(value.system),
        verified_by=_short(value.verified_by),
        text=_short(value.text),
        hours=read_hours(value.hours),
    )
    if tidied.kind == TraceKind.ATTENDANCE and not tidied.text:
        raise Refused(N_("Write in short which lessons the pupil attended, or missed."))
    if tidied.kind == TraceKind.SYSTEM and not tidied.system:
        raise Refused(N_("Write which information system the pupil was let into."))
    return tidied


def _refuse_other_case(db: Store, value: Trace) -> None:
    if value.case_id is None:
        return
    case = case_rows.get(db, Case, value.case_id)
    if case is None:
        raise Refused(N_("There is no case {id}."), id=value.case_id)
    if case.pupil_id != value.pupil_id:
        raise Refused(N_("Case № {number} is about another pupil."), number=case.number)


def _kind(value: Trace) -> object:
    try:
        return KIND_NAMES[TraceKind(value.kind)]
    except ValueError:
        raise Refused(
            N_("There is no kind of entry “{kind}”. Known: {known}."),
            kind=value.kind,
            known=", ".join(TraceKind),
        ) from None


def _name(db: Store, value: Trace) -> str:
    pupil = pupil_rows.get(db, value.pupil_id)
    return pupil.short_name if pupil else ""


def _short(text: str) -> str:
    tidied = " ".join(text.split())
    if len(tidied) > LONGEST:
        raise Refused(N_("An entry is short: at most {most} letters."), most=LONGEST)
    return tidied


def read_hours(text: str) -> str:
    """«1.5» of «1,5»; "" where none are named. Refused: no number of hours of a day."""
    if not text.strip():
        return ""
    value = points.plain(text)
    if value is None or not 0 < value <= MOST_HOURS:
        raise Refused(N_("“{text}” is no number of hours."), text=text.strip())
    return points.said(value)
