"""The change of the school year: where each pupil goes, and why the grades say so. Values, pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dlschool.domain.learning import Grade, Period
from dlschool.domain.text import Text

LAST_GRADE = 11
"""The grade that a pupil of the general school graduates from, where the school says no other."""
REPEATS_FROM = 3
"""So many annual «2» and the pupil repeats the year (order 125, by its account in domain.md 1.16)."""
FAILED = 2


class Move(StrEnum):
    PROMOTE = "promote"
    REPEAT = "repeat"
    GRADUATE = "graduate"
    LEAVE = "leave"


MOVE_NAMES = {
    Move.PROMOTE: Text("келесі сыныпқа көшіріледі", "переводится в следующий класс"),
    Move.REPEAT: Text("сол сыныпта қайта оқиды", "остаётся на повторный год"),
    Move.GRADUATE: Text("мектепті бітіреді", "выпускается"),
    Move.LEAVE: Text("мектептен кетеді", "выбывает"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A line of the act: a pupil, the class of the year that ends, the class of the next one."""

    pupil_id: int
    move: Move
    before: str
    """«8Ә», as cases write classes."""
    after: str = ""
    """"" for who graduates or leaves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """Textbooks that a pupil had not brought back on the day of the change."""

    pupil_id: int
    books: tuple[str, ...]
    """Titles, each with its inventory number where it has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearChange:
    """A change that was made; without lines, the school said that its classes are moved already."""

    id: int | None = None
    year: str
    """The year that ended."""
    changed_on: date
    moved: tuple[Moved, ...] = ()
    cases: tuple[int, ...] = ()
    """Cases that were open on that day and whose period ends with the year."""
    owed: tuple[Owed, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the annual grades ask for; `move` None: a chance is still to be taken."""

    move: Move | None
    why: Text


def verdict(grades: Iterable[Grade], names: dict[int, Text]) -> Verdict | None:
    """What a year's grades of one pupil say against promotion; None: nothing.

    `names`: of subjects. Three annual «2» or more, or a «2» at the third chance: the year is
    repeated. A «2» of which no chance was passed yet leaves it open.
    """
    marks: dict[int, dict[Period, int]] = {}
    for grade in grades:
        if grade.grade is not None:
            marks.setdefault(grade.subject_id, {})[grade.period] = grade.grade
    failed = [of for of, got in marks.items() if got.get(Period.ANNUAL) == FAILED]
    if len(failed) >= REPEATS_FROM:
        return Verdict(Move.REPEAT, _why(THREE, failed, names))
    lost = [of for of in failed if marks[of].get(Period.CHANCE_3) == FAILED]
    if lost:
        return Verdict(Move.REPEAT, _why(LOST, lost, names))
    passed = (Period.CHANCE_2, Period.CHANCE_3)
    waits = [of for of in failed if all(marks[of].get(p, FAILED) == FAILED for p in passed)]
    return Verdict(None, _why(WAITS, waits, names)) if waits else None


THREE = Text("жылдық «2» бағасы: {subjects}", "годовая «2»: {subjects}")
LOST = Text(
    "қосымша жиынтық жұмыстан кейін де «2»: {subjects}",
    "«2» и после дополнительной суммативной работы: {subjects}",
)
WAITS = Text(
    "жылдық «2» бағасы қайта тапсырылмаған: {subjects}",
    "годовая «2» ещё не пересдана: {subjects}",
)


def _why(text: Text, subjects: Iterable[int], names: dict[int, Text]) -> Text:
    unknown = Text("?", "?")
    named = [names.get(subject, unknown) for subject in subjects]
    return Text(
        text.kk.format(subjects=", ".join(name.kk for name in named)),
        text.ru.format(subjects=", ".join(name.ru for name in named)),
    )


def usual(grade: int, last_grade: int = LAST_GRADE) -> Move:
    """Where a pupil of the grade goes when the grades say nothing against it."""
    return Move.GRADUATE if grade >= last_grade else Move.PROMOTE


def ending(day: date) -> str:
    """The school year whose change this day may belong to: of 2027, «2026-2027»."""
    return f"{day.year - 1}-{day.year}"
