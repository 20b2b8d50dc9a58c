"""The typical curriculum into a school's year, and one year's subjects into the next."""

from collections.abc import Iterable
from decimal import Decimal

from dlschool.domain.calendar import first_year
from dlschool.domain.learning import Hours, Subject
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.law import curriculum as law
from dlschool.services import year_carry
from dlschool.services.curriculum import classes, subjects
from dlschool.store import changes
from dlschool.store import learning as rows
from dlschool.store.connection import Store


def fill(db: Store, year: str, kinds: Iterable[tuple[int, str]] = ()) -> int:
    """Subjects and hours of a year as typical for these (grade, language), else for those of the
    school's classes. What the school entered stays. Returns how many lines were added.
    """
    wanted = set(kinds) or {(each.grade, each.language) for each in classes(db)}
    first = first_year(year)
    if first is None:
        raise Refused(N_("{year} is not a school year: write it as 2026-2027."), year=year)
    present = {(h.grade, h.language) for h in rows.where(db, Hours, "year = ?", (year,))}
    added = 0
    with changes.action(db, N_("Subjects of the school year {year}"), year=year):
        ids = _typical_subjects(db)
        for grade, language in sorted(wanted - present):
            for key, weekly in law.typical(language, grade, first).items():
                text = "" if weekly is None else str(weekly)
                rows.save(db, Hours(
                    year=year, grade=grade, language=language, subject_id=ids[key], weekly=text,
                ))  # fmt: skip
                added += 1
    return added


def _typical_subjects(db: Store) -> dict[str, int]:
    """The typical curriculum's subjects in the store, by key; those that are absent are written."""
    known = {s.key: s.id or 0 for s in subjects(db, with_gone=True) if s.key}
    for place, named in enumerate(law.subjects(), 1):
        if named.key not in known:
            known[named.key] = rows.save(
                db,
                Subject(
                    key=named.key, name_kk=named.kk, name_ru=named.ru, kind=named.kind,
                    position=place,
                ),
            )  # fmt: skip
    return known


def copy_year(db: Store, old: str, new: str) -> int:
    """Hours of the year `old` for the next one, and its teachers with their classes one grade up,
    where `new` has none yet; returns lines added."""
    if new != year_carry.next_year(old):
        raise ValueError(new)
    with changes.action(db, N_("Subjects of {new} as in {old}"), new=new, old=old):
        return year_carry.write(db, year_carry.learning_only(db, old))


def cap(grade: int) -> Decimal | None:
    """The most hours a week that the state standard allows; None where the texts name none."""
    return law.cap(grade)


def is_held(language: str, grade: int) -> bool:
    """Whether the program has the typical subjects of the grade in this language of teaching."""
    return bool(law.typical(language, grade, 0))
