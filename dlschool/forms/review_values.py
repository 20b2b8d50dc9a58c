"""What the statement of results for the council and the act of the year's change say; values only."""

from dataclasses import dataclass, field
from datetime import date

from dlschool.domain.learning import Period
from dlschool.domain.pupil import Pupil
from dlschool.domain.record import Case
from dlschool.domain.text import Text
from dlschool.domain.year_change import YearChange


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectResults:
    """One subject of the period: works taken of those planned, the share of points, grades put."""

    name: Text
    sor: tuple[int, int] = (0, 0)
    """Taken, of how many asked for; a waived work is asked for no more."""
    soch: tuple[int, int] = (0, 0)
    percent: int | None = None
    """Points of all works against their maxima, whole per cent, a half upwards."""
    grades: dict[Period, str | Text] = field(default_factory=dict)
    """«4», or what stands for it: «н/а»."""

    @property
    def missing(self) -> int:
        """Works not taken yet."""
        return sum(asked - taken for taken, asked in (self.sor, self.soch))


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilResults:
    """A pupil's results over the period of a case, as the council weighs them (point 13.4)."""

    year: str
    start: date | None
    until: date | None
    attested_on: date | None
    subjects: tuple[SubjectResults, ...]

    @property
    def works(self) -> tuple[int, int]:
        """SOR and SOCh taken, of how many."""
        pairs = [pair for line in self.subjects for pair in (line.sor, line.soch)]
        return sum(taken for taken, _ in pairs), sum(asked for _, asked in pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingCase:
    """A case that was open when the year changed."""

    case: Case
    who: str
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearAct:
    """A change of the year with the people in it; who was removed since has no name."""

    change: YearChange
    pupils: dict[int, Pupil]
    cases: tuple[EndingCase, ...] = ()
