"""The store itself refuses to write what concerns a blocked pupil, whatever the service forgot."""

from collections.abc import Callable
from datetime import date

import pytest
from builders import stored_pupil

from dlschool.domain.learning import (
    Assessment,
    AssessmentKind,
    CatalogueItem,
    Formative,
    Grade,
    Loan,
    MaterialKind,
    Period,
    Result,
    Sitting,
    SittingMode,
    Subject,
    Trace,
)
from dlschool.domain.personal import Request, RequestKind
from dlschool.errors import Refused
from dlschool.services import history, personal
from dlschool.store import changes, learning
from dlschool.store.connection import Store

DAY = date(2026, 11, 2)
YEAR = "2026-2027"


class Known:
    """Ids of the rows that a learning record stands on."""

    def __init__(self, db: Store) -> None:
        self.pupil = stored_pupil(db)
        with changes.action(db, "school"):
            self.subject = learning.save(db, Subject(name_kk="Алгебра", name_ru="Алгебра"))
            item = CatalogueItem(kind=MaterialKind.TEXTBOOK, title="Алгебра 8", copies=2)
            self.item = learning.save(db, item)
            of = Assessment(
                year=YEAR, class_name="8Ә", subject_id=self.subject, term=2,
                kind=AssessmentKind.SOCH, max_points="20",
            )  # fmt: skip
            work = learning.save(db, of)
            sits = Sitting(assessment_id=work, pupil_id=self.pupil, mode=SittingMode.IN_PERSON)
            self.sitting = learning.save(db, sits)


MAKES: dict[str, Callable[[Known], object]] = {
    "results": lambda known: Result(sitting_id=known.sitting, points="18", date=DAY),
    "formative": lambda known: Formative(
        pupil_id=known.pupil, subject_id=known.subject, year=YEAR, term=2, points="8", date=DAY
    ),
    "grades": lambda known: Grade(
        pupil_id=known.pupil, subject_id=known.subject, year=YEAR, period=Period.TERM_2, grade=4,
        date=DAY,
    ),
    "loans": lambda known: Loan(material_id=known.item, pupil_id=known.pupil, date=DAY),
    "traces": lambda known: Trace(pupil_id=known.pupil, kind="attendance", date=DAY),
}  # fmt: skip


def block(db: Store, pupil_id: int) -> int:
    asked = Request(
        pupil_id=pupil_id, kind=RequestKind.BLOCKING, date=date(2026, 11, 5), applicant="Ким А."
    )
    return personal.record_request(db, asked)


@pytest.mark.parametrize("thing", MAKES)
def test_a_blocked_pupils_learning_is_neither_added_nor_changed_nor_undone(
    db: Store, thing: str
) -> None:
    known = Known(db)
    with changes.action(db, "entered"):
        made = learning.save(db, MAKES[thing](known))
    entered = history.actions(db, limit=1)[0]
    request = block(db, known.pupil)
    with pytest.raises(Refused), changes.action(db, "more"):
        learning.save(db, MAKES[thing](known))
    with pytest.raises(Refused), changes.action(db, "away"):
        changes.delete(db, thing, made)
    with pytest.raises(Refused):
        history.undo(db, entered.id)
    assert db.value(f"select count(*) from {thing}") == 1
    personal.lift(db, request, date(2026, 11, 6))
    history.undo(db, entered.id)
    assert db.value(f"select count(*) from {thing}") == 0


def test_a_blocked_pupils_sitting_stays_as_it_is(db: Store) -> None:
    known = Known(db)
    block(db, known.pupil)
    with pytest.raises(Refused), changes.action(db, "moved"):
        changes.update(db, "sittings", known.sitting, {"date": "2026-12-14"})
    assert db.value("select date from sittings") is None
