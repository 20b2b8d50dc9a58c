"""Both councils: who sits in them, which cases wait for them, quorum, and who does not vote."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dlschool.domain.case import COUNCIL_NAMES, Council
from dlschool.domain.names import folded
from dlschool.domain.record import Case, Meeting
from dlschool.domain.school import Member
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.law.step import Assessment, State, Step
from dlschool.services.school import setting
from dlschool.services.standing import Standing, every_standing
from dlschool.store import changes, people
from dlschool.store import councils as store
from dlschool.store import pupils as pupil_store
from dlschool.store.connection import Store

ROLES = ("chair", "secretary", "member")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A case that waits for a council: what is asked of it, and why it waits."""

    case_id: int
    number: str
    subject: str
    """The pupil's full name, or the classes."""
    class_name: str
    kind: str
    """"transfer" or "review", as the agenda's item will be."""
    step: Step


@dataclass(frozen=True, slots=True)
class Quorum:
    """Seats with a vote, how many of them must be present, how many are."""

    needed: int
    present: int
    members: int

    @property
    def reached(self) -> bool:
        return self.members > 0 and self.present >= self.needed


def members(db: Store, council: Council, *, with_gone: bool = False) -> list[Member]:
    """The council's roster: chair, secretary, then by name."""
    return people.members(db, council, with_gone=with_gone)


def save_member(db: Store, member: Member) -> int:
    """A new member, or with an id the changed one. Refused: no name, a second chair or secretary."""
    if member.role not in ROLES:
        raise ValueError(member.role)
    if not member.name.strip():
        raise Refused(N_("Write the name."))
    if member.role != "member" and not member.left:
        for other in people.members(db, member.council):
            if other.role == member.role and other.id != member.id:
                raise Refused(
                    N_("This council already has one in this role: {name}. Change that first."),
                    name=other.name,
                )
    with changes.action(
        db,
        N_("{council}: member {name}"),
        council=COUNCIL_NAMES[member.council],
        name=member.name.strip(),
    ):
        return people.save_member(db, member)


def waiting(db: Store, council: Council) -> list[Waiting]:
    """Cases in which this council can decide now and that stand on no agenda still to be held."""
    planned = store.on_agendas(db, council)
    return [
        _line(standing, kind, step)
        for standing in every_standing(db)
        for kind, step in awaited(standing.assessment, council)
        if step.state is State.OPEN and (standing.case_id, kind) not in planned
    ]


def _line(standing: Standing, kind: str, step: Step) -> Waiting:
    case, pupil = standing.records.case, standing.records.pupil
    return Waiting(
        case_id=standing.case_id,
        number=case.number,
        subject=pupil.full_name if pupil else ", ".join(case.classes),
        class_name=pupil.class_name if pupil else "",
        kind=kind,
        step=step,
    )


def awaited(assessment: Assessment, council: Council) -> Iterator[tuple[str, Step]]:
    """What the case still asks of the council, now or later: kind of agenda item and step."""
    asked = [("transfer", f"decision:{council.value}")]
    if council is Council.PEDAGOGICAL:
        asked.append(("review", "review"))
    for kind, key in asked:
        step = assessment.step(key)
        if step is not None and step.state in (State.OPEN, State.BLOCKED):
            yield kind, step


def quorum(db: Store, meeting: Meeting) -> Quorum:
    """By the school's setting: two thirds of the seats with a vote, rounded up, until changed.

    Source: order 355, annex 2, point 22 for the trustee council; the pedagogical council's is
    practice.
    """
    over, under = setting(db, "quorum")
    return Quorum(-(-meeting.members * over // under), meeting.present, meeting.members)


def voters(meeting: Meeting, recused: Iterable[str]) -> int:
    """How many of those present may vote on an item from which `recused` are kept away."""
    out = set(recused)
    return sum(
        1
        for seat in meeting.attendees
        if seat.present and meeting.votes(seat) and seat.name not in out
    )


def recused(db: Store, meeting: Meeting, case: Case) -> tuple[str, ...]:
    """Names of those who sit at the meeting and are the case's pupil or the pupil's guardians.

    By IIN where both have it; else by name, an initial standing for the name that it begins.
    """
    if case.pupil_id is None:
        return ()
    pupil = pupil_store.get(db, case.pupil_id)
    concerned = [(g.name, g.iin) for g in pupil_store.guardians(db, case.pupil_id)]
    if pupil is not None:
        concerned.append((pupil.full_name, pupil.iin))
    iins = {m.id: m.iin for m in people.members(db, meeting.council, with_gone=True)}
    return tuple(
        seat.name
        for seat in meeting.attendees
        if meeting.votes(seat)
        and any(_same((seat.name, iins.get(seat.member_id, "")), person) for person in concerned)
    )


def _same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two (name, IIN) are one person."""
    if one[1] and other[1]:
        return one[1] == other[1]
    first, second = _parts(one[0]), _parts(other[0])
    if len(first) < 2 or len(second) < 2 or first[0] != second[0]:
        return False
    given = zip(first[1:], second[1:], strict=False)
    return all(a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in given)


def _parts(name: str) -> list[str]:
    """Surname first; initials that stand before it go behind it."""
    words = folded(name).split()
    surname = next((n for n, word in enumerate(words) if len(word) > 1), 0)
    return words[surname:] + words[:surname]
