"""A record that is not there: never was, was taken back, is another's; said with its number."""

from datetime import datetime
from pathlib import Path

import builders
import marks_school as school
import pytest
from builders import opened

from dlschool.domain.access import Role
from dlschool.domain.learning import Assessment, CatalogueItem, Grade, Loan, Sitting, Subject, Trace
from dlschool.errors import Refused
from dlschool.services import curriculum, loans, materials, results, unknown
from dlschool.services.opening import Store

KINDS = [Assessment, Sitting, Grade, CatalogueItem, Loan, Trace, Subject]


@pytest.mark.parametrize("kind", KINDS)
def test_an_id_that_never_was_is_said_so_with_the_command_that_lists(db: Store, kind: type) -> None:
    said = unknown.record(db, kind, 4711)
    for language in ("kk", "ru"):
        assert "4711" in said.text(language)
    assert said.values["command"] in said.text("ru")


def test_what_was_taken_back_is_told_apart_from_what_never_was(db: Store) -> None:
    held = school.sitting(db, school.work(db, school.subject(db)), school.pupil(db))
    builders.taken_back(db)
    with pytest.raises(Refused) as gone:
        results.sitting(db, held)
    with pytest.raises(Refused) as never:
        results.sitting(db, held + 1)
    assert gone.value.message != never.value.message


def test_of_another_class_it_is_said_that_it_is_not_ones_own(db: Store, tmp_path: Path) -> None:
    held = school.sitting(db, school.work(db, school.subject(db)), school.pupil(db))
    clock = lambda: datetime.fromisoformat("2026-11-21T12:00")  # noqa: E731
    other = opened(db.folder, clock, "Ни С.", role=Role.TEACHER, classes=("9А",))
    try:
        with pytest.raises(Refused) as refused:
            results.sitting(other, held)
        assert refused.value.message == unknown.record(other, Sitting, held).message
        assert "command" not in refused.value.message
    finally:
        other.close()


def test_services_say_it_of_subjects_materials_and_loans(db: Store) -> None:
    for ask in (
        lambda: curriculum.subject(db, 99),
        lambda: materials.item(db, 99),
        lambda: loans.give_back(db, [99], db.today()),
    ):
        with pytest.raises(Refused) as refused:
            ask()
        assert "99" in refused.value.text("kk")
