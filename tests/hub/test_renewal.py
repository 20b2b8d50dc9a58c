"""New keys of the department reach its file and every school that is heard; older pairs go on opening."""

from dataclasses import replace

import msgspec
import pairing_parts as parts
import pytest

from dlschool.errors import Refused
from dlschool.exchange import keys, kinds
from dlschool.hub import enrolment, letting_in, office, renewal
from dlschool.hub.office import Office


@pytest.fixture(autouse=True)
def _described(desk: Office) -> None:
    parts.described(desk)


def let_in(desk: Office) -> int:
    enrolment.heard(desk, parts.request(parts.enrolled(desk)))
    return parts.approve(desk)


def told(desk: Office) -> list[tuple[int, dict[str, object]]]:
    """Devices and what they are told of keys."""
    kind = kinds.of("department-keys")
    rows = desk.db.run(
        lambda tx: tx.rows(
            "select device, content from pending where kind = ? order by id", kind.number
        )
    )
    said = [
        msgspec.msgpack.decode(bytes(row["content"]), strict=False, type=dict[int, object])
        for row in rows
    ]
    return [(row["device"], kind.named(each)) for row, each in zip(rows, said, strict=True)]  # type: ignore[arg-type]


def test_the_next_pair_is_in_the_file_and_told_to_every_computer_that_is_heard(
    desk: Office,
) -> None:
    first, second = let_in(desk), let_in(desk)
    letting_in.revoke(desk, first, "Ұрланды", parts.WHO)
    assert renewal.change_keys(desk, parts.WHO) == 2
    assert desk.keys_file is not None
    assert office.read_keys(desk.keys_file) == desk.pairs
    assert set(desk.pairs) == {1, 2}
    ((device, said),) = told(desk)
    assert device == second
    assert (said["number"], said["sign"]) == (2, desk.newest.public.sign)
    assert (said["address"], said["pins"]) == (parts.DEPARTMENT.address, [b"p" * 32])


def test_a_request_that_was_sealed_for_the_old_pair_is_still_read(desk: Office) -> None:
    content, mine = parts.enrolled(desk), keys.new()
    renewal.change_keys(desk, parts.WHO)
    asked = parts.request(content, mine)
    assert enrolment.heard(desk, asked).status == 202
    parts.approve(desk)
    from dlschool.exchange import pairing

    reply = enrolment.heard(desk, asked)
    said = pairing.read_certificate(reply.body, mine, parts.read(content))
    assert (said.key, said.sign) == (2, desk.newest.public.sign)


def test_the_words_of_a_request_stay_the_same_over_a_change_of_keys(desk: Office) -> None:
    enrolment.heard(desk, parts.request(parts.enrolled(desk)))
    (before,) = desk.db.run(lambda tx: letting_in.waiting(tx, desk))
    renewal.change_keys(desk, parts.WHO)
    (after,) = desk.db.run(lambda tx: letting_in.waiting(tx, desk))
    assert before.words == after.words


def test_another_process_of_the_hub_reads_the_new_pair(desk: Office) -> None:
    content = parts.enrolled(desk)
    assert desk.keys_file is not None
    other = office.opened(desk.db, desk.keys_file, desk.now)
    renewal.change_keys(desk, parts.WHO)
    late = parts.request(parts.enrolled(desk))
    assert enrolment.heard(other, late).status == 202
    assert enrolment.heard(other, parts.request(content)).status == 202


def test_a_new_address_is_told_and_the_same_one_is_not_told_again(desk: Office) -> None:
    let_in(desk)
    renewal.describe(desk, parts.DEPARTMENT, parts.WHO)
    assert told(desk) == []
    renewal.describe(desk, replace(parts.DEPARTMENT, address="https://b.example"), parts.WHO)
    ((_, said),) = told(desk)
    assert (said["address"], said["number"]) == ("https://b.example", 1)


def test_without_a_key_file_there_is_no_new_pair(desk: Office) -> None:
    desk.keys_file = None
    with pytest.raises(Refused):
        renewal.change_keys(desk, parts.WHO)
    assert set(desk.pairs) == {1}
