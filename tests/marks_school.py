"""A class 8Ә with subjects, hours, a plan of SOR and SOCh and sittings, through rows of the store."""

from datetime import date

import builders

from dlschool.domain.learning import (
    Assessment,
    AssessmentKind,
    Formative,
    Hours,
    Sitting,
    SittingMode,
    Subject,
    SubjectKind,
)
from dlschool.store import changes
from dlschool.store import learning as rows
from dlschool.store.connection import Store

YEAR = "2026-2027"
DAYS = {1: date(2026, 10, 14), 2: date(2026, 11, 18), 3: date(2027, 3, 10), 4: date(2027, 5, 12)}


def subject(db: Store, name: str = "Алгебра", weekly: str = "3", **facts: object) -> int:
    """A subject with its hours in grade 8 for both languages; returns its id."""
    known = {"name_kk": name, "name_ru": name, **facts}
    with changes.action(db, "Subject"):
        made = rows.save(db, Subject(**known))  # type: ignore[arg-type]
        for language in ("kk", "ru"):
            rows.save(
                db,
                Hours(year=YEAR, grade=8, language=language, subject_id=made, weekly=weekly),
            )
    return made


def pass_fail(db: Store, name: str = "Музыка", weekly: str = "3") -> int:
    return subject(db, name, weekly, kind=SubjectKind.PASS_FAIL)


def work(
    db: Store, subject_id: int, kind: str = "SOR", number: int = 1, most: str = "20", term: int = 1,
    **facts: object,
) -> int:  # fmt: skip
    """An assessment of class 8Ә; returns its id."""
    known = {"year": YEAR, "class_name": "8Ә", "date": DAYS[term], **facts}
    with changes.action(db, "Assessment"):
        return rows.save(
            db,
            Assessment(
                subject_id=subject_id, kind=AssessmentKind(kind), number=number, term=term,
                max_points=most, **known,  # type: ignore[arg-type]
            ),
        )  # fmt: skip


def sitting(db: Store, work_id: int, pupil_id: int, **facts: object) -> int:
    known = {"mode": SittingMode.IN_PERSON, **facts}
    with changes.action(db, "Sitting"):
        return rows.save(
            db,
            Sitting(assessment_id=work_id, pupil_id=pupil_id, **known),  # type: ignore[arg-type]
        )


def pupil(db: Store, last: str = "Сәрсенбаев", **facts: object) -> int:
    return builders.stored_pupil(db, **{"last": last, "grade": 8, "letter": "Ә", **facts})


def formative(db: Store, pupil_id: int, subject_id: int, *points: str, term: int = 1) -> None:
    with changes.action(db, "Formative"):
        for each in points:
            rows.save(
                db,
                Formative(
                    pupil_id=pupil_id, subject_id=subject_id, year=YEAR, term=term,
                    points=each, date=DAYS[1],
                ),
            )  # fmt: skip
