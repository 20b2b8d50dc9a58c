"""Nine words on paper: read aloud, typed by tired people, safe against a slip."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlschool.domain import spoken
from dlschool.domain.names import ALPHABET
from dlschool.errors import Refused
from dlschool.store import sheet_words

RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"


@given(st.binary(min_size=16, max_size=16))
def test_words_come_back_as_the_secret(secret: bytes) -> None:
    words = sheet_words.words(secret)
    assert len(words) == sheet_words.COUNT
    assert sheet_words.secret(" ".join(words)) == secret
    assert sheet_words.secret(",\n".join(word.upper() for word in words)) == secret


def test_every_letter_is_on_both_keyboards() -> None:
    letters = set(spoken.CONSONANTS + spoken.VOWELS)
    assert len(letters) == 20
    assert letters <= set(ALPHABET) & set(RUSSIAN)


@given(st.data())
def test_one_wrong_letter_is_noticed(data: st.DataObject) -> None:
    words = list(sheet_words.words(data.draw(st.binary(min_size=16, max_size=16))))
    place, at = data.draw(st.integers(0, 8)), data.draw(st.integers(0, 4))
    letters = spoken.VOWELS if at % 2 else spoken.CONSONANTS
    other = data.draw(st.sampled_from([c for c in letters if c != words[place][at]]))
    words[place] = words[place][:at] + other + words[place][at + 1 :]
    with pytest.raises(Refused):
        sheet_words.secret(" ".join(words))


def test_a_word_that_is_none_is_named_with_its_place() -> None:
    words = ["бабаб", "бабаб", "сөзім", *["бабаб"] * 6]
    with pytest.raises(Refused) as refused:
        sheet_words.secret(" ".join(words))
    assert "сөзім" in refused.value.text("kk")
    assert "3" in refused.value.text("kk")


@pytest.mark.parametrize("text", ["", "бабаб", " ".join(["бабаб"] * 10), "\x00" * 9])
def test_another_count_of_words_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="9"):
        sheet_words.secret(text)


def test_new_secrets_differ_and_can_be_read_aloud() -> None:
    made = {sheet_words.new_secret() for _ in range(50)}
    assert len(made) == 50
    assert not any("пид" in word for secret in made for word in sheet_words.words(secret))
