"""What a pupil has and what the catalogue has for the pupil's class."""

from pathlib import Path

import pytest
from builders import at_noon, opened, stored_pupil
from material_builders import algebra, book, plan

from dlschool.domain.learning import MaterialKind
from dlschool.paths import DataFolder
from dlschool.services import lent, loans
from dlschool.services.opening import Store


@pytest.fixture
def db(tmp_path: Path) -> Store:
    return opened(DataFolder(tmp_path / "school"), at_noon, "Оразова Д.")


def test_a_pupil_lacks_what_is_for_the_class_and_not_held(db: Store) -> None:
    pupil = stored_pupil(db, grade=8, language="kk")
    wanted = [book(db), plan(db), book(db, title="Физика 8", language="")]
    book(db, title="Алгебра 9", grade=9)
    book(db, title="Алгебра 8, орыс", language="ru")
    book(db, title="Тарих 8", copies=0)
    plan(db, year="2025-2026", title="Былтырғы КТЖ", subject_id=algebra(db, " 2"))
    book(db, title="Бағдарлама 7–9", grade=None, kind=MaterialKind.PROGRAMME)
    assert sorted(lent.lacking(db, pupil)) == sorted(wanted)
    loans.issue(db, [pupil], wanted[:1], db.today())
    assert sorted(lent.lacking(db, pupil)) == sorted(wanted[1:])
    assert lent.held(db, pupil) == {wanted[0]}
    loans.give_back(db, [lent.of_pupil(db, pupil)[0].loan.id or 0], db.today())
    assert lent.held(db, pupil) == frozenset()
    assert wanted[0] in lent.lacking(db, pupil)
