"""Classes as they were before a change of the school year: whose marks, papers and hours of last year are
looked at, is looked at in last year's class. Without a change, the class of now.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from dlschool.domain.calendar import grade_of
from dlschool.domain.names import parse_class, sort_key
from dlschool.domain.pupil import Pupil
from dlschool.domain.year_change import YearChange
from dlschool.services import curriculum
from dlschool.services.curriculum import SchoolClass
from dlschool.store import pupils as store
from dlschool.store import years
from dlschool.store.connection import Store


def in_year(db: Store, pupil: Pupil, year: str) -> Pupil:
    """The pupil in the class of that school year."""
    made = years.of_year(db, year)
    return _before(made, pupil) if made else pupil


def on(changes: Iterable[YearChange], pupil: Pupil | None, day: date) -> Pupil | None:
    """The pupil in the class of that day; `changes`: newest first, as `store.years.every` reads them."""
    for change in reversed(list(changes)):
        if pupil is not None and change.changed_on > day and _line(change, pupil) is not None:
            return _before(change, pupil)
    return pupil


def _line(change: YearChange, pupil: Pupil) -> str | None:
    return next((m.before for m in change.moved if m.pupil_id == pupil.id), None)


def _before(change: YearChange, pupil: Pupil) -> Pupil:
    found = parse_class(_line(change, pupil) or "")
    return replace(pupil, grade=found[0], letter=found[1]) if found else pupil


def members(db: Store, class_name: str, year: str) -> list[Pupil]:
    """Who was in the class in that year, by name; who left since too. Of a year that was not changed:
    who is in it now."""
    made = years.of_year(db, year)
    if made is None or not made.moved:
        return [p for p in store.everyone(db, with_left=False) if _plain(p) == class_name]
    ids = {line.pupil_id for line in made.moved if line.before == class_name}
    return [_before(made, p) for p in store.everyone(db) if p.id in ids]


def _plain(pupil: Pupil) -> str:
    return f"{pupil.grade}{pupil.letter}" if pupil.grade is not None else ""


def classes(db: Store, year: str) -> list[SchoolClass]:
    """The classes of that year, in school order; of a year that was not changed, those of now."""
    made = years.of_year(db, year)
    if made is None or not made.moved:
        return curriculum.classes(db)
    languages = {p.id: p.language for p in store.everyone(db)}
    spoken: dict[str, Counter[str]] = {}
    for line in made.moved:
        if line.pupil_id in languages:
            spoken.setdefault(line.before, Counter())[languages[line.pupil_id]] += 1
    found = [
        SchoolClass(name, grade_of(name) or 0, max(count, key=lambda code: (count[code], code)))
        for name, count in spoken.items()
    ]
    return sorted(found, key=lambda each: (each.grade, sort_key(each.name)))
