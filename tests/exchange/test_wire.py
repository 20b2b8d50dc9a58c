import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlschool.exchange import dictionary, keys, numbers, wire
from dlschool.exchange.fault import Fault, Why
from dlschool.exchange.keys import Private
from dlschool.exchange.wire import Envelope, Header

SCHOOL, OTHER_SCHOOL = bytes(range(16)), bytes(16)
DEVICE, DEPARTMENT = Private(b"d" * 32, b"D" * 32), Private(b"h" * 32, b"H" * 32, 2)
STRANGER = Private(b"x" * 32, b"X" * 32)
EPOCH = wire.epoch_mark("1:abcd")
HEAD = Header(7, EPOCH, 3, b"previous", 2)
SAID = b"family health competition weather " * 4

HEADERS = st.builds(
    Header, st.integers(0, 1 << 40), st.binary(min_size=4, max_size=4), st.integers(1, 1 << 40),
    st.binary(min_size=8, max_size=8), st.integers(0, 300), st.booleans(), st.integers(0, 1),
)  # fmt: skip


def made(content: bytes = SAID, header: Header = HEAD) -> bytes:
    return wire.make(header, content, SCHOOL, DEVICE, DEPARTMENT.public)


def whole(content: bytes) -> Envelope:
    found = wire.first(content)
    assert found is not None
    return found


def read(content: bytes) -> bytes:
    found = whole(content)
    wire.verify(found, DEVICE.public, DEPARTMENT.public)
    return wire.opened(found, SCHOOL, DEPARTMENT)


def why(content: bytes) -> Why:
    with pytest.raises(Fault) as caught:
        read(content)
    return caught.value.why


@given(HEADERS, st.binary(max_size=300), st.binary(max_size=9))
@settings(max_examples=60)
def test_an_envelope_is_read_back_and_what_follows_it_is_not_its_own(
    header: Header, content: bytes, after: bytes
) -> None:
    one = wire.make(header, content, SCHOOL, DEVICE, DEPARTMENT.public)
    found = whole(one + after)
    assert (found.header, found.content) == (header, one)
    wire.verify(found, DEVICE.public, DEPARTMENT.public)
    assert wire.opened(found, SCHOOL, DEPARTMENT) == content


def test_a_short_envelope_is_short() -> None:
    assert len(made(bytes(40), Header(7, EPOCH, 3, b"previous"))) < 175


def test_every_envelope_that_is_cut_off_waits_for_the_rest() -> None:
    content = made()
    assert [n for n in range(len(content)) if wire.first(content[:n]) is not None] == []


def test_every_flipped_bit_of_an_envelope_is_refused_or_waits_for_ever() -> None:
    content = made()
    read_anyway = []
    for bit in range(len(content) * 8):
        changed = bytearray(content)
        changed[bit // 8] ^= 1 << bit % 8
        try:
            found = wire.first(bytes(changed))
            if found is not None:
                wire.verify(found, DEVICE.public, DEPARTMENT.public)
                read_anyway.append(bit)
        except Fault:
            continue
    assert read_anyway == []


@given(st.binary(max_size=200))
@settings(max_examples=300)
def test_any_bytes_are_an_envelope_a_piece_of_one_or_refused(content: bytes) -> None:
    for attempt in (content, b"\x01\x00" + content):
        try:
            found = wire.first(attempt)
        except Fault:
            continue
        if found is not None:
            with pytest.raises(Fault):
                wire.verify(found, DEVICE.public, DEPARTMENT.public)


def test_the_reasons_are_told_apart() -> None:
    content = made()
    assert why(b"\x02" + content[1:]) is Why.VERSION
    assert why(b"\x00" + content[1:]) is Why.DAMAGED
    assert why(content[:1] + b"\x04" + content[2:]) is Why.DAMAGED
    assert why(content[:-1] + bytes([content[-1] ^ 1])) is Why.SIGNATURE
    assert why(wire.make(HEAD, SAID, SCHOOL, STRANGER, DEPARTMENT.public)) is Why.SIGNATURE
    assert why(wire.make(HEAD, SAID, OTHER_SCHOOL, DEVICE, DEPARTMENT.public)) is Why.IDS


def test_an_envelope_for_another_reader_is_not_believed_and_does_not_open() -> None:
    found = whole(wire.make(HEAD, SAID, SCHOOL, DEVICE, STRANGER.public))
    with pytest.raises(Fault) as caught:
        wire.verify(found, DEVICE.public, DEPARTMENT.public)
    assert caught.value.why is Why.SIGNATURE
    with pytest.raises(Fault) as caught:
        wire.opened(found, SCHOOL, DEPARTMENT)
    assert caught.value.why is Why.SEAL


def wrapped(header: Header, sealed: bytes, sender: Private = DEVICE) -> bytes:
    """An envelope around sealed content that its sender cannot open."""
    said = header.packed() + numbers.packed(len(sealed)) + sealed
    signed = b"dlschool envelope 1" + DEPARTMENT.public.seal + said
    return said + keys.signature(sender, signed)


@pytest.mark.parametrize(
    "header",
    [
        Header(8, EPOCH, 3, b"previous", 2),
        Header(7, b"else", 3, b"previous", 2),
        Header(7, EPOCH, 4, b"previous", 2),
        Header(7, EPOCH, 3, b"previous", 2, down=True),
        Header(7, EPOCH, 3, b"previous", 2, lane=1),
    ],
    ids=["device", "epoch", "seq", "direction", "lane"],
)
def test_content_that_was_put_into_another_envelope_is_found_out(header: Header) -> None:
    sealed = whole(made()).sealed
    assert read(wrapped(HEAD, sealed)) == SAID
    assert why(wrapped(header, sealed)) is Why.IDS


def test_the_chain_is_a_part_of_what_is_signed() -> None:
    moved = Header(7, EPOCH, 3, b"another!", 2)
    content = bytearray(made())
    at = bytes(content).index(b"previous")
    content[at : at + 8] = moved.previous
    assert why(bytes(content)) is Why.SIGNATURE
    one = made()
    assert whole(one).digest == wire.chained(one) != wire.chained(made())


def test_a_length_beyond_all_measure_is_refused_before_it_comes() -> None:
    start = HEAD.packed() + numbers.packed(wire.MOST_SEALED + 1)
    with pytest.raises(Fault) as caught:
        wire.first(start)
    assert caught.value.why is Why.SIZE
    assert wire.first(HEAD.packed() + numbers.packed(wire.MOST_SEALED)) is None


def test_a_bomb_in_an_envelope_is_refused_before_it_is_unpacked() -> None:
    ids = wire._ids(HEAD, SCHOOL)
    bomb = dictionary.packed(bytes(wire.MOST_CONTENT * 4))
    sealed = keys.sealed(ids + bomb, DEPARTMENT.public.seal)
    assert why(wrapped(HEAD, sealed)) is Why.SIZE
    junk = keys.sealed(ids + b"\x01\xff\xff\xff", DEPARTMENT.public.seal)
    assert why(wrapped(HEAD, junk)) is Why.BODY
    empty = keys.sealed(ids, DEPARTMENT.public.seal)
    assert why(wrapped(HEAD, empty)) is Why.BODY
    later = keys.sealed(ids + b"\xc8" + bomb[1:], DEPARTMENT.public.seal)
    assert why(wrapped(HEAD, later)) is Why.VERSION


def test_numbers_written_longer_than_they_need_be_are_refused() -> None:
    head = struct.pack("BB", 1, 0) + b"\x87\x00" + EPOCH + b"\x03" + b"previous" + b"\x02"
    with pytest.raises(Fault) as caught:
        wire.first(head + b"\x05" + bytes(100))
    assert caught.value.why is Why.DAMAGED


def test_seq_begins_with_one() -> None:
    head = struct.pack("BB", 1, 0) + b"\x07" + EPOCH + b"\x00" + b"previous" + b"\x02"
    with pytest.raises(Fault) as caught:
        wire.first(head)
    assert caught.value.why is Why.DAMAGED


def test_what_is_too_long_is_not_made() -> None:
    with pytest.raises(Fault) as caught:
        made(bytes(wire.MOST_CONTENT + 1))
    assert caught.value.why is Why.SIZE


def test_epochs_have_marks_of_four_bytes() -> None:
    assert len(wire.epoch_mark("1:a")) == 4
    assert wire.epoch_mark("1:a") != wire.epoch_mark("2:a")
