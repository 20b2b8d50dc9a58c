"""Pupils as cells of a list."""

from dataclasses import dataclass

from dlschool.domain.pupil import Pupil
from dlschool.gui.table import Cell, Column
from dlschool.gui.widgets.fields import same
from dlschool.i18n import N_

COLUMNS = (
    Column("name", N_("Surname, first name, patronymic"), 460),
    Column("class", N_("Class"), 120),
    Column("birth", N_("Date of birth"), 150),
    Column("iin", N_("IIN"), 170),
)
"""Named by the orders of `services.pupils.Filter`."""


def cells(pupil: Pupil) -> tuple[object, ...]:
    """One row; what is not known is a dash. Those who left are written faintly."""
    token = "ink" if pupil.left_on is None else "soft"
    birth = f"{pupil.birth_date:%d.%m.%Y}" if pupil.birth_date else "—"
    shown = (pupil.full_name, pupil.class_name or "—", birth, pupil.iin or "—")
    return tuple(Cell(same(words), token) for words in shown)


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
