"""One request: who asks, what is stored, what comes down; whatever breaks off."""

from datetime import datetime

import hub_life
import pytest
from hub_life import Device, School, pupil, said, school_op

from dlschool.exchange import framing, keys
from dlschool.exchange.fault import Why
from dlschool.hub import conversation, office, streams
from dlschool.hub.conversation import TOO_MUCH
from dlschool.hub.office import Office
from dlschool.hub.pace import Pace


@pytest.fixture
def school(desk: Office) -> School:
    return hub_life.school(desk)


@pytest.fixture
def pc(desk: Office, school: School) -> Device:
    return hub_life.device(desk, school)


def test_the_first_question_begins_the_stream_down(desk: Office, pc: Device) -> None:
    reply = hub_life.post(desk, pc.asking(desk, asks=True))
    assert reply.status == 409
    assert hub_life.answer(reply).life not in (None, framing.NO_LIFE)


def test_nothing_new_is_an_empty_answer(desk: Office, pc: Device) -> None:
    pc.seal([pupil(1)])
    pc.sync(desk)
    reply = hub_life.post(desk, pc.asking(desk))
    assert (reply.status, reply.body) == (204, b"")


def test_a_question_after_a_failure_says_how_much_is_stored(desk: Office, pc: Device) -> None:
    pc.sync(desk)
    pc.seal([pupil(1)])
    hub_life.post(desk, pc.asking(desk, size=77))
    reply = hub_life.post(desk, pc.asking(desk, asks=True, quiet=True))
    assert (reply.status, hub_life.answer(reply).up) == (200, 77)


@pytest.mark.parametrize("size", [13, 100, 1000])
def test_a_line_that_lives_for_a_few_bytes_still_brings_all(
    desk: Office, pc: Device, size: int
) -> None:
    for no in range(1, 6):
        pc.seal([pupil(no)])
    (receipt,) = [r for r in said(pc.sync(desk, size), "receipt") if r["seq"] == 5]
    assert receipt["state"] == "accepted"


def test_a_stranger_is_told_nothing_and_stores_nothing(desk: Office, pc: Device) -> None:
    pc.seal([pupil(1)])
    pc.sync(desk)
    stranger = Device(pc.no, pc.school, pc.department, keys.new(), life=pc.life, came=pc.came)
    stranger.seal([pupil(2)])
    reply = hub_life.post(desk, stranger.asking(desk))
    assert (reply.status, hub_life.answer(reply).up) == (409, 0)
    with desk.db.transaction(writes=False) as tx:
        assert tx.value("select count(*) from envelopes") == 1
        assert tx.rows("select reason, count from faults") == [{"reason": "signature", "count": 1}]


def test_a_proof_for_other_bytes_is_worth_nothing(desk: Office, pc: Device) -> None:
    pc.seal([pupil(1)])
    pc.sync(desk)
    request = bytearray(pc.asking(desk))
    request[6] ^= 1
    assert hub_life.post(desk, bytes(request)).status in (403, 409)


def test_a_device_that_received_more_than_the_hub_remembers_begins_anew(
    desk: Office, school: School, pc: Device
) -> None:
    pc.seal([school_op(1, "А")])
    pc.sync(desk)
    with desk.db.transaction() as tx:
        tx.run("delete from down")
        tx.run("update devices set told = 0")
    hub_life.act(desk, school, "directive", {"key": "report-request", "values": {"period": "term"}})
    first = pc.life
    asked = said(pc.sync(desk), "report-request")
    assert {each["directive"] for each in asked} == {1}
    assert pc.life != first


def test_whoever_asks_too_often_waits_and_nobody_else_does(
    desk: Office, school: School, pc: Device
) -> None:
    other = hub_life.device(desk, school)
    pc.sync(desk)
    other.sync(desk)
    desk.pace = Pace(rate=0.001, burst=3)
    statuses = [hub_life.post(desk, pc.asking(desk)).status for _ in range(5)]
    assert statuses[-1] == TOO_MUCH
    assert hub_life.post(desk, other.asking(desk)).status == 204


def test_whoever_sent_too_much_today_waits_until_tomorrow(desk: Office, pc: Device) -> None:
    pc.sync(desk)
    pc.seal([pupil(1)])
    desk.most_a_day = len(pc.stream) - 1
    assert hub_life.post(desk, pc.asking(desk)).status == TOO_MUCH
    with desk.db.transaction(writes=False) as tx:
        assert tx.value("select count(*) from envelopes") == 0
    desk.now = lambda: datetime(2026, 11, 22, 9, 0)
    desk.most_a_day *= 2
    pc.sync(desk)


def test_long_answers_come_in_parts(
    desk: Office, school: School, pc: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversation, "MOST_DOWN", 150)
    pc.sync(desk)
    for number in range(5):
        values = {"text_ru": f"Текст {number} " * 20, "period": "term"}
        hub_life.act(desk, school, "directive", {"key": "report-request", "values": values})
    heard = said(pc.sync(desk), "report-request")
    assert [h["directive"] for h in heard] == [1, 2, 3, 4, 5]


def test_two_processes_take_the_same_keys_file(desk: Office, pc: Device) -> None:
    """One of them changes the department's keys; the other reads the file again."""
    assert desk.keys_file is not None
    other = office.opened(desk.db, desk.keys_file, desk.now)
    office.write_keys(desk.keys_file, {**desk.pairs, 2: keys.new(2)})
    other.refresh()
    assert sorted(other.pairs) == [1, 2]
    pc.seal([pupil(1)])
    (receipt,) = said(pc.sync(other), "receipt")
    assert receipt["state"] == "accepted"


def test_what_cannot_be_taken_is_said_with_its_reason(desk: Office, pc: Device) -> None:
    pc.sync(desk)
    pc.seal([pupil(1)])
    pc.stream = pc.stream[:-1] + bytes([pc.stream[-1] ^ 1])
    for _ in range(streams.PATIENCE):
        reply = hub_life.post(desk, pc.asking(desk))
    assert hub_life.answer(reply).trouble is Why.SIGNATURE
