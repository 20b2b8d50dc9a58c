"""The encoding of a CSV is chosen by what makes Kazakh."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlschool.tables.encoding import decoded

KAZAKH = (
    "ЖСН;Тегі;Аты\n110305500003;Ғабитова;Қарлығаш\n150912500000;Әбдіғалиев;Өркен Ұлан Үміт Іңкәр\n"
)
RUSSIAN = "ИИН;Фамилия;Имя\n110305500003;Ковалёв;Артём «Иван» – № 5\n"
LATIN = "IIN;Surname\n110305500003;Smith\n"
ONE_BYTE = ("kz1048", "ptcp154")
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")

NAMES = (
    "Ғабитова Қарлығаш Әлия Өтеген Жаңабай Тоғжан Үсенов Мұқанов Нұрғали Шәріпова Ыбырай Гүлнәр "
    "Ғалия Әсет Бағдат Қуаныш Әйгерім Маңғыстау Ұлжан Жаһан Ізбасар Күләш Дәурен Ғани Саят"
).split()


@pytest.mark.parametrize("encoding", [*ONE_BYTE, *UNICODE])
def test_kazakh_is_read_in_every_encoding_that_has_it(encoding: str) -> None:
    assert decoded(KAZAKH.encode(encoding)) == KAZAKH


@pytest.mark.parametrize("encoding", ["cp1251", *ONE_BYTE, *UNICODE])
def test_russian_is_read_in_every_encoding(encoding: str) -> None:
    assert decoded(RUSSIAN.encode(encoding)) == RUSSIAN


@pytest.mark.parametrize("encoding", ["ascii", "cp1251", *UNICODE])
def test_plain_latin_is_read_in_every_encoding(encoding: str) -> None:
    assert decoded(LATIN.encode(encoding)) == LATIN


@given(st.lists(st.sampled_from(NAMES), min_size=3, max_size=30), st.sampled_from(ONE_BYTE))
def test_a_few_kazakh_names_are_enough(names: list[str], encoding: str) -> None:
    text = "\n".join(["Тегі;Аты;Әкесінің аты", *names])
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ONE_BYTE)
@pytest.mark.parametrize("name", ["Ғалия", "Әлия", "Тоғжан", "ҒАБИТОВ", "Сәуле", "Жәния"])
def test_one_letter_that_both_encodings_have_is_judged_by_its_neighbours(
    name: str, encoding: str
) -> None:
    text = f"Фамилия\n{name}"
    assert decoded(text.encode(encoding)) == text


def test_a_few_damaged_bytes_do_not_turn_utf_8_into_another_encoding() -> None:
    text = decoded((KAZAKH * 3).encode() + b"\xff\n")
    assert "Қарлығаш" in text
    assert text.count("\ufffd") == 1


def test_kazakh_letters_late_in_a_long_russian_list_still_decide() -> None:
    text = "Фамилия;Имя\n" + "Ковалёв;Артём\n" * 5000 + "Өтегенұлы;Үміт\n"
    assert decoded(text.encode("kz1048")) == text
    assert decoded(text.encode("ptcp154")) == text


@given(st.binary(max_size=200))
def test_any_bytes_become_some_text(data: bytes) -> None:
    assert isinstance(decoded(data), str)
