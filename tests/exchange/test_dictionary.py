import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlschool.exchange import dictionary
from dlschool.exchange.fault import Fault, Why

MOST = 1 << 20


@given(st.binary(max_size=3000), st.sampled_from([0, dictionary.NEWEST]))
def test_what_is_packed_unpacks_to_the_same(content: bytes, number: int) -> None:
    made = dictionary.packed(content, number)
    assert made[0] == number
    assert dictionary.unpacked(made, MOST) == content
    assert len(made) <= len(content) + len(content) // 1000 + 10


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = dictionary.packed(bytes(64 * MOST))
    assert len(bomb) < MOST
    with pytest.raises(Fault) as caught:
        dictionary.unpacked(bomb, MOST)
    assert caught.value.why is Why.SIZE


def test_content_of_just_the_allowed_length_is_read() -> None:
    assert len(dictionary.unpacked(dictionary.packed(bytes(MOST)), MOST)) == MOST
    with pytest.raises(Fault) as caught:
        dictionary.unpacked(dictionary.packed(bytes(MOST + 1)), MOST)
    assert caught.value.why is Why.SIZE


def test_a_dictionary_of_a_newer_program_is_asked_of_a_newer_program() -> None:
    with pytest.raises(Fault) as caught:
        dictionary.unpacked(b"\xc8" + dictionary.packed(b"said")[1:], MOST)
    assert caught.value.why is Why.VERSION


def test_what_is_cut_off_or_goes_on_is_refused() -> None:
    made = dictionary.packed(b"family, health, competition, weather" * 20)
    for length in range(len(made)):
        with pytest.raises((Fault, zlib.error)):
            dictionary.unpacked(made[:length], MOST)
    with pytest.raises(Fault):
        dictionary.unpacked(made + b"\x00", MOST)


@given(st.binary(max_size=60))
def test_any_bytes_unpack_or_are_refused(content: bytes) -> None:
    try:
        dictionary.unpacked(content, 1000)
    except (Fault, zlib.error):
        return
