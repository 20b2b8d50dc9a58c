"""Words for sixteen bits: each number has one, each word one number, and nobody blushes."""

from hypothesis import given
from hypothesis import strategies as st

from dlschool.domain import spoken


@given(st.integers(0, 65535))
def test_a_number_and_its_word_are_one(number: int) -> None:
    word = spoken.word(number)
    assert len(word) == 5
    assert spoken.number(word) == number


@given(st.text(max_size=8))
def test_other_words_stand_for_nothing_or_for_themselves(text: str) -> None:
    found = spoken.number(text)
    assert found is None or spoken.word(found) == text


def test_what_is_not_read_aloud_is_known_within_a_word() -> None:
    assert spoken.decent(["лавук", "содан"])
    assert not spoken.decent(["лавук", "пидор"])
