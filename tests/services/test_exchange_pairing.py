"""A computer is connected: by line, by stick alone, over lost answers; each state."""

from datetime import datetime
from pathlib import Path

import pairing_parts as parts
import pytest
from builders import at_noon, opened, stored_case

from dlschool.domain.access import Role
from dlschool.errors import Refused
from dlschool.exchange import armour, keys
from dlschool.exchange.https import NoLine
from dlschool.exchange.kinds import Level
from dlschool.hub import enrolment, letting_in
from dlschool.hub.department import Department
from dlschool.hub.office import Office
from dlschool.paths import DataFolder
from dlschool.services import (
    exchange_keys,
    exchange_offer,
    exchange_pairing,
    exchange_sync,
    exchange_tries,
)
from dlschool.services.exchange_pairing import State
from dlschool.services.opening import Store
from dlschool.store import changes, exchange


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    return parts.opened(tmp_path, at_noon)


@pytest.fixture(autouse=True)
def _school(db: Store) -> None:
    parts.with_bin(db)


def asked(db: Store, desk: Office, level: Level = Level.TOTALS) -> bytes:
    content = parts.enrolled(desk, level)
    exchange_pairing.ask(db, content, "Хатшының компьютері")
    return content


def test_by_line_from_the_file_to_the_first_envelopes(db: Store, desk: Office) -> None:
    way = parts.Way(desk)
    assert exchange_pairing.pairing_of(db).state is State.NONE
    asked(db, desk)
    found = exchange_pairing.pairing_of(db)
    assert found.state is State.WAITING
    assert exchange_pairing.send(db, way) is State.WAITING
    (waiting,) = desk.db.run(lambda tx: letting_in.waiting(tx, desk))
    assert waiting.words == found.words
    assert (waiting.label, waiting.bin) == ("Хатшының компьютері", parts.BIN)
    device = parts.approve(desk)
    assert exchange_pairing.send(db, way) is State.CONNECTED
    connected = exchange_pairing.pairing_of(db)
    assert (connected.device, connected.department) == (device, parts.DEPARTMENT.name)
    stored_case(db)
    exchange_sync.sync(db, way)
    assert exchange.counts(db).keys() == {"accepted"}


def test_by_stick_alone(db: Store, desk: Office) -> None:
    asked(db, desk)
    request = exchange_offer.content_of(exchange_pairing.request_text(db, "kk"))
    assert enrolment.heard(desk, request).status == 202
    parts.approve(desk)
    back = armour.written(enrolment.heard(desk, request).body, "# куәлік").encode()
    found = exchange_pairing.take(db, exchange_offer.content_of(back))
    assert found.state is State.CONNECTED


def test_the_words_differ_when_somebody_stands_between(db: Store, desk: Office) -> None:
    """The stranger took the file on its way and put keys of its own into it."""
    said = parts.read(parts.enrolled(desk))
    stranger = keys.new()
    import msgspec

    from dlschool.exchange import pairing

    public = stranger.public
    forged = pairing.enrolment(
        msgspec.structs.replace(said, sign=public.sign, seal=public.seal), stranger
    )
    exchange_pairing.ask(db, forged, "Хатшы")
    opened_by_stranger = pairing.read_request(
        exchange_offer.content_of(exchange_pairing.request_text(db, "kk")), stranger
    )
    onward = pairing.request(
        msgspec.structs.replace(opened_by_stranger, sign=public.sign, seal=public.seal),
        stranger,
        said.department,
    )
    assert enrolment.heard(desk, onward).status == 202
    (waiting,) = desk.db.run(lambda tx: letting_in.waiting(tx, desk))
    assert set(waiting.words).isdisjoint(exchange_pairing.pairing_of(db).words)


def test_nothing_but_totals_is_told_before_an_agreement(db: Store, desk: Office) -> None:
    asked(db, desk, Level.NAMES)
    way = parts.Way(desk)
    exchange_pairing.send(db, way)
    parts.approve(desk)
    exchange_pairing.send(db, way)
    stored_case(db)
    exchange_sync.sync(db, way)
    kinds = desk.db.run(lambda tx: {row["kind"] for row in tx.rows("select kind from records")})
    assert kinds <= {1, 8, 9}
    assert exchange_keys.level(db) is Level.TOTALS


def test_a_declined_request_says_what_to_do_and_a_new_file_begins_anew(
    db: Store, desk: Office
) -> None:
    asked(db, desk)
    way = parts.Way(desk)
    exchange_pairing.send(db, way)
    (waiting,) = desk.db.run(lambda tx: letting_in.waiting(tx, desk))
    letting_in.decline(desk, waiting.device, parts.WHO)
    assert exchange_pairing.send(db, way) is State.DECLINED
    found = exchange_pairing.pairing_of(db)
    assert found.why == "declined"
    assert found.why in exchange_pairing.WHY
    asked(db, desk)
    assert exchange_pairing.pairing_of(db).state is State.WAITING


def test_the_first_of_two_computers_with_one_file_is_connected(
    db: Store, desk: Office, tmp_path: Path
) -> None:
    content = asked(db, desk)
    exchange_pairing.send(db, parts.Way(desk))
    other = opened(DataFolder(tmp_path / "other"), at_noon, "Серікова А.")
    parts.with_bin(other)
    exchange_pairing.ask(other, content, "Екінші")
    assert exchange_pairing.send(other, parts.Way(desk)) is State.DECLINED
    assert exchange_pairing.pairing_of(other).why == "used"
    other.close()


def test_a_dead_line_loses_nothing_and_the_background_asks_again(db: Store, desk: Office) -> None:
    asked(db, desk)
    way = parts.Way(desk, dead=True)
    with pytest.raises(NoLine):
        exchange_pairing.send(db, way)
    assert exchange_pairing.pairing_of(db).state is State.WAITING
    assert exchange_tries.due(db)
    tried = exchange_tries.attempt(db, 0.5, ways=lambda _to: way)
    assert tried.trouble is not None
    way.dead = False
    assert exchange_tries.attempt(db, 0.5, ways=lambda _to: way).trouble is None
    assert exchange_pairing.pairing_of(db).state is State.WAITING
    parts.approve(desk)
    assert exchange_tries.attempt(db, 0.5, ways=lambda _to: way).trouble is None
    assert exchange_pairing.pairing_of(db).state is State.CONNECTED
    assert way.asked[-1][0] == "/x"


def test_a_revoked_computer_asks_with_its_new_file_and_sends_nothing_before(
    db: Store, desk: Office
) -> None:
    way = parts.Way(desk)
    asked(db, desk)
    exchange_pairing.send(db, way)
    letting_in.revoke(desk, parts.approve(desk), "Ескі", parts.WHO)
    exchange_pairing.send(db, way)
    assert exchange_pairing.pairing_of(db).state is State.DECLINED
    asked(db, desk)
    exchange_pairing.send(db, way)
    device = parts.approve(desk)
    exchange_pairing.send(db, way)
    letting_in.revoke(desk, device, "Тағы да", parts.WHO)
    assert exchange_tries.attempt(db, 0.5, ways=lambda _to: way).trouble is not None
    asked(db, desk)
    before = len(way.asked)
    assert exchange_tries.attempt(db, 0.5, ways=lambda _to: way).trouble is None
    assert [path for path, _ in way.asked[before:]] == ["/pair"]
    parts.approve(desk)
    assert exchange_tries.attempt(db, 0.5, ways=lambda _to: way).trouble is None
    assert exchange_pairing.pairing_of(db).state is State.CONNECTED


def test_a_certificate_for_another_request_is_refused_and_nothing_changes(
    db: Store, desk: Office
) -> None:
    first = asked(db, desk)
    request = exchange_offer.content_of(exchange_pairing.request_text(db, "ru"))
    enrolment.heard(desk, request)
    parts.approve(desk)
    certificate = enrolment.heard(desk, request).body
    asked(db, desk)
    with pytest.raises(Refused):
        exchange_pairing.take(db, certificate)
    with pytest.raises(Refused):
        exchange_pairing.take(db, first)
    assert exchange_pairing.pairing_of(db).state is State.WAITING
    assert exchange_keys.paired(db) is None


def test_a_certificate_without_a_request_is_refused(db: Store, desk: Office) -> None:
    with pytest.raises(Refused):
        exchange_pairing.take(db, parts.enrolled(desk))


def test_only_the_owner_connects(db: Store, desk: Office, tmp_path: Path) -> None:
    content = parts.enrolled(desk)
    for role in set(Role) - {Role.OWNER}:
        other = opened(DataFolder(tmp_path / "school"), at_noon, "Б. Б.", role)
        with pytest.raises(Refused):
            exchange_pairing.ask(other, content, "Хатшы")
        with pytest.raises(Refused):
            exchange_pairing.give_up(other)
        other.close()
    assert exchange_pairing.pairing_of(db).state is State.NONE


@pytest.mark.parametrize("label", ["", "   ", "я" * 101])
def test_a_computer_has_a_name_that_a_person_can_read(db: Store, desk: Office, label: str) -> None:
    with pytest.raises(Refused):
        exchange_pairing.ask(db, parts.enrolled(desk), label)


def test_the_connection_stands_in_the_journal_and_the_keys_do_not(db: Store, desk: Office) -> None:
    asked(db, desk)
    way = parts.Way(desk)
    exchange_pairing.send(db, way)
    parts.approve(desk)
    exchange_pairing.send(db, way)
    newest = changes.history(db)[0]
    assert parts.DEPARTMENT.name.ru in str(newest.values)
    secret = exchange_keys.mine(db).sign.hex()
    rows = db.rows("select after from main.changes")
    assert not any(secret in str(row["after"]) for row in rows)


def test_a_request_that_is_given_up_leaves_the_connection_alone(db: Store, desk: Office) -> None:
    asked(db, desk)
    way = parts.Way(desk)
    exchange_pairing.send(db, way)
    device = parts.approve(desk)
    exchange_pairing.send(db, way)
    asked(db, desk)
    found = exchange_pairing.pairing_of(db)
    assert (found.state, found.device) == (State.WAITING, device)
    exchange_pairing.give_up(db)
    assert exchange_pairing.pairing_of(db).state is State.CONNECTED


def test_a_clock_of_another_decade_does_not_stop_a_request_under_way(
    db: Store, desk: Office
) -> None:
    asked(db, desk)
    way = parts.Way(desk)
    db.clock = lambda: datetime(2036, 1, 1)
    exchange_pairing.send(db, way)
    parts.approve(desk)
    assert exchange_pairing.send(db, way) is State.CONNECTED


def test_a_request_to_a_department_without_an_address_is_said_to_go_by_stick(
    db: Store, desk: Office
) -> None:
    parts.described(desk, Department(parts.DEPARTMENT.name))
    asked(db, desk)
    with pytest.raises(Refused) as refused:
        exchange_tries.attempt(db, 0.5)
    assert refused.value.message == exchange_tries.ASK_BY_STICK
