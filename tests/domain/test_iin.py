"""IIN and BIN: numbers of nobody, checked against what they say and what is known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlschool.domain import iin
from dlschool.domain.pupil import Sex

BIRTH_DATES = st.dates(date(1900, 1, 1), date(2099, 12, 31))
SEXES = st.sampled_from(Sex)
SERIALS = st.integers(0, 9999)

RIGHT = (
    "110305500003 110305600109 150912500000 850715300003 "
    "110305500404 110305600009 150912500103 850715400004"
).split()


@pytest.mark.parametrize("number", RIGHT)
def test_a_right_iin_has_no_problem_whether_one_or_two_passes_give_its_digit(number: str) -> None:
    assert iin.check(number) == []


@pytest.mark.parametrize("prefix", ["11030550043", "15091250019", "08013150004"])
def test_a_prefix_without_a_check_digit_is_wrong_with_every_digit(prefix: str) -> None:
    assert iin.check_digit(prefix) is None
    for digit in "0123456789":
        (problem,) = iin.check(prefix + digit)
        assert "не выдаётся" in problem.ru


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("110305500004", "контрольная (последняя) цифра должна быть 3, здесь 4"),
        ("090229500004", "29.02.2009 не существует"),
        ("111305500001", "05.13.2011 не существует"),
        ("110305000003", "седьмая цифра должна быть от 1 до 6, здесь 0"),
        ("11030550000", "состоит из 12 цифр, здесь 11"),
        ("1103055000033", "состоит из 12 цифр, здесь 13"),
        ("11030550000О", "состоит только из цифр"),
        ("11030550000٣", "состоит только из цифр"),
        ("", "состоит только из цифр"),
    ],
)
def test_a_wrong_iin_is_told_what_is_wrong_with_it(number: str, said: str) -> None:
    problems = iin.check(number)
    assert any(said in problem.ru for problem in problems)
    assert all(problem.kk != problem.ru for problem in problems)


def test_a_birth_date_and_a_sex_that_disagree_are_both_named() -> None:
    birth, sex = iin.check("110305500003", date(2011, 3, 6), Sex.FEMALE)
    assert birth.ru == "По ИИН дата рождения 05.03.2011, а указана 06.03.2011."
    assert birth.kk == "ЖСН бойынша туған күні 05.03.2011, ал көрсетілгені 06.03.2011."
    assert sex.kk == "ЖСН бойынша жынысы: ер, ал көрсетілгені: әйел."


@given(BIRTH_DATES, SEXES, SERIALS)
def test_a_made_iin_is_right_and_says_what_it_was_made_of(birth: date, sex: Sex, n: int) -> None:
    number = iin.made(birth, sex, n)
    assert iin.check(number, birth, sex) == []
    assert iin.facts(number) == iin.Facts(birth, sex)


@given(BIRTH_DATES, SEXES, SERIALS, st.sampled_from([0, 1, 2, 3, 4, 5, 6, 11]), st.integers(1, 9))
def test_a_wrong_digit_of_the_date_the_sex_or_the_check_is_always_noticed(
    birth: date, sex: Sex, n: int, place: int, by: int
) -> None:
    number = iin.made(birth, sex, n)
    wrong = (int(number[place]) + by) % 10
    assert iin.check(f"{number[:place]}{wrong}{number[place + 1 :]}", birth, sex)


@given(st.text(max_size=14))
def test_any_text_is_either_right_or_told_what_is_wrong(text: str) -> None:
    assert iin.check(text) or iin.facts(text)


@pytest.mark.parametrize("number", ["210440038887", "170740014741"])
def test_a_right_bin_has_no_problem(number: str) -> None:
    assert iin.check_bin(number) == []


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("210440038886", "контрольная (последняя) цифра должна быть 7"),
        ("211340038887", "месяца регистрации 13 не бывает"),
        ("210410038887", "пятая цифра должна быть 4, 5 или 6, здесь 1"),
        ("2104400388", "БИН состоит из 12 цифр, здесь 10"),
    ],
)
def test_a_wrong_bin_is_told_what_is_wrong_with_it(number: str, said: str) -> None:
    assert any(said in problem.ru for problem in iin.check_bin(number))
