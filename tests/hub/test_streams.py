"""Bytes come in pieces of any size, twice, from sticks and lines; what is no envelope is refused."""

import hub_life
import pytest
from hub_life import Device, School, pupil

from dlschool.exchange import keys, wire
from dlschool.exchange.fault import Fault, Why
from dlschool.hub import streams
from dlschool.hub.office import Office


@pytest.fixture
def school(desk: Office) -> School:
    return hub_life.school(desk)


@pytest.fixture
def pc(desk: Office, school: School) -> Device:
    made = hub_life.device(desk, school)
    for no in range(1, 4):
        made.seal([pupil(no)])
    return made


def _append(desk: Office, pc: Device, offset: int, content: bytes) -> int:
    with desk.db.transaction() as tx:
        of = streams.sender(tx, pc.no)
        return streams.append(tx, of, pc.epoch, 0, offset, content, desk.publics, hub_life.AT)


def _stored(desk: Office) -> list[int]:
    with desk.db.transaction(writes=False) as tx:
        return [row["seq"] for row in tx.rows("select seq from envelopes order by position")]


@pytest.mark.parametrize("size", [1, 7, 100, 250, 100_000])
def test_pieces_of_any_size_become_the_same_envelopes(desk: Office, pc: Device, size: int) -> None:
    at = 0
    while at < len(pc.stream):
        at = _append(desk, pc, at, pc.stream[at : at + size])
    assert (at, _stored(desk)) == (len(pc.stream), [1, 2, 3])


def test_what_comes_twice_or_begins_earlier_is_passed_over(desk: Office, pc: Device) -> None:
    assert _append(desk, pc, 0, pc.stream[:300]) == 300
    assert _append(desk, pc, 0, pc.stream[:300]) == 300
    assert _append(desk, pc, 100, pc.stream[100:400]) == 400
    assert _append(desk, pc, 0, pc.stream) == len(pc.stream)
    assert _stored(desk) == [1, 2, 3]


def test_what_lies_beyond_a_hole_is_not_taken(desk: Office, pc: Device) -> None:
    assert _append(desk, pc, 100, pc.stream[100:]) == 0
    assert _stored(desk) == []


def test_an_altered_envelope_is_refused_and_the_stream_goes_on_before_it(
    desk: Office, pc: Device
) -> None:
    broken = bytearray(pc.stream)
    broken[-1] ^= 1
    until = _append(desk, pc, 0, bytes(broken))
    assert _stored(desk) == [1, 2]
    assert _append(desk, pc, until, pc.stream[until:]) == len(pc.stream)
    with desk.db.transaction(writes=False) as tx:
        assert tx.rows("select reason, count from faults") == [{"reason": "signature", "count": 1}]


def test_the_device_hears_why_after_it_was_refused_three_times(desk: Office, pc: Device) -> None:
    stream = pc.stream
    copy = bytearray(stream)
    copy[-1] ^= 1
    at = 0
    for turn in range(4):
        at = _append(desk, pc, at, bytes(copy[at:]))
        with desk.db.transaction() as tx:
            trouble = streams.tail(tx, pc.no, pc.epoch, 0).trouble
        assert trouble is (Why.SIGNATURE if turn >= streams.PATIENCE - 1 else None)
    assert _append(desk, pc, at, stream[at:]) == len(stream)
    with desk.db.transaction() as tx:
        assert streams.tail(tx, pc.no, pc.epoch, 0).trouble is None


def test_another_devices_envelope_is_no_part_of_the_stream(
    desk: Office, school: School, pc: Device
) -> None:
    other = hub_life.device(desk, school)
    other.seal([pupil(1)])
    assert _append(desk, pc, 0, other.stream) == 0
    assert _stored(desk) == []


def test_a_copy_of_the_store_that_went_on_by_itself_is_found(desk: Office, pc: Device) -> None:
    until = _append(desk, pc, 0, pc.stream)
    copy = Device(pc.no, pc.school, pc.department, pc.pair)
    for no in range(1, 6):
        copy.seal([pupil(no, 11)])
    assert _append(desk, pc, until, copy.stream[until:]) == until
    whole = [wire.first(copy.stream)]
    assert whole[0] is not None
    with pytest.raises(Fault, match="fork"), desk.db.transaction() as tx:
        streams.take_whole(tx, streams.sender(tx, pc.no), whole[0], desk.publics, hub_life.AT)


def test_an_envelope_of_a_stick_and_pieces_over_the_line_fit_together(
    desk: Office, pc: Device
) -> None:
    found = []
    at = 0
    while envelope := wire.first(pc.stream[at:]):
        found.append(envelope)
        at += len(envelope.content)
    _append(desk, pc, 0, pc.stream[:250])
    states = []
    for envelope in (found[2], found[0], found[1], found[0]):
        with desk.db.transaction() as tx:
            of = streams.sender(tx, pc.no)
            states.append(streams.take_whole(tx, of, envelope, desk.publics, hub_life.AT))
    assert states == [
        "early",
        "known" if len(found[0].content) <= 250 else "stored",
        "stored",
        "known",
    ]
    assert _append(desk, pc, 250, pc.stream[250:]) == len(pc.stream)
    assert _stored(desk) == [1, 2, 3]


def test_an_envelope_that_is_too_large_is_refused_before_it_is_whole(
    desk: Office, pc: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "MOST_TAIL", 100)
    assert _append(desk, pc, 0, pc.stream[:150]) == 0
    with desk.db.transaction(writes=False) as tx:
        assert tx.value("select reason from faults") == "size"
        assert tx.value("select max(length(content)) from tails") == 0


def test_a_device_that_begins_epoch_after_epoch_leaves_no_pieces_behind(
    desk: Office, pc: Device
) -> None:
    whole = pc.stream
    _append(desk, pc, 0, whole + whole[:50])
    for number in range(30):
        pc.begin(bytes([9, 9, 9, number]))
        pc.seal([pupil(1)])
        _append(desk, pc, 0, pc.stream[:100])
    with desk.db.transaction(writes=False) as tx:
        assert tx.value("select count(*) from tails") == 2
        assert tx.value("select sum(length(content)) from tails") == 100


def test_who_is_not_enrolled_or_revoked_is_not_heard(
    desk: Office, school: School, pc: Device
) -> None:
    with pytest.raises(Fault, match="unknown"), desk.db.transaction() as tx:
        streams.sender(tx, 999)
    hub_life.act(desk, school, "revoke", {"device": pc.no, "reason": "жоғалды"})
    with pytest.raises(Fault, match="revoked"), desk.db.transaction() as tx:
        streams.sender(tx, pc.no)


def test_an_envelope_signed_by_a_stranger_is_refused(desk: Office, pc: Device) -> None:
    stranger = Device(pc.no, pc.school, pc.department, keys.new())
    stranger.seal([pupil(1)])
    assert _append(desk, pc, 0, stranger.stream) == 0
    assert _stored(desk) == []
