"""Subjects, their weekly hours by grade and language of teaching, and who teaches them to a class."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from dlschool.domain import points
from dlschool.domain.calendar import grade_of
from dlschool.domain.learning import Hours, Subject, Teaching
from dlschool.domain.names import sort_key
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import calendar, unknown
from dlschool.store import changes
from dlschool.store import learning as rows
from dlschool.store.connection import Store

MOST_WEEKLY = Decimal(20)
"""More hours a week than any subject has."""


@dataclass(frozen=True, slots=True)
class Taught:
    """A subject of a class in a year."""

    subject: Subject
    weekly: Decimal | None
    """Hours a week; None: the school has not entered them."""
    teaching: Teaching | None = None


@dataclass(frozen=True, slots=True)
class SchoolClass:
    """A class that has pupils: «8Ә», its grade and the language that most of its pupils learn in."""

    name: str
    grade: int
    language: str


def subjects(db: Store, *, with_gone: bool = False) -> list[Subject]:
    """The school's subjects in its own order."""
    condition = "true" if with_gone else "gone = 0"
    return rows.where(db, Subject, condition, order="position, id")


def subject(db: Store, subject_id: int) -> Subject:
    found = rows.get(db, Subject, subject_id)
    if found is None:
        raise unknown.record(db, Subject, subject_id)
    return found


def save_subject(db: Store, value: Subject) -> int:
    """A new subject, or the changed one. Refused: a name is lacking, or another subject has it."""
    value = replace(value, name_kk=value.name_kk.strip(), name_ru=value.name_ru.strip())
    if not (value.name_kk and value.name_ru):
        raise Refused(N_("Write the subject's name in Kazakh and in Russian."))
    others = [other for other in subjects(db) if other.id != value.id]
    names = {name.casefold() for other in others for name in (other.name_kk, other.name_ru)}
    for name in (value.name_kk, value.name_ru):
        if name.casefold() in names:
            raise Refused(N_("There is a subject “{name}” already."), name=name)
    if value.id is None:
        value = replace(value, position=max([s.position for s in others], default=0) + 1)
    with changes.action(db, N_("Subject: {name}"), name=value.name):
        return rows.save(db, value)


def remove_subject(db: Store, subject_id: int) -> None:
    """Away from the lists; one that a record names stays readable there."""
    gone = subject(db, subject_id)
    with changes.action(db, N_("Subject taken off the list: {name}"), name=gone.name):
        if rows.refers_to_subject(db, subject_id):
            rows.set_subject_gone(db, subject_id)
        else:
            rows.remove(db, Subject, subject_id)


def classes(db: Store) -> list[SchoolClass]:
    """Classes that have pupils, in school order."""
    counted: dict[tuple[int, str], list[tuple[int, str]]] = {}
    for grade, letter, language, count in rows.class_languages(db):
        counted.setdefault((grade, letter), []).append((count, language))
    ordered = sorted(counted, key=lambda named: (named[0], sort_key(named[1])))
    return [
        SchoolClass(f"{grade}{letter}", grade, max(counted[grade, letter])[1])
        for grade, letter in ordered
    ]


def language_of(db: Store, class_name: str) -> str:
    """The language that most pupils of the class learn in; "" where nobody's is known."""
    return next((each.language for each in classes(db) if each.name == class_name), "")


def has_hours(db: Store, year: str) -> bool:
    """Whether the year's subjects were set."""
    return bool(rows.where(db, Hours, "year = ?", (year,), order="id limit 1"))


def hours(db: Store, year: str, grade: int, language: str) -> list[Hours]:
    """Lines of the grade's subjects, in the order of subjects."""
    found = rows.where(
        db, Hours, "year = ? and grade = ? and language = ?", (year, grade, language)
    )
    places = {s.id: place for place, s in enumerate(subjects(db, with_gone=True))}
    return sorted(found, key=lambda line: places[line.subject_id])


def save_hours(
    db: Store, year: str, grade: int, language: str, subject_id: int, weekly: str
) -> None:
    """Hours a week; "" for a subject whose hours are not known yet. Refused: no number of hours."""
    text = read_weekly(weekly)
    found = next(
        (h for h in hours(db, year, grade, language) if h.subject_id == subject_id),
        Hours(year=year, grade=grade, language=language, subject_id=subject_id, weekly=""),
    )
    name = subject(db, subject_id).name
    with changes.action(
        db, N_("Hours a week: {subject}, grade {grade}"), subject=name, grade=grade
    ):
        rows.save(db, replace(found, weekly=text))


def remove_hours(db: Store, hours_id: int) -> None:
    """The grade does not learn this subject in this year."""
    found = rows.get(db, Hours, hours_id)
    if found is None:
        return
    name = subject(db, found.subject_id).name
    with changes.action(
        db, N_("Subject taken off grade {grade}: {subject}"), subject=name, grade=found.grade
    ):
        rows.remove(db, Hours, hours_id)


def read_weekly(text: str) -> str:
    """«1,5» as «1.5»; "" stays. Refused: no number, none or more than any subject has, not by halves."""
    if not text.strip():
        return ""
    value = points.plain(text)
    if value is None or not 0 < value <= MOST_WEEKLY or value % Decimal("0.5"):
        raise Refused(
            N_("“{text}” is no number of hours a week: write 0.5, 1, 1.5 … to {most}."),
            text=text.strip(), most=MOST_WEEKLY,
        )  # fmt: skip
    return f"{value.normalize():f}"


def total(lines: Iterable[Hours]) -> Decimal:
    """Hours a week together, of those that are known."""
    return sum((Decimal(line.weekly) for line in lines if line.weekly), Decimal(0))


def subjects_of(db: Store, year: str, class_name: str, language: str = "") -> list[Taught]:
    """The subjects of a class in a year with hours and teachers; `language`: another than the class's."""
    grade = grade_of(class_name)
    if grade is None:
        return []
    names = {s.id: s for s in subjects(db, with_gone=True)}
    taught = {t.subject_id: t for t in teachings(db, year, class_name)}
    lines = hours(db, year, grade, language or language_of(db, class_name))
    return [
        Taught(
            names[line.subject_id],
            Decimal(line.weekly) if line.weekly else None,
            taught.get(line.subject_id),
        )
        for line in lines
    ]


def weekly(
    db: Store, year: str, class_name: str, subject_id: int, language: str = ""
) -> Decimal | None:
    """Hours a week of a subject in a class; None: not entered, or the class does not learn it."""
    found = subjects_of(db, year, class_name, language)
    return next((t.weekly for t in found if t.subject.id == subject_id), None)


def year_hours(
    db: Store, year: str, class_name: str, subject_id: int, term: int | None = None
) -> Decimal | None:
    """Hours of the year (or of a term): weekly hours × weeks of study of the calendar; None as `weekly`."""
    found = weekly(db, year, class_name, subject_id)
    if found is None:
        return None
    return found * calendar.calendar(db, year).weeks(grade_of(class_name), term)


def teachings(db: Store, year: str, class_name: str = "") -> list[Teaching]:
    """Who teaches what, in the year; of one class, or of all."""
    if class_name:
        return rows.where(db, Teaching, "year = ? and class_name = ?", (year, class_name))
    return rows.where(db, Teaching, "year = ?", (year,))


def save_teaching(db: Store, value: Teaching) -> int:
    """The teacher of a subject in a class: one line for each, so a second one changes the first.

    Refused: days that are none of the week.
    """
    if not set(value.days) <= set(range(7)):
        raise ValueError(value.days)
    value = replace(value, days=tuple(sorted(set(value.days))), room=value.room.strip())
    name = subject(db, value.subject_id).name
    old = [
        t for t in teachings(db, value.year, value.class_name) if t.subject_id == value.subject_id
    ]
    if old:
        value = replace(value, id=old[0].id)
    with changes.action(
        db, N_("Teacher of {subject}, {class_name}"), subject=name, class_name=value.class_name
    ):
        return rows.save(db, value)


def remove_teaching(db: Store, teaching_id: int) -> None:
    found = rows.get(db, Teaching, teaching_id)
    if found is None:
        return
    name = subject(db, found.subject_id).name
    with changes.action(
        db,
        N_("No teacher named: {subject}, {class_name}"),
        subject=name,
        class_name=found.class_name,
    ):
        rows.remove(db, Teaching, teaching_id)


def add_to_grade(
    db: Store, year: str, grade: int, language: str, subject: Subject | int, weekly: str = ""
) -> None:
    """A subject for the grade: one of the list by id, or a new one. Refused as saving either is."""
    with changes.action(db, N_("Subject added to grade {grade}"), grade=grade):
        subject_id = subject if isinstance(subject, int) else save_subject(db, subject)
        save_hours(db, year, grade, language, subject_id, weekly)
