"""The typical curriculum of `resources/subjects`: names of subjects, weekly hours by grade and language."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from dlschool import paths
from dlschool.domain.learning import SubjectKind
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.law import strict_data

NAMES = "subjects"
"""The file of names; each other file is of one language of teaching."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A subject of the typical curriculum."""

    key: str
    kk: str
    ru: str
    kind: SubjectKind = SubjectKind.GRADED

    @property
    def name(self) -> Text:
        return Text(self.kk, self.ru)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """The most hours a week that the state standard allows these grades."""

    grades: tuple[int, ...]
    hours: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    subjects: tuple[Named, ...]
    caps: tuple[Cap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfGrade:
    """Subjects of a grade: with weekly hours, or names alone."""

    grade: int
    since: int = 0
    """The first calendar year of the school year from which the hours hold."""
    hours: dict[str, str] | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OfLanguage:
    language: str
    grades: tuple[OfGrade, ...]


@cache
def subjects() -> tuple[Named, ...]:
    """Every subject of the typical curriculum, in the order in which a school lists them."""
    return _names().subjects


def cap(grade: int | None) -> Decimal | None:
    """The most hours a week; None where the texts held name none."""
    found = [cap for cap in _names().caps if grade in cap.grades]
    return Decimal(found[0].hours) if found else None


def languages() -> tuple[str, ...]:
    """Languages of teaching whose curriculum is held."""
    return tuple(_languages())


def typical(language: str, grade: int, first_year: int) -> dict[str, Decimal | None]:
    """Weekly hours by subject's key; None: the hours are not held, the school enters them.

    Empty for a language or a grade of which nothing is held.
    """
    held = _languages().get(language)
    found = next((of for of in held.grades if of.grade == grade), None) if held else None
    if found is None:
        return {}
    if found.hours is None:
        return dict.fromkeys(found.names)
    if first_year < found.since:
        return dict.fromkeys(found.hours)
    return {key: Decimal(weekly) for key, weekly in found.hours.items()}


@cache
def _names() -> Names:
    return strict_data.read(_folder() / f"{NAMES}.toml", Names)


@cache
def _languages() -> dict[str, OfLanguage]:
    """Refused: a file names a subject that the file of names does not have."""
    known = {named.key for named in subjects()}
    found = {}
    for path in sorted(_folder().glob("*.toml")):
        if path.stem == NAMES:
            continue
        held = strict_data.read(path, OfLanguage)
        for of in held.grades:
            strange = {*(of.hours or ()), *of.names} - known
            if strange:
                raise Refused(strict_data.UNREADABLE, file=path.name, reason=sorted(strange))
        found[held.language] = held
    return found


def _folder() -> Path:
    return paths.program_file("resources", "subjects")
