"""The rules by which a school grades in a year: the file of the year, and the school's own rounding."""

from decimal import Decimal
from typing import get_args

from dlschool.domain.grade_words import HALVES, TERMS
from dlschool.domain.learning import Assessment, AssessmentKind, Period
from dlschool.domain.pupil import Pupil
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.law import grading
from dlschool.law.grading import Rounding
from dlschool.services import curriculum, past_class
from dlschool.store import changes, people
from dlschool.store import learning as rows
from dlschool.store.connection import Store

_SETTING = "grade_rounding"
ROUNDING_NAMES: dict[Rounding, Text] = {
    "exact": Text("дөңгелектелмейді", "не округляется"),
    "half-up": Text("бүтінге дейін, жартысы — жоғары", "до целых, половина — вверх"),
}
_NAME = Text("пайызды шкала алдында дөңгелектеу", "округление процента перед шкалой")


def rounding(db: Store, year: str) -> Rounding:
    """How the percent is rounded before the scale: the school's choice, else the year's file.

    No text held says it (`Rules.rounding_note`); the exact percent is kept with every grade.
    """
    chosen: Rounding | None = people.setting(db, _SETTING)
    return chosen or grading.rules_of(year).rounding


def save_rounding(db: Store, value: Rounding) -> None:
    """Grades that are put stay; the next are computed so."""
    if value not in get_args(Rounding):
        raise ValueError(value)
    with changes.action(db, N_("Setting: {name}"), name=_NAME):
        people.save_setting(db, _SETTING, value)


def class_of(pupil: Pupil) -> str:
    """«8Ә», as classes are written in plans and cases."""
    return f"{pupil.grade}{pupil.letter}" if pupil.grade is not None else ""


def hours(db: Store, pupil: Pupil, subject_id: int, year: str) -> Decimal:
    """Weekly hours. A subject with a SOCh in the plan has more than one, whether entered or not.

    Refused: they are not known, and so it is not known whether the grade is of terms or half-years.
    """
    class_name = class_of(past_class.in_year(db, pupil, year))
    known = curriculum.weekly(db, year, class_name, subject_id, pupil.language)
    if known is None and pupil.language:
        known = curriculum.weekly(db, year, class_name, subject_id)
    if known is not None:
        return known
    limit = grading.rules_of(year).limits.half_year_hours
    if _has_soch(db, class_name, subject_id, year):
        return Decimal(limit + 1)
    raise Refused(
        N_(
            "The weekly hours of {subject} in class {class_name} are not entered: it is not known "
            "whether it is graded by terms or by half-years. Enter them in the school year."
        ),
        subject=curriculum.subject(db, subject_id).name,
        class_name=class_name,
    )


def _has_soch(db: Store, class_name: str, subject_id: int, year: str) -> bool:
    return bool(
        rows.where(
            db,
            Assessment,
            "year = ? and class_name = ? and subject_id = ? and kind = ?",
            (year, class_name, subject_id, AssessmentKind.SOCH.value),
            order="id limit 1",
        )
    )


def periods(db: Store, pupil: Pupil, subject_id: int, year: str) -> tuple[Period, ...]:
    """What the subject is graded for in the year: four terms, or two half-years. Refused as `hours`."""
    limit = grading.rules_of(year).limits.half_year_hours
    return HALVES if hours(db, pupil, subject_id, year) <= limit else TERMS
