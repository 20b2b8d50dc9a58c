"""Approved, declined, revoked: by whom, once, at a place in the school's order; heard and not heard."""

import json
from concurrent.futures import ThreadPoolExecutor

import pairing_parts as parts
import pytest

from dlschool.errors import Refused
from dlschool.exchange import keys, kinds, pairing
from dlschool.exchange.fault import Fault, Why
from dlschool.exchange.keys import Private
from dlschool.hub import acts, applying, enrolment, letting_in, replay, streams
from dlschool.hub.office import Office


@pytest.fixture(autouse=True)
def _described(desk: Office) -> None:
    parts.described(desk)


def asked(desk: Office, mine: Private | None = None) -> int:
    """A request that waits; its device."""
    assert enrolment.heard(desk, parts.request(parts.enrolled(desk), mine)).status == 202
    return desk.db.run(lambda tx: letting_in.waiting(tx, desk))[-1].device


def sender(desk: Office, device: int) -> streams.Sender:
    return desk.db.run(lambda tx: streams.sender(tx, device))


def test_who_waits_is_not_heard_and_who_was_approved_is(desk: Office) -> None:
    mine = keys.new()
    device = asked(desk, mine)
    with pytest.raises(Fault) as fault:
        sender(desk, device)
    assert fault.value.why is Why.UNKNOWN
    found = letting_in.approve(desk, device, parts.WHO)
    assert (found.device, found.bin, found.name) == (device, parts.BIN, parts.SCHOOL.name)
    assert sender(desk, device).keys == mine.public
    assert desk.db.run(lambda tx: letting_in.waiting(tx, desk)) == []


def test_an_approval_is_an_act_with_its_author(desk: Office) -> None:
    device = asked(desk)
    letting_in.approve(desk, device, parts.WHO)
    act = desk.db.run(lambda tx: tx.row("select * from acts"))
    assert act is not None
    assert (act["kind"], act["who"], json.loads(act["content"])) == (
        "enrolled",
        parts.WHO,
        {"device": device},
    )


@pytest.mark.parametrize("verb", ["approve", "decline"])
def test_what_does_not_wait_is_neither_approved_nor_declined(desk: Office, verb: str) -> None:
    device = asked(desk)
    letting_in.approve(desk, device, parts.WHO)
    for number in (device, device + 99):
        with pytest.raises(Refused):
            getattr(letting_in, verb)(desk, number, parts.WHO)
    assert sender(desk, device).no == device


def test_a_declined_computer_is_never_heard(desk: Office) -> None:
    device = asked(desk)
    letting_in.decline(desk, device, parts.WHO)
    with pytest.raises(Fault) as fault:
        sender(desk, device)
    assert fault.value.why is Why.UNKNOWN
    with pytest.raises(Refused):
        letting_in.approve(desk, device, parts.WHO)


def test_a_revoked_computer_hears_the_reason_signed_and_for_it_alone(desk: Office) -> None:
    mine = keys.new()
    device = asked(desk, mine)
    letting_in.approve(desk, device, parts.WHO)
    letting_in.revoke(desk, device, "  Компьютер \n ұрланды ", parts.WHO)
    with pytest.raises(Fault) as fault:
        sender(desk, device)
    assert fault.value.why is Why.REVOKED
    body = letting_in.last_word(desk, device, fault.value)
    said = pairing.read_farewell(body, mine, desk.newest.public.sign)
    assert (said.device, said.reason) == (device, "Компьютер ұрланды")
    with pytest.raises(Fault):
        pairing.read_farewell(body, keys.new(), desk.newest.public.sign)


def test_who_was_never_enrolled_hears_one_word(desk: Office) -> None:
    assert letting_in.last_word(desk, 999, Fault(Why.UNKNOWN)) == b"unknown"
    assert letting_in.last_word(desk, 999, Fault(Why.REVOKED)) == b"revoked"


def test_a_revocation_needs_a_reason_and_a_connected_computer(desk: Office) -> None:
    device = asked(desk)
    with pytest.raises(Refused):
        letting_in.revoke(desk, device, "Ұрланды", parts.WHO)
    letting_in.approve(desk, device, parts.WHO)
    with pytest.raises(Refused):
        letting_in.revoke(desk, device, "  ", parts.WHO)
    letting_in.revoke(desk, device, "Ұрланды", parts.WHO)
    with pytest.raises(Refused):
        letting_in.revoke(desk, device, "Ұрланды", parts.WHO)


def test_a_computer_that_comes_later_hears_what_is_still_asked(desk: Office) -> None:
    first = asked(desk)
    school = letting_in.approve(desk, first, parts.WHO).school
    said = {"key": "report-request", "values": {"period": "term", "due": "2026-11-30"}}
    desk.db.run(lambda tx: acts.write(tx, school, "directive", said, at="2026", who=parts.WHO))
    applying.catch_up(desk.db, school, desk.pairs)
    second = asked(desk)
    letting_in.approve(desk, second, parts.WHO)
    kind = kinds.of("report-request").number
    rows = desk.db.run(
        lambda tx: tx.rows("select device from pending where kind = ? order by device", kind)
    )
    assert [row["device"] for row in rows] == [first, second]


def test_a_replay_leaves_everybody_as_they_were(desk: Office) -> None:
    first, second, third = asked(desk), asked(desk), asked(desk)
    for device in (first, second):
        letting_in.approve(desk, device, parts.WHO)
    letting_in.revoke(desk, first, "Ұрланды", parts.WHO)
    letting_in.decline(desk, third, parts.WHO)

    def devices() -> list[tuple[object, ...]]:
        rows = desk.db.run(
            lambda tx: tx.rows("select no, state, reason, since, revoked from devices order by no")
        )
        return [tuple(row.values()) for row in rows]

    before = devices()
    replay.replay(desk.db, desk.pairs)
    assert devices() == before
    assert [row[1] for row in before] == ["revoked", "active", "declined"]


def test_computers_of_a_school_are_listed_with_their_state(desk: Office) -> None:
    device = asked(desk)
    school = letting_in.approve(desk, device, parts.WHO).school
    (found,) = desk.db.run(lambda tx: letting_in.devices(tx, school))
    assert (found["no"], found["label"], found["state"], found["program"]) == (
        device,
        "Хатшы",
        "active",
        "1.0",
    )


def test_two_people_who_approve_at_once_approve_once(desk: Office) -> None:
    device = asked(desk)

    def approve(who: str) -> bool:
        try:
            letting_in.approve(desk, device, who)
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(approve, "абвг")) == [False, False, False, True]
    assert desk.db.run(lambda tx: tx.value("select count(*) from acts")) == 1
    assert sender(desk, device).no == device
