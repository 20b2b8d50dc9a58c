"""What a case holds: the case itself, papers, scans, meetings, decisions, orders."""

from dataclasses import dataclass, field
from datetime import date as Day
from datetime import time as Clock

from dlschool.domain.case import Council, EventLevel, Ground, OrderKind, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    id: int | None = None
    number: str
    """Shown to people: «2026/38», series by school year."""
    edition: str
    """Key of the edition that the case was opened under."""
    ground: Ground
    pupil_id: int | None = None
    classes: tuple[str, ...] = ()
    """Classes of an emergency or weather case: ("7Ә", "8А")."""
    dropped_classes: str = ""
    """Classes of the units named that were left out, and why."""
    opened_on: Day
    wanted_from: Day | None = None
    wanted_until: Day | None = None
    """The period that the family asks for; the law's period comes from the basis."""
    reason: str = ""
    event_name: str = ""
    event_place: str = ""
    event_level: EventLevel | None = None
    event_from: Day | None = None
    event_until: Day | None = None
    access_on: Day | None = None
    """When access to the information system, timetable and e-journal was given."""
    individual_schedule: str = "not-needed"
    attested_on: Day | None = None
    later_edition_refused: str = ""
    """Why the school keeps an edition that a later known one replaces."""
    from_paper: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document in a case. Of a medical conclusion no diagnosis is ever kept."""

    id: int | None = None
    case_id: int
    kind: str
    date: Day
    number: str = ""
    issuer: str = ""
    valid_from: Day | None = None
    valid_until: Day | None = None
    details: dict[str, str] = field(default_factory=dict)
    """Fields of the kind: recommendation, members of the commission, answers of the child …"""
    from_paper: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """One page or file of a paper, kept in the data folder by the hash of its content."""

    id: int | None = None
    paper_id: int
    position: int
    digest: str
    """SHA-256, hexadecimal: also the file's name."""
    mime: str
    size: int
    """Bytes."""
    pages: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """A member at one meeting."""

    member_id: int | None
    name: str
    post_kk: str = ""
    post_ru: str = ""
    role: str = "member"
    present: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    id: int | None = None
    council: Council
    number: str
    school_year: str
    """«2026-2027»: the series of the number."""
    date: Day
    time: Clock | None = None
    place: str = ""
    chair: str = ""
    secretary: str = ""
    attendees: tuple[Attendee, ...] = ()
    held: bool = False
    from_paper: bool = False

    def votes(self, attendee: Attendee) -> bool:
        """Whether a seat has a vote: the trustee council's secretary is not a member of it (order
        355, annex 2, point 21); the pedagogical council elects its secretary from its members.
        """
        return self.council is Council.PEDAGOGICAL or attendee.role != "secretary"

    @property
    def present(self) -> int:
        """Members present."""
        return sum(1 for a in self.attendees if a.present and self.votes(a))

    @property
    def members(self) -> int:
        return sum(1 for a in self.attendees if self.votes(a))


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a meeting's agenda: a case that waits for this council."""

    id: int | None = None
    meeting_id: int
    position: int
    case_id: int
    kind: str = "transfer"
    """"transfer": the council decides on the case; "review": extend or return after attestation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a council decided on one item."""

    id: int | None = None
    item_id: int | None
    case_id: int
    council: Council
    date: Day
    kind: str = "transfer"
    outcome: str
    """`Outcome` for kind "transfer", `ReviewOutcome` for kind "review"."""
    start: Day | None = None
    until: Day | None = None
    reason: str = ""
    votes_for: int | None = None
    votes_against: int | None = None
    abstained: int | None = None
    recused: tuple[str, ...] = ()
    from_paper: bool = False

    @property
    def approved(self) -> bool:
        return self.outcome == Outcome.APPROVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An order of the school's director. Frozen once printed, exported or sent."""

    id: int | None = None
    case_id: int
    kind: OrderKind
    series: str
    number: str
    date: Day
    start: Day | None = None
    until: Day | None = None
    clause_kk: str = ""
    """A free clause that the school adds to the text."""
    clause_ru: str = ""
    control_kk: str = ""
    """Who controls the order: post and name."""
    control_ru: str = ""
    annuls: int | None = None
    annulled: bool = False
    frozen: str = ""
    """"printed", "exported" or "sent"; empty while it can still be undone."""
    from_paper: bool = False
    annex: str | None = None
    """Of a schedule: the sittings as they were approved (`domain.annex`, packed)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A material given to the pupil of a case."""

    id: int | None = None
    case_id: int
    material: str
    date: Day
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Postponed:
    """Practical or laboratory work put off by an emergency (annex 2, point 25)."""

    id: int | None = None
    case_id: int
    class_name: str
    work: str
    was_on: Day | None = None
    new_date: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Who was told of an emergency or weather order, by what means and when."""

    id: int | None = None
    case_id: int
    audience: str
    channel: str
    at: str
    """Local date and time, ISO."""
