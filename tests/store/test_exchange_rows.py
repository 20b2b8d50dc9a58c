"""What the exchange reads of the school's rows: the whole school's, few columns, the journal by action."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

import pytest
from builders import at_noon, opened, stored_case, stored_pupil

from dlschool.domain.access import Role
from dlschool.domain.case import Ground
from dlschool.paths import DataFolder
from dlschool.store import changes, exchange, exchange_rows
from dlschool.store.connection import Store


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Store]:
    store = opened(DataFolder(tmp_path / "school"), at_noon, "Оразова Д.")
    yield store
    store.close()


def test_a_teachers_views_hide_nothing_from_the_exchange(db: Store, tmp_path: Path) -> None:
    case_id = stored_case(db)
    pupil_id = exchange_rows.pupil_of(db, case_id)
    assert pupil_id is not None
    teacher = opened(DataFolder(tmp_path / "school"), at_noon, "М.", Role.TEACHER, ("5Б",))
    assert teacher.values("select id from cases") == []
    assert exchange_rows.ids(teacher, "cases") == [case_id]
    assert exchange_rows.of(teacher, "cases", case_id, ["ground"]) == {"ground": "family"}
    assert exchange_rows.has_case(teacher, pupil_id)
    assert ("pupils", pupil_id) in exchange_rows.about(teacher, pupil_id)
    assert ("cases", case_id) in exchange_rows.about(teacher, pupil_id)
    assert exchange_rows.newest_action(teacher) == exchange_rows.newest_action(db) > 0
    teacher.close()


def test_of_a_column_that_may_be_sealed_only_whether_it_says_anything_is_read(db: Store) -> None:
    with_needs = stored_pupil(db, special_needs="көру қабілеті")
    without = stored_pupil(db, special_needs="")
    found = [
        exchange_rows.of(db, "pupils", one, ["special_needs"]) for one in (with_needs, without)
    ]
    assert found == [{"special_needs": 1}, {"special_needs": 0}]
    assert exchange_rows.of(db, "pupils", 999, ["grade"]) is None


def test_the_journal_is_read_by_action_and_each_row_once(db: Store) -> None:
    case_id = stored_case(db, classes=("1А",), ground=Ground.WEATHER)
    before = exchange_rows.newest_action(db)
    assert exchange_rows.worked_since(db, before) == (None, None)
    with changes.action(db, "test"):
        for day in ("2026-12-20", "2026-12-21"):
            changes.update(db, "cases", case_id, {"wanted_until": day})
    (action,) = exchange_rows.actions_after(db, before, 10)
    assert exchange_rows.touched(db, action, {"cases"}) == [("cases", case_id)]
    assert exchange_rows.touched(db, action, {"orders"}) == []
    assert exchange_rows.touched_since(db, before, {"cases", "orders"}) == 1
    noon = datetime.fromisoformat("2026-11-21T12:00")
    assert exchange_rows.worked_since(db, before) == (noon, noon)


def test_a_transaction_of_the_exchange_is_all_or_nothing_and_joins_an_action(db: Store) -> None:
    for around in (exchange.writing(db), changes.action(db, "test")):
        with pytest.raises(ZeroDivisionError):
            broken_off(db, around)
        assert exchange.get(db, "level") == b""
    with exchange.writing(db):
        exchange.put_number(db, "down", 2**40)
    assert exchange.number(db, "down") == 2**40
    assert exchange.number(db, "absent") == 0


def broken_off(db: Store, around: AbstractContextManager[None]) -> None:
    with around:
        with exchange.writing(db):
            exchange.put(db, "level", b"names")
        raise ZeroDivisionError
