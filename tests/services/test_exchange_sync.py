"""Conversations with a real hub over lines that break: nothing lost, nothing doubled, few bytes."""

import random
from pathlib import Path
from typing import Any

import exchange_hub
import pytest
from builders import at_noon, opened, stored_case
from exchange_hub import Way

from dlschool.domain.access import Role
from dlschool.domain.case import Ground
from dlschool.errors import Refused
from dlschool.exchange.fault import Fault
from dlschool.exchange.https import NoLine
from dlschool.exchange.kinds import Level
from dlschool.hub.office import Office
from dlschool.paths import DataFolder
from dlschool.services import exchange_inbox, exchange_keys, exchange_outbox, exchange_sync
from dlschool.services.opening import Store
from dlschool.store import changes, exchange


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    return exchange_hub.opened(tmp_path)


@pytest.fixture
def way(desk: Office, db: Store) -> Way:
    exchange_hub.enrol(desk, db)
    return Way(desk)


def cases(db: Store, count: int) -> None:
    with changes.action(db, "test"):
        for _ in range(count):
            stored_case(db, classes=("1А",), ground=Ground.WEATHER)


def until_quiet(db: Store, way: Way, most: int = 400) -> int:
    """Tries until one conversation ends well and nothing is under way; how many tries."""
    for number in range(1, most):
        try:
            exchange_sync.sync(db, way)
        except NoLine:
            continue
        if exchange.counts(db).keys() <= {"accepted"}:
            return number
    raise AssertionError(exchange.counts(db))


def test_a_school_is_told_and_its_receipts_come_back(db: Store, way: Way) -> None:
    stored_case(db)
    done = exchange_sync.sync(db, way)
    assert exchange.counts(db).keys() == {"accepted"}
    assert done.sent > 0
    assert done.came >= 1
    assert exchange_hub.agree(way.desk, db)


def test_when_there_is_nothing_new_one_short_question_is_asked(db: Store, way: Way) -> None:
    stored_case(db)
    until_quiet(db, way)
    exchange_sync.sync(db, way)
    way.requests = way.bytes_up = way.bytes_down = 0
    exchange_sync.sync(db, way)
    assert (way.requests, way.bytes_down) == (1, 0)
    assert way.bytes_up < 30


@pytest.mark.parametrize("lost", [0, 1, 2, 3, 10])
def test_a_lost_reply_costs_a_question_and_nothing_is_doubled(
    db: Store, way: Way, lost: int
) -> None:
    cases(db, 40)
    cuts = iter([None] * lost + [0])
    way.down = lambda: next(cuts, None)
    until_quiet(db, way)
    assert exchange_hub.agree(way.desk, db)


def test_a_line_that_dies_after_few_bytes_still_brings_everything(db: Store, way: Way) -> None:
    cases(db, 60)
    exchange_outbox.seal(db)
    length = sum(len(out.content) for out in exchange.out_from(db, 0, 0))
    way.up = lambda: 120
    way.down = lambda: 90
    until_quiet(db, way, most=1000)
    assert exchange_hub.agree(way.desk, db)
    assert way.bytes_up < 2.5 * length + 2000


@pytest.mark.parametrize("seed", range(8))
def test_cuts_at_any_byte_lose_nothing(db: Store, way: Way, seed: int) -> None:
    rng = random.Random(seed)

    def cut() -> int | None:
        return rng.randrange(1, 600) if rng.random() < 0.5 else None

    def late() -> int | None:
        return rng.randrange(0, 300) if rng.random() < 0.4 else None

    way.up, way.down = cut, late
    for _ in range(6):
        cases(db, rng.randrange(1, 12))
        until_quiet(db, way)
    way.up = way.down = lambda: None
    exchange_sync.sync(db, way, compare=True)
    until_quiet(db, way)
    assert exchange_hub.agree(way.desk, db)


def test_a_pause_ends_it_before_the_next_request_and_keeps_what_moved(
    db: Store, way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange_sync, "FIRST", 200)
    cases(db, 60)
    asked: list[int] = []

    def going_on() -> bool:
        asked.append(1)
        return len(asked) < 4

    exchange_sync.sync(db, way, going_on)
    assert way.requests <= 4
    before = exchange.number(db, "up0")
    assert before > 0
    until_quiet(db, way)
    assert exchange_hub.agree(way.desk, db)


def test_the_body_grows_when_it_goes_well_and_shrinks_after_a_failure(
    db: Store, way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange_sync, "LEAST", 32)
    exchange.put_number(db, "size", 64)
    cases(db, 100)
    until_quiet(db, way)
    size = exchange.number(db, "size")
    assert size > 64
    cases(db, 1)
    way.up = lambda: 60
    for half in (2, 4):
        with pytest.raises(NoLine):
            exchange_sync.sync(db, way)
        assert exchange.number(db, "size") == size // half


def test_a_correction_of_the_department_comes_down(db: Store, way: Way) -> None:
    with changes.action(db, "test"):
        changes.insert(db, "school", school_row(db))
    until_quiet(db, way)
    no = next(each.no for each in exchange.everything_told(db) if each.thing == "school")
    record = [device_of(db), exchange_keys.told_epoch(db).mark.hex(), no]
    exchange_hub.act(way.desk, "set", {"record": record, "values": {"name_ru": "Другая школа"}})
    exchange_sync.sync(db, way)
    assert db.value("select name_ru from school") == "Другая школа"
    before = exchange.last_out(db, 0)
    assert exchange_outbox.seal(db) == 0
    assert exchange.last_out(db, 0) == before


def device_of(db: Store) -> int:
    return exchange_keys.need_paired(db).device


def school_row(db: Store) -> dict[str, Any]:
    names = db.values("select name from pragma_table_info('school')")
    return {name: 1 if name in ("id", "small") else "x" for name in names}


def test_a_hub_put_back_from_a_backup_gets_again_what_it_lost(
    db: Store, way: Way, tmp_path: Path
) -> None:
    import shutil

    cases(db, 10)
    until_quiet(db, way)
    way.desk.db.close()
    shutil.copy(tmp_path / "hub.db", tmp_path / "kept.db")
    desk = exchange_hub.opened(tmp_path)
    way.desk = desk
    cases(db, 10)
    until_quiet(db, way)
    desk.db.close()
    for name in ("hub.db-wal", "hub.db-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    shutil.copy(tmp_path / "kept.db", tmp_path / "hub.db")
    way.desk = exchange_hub.opened(tmp_path)
    exchange_sync.sync(db, way)
    until_quiet(db, way)
    assert exchange_hub.agree(way.desk, db)


def test_a_restored_school_tells_everything_again_and_nothing_is_doubled(
    db: Store, way: Way
) -> None:
    from dlschool.services import epochs

    cases(db, 5)
    until_quiet(db, way)
    count = len(exchange_hub.held(way.desk))
    epochs.begin(db)
    cases(db, 1)
    until_quiet(db, way)
    assert exchange_hub.agree(way.desk, db)
    assert len(exchange_hub.held(way.desk)) == count + 1
    epochs.begin(db)
    exchange_outbox.seal(db)
    epochs.begin(db)
    until_quiet(db, way)
    assert len(exchange_hub.held(way.desk)) == count + 1


def test_two_copies_that_go_on_by_themselves_are_found_out_and_neither_loses_anything(
    tmp_path: Path, db: Store, way: Way
) -> None:
    import shutil

    cases(db, 3)
    until_quiet(db, way)
    db.close()
    folder = tmp_path / "school"
    shutil.copytree(folder, tmp_path / "copy")
    one, other = (
        opened(DataFolder(path), at_noon, "Оразова Д.") for path in (folder, tmp_path / "copy")
    )
    cases(one, 2)
    stored_case(other)
    until_quiet(one, way)
    for _ in range(6):
        try:
            exchange_sync.sync(other, way)
        except (NoLine, Fault):
            continue
    until_quiet(other, way)
    held = [fields for fields in exchange_hub.held(way.desk).values() if fields[0] == 3]
    assert len(held) == 3 + 2 + 1
    one.close()
    other.close()


def test_a_hub_that_does_not_know_us_is_not_asked_for_ever(
    db: Store, way: Way, tmp_path: Path
) -> None:
    from dlschool.exchange import keys

    stored_case(db)
    until_quiet(db, way)
    way.requests = 0
    way.desk.pairs = {1: keys.new()}
    way.desk.shared.clear()
    with pytest.raises(Fault):
        exchange_sync.sync(db, way)
    assert way.requests <= 3


def test_who_may_not_exchange_is_refused_and_nothing_is_asked(tmp_path: Path, way: Way) -> None:
    folder = DataFolder(tmp_path / "school")
    for role in (Role.TEACHER, Role.PSYCHOLOGIST, Role.VIEWER):
        other = opened(folder, at_noon, "Б.", role)
        with pytest.raises(Refused):
            exchange_sync.sync(other, way)
        other.close()
    assert way.requests == 0


def test_two_windows_at_once_do_each_others_work_no_harm(
    tmp_path: Path, db: Store, way: Way
) -> None:
    """While one conversation waits for its answer the other has one of its own."""
    other = opened(DataFolder(tmp_path / "school"), at_noon, "Оразова Д.")
    cases(db, 80)
    begun: list[int] = []
    post = way.post

    class Nested:
        def post(self, path: str, body: bytes) -> Any:
            reply = post(path, body)
            if len(begun) < 3:
                begun.append(1)
                exchange_sync.sync(other, way)
            return reply

    exchange_sync.sync(db, Nested())
    until_quiet(db, way)
    assert begun
    assert exchange_hub.agree(way.desk, db)
    other.close()


def test_a_store_that_is_only_read_sends_nothing(db: Store, way: Way) -> None:
    db.refuses = Refused("only read")
    with pytest.raises(Refused):
        exchange_sync.sync(db, way)
    assert way.requests == 0


def test_bytes_of_an_unknown_hub_hold_nothing_up(db: Store, way: Way) -> None:
    until_quiet_or_empty(db, way)
    with pytest.raises(Fault):
        exchange_inbox.receive(db, b"\x01\x00" + b"\x00" * 4000)
    stored_case(db)
    until_quiet(db, way)


def until_quiet_or_empty(db: Store, way: Way) -> None:
    exchange_sync.sync(db, way)
    assert exchange.counts(db).keys() <= {"accepted"}


def test_at_the_level_of_totals_no_case_is_told(tmp_path: Path, db: Store, desk: Office) -> None:
    exchange_hub.enrol(desk, db, Level.TOTALS)
    stored_case(db)
    exchange_sync.sync(db, Way(desk))
    assert {fields[0] for fields in exchange_hub.held(desk).values()} <= {1, 8, 9}
