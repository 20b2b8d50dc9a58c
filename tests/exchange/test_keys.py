import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlschool.exchange import keys

ONE, OTHER = keys.Private(b"a" * 32, b"b" * 32, 3), keys.Private(b"c" * 32, b"d" * 32)


def test_new_keys_are_never_the_same() -> None:
    one, other = keys.new(), keys.new(2)
    assert {one.sign, one.seal}.isdisjoint({other.sign, other.seal})
    assert (one.public.number, other.public.number) == (1, 2)
    assert len(one.public.sign) == len(one.public.seal) == keys.LENGTH


def test_private_keys_do_not_show_themselves() -> None:
    assert repr(ONE) == "Private(number=3)"


def test_a_signature_holds_for_its_bytes_and_its_signer_only() -> None:
    made = keys.signature(ONE, b"said")
    assert len(made) == 64
    assert keys.signed_by(ONE.public.sign, b"said", made)
    assert not keys.signed_by(ONE.public.sign, b"saie", made)
    assert not keys.signed_by(OTHER.public.sign, b"said", made)
    assert not keys.signed_by(b"short", b"said", made)
    assert not keys.signed_by(ONE.public.sign, b"said", made[:63])
    assert not keys.signed_by(bytes(32), b"said", bytes(64))


@given(st.integers(0, 511))
def test_every_flipped_bit_of_a_signature_is_found(bit: int) -> None:
    made = bytearray(keys.signature(ONE, b"said"))
    made[bit // 8] ^= 1 << bit % 8
    assert not keys.signed_by(ONE.public.sign, b"said", bytes(made))


@given(st.binary(max_size=200))
@settings(max_examples=30)
def test_what_is_sealed_opens_for_its_reader_only(content: bytes) -> None:
    sealed = keys.sealed(content, ONE.public.seal)
    assert len(sealed) == len(content) + 48
    assert keys.unsealed(sealed, ONE) == content
    with pytest.raises(ValueError, match="another key"):
        keys.unsealed(sealed, OTHER)
    with pytest.raises(ValueError, match="another key"):
        keys.unsealed(sealed[:-1], ONE)


def test_both_sides_share_one_secret_and_nobody_else_has_it() -> None:
    stranger = keys.Private(b"x" * 32, b"y" * 32)
    assert keys.shared(ONE, OTHER.public) == keys.shared(OTHER, ONE.public)
    assert keys.shared(ONE, OTHER.public) != keys.shared(stranger, OTHER.public)
