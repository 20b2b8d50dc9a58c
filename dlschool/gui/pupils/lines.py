"""Pupils as cells of a list."""

from dataclasses import dataclass

from dlschool.domain.pupil import Pupil
from dlschool.i18n import N_

COLUMNS: tuple[tuple[str, str], ...] = (
    ("name", N_("Surname, first name, patronymic")),
    ("class", N_("Class")),
    ("birth", N_("Date of birth")),
    ("iin", N_("IIN")),
)
"""Order of `services.pupils.Filter` → heading."""


def cells(pupil: Pupil) -> tuple[str, ...]:
    """One row; what is not known is a dash, so that an empty cell is never taken for a mistake."""
    birth = f"{pupil.birth_date:%d.%m.%Y}" if pupil.birth_date else "—"
    return (pupil.full_name, pupil.class_name or "—", birth, pupil.iin or "—")


@dataclass(frozen=True, slots=True)
class ClassChoice:
    """A line of the class filter: everybody, a grade, or one class."""

    grade: int | None = None
    letter: str = ""
    count: int = 0


def class_choices(classes: list[tuple[int, str, int]]) -> list[ClassChoice]:
    """Everybody, then each grade with several classes and its classes."""
    made = [ClassChoice(count=sum(count for _, _, count in classes))]
    grades: dict[int, list[ClassChoice]] = {}
    for grade, letter, count in classes:
        grades.setdefault(grade, []).append(ClassChoice(grade, letter, count))
    for grade, lines in grades.items():
        if len(lines) > 1:
            made.append(ClassChoice(grade, "", sum(line.count for line in lines)))
        made += lines
    return made
