"""How the school stands to what its edition asks: states, who answers, by when, what speaks for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dlschool.domain.names import clean
from dlschool.domain.readiness import STATE_NAMES, Judgement, Proof, Requirement, State
from dlschool.domain.school import Staff
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.law import readiness as law
from dlschool.law import says
from dlschool.law.shape import Edition
from dlschool.services import editions, school
from dlschool.services import readiness_records as records
from dlschool.services.readiness_findings import Finding, Holdings, findings, holdings
from dlschool.store import changes
from dlschool.store import learning as rows
from dlschool.store.connection import Store

SETTLED = (State.MET, State.NOT_NEEDED)
"""States that press nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One requirement as it stands today."""

    requirement: Requirement
    judgement: Judgement | None
    who: Staff | None
    """Who answers for it."""
    findings: tuple[Finding, ...]

    @property
    def state(self) -> State | None:
        return self.judgement.state if self.judgement else None

    @property
    def due(self) -> date | None:
        """By when, while it is not settled."""
        return None if self.state in SETTLED or not self.judgement else self.judgement.due

    @property
    def doubtful(self) -> bool:
        """The school says that it is met, the records speak against it."""
        return self.state is State.MET and any(found.kind == "bad" for found in self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The edition's requirements and how many stand how; what the report and the act say."""

    edition: Edition
    note: Text | None
    """What must be said above the list: the act's own text is not held."""
    lines: tuple[Line, ...]

    def count(self, state: State | None) -> int:
        """How many stand so; None: nobody has looked."""
        return sum(line.state is state for line in self.lines)

    @property
    def counts(self) -> dict[str, int]:
        """By «met», «partly», «not-met», «not-needed», «unseen»."""
        return {**{state.value: self.count(state) for state in State}, "unseen": self.count(None)}

    @property
    def asked(self) -> int:
        """How many the school has to meet."""
        return len(self.lines) - self.count(State.NOT_NEEDED)


def summary(db: Store, edition_key: str = "", held: Holdings | None = None) -> Summary:
    """By the edition that new cases take, or another one; `held` when it was read already.

    Refused: the edition is not known.
    """
    edition = editions.edition(db, edition_key) if edition_key else editions.default(db)
    held = held or holdings(db)
    judged = _judged(db, edition)
    people = {person.id: person for person in school.staff(db, with_gone=True)}
    lines = []
    for requirement in law.requirements(edition, editions.known(db)):
        judgement = judged.get(requirement.key)
        found = (*_earlier(db, judgement, edition), *findings(requirement, held))
        found += tuple(_late(judgement, held))
        who = people.get(judgement.staff_id) if judgement else None
        lines.append(Line(requirement=requirement, judgement=judgement, who=who, findings=found))
    return Summary(edition=edition, note=law.note(edition), lines=tuple(lines))


def asking(db: Store) -> list[Edition]:
    """Editions that ask something of the school itself, newest of the chain first."""
    known = editions.known(db)
    found = [one for one in known.values() if law.requirements(one, known)]
    return sorted(found, key=lambda one: (one.act.order.date, _amended(one), one.key), reverse=True)


def _amended(edition: Edition) -> date:
    by = edition.act.amended_by
    return by.date if by else edition.act.order.date


def _judged(db: Store, edition: Edition) -> dict[str, Judgement]:
    """By requirement: the word given under this edition, else the newest under another one."""
    own: dict[str, Judgement] = {}
    others: dict[str, Judgement] = {}
    for one in sorted(rows.where(db, Judgement), key=lambda one: (one.looked_on, one.id or 0)):
        (own if one.edition == edition.key else others)[one.requirement] = one
    return {**others, **own}


def _earlier(db: Store, judgement: Judgement | None, edition: Edition) -> Iterator[Finding]:
    """It was judged under another edition."""
    if judgement is None or judgement.edition == edition.key:
        return
    other = editions.known(db).get(judgement.edition)
    name = other.act.short if other else Text(judgement.edition, judgement.edition)
    text = Text(
        f"Басқа редакция бойынша белгіленген: {name.kk}. Қайта қараңыз",
        f"Отмечено по другой редакции: {name.ru}. Рассмотрите заново",
    )
    yield Finding(text, "soon")


def _late(judgement: Judgement | None, held: Holdings) -> Iterator[Finding]:
    late = judgement and judgement.state not in SETTLED and judgement.due
    if late and late < held.day:
        day = says.day(late)
        yield Finding(Text(f"Мерзімі өтті: {day}", f"Срок прошёл: {day}"), "bad")


def line(db: Store, key: str, edition_key: str = "") -> Line:
    """The requirement of the school's edition (or another) with this key. Refused: there is none."""
    found = summary(db, edition_key)
    for one in found.lines:
        if one.requirement.key == key:
            return one
    raise Refused(
        N_("“{edition}” has no requirement {key}. Known: {known}."),
        edition=found.edition.act.short,
        key=key,
        known=", ".join(one.requirement.key for one in found.lines) or "–",
    )


def judge(
    db: Store,
    key: str,
    state: State,
    *,
    staff_id: int | None = None,
    due: date | None = None,
    remark: str = "",
    edition_key: str = "",
) -> int:
    """The school says how a requirement of its edition (or another) stands, who answers and by when.

    Returns the record's id. Refused: no such requirement or person; “not needed” without a reason.
    """
    before = line(db, key, edition_key)
    edition = edition_key or editions.default(db).key
    own = before.judgement if before.judgement and before.judgement.edition == edition else None
    remark = clean(remark)
    if state is State.NOT_NEEDED and not remark:
        raise Refused(N_("Write why the requirement is not needed at your school."))
    _refuse_stranger(db, staff_id)
    what, said = before.requirement.name, STATE_NAMES[state]
    with changes.action(db, N_("Readiness: {what} – {state}"), what=what, state=said):
        return rows.save(
            db,
            Judgement(
                id=own.id if own else None,
                requirement=key,
                edition=edition,
                state=state,
                remark=remark,
                staff_id=staff_id,
                due=due,
                looked_on=db.today(),
            ),
        )


def _refuse_stranger(db: Store, staff_id: int | None) -> None:
    people = school.staff(db)
    if staff_id is not None and staff_id not in {person.id for person in people}:
        raise Refused(
            N_("Nobody of the staff has the number {id}. Known: {known}."),
            id=staff_id,
            known="; ".join(f"{person.id} {person.name}" for person in people) or "–",
        )


def save_proof(db: Store, value: Proof, edition_key: str = "") -> int:
    """A paper that shows that a requirement is met. Refused: as `line`, and as `records.save_proof`."""
    if value.id is None:
        line(db, value.requirement, edition_key)
    return records.save_proof(db, value)
