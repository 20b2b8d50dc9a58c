"""The sample school of the whole year: forty pupils in five classes, their plans, their catalogue."""

from dataclasses import replace
from random import Random

from dlschool.domain.learning import Assessment, AssessmentKind, CatalogueItem, MaterialKind
from dlschool.i18n import N_
from dlschool.services import (
    assessments,
    councils,
    curriculum,
    materials,
    pupils,
    sample_learning,
    sample_people,
    school,
)
from dlschool.store import changes, people
from dlschool.store.connection import Store

YEAR = "2025-2026"
PUPILS = 40
CLASSES = ((5, "А"), (7, "Ә"), (8, "А"), (9, "Ә"), (11, "А"))
SUBJECTS = 4
"""Subjects with SOR and SOCh in each class."""
SOR_MAX, SOCH_MAX = 15, 25


def found(db: Store, chance: Random) -> None:
    """The school, its people, classes and the plan of assessments of the whole year."""
    with changes.action(db, N_("The sample school")):
        school.save_school(db, sample_people.SCHOOL)
        for person in sample_people.STAFF:
            school.save_staff(db, person)
        for member in sample_people.members():
            councils.save_member(db, member)
        for number in range(PUPILS):
            grade, letter = CLASSES[number % len(CLASSES)]
            pupil, guardian = sample_people.one(chance, number, grade, 2018 - grade)
            placed = replace(pupil, letter=letter, language="kk")
            pupils.register_pupil(db, placed, [guardian])
        sample_learning.make(db)
        people.save_setting(db, "sample", True)
    for grade, letter in CLASSES:
        with changes.action(db, N_("The sample school")):
            _plans(db, f"{grade}{letter}")
            _catalogue(db, grade)


def taught(db: Store, class_name: str) -> list[int]:
    """The class's first subjects that have SOCh: two hours a week or more, graded."""
    found = [
        taught.subject.id or 0
        for taught in curriculum.subjects_of(db, YEAR, class_name)
        if taught.subject.kind.value == "graded" and taught.weekly and taught.weekly >= 2
    ]
    return found[:SUBJECTS]


def _plans(db: Store, class_name: str) -> None:
    """In each term one SOR and the SOCh of every subject, on days that the bounds of the order allow."""
    for term in range(1, 5):
        days = assessments.term_days(db, YEAR, class_name, term).days
        for place, subject_id in enumerate(taught(db, class_name)):
            for kind, at, most in (
                (AssessmentKind.SOR, len(days) // 3 + place, SOR_MAX),
                (AssessmentKind.SOCH, len(days) - 9 + place, SOCH_MAX),
            ):
                assessments.save(
                    db,
                    Assessment(
                        year=YEAR, class_name=class_name, subject_id=subject_id, term=term,
                        kind=kind, max_points=str(most), date=days[at],
                    ),
                )  # fmt: skip


def _catalogue(db: Store, grade: int) -> None:
    for kind, title, copies in (
        (MaterialKind.PROGRAMME, "Үлгілік оқу бағдарламасы", 0),
        (MaterialKind.TEXTBOOK, "Оқулық", 20),
        (MaterialKind.SCHEDULE, "БЖБ мен ТЖБ кестесі", 0),
    ):
        item = CatalogueItem(
            kind=kind,
            grade=grade,
            language="kk",
            title=f"{title}, {grade}",
            copies=copies,
            year=YEAR,
        )
        materials.save_item(db, item)
    subject_id = taught(db, next(f"{g}{letter}" for g, letter in CLASSES if g == grade))[0]
    plan = CatalogueItem(
        kind=MaterialKind.PLAN, grade=grade, language="kk", title=f"КТЖ, {grade}", year=YEAR,
        subject_id=subject_id,
    )  # fmt: skip
    materials.save_item(db, plan)
