import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlschool.exchange import numbers
from dlschool.exchange.fault import Fault

ANY = st.integers(0, (1 << 63) - 1)


@given(ANY, st.binary(max_size=5), st.binary(max_size=5))
def test_a_number_reads_back_wherever_it_stands(number: int, before: bytes, after: bytes) -> None:
    made = numbers.packed(number)
    assert numbers.read(before + made + after, len(before)) == (number, len(before) + len(made))
    assert len(made) == max(1, -(-number.bit_length() // 7))


@given(ANY)
def test_a_number_that_is_cut_off_waits_for_the_rest(number: int) -> None:
    made = numbers.packed(number)
    for length in range(len(made)):
        with pytest.raises(numbers.Short):
            numbers.read(made[:length], 0)


@given(st.integers(0, (1 << 56) - 1), st.integers(1, 2))
def test_a_number_has_one_way_to_be_written(number: int, more: int) -> None:
    made = bytearray(numbers.packed(number))
    made[-1] |= 0x80
    longer = bytes(made) + b"\x80" * (more - 1) + b"\x00"
    with pytest.raises((Fault, numbers.Short)):
        numbers.read(longer, 0)


def test_a_number_of_more_than_nine_bytes_is_refused() -> None:
    with pytest.raises(Fault):
        numbers.read(b"\x80" * 8 + b"\xff\x01", 0)
    with pytest.raises(Fault):
        numbers.read(b"\xff" * 40, 0)


@pytest.mark.parametrize("number", [-1, 1 << 63])
def test_a_number_that_does_not_fit_is_not_written(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        numbers.packed(number)


@given(st.binary(max_size=12))
def test_whatever_stands_there_is_a_number_or_short_or_refused(content: bytes) -> None:
    try:
        number, at = numbers.read(content, 0)
    except (numbers.Short, Fault):
        return
    assert numbers.packed(number) == content[:at]
