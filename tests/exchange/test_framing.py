import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlschool.exchange import framing
from dlschool.exchange.fault import Fault, Why
from dlschool.exchange.framing import Answer, Asking

SHARED, LIFE = b"k" * 32, b"life"
SIZE = st.integers(0, 1 << 40)
ASKING = st.builds(
    Asking, SIZE, st.binary(min_size=4, max_size=4), SIZE, SIZE, st.integers(0, 1), st.booleans(),
    st.booleans(),
)  # fmt: skip
TROUBLE = st.sampled_from([None, *framing._REASONS])
ANSWER = st.builds(
    Answer, SIZE, st.binary(max_size=20), st.none() | st.binary(min_size=4, max_size=4), TROUBLE
)
ONE = Asking(7, b"abcd", 60_000, 500, 1, True)


@given(ASKING, st.binary(max_size=20))
def test_a_head_reads_back_and_says_where_the_envelopes_begin(asking: Asking, after: bytes) -> None:
    made = asking.packed(SHARED, LIFE)
    found = framing.read_asking(made + after)
    assert found is not None
    assert (found[0], found[2]) == (asking, len(made))
    assert found[0].proven(found[1], SHARED, LIFE)


def test_a_head_is_short() -> None:
    assert len(Asking(7, b"abcd", 60_000, 500).packed(SHARED, LIFE)) <= 20


@given(ASKING)
def test_a_head_that_is_cut_off_waits_for_the_rest(asking: Asking) -> None:
    made = asking.packed(SHARED, LIFE)
    assert [n for n in range(len(made)) if framing.read_asking(made[:n]) is not None] == []


def test_every_flipped_bit_of_a_head_is_refused_or_proves_nothing() -> None:
    made, believed = ONE.packed(SHARED, LIFE), []
    for bit in range(len(made) * 8):
        changed = bytearray(made)
        changed[bit // 8] ^= 1 << bit % 8
        try:
            found = framing.read_asking(bytes(changed))
        except Fault:
            continue
        if found is not None and found[0].proven(found[1], SHARED, LIFE):
            believed.append(bit)
    assert believed == []


def test_a_proof_holds_for_one_secret_and_one_life() -> None:
    found = framing.read_asking(ONE.packed(SHARED, LIFE))
    assert found is not None
    asking, proof, _ = found
    assert not asking.proven(proof, b"K" * 32, LIFE)
    assert not asking.proven(proof, SHARED, framing.NO_LIFE)


@given(st.binary(max_size=100))
@settings(max_examples=300)
def test_any_bytes_are_a_head_a_piece_of_one_or_refused(content: bytes) -> None:
    for attempt in (content, b"\x10" + content):
        try:
            found = framing.read_asking(attempt)
        except Fault:
            continue
        assert found is not None or len(attempt) <= framing.MOST_HEAD


def test_a_head_of_a_newer_program_is_told_apart_from_a_damaged_one() -> None:
    made = ONE.packed(SHARED, LIFE)
    for first, why in ((0x20, Why.VERSION), (0x00, Why.DAMAGED), (0x18, Why.DAMAGED)):
        with pytest.raises(Fault) as caught:
            framing.read_asking(bytes([first]) + made[1:])
        assert caught.value.why is why


@given(ANSWER)
def test_an_answer_reads_back(answer: Answer) -> None:
    made = answer.packed()
    found = framing.read_answer_head(made)
    assert found is not None
    head, at = found
    assert (head.up, head.life, head.trouble) == (answer.up, answer.life, answer.trouble)
    assert made[at:] == answer.down
    short = [n for n in range(at) if framing.read_answer_head(made[:n]) is not None]
    assert short == []


@given(st.binary(max_size=40))
@settings(max_examples=300)
def test_any_bytes_are_an_answer_a_piece_of_one_or_refused(content: bytes) -> None:
    found: list[object] = []
    with contextlib.suppress(Fault):
        found.append(framing.read_answer_head(content))
    if found and found[0] is not None:
        head, at = framing.read_answer_head(content) or (None, 0)
        assert head is not None
        assert 0 < at <= len(content)


def test_a_reason_of_a_newer_hub_is_damage_to_this_program() -> None:
    made = Answer(5, trouble=Why.CHAIN).packed()
    found = framing.read_answer_head(made[:1] + b"\xee" + made[2:])
    assert found is not None
    assert found[0].trouble is Why.DAMAGED
