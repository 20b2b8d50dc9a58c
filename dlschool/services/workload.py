"""Workload (annex 2, point 24): the hours that a pupil is given are those of the programme.

Asked for: weekly hours of the subject × weeks of study of the calendar. Given: the hours of the
thematic plan. A difference is named, subject by subject; nothing is refused for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dlschool.domain.learning import CatalogueItem, Loan, MaterialKind, PlanLine
from dlschool.domain.text import Text
from dlschool.services import calendar, curriculum, materials, past_class
from dlschool.services.cases import CaseFile, case_file
from dlschool.services.timeline import plain_class, span
from dlschool.store import learning as rows
from dlschool.store.connection import Store

POINTS = ("annex-2:24",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """A subject: hours asked for by the programme and planned; None: not entered, or no plan."""

    subject: Text
    weekly: Decimal | None
    weeks: int
    planned: Decimal | None
    plan: str = ""
    """Title of the plan that was counted."""
    given: bool = False
    """The pupil has this plan; else it only stands in the catalogue."""

    @property
    def asked(self) -> Decimal | None:
        return None if self.weekly is None else self.weekly * self.weeks

    @property
    def difference(self) -> Decimal | None:
        """Planned less asked for; None where one of them is not known."""
        if self.asked is None or self.planned is None:
            return None
        return self.planned - self.asked

    @property
    def equal(self) -> bool:
        return self.difference == 0


def year_of_case(file: CaseFile) -> str:
    """The school year that runs now, or in which the case ended."""
    until = span(file).until
    return calendar.year_of(min(until, file.today) if until else file.today)


def workload(db: Store, case_id: int) -> list[Load]:
    """The subjects of the pupil's class; of a case of classes, or without a calendar, nothing."""
    file = case_file(db, case_id)
    year = year_of_case(file)
    pupil = past_class.in_year(db, file.pupil, year) if file.pupil else None
    class_name = plain_class(pupil)
    if pupil is None or not class_name or not calendar.has_calendar(db, year):
        return []
    grade, language = pupil.grade, curriculum.language_of(db, class_name)
    weeks = calendar.calendar(db, year).weeks(grade)
    plans = rows.where(
        db, CatalogueItem, "kind = ? and year = ? and grade = ? and gone = 0",
        (MaterialKind.PLAN.value, year, grade),
    )  # fmt: skip
    had = {loan.material_id for loan in rows.where(db, Loan, "pupil_id = ?", (file.case.pupil_id,))}
    loads = []
    for taught in curriculum.subjects_of(db, year, class_name, language):
        plan = _plan(plans, taught.subject.id or 0, language, had)
        lines: Sequence[PlanLine] = materials.plan(db, plan.id or 0) if plan else ()
        loads.append(
            Load(
                subject=taught.subject.name,
                weekly=taught.weekly,
                weeks=weeks,
                planned=materials.hours(lines) if lines else None,
                plan=plan.title if plan else "",
                given=plan is not None and plan.id in had,
            )
        )
    return loads


def _plan(
    plans: Sequence[CatalogueItem], subject_id: int, language: str, had: set[int]
) -> CatalogueItem | None:
    """The plan that the pupil has; else one of the catalogue in the class's language."""
    mine = [plan for plan in plans if plan.subject_id == subject_id]
    fitting = [p for p in mine if p.id in had] or [p for p in mine if p.language in ("", language)]
    return fitting[-1] if fitting else None


def unequal(loads: Sequence[Load]) -> list[Load]:
    """Subjects whose planned hours differ from the programme's."""
    return [load for load in loads if load.difference not in (None, 0)]


def sentence(load: Load) -> Text:
    """«Алгебра: жоспарда 100 сағ., бағдарламада 102 сағ (3 × 34), айырмасы −2 сағ.»"""
    if load.weekly is None or load.asked is None:
        return _UNKNOWN.filled(subject=load.subject)
    said: dict[str, str | Text] = {
        "subject": load.subject,
        "asked": shown(load.asked),
        "weekly": shown(load.weekly),
        "weeks": str(load.weeks),
    }
    if load.planned is None or load.difference is None:
        return _NO_PLAN.filled(**said)
    said["planned"] = shown(load.planned)
    if load.equal:
        return _EQUAL.filled(**said)
    return _DIFFERS.filled(**said, difference=shown(load.difference, sign=True))


_UNKNOWN = Text(
    "{subject}: аптасына неше сағат екені енгізілмеген", "{subject}: часы в неделю не внесены"
)
_NO_PLAN = Text(
    "{subject}: бағдарламада {asked} сағ ({weekly} × {weeks}), жоспар енгізілмеген",
    "{subject}: по программе {asked} ч ({weekly} × {weeks}), план не внесён",
)
_EQUAL = Text(
    "{subject}: жоспарда {planned} сағ, бағдарламада {asked} сағ ({weekly} × {weeks})",
    "{subject}: по плану {planned} ч, по программе {asked} ч ({weekly} × {weeks})",
)
_DIFFERS = Text(
    "{subject}: жоспарда {planned} сағ, бағдарламада {asked} сағ ({weekly} × {weeks}), "
    "айырмасы {difference} сағ",
    "{subject}: по плану {planned} ч, по программе {asked} ч ({weekly} × {weeks}), "
    "разница {difference} ч",
)


def shown(value: Decimal, *, sign: bool = False) -> str:
    """«1,5»; with `sign` «+1,5» and «−2»."""
    said = f"{abs(value).normalize():f}".replace(".", ",")
    before = "−" if value < 0 else "+" if sign and value > 0 else ""
    return before + said
