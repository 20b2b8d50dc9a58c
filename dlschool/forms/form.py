"""Form: one official printed form. Subject: everything a form may know.

A blank form is the filled one whose subject holds the school, the edition and the day only.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from dlschool.domain.access import User
from dlschool.domain.case import Ground
from dlschool.domain.personal import Breach, Consent
from dlschool.domain.pupil import Guardian, Pupil
from dlschool.domain.record import (
    Case,
    Decision,
    Issued,
    Item,
    Meeting,
    Order,
    Paper,
    Postponed,
    Told,
)
from dlschool.domain.school import School, Staff
from dlschool.domain.text import Text
from dlschool.forms.mark_values import Marks
from dlschool.forms.material_values import Materials
from dlschool.forms.readiness_values import ReadinessAct
from dlschool.forms.report_values import ReportSheet
from dlschool.forms.review_values import CouncilResults, YearAct
from dlschool.forms.schedule_values import Schedule
from dlschool.forms.sheet.blocks import Block
from dlschool.forms.trace_values import ConsultationJournal, TraceSheet
from dlschool.law.shape import Edition, GroundRule
from dlschool.law.step import Step

Scope = Literal["case", "meeting", "decision", "order", "list", "person", "learning"]
"""`person`: of the register of personal data; `Subject.personal` says what.
`learning`: of the school year and its subjects, printed by its own service."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A council's decision on the case and the number of the minutes that hold it."""

    decision: Decision
    minutes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaLine:
    """One item of a meeting, with what was decided on it, if it was."""

    item: Item
    case: Case
    pupil: Pupil | None = None
    decision: Decision | None = None
    results: CouncilResults | None = None
    """Of a review: what the council weighs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """One case in the register: `state` and `next_step` come from `law.assess`."""

    case: Case
    pupil: Pupil | None = None
    start: date | None = None
    until: date | None = None
    state: Text | None = None
    next_step: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerned:
    """A pupil whose data a breach touched, and a telephone to tell the family."""

    pupil: Pupil
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPart:
    """A part of what the school keeps about a person: a heading and lines under it."""

    heading: Text
    lines: tuple[tuple[Text, Text], ...]
    """What it is called, and what is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Personal:
    """What the papers of the register of personal data say."""

    consent: Consent | None = None
    users: tuple[User, ...] = ()
    breach: Breach | None = None
    concerned: tuple[Concerned, ...] = ()
    card: tuple[CardPart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What one printed document is about; all but the first three may be missing."""

    school: School
    edition: Edition
    today: date
    case: Case | None = None
    pupil: Pupil | None = None
    guardians: tuple[Guardian, ...] = ()
    papers: tuple[Paper, ...] = ()
    steps: tuple[Step, ...] = ()
    decisions: tuple[Decided, ...] = ()
    """Of both councils on this case; of a council the latest counts."""
    issued: tuple[Issued, ...] = ()
    meeting: Meeting | None = None
    quorum: Fraction = Fraction(2, 3)
    """The part of a council's members that must be present: the school's setting."""
    agenda: tuple[AgendaLine, ...] = ()
    """Of the meeting; an extract prints the first line only."""
    order: Order | None = None
    orders: tuple[Order, ...] = ()
    """All orders of the case; those that an order extends or annuls are found here."""
    register: tuple[RegisterLine, ...] = ()
    postponed: tuple[Postponed, ...] = ()
    told: tuple[Told, ...] = ()
    staff: tuple[Staff, ...] = ()
    psychologist: Staff | None = None
    class_teacher: Staff | None = None
    personal: Personal = Personal()
    materials: Materials = Materials()
    results: CouncilResults | None = None
    year_act: YearAct | None = None
    trace: TraceSheet | None = None
    consultations: ConsultationJournal | None = None
    marks: Marks = Marks()
    schedule: Schedule = Schedule()
    report: ReportSheet | None = None
    readiness: ReadinessAct | None = None

    @property
    def guardian(self) -> Guardian | None:
        """Who speaks for the pupil: the main one, else the first."""
        return next((g for g in self.guardians if g.main), next(iter(self.guardians), None))

    @property
    def rule(self) -> GroundRule | None:
        """What the edition says of the case's ground."""
        return self.edition.grounds.rule(self.case.ground) if self.case else None

    def paper(self, kind: str) -> Paper | None:
        """The latest paper of the kind."""
        found = [paper for paper in self.papers if paper.kind == kind]
        return max(found, key=lambda paper: paper.date, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One official form; `body` gives its blocks for a subject, filled or blank."""

    code: str
    title: Text
    scope: Scope
    body: Callable[[Subject], tuple[Block, ...]]
    grounds: frozenset[Ground] | None = None
    """Grounds it fits; None: all."""
    blank: bool = True
    """Whether a blank one is of use."""
    paper: str | None = None
    """Kind of the case's paper that this form prints."""
    named_by_edition: bool = False
    """The edition in force names this paper its own way."""

    def fits(self, ground: Ground) -> bool:
        return self.grounds is None or ground in self.grounds

    def heading(self, edition: Edition) -> Text:
        """The title under this edition."""
        name = edition.paper_name(self.paper) if self.named_by_edition and self.paper else None
        return name or self.title


def blank_subject(school: School, edition: Edition, today: date) -> Subject:
    """Nothing but the school and the law: the form comes out dotted, for filling in by hand."""
    return Subject(school=school, edition=edition, today=today)
