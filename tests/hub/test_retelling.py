"""After the hub was put back from a copy everything that stands is told once more, under new numbers."""

import hub_life
import pytest
from hub_life import Device, School, said, school_op

from dlschool.hub import replay, restoring, schema
from dlschool.hub.office import Office

REQUEST = {"period": "term", "start": "2026-09-01", "until": "2026-10-25", "due": "2026-11-30"}


@pytest.fixture
def school(desk: Office) -> School:
    return hub_life.school(desk)


@pytest.fixture
def pc(desk: Office, school: School) -> Device:
    return hub_life.device(desk, school)


def ask(desk: Office, school: School) -> None:
    hub_life.act(desk, school, "directive", {"key": "report-request", "values": REQUEST})


def test_open_directives_and_receipts_come_again_and_new_numbers_are_beyond(
    desk: Office, school: School, pc: Device
) -> None:
    pc.seal([school_op(1, "Бір")])
    ask(desk, school)
    pc.sync(desk)
    assert restoring.restored(desk) == 1
    ask(desk, school)
    heard = pc.sync(desk)
    old, new = (each["directive"] for each in said(heard, "report-request"))
    assert old == 1
    assert new > restoring.STEP
    (receipt,) = said(heard, "receipt")
    assert (receipt["seq"], receipt["state"]) == (1, "accepted")


def test_corrections_and_open_conflicts_come_again(
    desk: Office, school: School, pc: Device
) -> None:
    pc.seal([school_op(1, "Бір")])
    pc.sync(desk)
    values = {"record": [pc.no, pc.epoch.hex(), 1], "values": {"name_ru": "Исправлено"}}
    hub_life.act(desk, school, "set", values)
    pc.seal([school_op(1, "Өзгерді", act=1)])
    pc.sync(desk)
    restoring.restored(desk)
    heard = pc.sync(desk)
    (correction,) = said(heard, "set")
    assert correction["values"] == {2: "Исправлено"}
    (conflict,) = said(heard, "conflict")
    assert (conflict["current"], conflict["other"]) == ("Исправлено", "Өзгерді")


def test_a_copy_that_is_put_back_twice_gives_other_numbers_each_time(
    desk: Office, school: School, pc: Device
) -> None:
    numbers = set()
    for _ in range(3):
        restoring.restored(desk)
        ask(desk, school)
        numbers |= {each["directive"] for each in said(pc.sync(desk), "report-request")}
    assert len(numbers) == 3


def test_a_replay_says_the_same(desk: Office, school: School, pc: Device) -> None:
    pc.seal([school_op(1, "Бір")])
    pc.sync(desk)
    restoring.restored(desk)
    ask(desk, school)
    with desk.db.transaction() as tx:
        before = hub_life.tables(tx, schema.DERIVED)
    replay.replay(desk.db, desk.pairs)
    with desk.db.transaction() as tx:
        assert hub_life.tables(tx, schema.DERIVED) == before


def test_a_device_that_the_copy_never_heard_of_again_is_not_left_waiting(
    desk: Office, pc: Device
) -> None:
    """In the copy it was enrolled and had not spoken yet; since then it has."""
    pc.life = b"lost"
    pc.came = b"x" * 500
    pc.seal([school_op(1, "Бір")])
    assert said(pc.sync(desk), "receipt")
