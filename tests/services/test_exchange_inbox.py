"""What comes down: kept as it comes, checked, applied once; what is wrong holds up nothing else."""

from typing import Any

import pytest
from builders import stored_case
from exchange_parts import (
    DEPARTMENT,
    LIFE,
    heard,
    letter,
    newest,
    other_keys,
    pair,
    said,
    sealed_letter,
)  # fmt: skip

from dlschool.domain.access import Role, User
from dlschool.errors import Refused
from dlschool.exchange import payload, wire
from dlschool.exchange.fault import Fault
from dlschool.exchange.payload import Act, Content, Op
from dlschool.services import exchange_inbox, exchange_keys, exchange_outbox
from dlschool.services.opening import Store
from dlschool.store import changes, exchange

REQUEST = {"directive": 1, "period": "term", "start": 2400, "until": 2450, "due": 2500}


@pytest.fixture(autouse=True)
def _paired(db: Store) -> None:
    pair(db)
    exchange_inbox.begin_life(db, LIFE)


def directives(db: Store) -> list[tuple[str, int]]:
    rows = db.rows("select kind, number from directives order by id")
    return [(row["kind"], row["number"]) for row in rows]


def test_bytes_may_come_in_any_pieces(db: Store) -> None:
    one = letter(db, b"", 1, ("report-request", REQUEST))
    two = letter(db, one, 2, ("report-request", {**REQUEST, "directive": 2}))
    for at in range(0, len(one + two), 37):
        exchange_inbox.receive(db, (one + two)[at : at + 37])
        assert exchange_inbox.offset(db) == min(at + 37, len(one + two))
    assert exchange_inbox.apply(db) == 2
    assert directives(db) == [("report-request", 1), ("report-request", 2)]


def test_bytes_that_are_here_already_are_passed_over_and_a_hole_is_not_filled(db: Store) -> None:
    one = letter(db, b"", 1, ("report-request", REQUEST))
    exchange_inbox.receive(db, one[:50], 0)
    exchange_inbox.receive(db, one[:70], 0)
    exchange_inbox.receive(db, one[90:], 90)
    assert exchange_inbox.offset(db) == 70
    assert exchange_inbox.receive(db, one[60:], 60) == 1


def test_an_envelope_is_applied_once(db: Store) -> None:
    one = letter(db, b"", 1, ("report-request", REQUEST))
    assert heard(db, one) == 1
    assert exchange_inbox.apply(db) == 0
    exchange_inbox.begin_life(db, b"new!")
    again = letter(db, b"", 1, ("report-request", REQUEST), life=b"new!")
    heard(db, again)
    assert directives(db) == [("report-request", 1)]


@pytest.mark.parametrize(
    "message",
    [
        ("receipt", {"seq": "x"}),
        ("receipt", {}),
        ("set", {"kind": 3, "record": 99, "values": 7}),
        ("set", {}),
        ("conflict", {"conflict": 4}),
        ("resolved", {}),
        ("differs", {"kind": "?"}),
        ("report-request", {"directive": "x", "due": "kein Tag"}),
        ("department-keys", {"number": 9}),
        ("schools", {}),
        ("revocation", {}),
    ],
)
def test_a_message_without_sense_holds_up_neither_its_neighbours_nor_what_comes_after(
    db: Store, message: tuple[str, dict[str, Any]]
) -> None:
    one = letter(db, b"", 1, message, ("report-request", REQUEST))
    two = letter(db, one, 2, ("report-request", {**REQUEST, "directive": 2}))
    assert heard(db, one + two) == 2
    assert [each for each in directives(db) if each[0] == "report-request"] == [
        ("report-request", 1),
        ("report-request", 2),
    ]
    assert exchange.number(db, "applied") == 2


def test_a_message_of_an_unknown_kind_is_kept_and_shown_after_an_update(db: Store) -> None:
    content = Content((Op(777, Act.NEW, 1, {1: 5, 2: "сөз", 9: b"\x01"}),), 29_000_000)
    assert heard(db, sealed_letter(db, b"", 1, content)) == 1
    assert "сөз" in db.value("select content from directives where kind = 'unknown'")


def test_an_envelope_of_a_newer_schema_waits_and_is_applied_after_the_update(
    db: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = letter(db, b"", 1, ("report-request", REQUEST))
    newer = Content((), 29_000_000, schema=2)
    two = sealed_letter(db, one, 2, newer)
    three = letter(db, two, 3, ("report-request", {**REQUEST, "directive": 2}))
    with pytest.raises(Refused):
        heard(db, one + two + three)
    assert directives(db) == [("report-request", 1)]
    monkeypatch.setattr(payload, "SCHEMA", 2)
    assert exchange_inbox.apply(db) == 2
    assert directives(db) == [("report-request", 1), ("report-request", 2)]


def test_bytes_of_a_newer_version_are_kept_and_not_asked_for_again(db: Store) -> None:
    one = letter(db, b"", 1, ("report-request", REQUEST))
    assert exchange_inbox.receive(db, one + b"\x02" + bytes(300)) == 1
    assert exchange_inbox.newer(db)
    assert exchange_inbox.offset(db) == len(one) + 301
    exchange_inbox.receive(db, bytes(50))
    assert exchange_inbox.offset(db) == len(one) + 351
    exchange_inbox.forget_piece(db)
    assert exchange_inbox.offset(db) == len(one)


def flipped(content: bytes, at: int) -> bytes:
    changed = bytearray(content)
    changed[at] ^= 1
    return bytes(changed)


@pytest.mark.parametrize("at", range(1, 200, 13))
def test_a_flipped_bit_is_thrown_away_and_asked_for_again(db: Store, at: int) -> None:
    one = letter(db, b"", 1, ("report-request", REQUEST))
    try:
        exchange_inbox.receive(db, flipped(one, at % len(one)))
    except Fault:
        assert exchange_inbox.offset(db) == 0
    assert exchange_inbox.apply(db) == 0
    exchange_inbox.forget_piece(db)
    assert heard(db, one) == 1


def test_the_department_of_others_is_not_heard(db: Store) -> None:
    mine = exchange_keys.every_pair(db)[-1].public
    header = wire.Header(7, LIFE, 1, wire.FIRST, mine.number, down=True)
    forged = wire.make(header, b"\x90", bytes(16), other_keys(), mine)
    elsewhere = wire.Header(8, LIFE, 1, wire.FIRST, mine.number, down=True)
    for_another = wire.make(elsewhere, b"\x90", bytes(16), DEPARTMENT, mine)
    for content in (forged, for_another):
        with pytest.raises(Fault):
            exchange_inbox.receive(db, content)
    assert exchange_inbox.offset(db) == 0


def test_content_that_cannot_be_read_is_put_aside_and_what_follows_is_applied(db: Store) -> None:
    mine = exchange_keys.every_pair(db)[-1].public
    header = wire.Header(7, LIFE, 1, wire.FIRST, mine.number, down=True)
    one = wire.make(header, b"\xc1 no content", bytes(range(16)), DEPARTMENT, mine)
    two = letter(db, one, 2, ("report-request", REQUEST))
    assert heard(db, one + two) == 1
    assert directives(db) == [("report-request", 1)]
    assert exchange_inbox.apply(db) == 0


def test_a_session_without_rights_carries_the_letter_all_the_same(db: Store) -> None:
    db.user = User(0, "М.", Role.TEACHER)
    assert heard(db, letter(db, b"", 1, ("report-request", REQUEST))) == 1
    assert directives(db) == [("report-request", 1)]
    assert db.outside is False
    with pytest.raises(Refused), changes.action(db, "x"):
        changes.update(db, "directives", 1, {"state": "seen"})


def test_receipts_accept_all_before_them_but_what_has_one_of_its_own(db: Store) -> None:
    for _ in range(3):
        stored_case(db)
        exchange_outbox.seal(db)
    assert newest(db) == 3
    mark = exchange_keys.told_epoch(db).mark
    aside = {"epoch": mark, "seq": 2, "state": "quarantined", "reason": "body"}
    last = {"epoch": mark, "seq": 3, "lane": 0, "state": "accepted"}
    other = {"epoch": b"else", "seq": 1, "lane": 0, "state": "quarantined"}
    heard(db, letter(db, b"", 1, ("receipt", aside), ("receipt", last), ("receipt", other)))
    states = [out.state for out in exchange.out_from(db, 0, 0)]
    assert states == ["accepted", "quarantined", "accepted"]


def test_what_differs_is_told_again_and_nothing_else(db: Store) -> None:
    for _ in range(5):
        stored_case(db)
    exchange_outbox.seal(db)
    before = newest(db)
    number = next(told.no for told in exchange.everything_told(db) if told.thing == "cases")
    one = letter(db, b"", 1, ("differs", {"kind": 3}))
    heard(db, one)
    assert [kind for _, kind, _, _ in said(db, before)] == ["digest"]
    before = newest(db)
    heard(db, letter(db, one, 2, ("differs", {"kind": 3, "buckets": [number % 16]})))
    again = said(db, before)
    assert {act for act, _, _, _ in again} == {"WHOLE"}
    assert number in {no for _, _, no, _ in again}
    assert {no % 16 for _, _, no, _ in again} == {number % 16}
