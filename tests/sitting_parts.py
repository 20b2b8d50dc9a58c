"""A class's plan and its distance pupils in a real store, written through the services."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from builders import approved_case, stored_pupil

from dlschool.domain.case import OrderKind
from dlschool.domain.learning import Assessment, AssessmentKind, Subject
from dlschool.errors import Refused
from dlschool.services import assessments, curriculum, orders
from dlschool.services.opening import Store

YEAR, TERM, CLASS = "2026-2027", 2, "8Ә"
SOR, SOCH = AssessmentKind.SOR, AssessmentKind.SOCH
NAMES = ("Алгебра", "Физика", "Биология", "Тарих", "Химия", "География")


def subject(db: Store, name: str = "Алгебра", **facts: Any) -> int:
    """The id of the subject, made where it is not there."""
    for known in curriculum.subjects(db):
        if known.name_kk == name:
            return known.id or 0
    return curriculum.save_subject(db, Subject(name_kk=name, name_ru=f"{name} (рус.)", **facts))


def draft(db: Store, name: str = "Алгебра", **facts: Any) -> Assessment:
    known: dict[str, Any] = {
        "year": YEAR,
        "class_name": CLASS,
        "subject_id": subject(db, name),
        "term": TERM,
        "kind": SOCH,
        "date": date(2026, 12, 17),
        "max_points": "20",
    }
    return Assessment(**{**known, **facts})


def planned(db: Store, name: str = "Алгебра", **facts: Any) -> int:
    return assessments.save(db, draft(db, name, **facts))


def distance_case(db: Store, *, pupil_id: int | None = None, **facts: Any) -> int:
    """A family's case under an order from 9 November to 27 December 2026; returns its id."""
    case_id = approved_case(db, pupil_id=pupil_id or stored_pupil(db), **facts)
    draft_ = orders.draft_order(db, case_id, OrderKind.TRANSFER, date(2026, 11, 6))
    orders.issue_order(db, draft_)
    return case_id


@contextmanager
def refused(words: str) -> Iterator[None]:
    """A refusal whose English message, or what is said, holds the words."""
    with pytest.raises(Refused) as caught:
        yield
    assert words in caught.value.message or words in caught.value.text()
