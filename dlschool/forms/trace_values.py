"""What the digital trace and the consultation journal say; values only."""

from dataclasses import dataclass
from datetime import date

from dlschool.domain.pupil import Pupil
from dlschool.domain.text import Text
from dlschool.domain.trace import TraceKind, TraceLine


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceSheet:
    """A pupil's digital trace over a period, as it may be printed."""

    start: date | None
    until: date | None
    lines: tuple[TraceLine, ...]
    """Verified ones only, oldest first; no consultation among them."""
    unverified: int = 0
    """Lines of the timeline that nobody has verified, or whose system is not named: left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consulted:
    """A line of the consultation journal. What was said under a seal is not in it."""

    date: date
    pupil: Pupil
    kind: TraceKind
    who: str = ""
    topic: str | Text = ""
    hours: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationJournal:
    start: date | None
    until: date | None
    lines: tuple[Consulted, ...]
