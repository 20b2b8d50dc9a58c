"""Keys that change on either side while work goes on, by line; goodbyes that are believed or not."""

from dataclasses import replace
from pathlib import Path

import pairing_parts as parts
import pytest
from builders import at_noon, opened, stored_case

from dlschool.domain.access import Role
from dlschool.errors import Refused
from dlschool.exchange import keys, pairing
from dlschool.exchange.fault import Fault
from dlschool.exchange.kinds import Level
from dlschool.exchange.pairing_values import Farewell
from dlschool.hub import letting_in, renewal, sticks
from dlschool.hub.office import Office
from dlschool.paths import DataFolder
from dlschool.services import (
    exchange_folder,
    exchange_keys,
    exchange_level,
    exchange_pairing,
    exchange_renewal,
    exchange_sync,
)
from dlschool.services.opening import Store
from dlschool.store import exchange


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    return parts.opened(tmp_path, at_noon)


@pytest.fixture
def way(desk: Office, db: Store) -> parts.Way:
    parts.with_bin(db)
    made = parts.Way(desk)
    exchange_pairing.ask(db, parts.enrolled(desk), "Хатшы")
    exchange_pairing.send(db, made)
    parts.approve(desk)
    exchange_pairing.send(db, made)
    exchange_level.agree(db, Level.CASES, "№ 4", at_noon().date())
    exchange_sync.sync(db, made)
    return made


def works(db: Store, way: parts.Way, turns: int = 2) -> None:
    """A case goes up and its receipts come back."""
    stored_case(db)
    for _ in range(turns):
        exchange_sync.sync(db, way)
    assert exchange.counts(db).keys() == {"accepted"}


def test_new_keys_of_the_computer_sign_once_the_department_has_heard_of_them(
    db: Store, way: parts.Way
) -> None:
    old = exchange_keys.mine(db)
    assert exchange_renewal.change_own(db) == 2
    assert exchange_keys.mine(db) == old
    works(db, way)
    works(db, way)
    new = exchange_keys.mine(db)
    assert new.number == 2
    assert new.sign != old.sign
    assert parts.faults(way.office) == {}
    works(db, way)
    assert parts.faults(way.office) == {}


def test_a_second_change_waits_for_the_first(db: Store, way: parts.Way) -> None:
    exchange_renewal.change_own(db)
    with pytest.raises(Refused):
        exchange_renewal.change_own(db)
    works(db, way)
    works(db, way)
    assert exchange_renewal.change_own(db) == 3
    works(db, way)
    works(db, way)
    assert exchange_keys.mine(db).number == 3


def test_only_the_owner_changes_the_keys(db: Store, way: parts.Way, tmp_path: Path) -> None:
    other = opened(DataFolder(tmp_path / "school"), at_noon, "Б. Б.", Role.DEPUTY)
    with pytest.raises(Refused):
        exchange_renewal.change_own(other)
    other.close()


def test_new_keys_of_the_department_are_heard_under_the_old_and_used_from_then_on(
    db: Store, way: parts.Way
) -> None:
    stored_case(db)
    assert renewal.change_keys(way.office, parts.WHO) == 2
    works(db, way)
    works(db, way)
    to = exchange_keys.need_paired(db)
    assert (to.key, to.sign) == (2, way.office.newest.public.sign)
    assert [each[2] for each in to.older] == [1]
    assert parts.faults(way.office) == {}
    knows = way.office.db.run(lambda tx: tx.value("select knows from devices"))
    assert knows == 2


def test_two_changes_while_the_school_was_silent(db: Store, way: parts.Way) -> None:
    renewal.change_keys(way.office, parts.WHO)
    renewal.change_keys(way.office, parts.WHO)
    works(db, way)
    works(db, way)
    assert exchange_keys.need_paired(db).key == 3


def test_both_sides_change_at_once(db: Store, way: parts.Way) -> None:
    exchange_renewal.change_own(db)
    renewal.change_keys(way.office, parts.WHO)
    for _ in range(3):
        works(db, way)
    assert exchange_keys.need_paired(db).key == 2
    assert exchange_keys.mine(db).number == 2
    assert parts.faults(way.office) == {}


def test_a_new_certificate_and_address_are_heard_before_they_are_needed(
    db: Store, way: parts.Way
) -> None:
    now = parts.DEPARTMENT
    pins = (*now.pins, b"q" * 32)
    renewal.describe(way.office, replace(now, pins=pins, address="https://new.example"), parts.WHO)
    exchange_sync.sync(db, way)
    to = exchange_keys.need_paired(db)
    assert (to.address, to.pins, to.key) == ("https://new.example", pins, 1)


@pytest.mark.parametrize(
    "said", [{"address": "http://new.example"}, {"pins": [b"short"]}, {"pins": [b"q" * 32] * 9}]
)
def test_an_address_that_cannot_be_is_left_alone(
    db: Store, way: parts.Way, said: dict[str, object]
) -> None:
    before = exchange_keys.need_paired(db)
    with exchange.writing(db):
        exchange_renewal.department(
            db, {"number": 1, "sign": before.sign, "seal": before.seal, **said}
        )
    assert exchange_keys.need_paired(db) == before


def test_a_revoked_computer_hears_why_at_its_next_contact(db: Store, way: parts.Way) -> None:
    device = exchange_keys.need_paired(db).device
    letting_in.revoke(way.office, device, "Компьютер ұрланды", parts.WHO)
    stored_case(db)
    with pytest.raises(Refused) as refused:
        exchange_sync.sync(db, way)
    assert "Компьютер ұрланды" in refused.value.text("kk")
    assert exchange_pairing.pairing_of(db).state is exchange_pairing.State.REVOKED
    asked = len(way.asked)
    with pytest.raises(Refused):
        exchange_sync.sync(db, way)
    assert len(way.asked) == asked


def test_a_goodbye_that_the_department_did_not_sign_is_not_believed(
    db: Store, way: parts.Way
) -> None:
    mine = exchange_keys.mine(db).public
    device = exchange_keys.need_paired(db).device
    department = way.office.newest
    for false in (
        b"revoked",
        b"",
        pairing.farewell(Farewell(device, "x"), keys.new(), mine),
        pairing.farewell(Farewell(device, "x"), department, keys.new().public),
        pairing.farewell(Farewell(device + 1, "x"), department, mine),
    ):
        assert exchange_renewal.farewell(db, false) is None
    assert exchange_keys.need_paired(db).revoked == ""


def test_a_department_that_forgot_this_computer_for_now_does_not_end_the_tries(
    db: Store, way: parts.Way
) -> None:
    office = way.office
    office.db.run(lambda tx: tx.run("update devices set state = 'asked'"))
    with pytest.raises(Fault):
        exchange_sync.sync(db, way)
    office.db.run(lambda tx: tx.run("update devices set state = 'active'"))
    works(db, way)


def test_by_stick_a_revoked_computer_hears_why_and_nothing_of_it_is_taken_any_more(
    db: Store, way: parts.Way, tmp_path: Path
) -> None:
    device = exchange_keys.need_paired(db).device
    stick = tmp_path / "stick"
    stick.mkdir()
    stored_case(db)
    exchange_folder.export(db, stick)
    letting_in.revoke(way.office, device, "Компьютер ұрланды", parts.WHO)
    taken = sticks.take(way.office, stick)
    assert (taken.stored, taken.refused) == (0, {"revoked": 1})
    sticks.export(way.office, stick)
    exchange_folder.take(db, stick)
    found = exchange_pairing.pairing_of(db)
    assert (found.state, found.why) == (exchange_pairing.State.REVOKED, "Компьютер ұрланды")


def test_keys_of_both_sides_change_by_stick_alone(
    db: Store, way: parts.Way, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    exchange_renewal.change_own(db)
    renewal.change_keys(way.office, parts.WHO)
    for _ in range(3):
        stored_case(db)
        exchange_folder.export(db, stick)
        assert sticks.take(way.office, stick).refused == {}
        sticks.export(way.office, stick)
        exchange_folder.take(db, stick)
    assert exchange_keys.need_paired(db).key == 2
    assert exchange_keys.mine(db).number == 2
    assert exchange.counts(db).keys() == {"accepted"}
