"""Schedules and summonses: of pupil, class, teacher; blocked pupils are left out."""

from datetime import date
from io import BytesIO

import pypdf
import pytest
from builders import staff, stored_pupil
from sitting_parts import CLASS, NAMES, SOR, TERM, YEAR, distance_case, planned, refused, subject

from dlschool.domain.learning import Teaching
from dlschool.services import curriculum, printing, sitting_papers, sittings
from dlschool.services.opening import Store
from dlschool.services.printouts import Printout
from dlschool.services.school import save_staff


def words(made: Printout) -> str:
    reader = pypdf.PdfReader(BytesIO(made.content))
    return " ".join(page.extract_text() for page in reader.pages)


@pytest.fixture
def pupil_id(db: Store) -> int:
    made = stored_pupil(db)
    distance_case(db, pupil_id=made)
    planned(db, kind=SOR, date=date(2026, 11, 25))
    planned(db, NAMES[1], date=date(2026, 12, 15))
    sittings.follow_plan(db, YEAR, TERM)
    return made


def test_a_pupils_schedule_names_point_and_every_sitting(db: Store, pupil_id: int) -> None:
    made = sitting_papers.prepare_pupil(db, pupil_id, YEAR, TERM)
    text = words(made)
    for part in ("Сәрсенбаев Өркен", "25.11.2026", "15.12.2026", "Физика", "қашықтан", "13-т. 3)"):
        assert part in text.replace("\u00a0", " ")
    assert made.pupils == (pupil_id,)
    printing.record(db, made)


def test_a_class_and_a_teacher_have_theirs(db: Store, pupil_id: int) -> None:
    assert "Физика" in words(sitting_papers.prepare_class(db, CLASS, YEAR, TERM, "ru"))
    who = save_staff(db, staff(id=None, name="Бектенов А."))
    with refused("no sitting"):
        sitting_papers.prepare_teacher(db, who, YEAR, TERM)
    taught = Teaching(year=YEAR, class_name=CLASS, subject_id=subject(db, NAMES[1]), staff_id=who)
    curriculum.save_teaching(db, taught)
    text = words(sitting_papers.prepare_teacher(db, who, YEAR, TERM, "ru"))
    assert "Бектенов А." in text
    assert "Алгебра" not in text


def test_a_summons_calls_to_what_is_taken_at_school(db: Store, pupil_id: int) -> None:
    text = words(sitting_papers.prepare_summons(db, pupil_id, YEAR, TERM, None, "ru"))
    assert "15.12.2026" in text
    assert "25.11.2026" not in text
    with refused("no sitting"):
        sitting_papers.prepare_summons(db, pupil_id, YEAR, TERM, date(2026, 12, 17))
