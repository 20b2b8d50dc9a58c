"""A computer that was connected before is connected again: to the same department, and to another."""

from pathlib import Path

import exchange_hub
import pairing_parts as parts
import pytest
from builders import at_noon, stored_case

from dlschool.exchange.kinds import Level
from dlschool.hub import letting_in
from dlschool.hub.office import Office
from dlschool.services import (
    epochs,
    exchange_inbox,
    exchange_keys,
    exchange_level,
    exchange_pairing,
    exchange_sync,
)
from dlschool.services.exchange_pairing import State
from dlschool.services.opening import Store
from dlschool.store import changes, differences, directives, exchange


@pytest.fixture(autouse=True)
def _school(db: Store) -> None:
    epochs.settle(db)
    parts.with_bin(db)


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    return parts.opened(tmp_path, at_noon)


def connect(db: Store, way: parts.Way) -> int:
    exchange_pairing.ask(db, parts.enrolled(way.office), "Хатшы")
    exchange_pairing.send(db, way)
    device = parts.approve(way.office)
    assert exchange_pairing.send(db, way) is State.CONNECTED
    return device


def records(desk: Office) -> list[tuple[int, int]]:
    """Kind and whether it is gone, of every record."""
    rows = desk.db.run(lambda tx: tx.rows("select kind, gone from records order by id"))
    return [(row["kind"], row["gone"]) for row in rows]


def test_under_a_new_number_the_same_records_are_the_same(db: Store, desk: Office) -> None:
    way = parts.Way(desk)
    first = connect(db, way)
    exchange_level.agree(db, Level.CASES, "№ 4", at_noon().date())
    stored_case(db)
    exchange_sync.sync(db, way)
    before = records(desk)
    letting_in.revoke(desk, first, "Ескі компьютер", parts.WHO)
    second = connect(db, way)
    assert second != first
    stored_case(db)
    for _ in range(3):
        exchange_sync.sync(db, way)
    after = records(desk)
    assert after[: len(before)] == before
    assert len(after) > len(before)
    assert exchange.counts(db).keys() == {"accepted"}
    assert exchange_hub.agree(desk, db)
    assert exchange_keys.level(db) is Level.CASES
    assert exchange_keys.need_paired(db).former == 0


def test_a_computer_that_was_sent_away_while_its_work_waited_loses_none_of_it(
    db: Store, desk: Office
) -> None:
    way = parts.Way(desk)
    first = connect(db, way)
    exchange_level.agree(db, Level.CASES, "№ 4", at_noon().date())
    exchange_sync.sync(db, way)
    stored_case(db)
    letting_in.revoke(desk, first, "Қателік", parts.WHO)
    connect(db, way)
    for _ in range(3):
        exchange_sync.sync(db, way)
    assert exchange_hub.agree(desk, db)
    assert 3 in {kind for kind, _ in records(desk)}


def test_another_department_is_told_everything_anew_and_totals_first(
    db: Store, desk: Office, tmp_path: Path
) -> None:
    way = parts.Way(desk)
    connect(db, way)
    exchange_level.agree(db, Level.CASES, "№ 4", at_noon().date())
    stored_case(db)
    exchange_sync.sync(db, way)
    (tmp_path / "other").mkdir()
    other = parts.Way(parts.opened(tmp_path / "other", at_noon))
    connect(db, other)
    exchange_sync.sync(db, other)
    assert exchange_keys.level(db) is Level.TOTALS
    assert {kind for kind, _ in records(other.office)} <= {1, 8, 9}
    exchange_level.agree(db, Level.CASES, "№ 7", at_noon().date())
    for _ in range(2):
        exchange_sync.sync(db, other)
    assert exchange_hub.agree(other.office, db)
    assert sorted(records(other.office)) == sorted(records(desk))


def test_the_old_connection_works_until_the_new_certificate_comes(db: Store, desk: Office) -> None:
    way = parts.Way(desk)
    first = connect(db, way)
    exchange_pairing.ask(db, parts.enrolled(desk), "Жаңа")
    stored_case(db)
    exchange_sync.sync(db, way)
    assert exchange.counts(db).keys() == {"accepted"}
    assert exchange_keys.need_paired(db).device == first


def test_the_stream_of_the_new_number_is_read_from_its_beginning(db: Store, desk: Office) -> None:
    way = parts.Way(desk)
    connect(db, way)
    exchange_sync.sync(db, way)
    assert exchange_inbox.offset(db) > 0
    connect(db, way)
    assert exchange_inbox.offset(db) == 0
    exchange_sync.sync(db, way)
    assert exchange_inbox.offset(db) > 0


def test_what_the_former_department_asked_stands_in_nobodys_way(
    db: Store, desk: Office, tmp_path: Path
) -> None:
    way = parts.Way(desk)
    connect(db, way)
    with changes.action(db, "test"):
        directives.add(db, "report-request", 1, "2026-11-20T10:00", "{}")
        differences.add(db, difference(1))
    (tmp_path / "other").mkdir()
    connect(db, parts.Way(parts.opened(tmp_path / "other", at_noon)))
    assert not directives.known(db, "report-request", 1)
    assert [each.state for each in directives.every(db)] == ["refused"]
    assert [each.open for each in differences.every(db)] == [False]
    with changes.action(db, "test"):
        directives.add(db, "report-request", 1, "2026-11-21T10:00", "{}")
        differences.add(db, difference(1))
    assert len(directives.every(db)) == len(differences.every(db)) == 2


def difference(number: int) -> dict[str, object]:
    return {
        "number": number, "kind": 1, "thing": "school", "row": 1, "field": "name_ru",
        "current": '"а"', "other": '"б"', "current_source": 0, "other_source": 1,
        "at": "2026-11-20T10:00:00",
    }  # fmt: skip
