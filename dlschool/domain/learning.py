"""The learning period: subjects, materials, assessments, sittings, results, grades, the trace."""

from dataclasses import dataclass
from datetime import date as Day
from datetime import time as Clock
from enum import StrEnum

from dlschool.domain.text import Text


class SubjectKind(StrEnum):
    GRADED = "graded"
    PASS_FAIL = "pass-fail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A school subject. `key` names one of `resources/subjects`; "" for the school's own."""

    id: int | None = None
    key: str = ""
    name_kk: str
    name_ru: str
    kind: SubjectKind = SubjectKind.GRADED
    position: int = 0
    gone: bool = False

    @property
    def name(self) -> Text:
        return Text(self.name_kk, self.name_ru)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Weekly hours of a subject in a year, by grade and language of teaching."""

    id: int | None = None
    year: str
    grade: int
    language: str
    subject_id: int
    weekly: str
    """A decimal: «0.5», «3»; "" while the school has not entered it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaching:
    """Who teaches a subject to a class in a year, and when sittings are taken."""

    id: int | None = None
    year: str
    class_name: str
    subject_id: int
    staff_id: int | None = None
    days: tuple[int, ...] = ()
    """Days of the week, Monday 0; empty: any."""
    room: str = ""
    """The room's name, as `Room` has it."""


LESSONS_A_DAY = 7
"""Hours for sittings that a room has on a day where the school states none: one a lesson."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Where sittings are taken, for good; `id` None: a name that teachings use, nothing stated of it."""

    id: int | None = None
    name: str
    seats: int | None = None
    """How many sit at once; None: as many as come."""
    hours: tuple[int, ...] = ()
    """Hours free for sittings, Monday first, seven numbers; empty: `LESSONS_A_DAY` each day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeacherHours:
    """Hours in which a teacher takes sittings, over all classes, for good; without it: no bound."""

    id: int | None = None
    staff_id: int
    hours: tuple[int, ...]
    """Monday first, seven numbers."""


class MaterialKind(StrEnum):
    PROGRAMME = "programme"
    PLAN = "plan"
    TEXTBOOK = "textbook"
    SCHEDULE = "schedule"


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueItem:
    """A programme, thematic plan, textbook or schedule of the school's catalogue."""

    id: int | None = None
    kind: MaterialKind
    subject_id: int | None = None
    grade: int | None = None
    language: str = ""
    title: str
    author: str = ""
    publisher: str = ""
    published: str = ""
    isbn: str = ""
    inventory: str = ""
    copies: int = 0
    year: str = ""
    """The school year of a plan or schedule."""
    note: str = ""
    gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """A line of a calendar-thematic plan (КТЖ/КТП)."""

    id: int | None = None
    material_id: int
    position: int
    section: str = ""
    topic: str
    aims: str = ""
    hours: str = "1"
    date: Day | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loan:
    """A material given to a pupil, and, of a textbook, back."""

    id: int | None = None
    material_id: int
    pupil_id: int
    case_id: int | None = None
    date: Day
    returned_on: Day | None = None
    note: str = ""


class AssessmentKind(StrEnum):
    SOR = "SOR"
    SOCH = "SOCh"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A SOR or SOCh of a class: the class's own plan."""

    id: int | None = None
    year: str
    class_name: str
    subject_id: int
    term: int
    kind: AssessmentKind
    number: int = 1
    section: str = ""
    max_points: str = ""
    date: Day | None = None
    staff_id: int | None = None
    aims: tuple[str, ...] = ()
    """Aims of learning that it examines, for the analysis."""


class SittingMode(StrEnum):
    IN_PERSON = "in-person"
    REMOTE = "remote"


class SittingState(StrEnum):
    PLANNED = "planned"
    TAKEN = "taken"
    MISSED = "missed"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """One pupil, one assessment, one date, in person or remote."""

    id: int | None = None
    assessment_id: int
    pupil_id: int
    case_id: int | None = None
    mode: SittingMode
    date: Day | None = None
    time: Clock | None = None
    room: str = ""
    fixed: bool = False
    state: SittingState = SittingState.PLANNED
    reason: str = ""
    """Why it was moved, missed or waived."""


class ResultKind(StrEnum):
    FIRST = "first"
    AGAIN = "again"
    MODERATED = "moderated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Points of a sitting; the newest counts, the earlier ones stay."""

    id: int | None = None
    sitting_id: int
    kind: ResultKind = ResultKind.FIRST
    points: str
    date: Day
    reason: str = ""
    aims: tuple[str, ...] = ()
    """Aims that were not reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formative:
    id: int | None = None
    pupil_id: int
    subject_id: int
    year: str
    term: int
    points: str
    max: str = "10"
    date: Day


class Period(StrEnum):
    """What a grade is for."""

    TERM_1 = "term-1"
    TERM_2 = "term-2"
    TERM_3 = "term-3"
    TERM_4 = "term-4"
    HALF_1 = "half-1"
    HALF_2 = "half-2"
    ANNUAL = "annual"
    CHANCE_2 = "chance-2"
    CHANCE_3 = "chance-3"
    EXAM = "exam"
    FINAL = "final"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A grade as it was put, with the arithmetic that led to it."""

    id: int | None = None
    pupil_id: int
    subject_id: int
    year: str
    period: Period
    grade: int | None = None
    percent: str = ""
    """Exact, as a decimal; "" where there is none."""
    mark: str = ""
    """"", "pass", "fail", "not-attested", "waived", "not-graded"."""
    how: str = ""
    """The arithmetic as JSON: parts, weights, rounding."""
    date: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A short entry: consultation, event, hall, access, attendance, participation."""

    id: int | None = None
    pupil_id: int
    case_id: int | None = None
    kind: str
    date: Day
    who: str = ""
    system: str = ""
    verified_by: str = ""
    text: str = ""
    hours: str = ""
