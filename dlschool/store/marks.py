"""Who has marks: questions over sittings, formative marks and grades at once."""

from dlschool.domain.learning import Sitting
from dlschool.store import learning
from dlschool.store.connection import Store


def pupils(store: Store, year: str, subject_id: int) -> frozenset[int]:
    """Pupils with a sitting, a formative mark or a grade in the subject in the year."""
    return frozenset(
        store.values(
            """select s.pupil_id from sittings s join assessments a on a.id = s.assessment_id
               where a.year = :year and a.subject_id = :subject
               union select pupil_id from formative where year = :year and subject_id = :subject
               union select pupil_id from grades where year = :year and subject_id = :subject""",
            {"year": year, "subject": subject_id},
        )
    )


def subjects(store: Store, year: str, pupil_id: int) -> frozenset[int]:
    """Subjects in which the pupil has a sitting, a formative mark or a grade in the year."""
    return frozenset(
        store.values(
            """select a.subject_id from sittings s join assessments a on a.id = s.assessment_id
               where a.year = :year and s.pupil_id = :pupil
               union select subject_id from formative where year = :year and pupil_id = :pupil
               union select subject_id from grades where year = :year and pupil_id = :pupil""",
            {"year": year, "pupil": pupil_id},
        )
    )


def newest_class(store: Store, year: str) -> str:
    """The class of the newest points of the year; "" while there are none."""
    found = store.value(
        """select a.class_name from results r join sittings s on s.id = r.sitting_id
           join assessments a on a.id = s.assessment_id
           where a.year = ? order by r.id desc limit 1""",
        (year,),
    )
    return str(found or "")


def sittings(store: Store, year: str, subject_id: int, pupil_id: int) -> list[Sitting]:
    """The pupil's sittings in the subject in the year."""
    works = "select id from assessments where year = ? and subject_id = ?"
    condition = f"pupil_id = ? and assessment_id in ({works})"
    return learning.where(store, Sitting, condition, (pupil_id, year, subject_id))
