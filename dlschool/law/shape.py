"""The shape of `resources/law/*.toml`: what one edition of an order says, as frozen values.

Every statement carries the keys of its points (`annex-2:13.3`) or says `basis = "practice"`.
"""

from datetime import date as Day
from typing import Annotated, Literal

import msgspec

from dlschool.domain.case import Council, EventLevel, Ground, Material
from dlschool.domain.text import Text

Basis = Literal["law", "practice"]


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of the file: an unknown key is an error."""


class Registration(Strict, frozen=True, kw_only=True):
    """An order's number and date; the registry's number and date where known."""

    number: str
    date: Day
    registered: str | None = None
    registered_on: Day | None = None
    issuer: Text | None = None


class Act(Strict, frozen=True, kw_only=True):
    """The order itself and the order that brought this edition."""

    title: Text
    short: Text
    order: Registration
    amended_by: Registration | None = None
    citation: Text
    """How a printed document names the act: «… № 137 бұйрығы», «приказ … № 137»."""


class InForce(Strict, frozen=True, kw_only=True):
    """From when the edition applies; `date` absent = not known from the texts held."""

    date: Day | None = None
    source: Text


class Point(Strict, frozen=True, kw_only=True):
    """One numbered point of the source, told in our own words."""

    key: str
    kind: Literal["rule", "definition", "not-for-schools"]
    text: Text
    reason: Text | None = None
    """Why it is not for schools; required for that kind."""
    later: bool = False
    """For colleges or universities: comes with a later delivery."""
    confirmed: bool = True
    """False where only a second-hand account of the point is held."""


class PaperName(Strict, frozen=True, kw_only=True):
    """A paper that this edition names."""

    kind: str
    name: Text


class Requirement(Strict, frozen=True, kw_only=True):
    """Something asked for: its own words, the points that ask, or practice."""

    text: Text
    points: tuple[str, ...] = ()
    basis: Basis = "law"


class Paper(Strict, frozen=True, kw_only=True):
    kind: str
    points: tuple[str, ...] = ()
    basis: Basis = "law"
    note: Text | None = None
    from_age: int | None = None
    """Asked for only from this age in full years on the day of the decision."""
    signed_by: tuple[Literal["guardian", "pupil"], ...] = ()
    bounds_period: bool = False
    """The paper's own period (valid_from, valid_until) bounds the order."""


class Decision(Strict, frozen=True, kw_only=True):
    council: Council
    points: tuple[str, ...] = ()
    basis: Basis = "law"


class Event(Strict, frozen=True, kw_only=True):
    """Which events make this ground."""

    levels: tuple[EventLevel, ...]
    points: tuple[str, ...]


class Step(Strict, frozen=True, kw_only=True):
    """A step after the order: access, materials, individual schedule, attestation, review."""

    points: tuple[str, ...] = ()
    basis: Basis = "law"
    note: Text | None = None


class Issue(Strict, frozen=True, kw_only=True):
    material: Material
    points: tuple[str, ...] = ()
    basis: Basis = "law"


class Modes(Strict, frozen=True, kw_only=True):
    """How something may be taken: at school, from afar, or as the school decides (practice)."""

    modes: tuple[Literal["in-person", "remote"], ...]
    points: tuple[str, ...] = ()
    basis: Basis = "law"
    note: Text | None = None


class Assessment(Strict, frozen=True, kw_only=True):
    """How SOR, SOCh, interim and final attestation may be taken under this ground."""

    sor: Modes
    soch: Modes
    interim: Modes
    final: Modes


class GroundRule(Strict, frozen=True, kw_only=True):
    """One ground: who it is for, what it asks before the order, what bounds it, what follows."""

    who: Text
    points: tuple[str, ...]
    bounded_by: Literal["decisions", "paper", "event"]
    period: Requirement
    papers: tuple[Paper, ...] = ()
    decisions: tuple[Decision, ...] = ()
    event: Event | None = None
    whole_classes: bool = False
    order: Step = Step(basis="practice")
    access: Step | None = None
    issues: tuple[Issue, ...] = ()
    individual_schedule: Step | None = None
    attestation: Step | None = None
    review: Step | None = None
    assessment: Assessment
    school_decides: tuple[Requirement, ...] = ()


class Grounds(Strict, frozen=True, kw_only=True):
    health: GroundRule | None = None
    competition: GroundRule | None = None
    family: GroundRule | None = None
    emergency: GroundRule | None = None
    weather: GroundRule | None = None

    def rule(self, ground: Ground) -> GroundRule | None:
        found: GroundRule | None = getattr(self, ground.value)
        return found


class Duty(Strict, frozen=True, kw_only=True):
    """What one role must do."""

    role: Text
    duties: tuple[Requirement, ...]


class AlertWindow(Strict, frozen=True, kw_only=True):
    """A time of day by which classes must be called off or parents told, by shift."""

    what: Text
    shift: Text
    start: str
    end: str
    points: tuple[str, ...] = ()


class Unknown(Strict, frozen=True, kw_only=True):
    """Something the texts held do not tell."""

    topic: Text


class Edition(Strict, frozen=True, kw_only=True):
    """One edition of an order, as one TOML file."""

    key: Annotated[str, msgspec.Meta(pattern=r"^\S+$")]
    act: Act
    in_force: InForce
    confirmed: bool
    """True only where the act's own text is held."""
    partial: bool = False
    """Only amendments are held: shown, but no case can be opened under it."""
    replaces: str | None = None
    annexes: dict[str, Requirement] = {}
    """Annex key (`annex-2`, or `order` for the order's own points) and what it is."""
    papers: tuple[PaperName, ...] = ()
    points: tuple[Point, ...]
    grounds: Grounds = Grounds()
    entitlements: tuple[Requirement, ...] = ()
    guardian_duties: tuple[Requirement, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    duties: tuple[Duty, ...] = ()
    general: tuple[Requirement, ...] = ()
    """Rules that hold for every case: workload, records, digital trace, postponed work."""
    alerts: tuple[AlertWindow, ...] = ()
    unknown: tuple[Unknown, ...] = ()

    def point(self, key: str) -> Point | None:
        return next((point for point in self.points if point.key == key), None)

    def paper_name(self, kind: str) -> Text | None:
        return next((paper.name for paper in self.papers if paper.kind == kind), None)
