"""Telephones: one form to keep, one to show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlschool.domain import phone


@pytest.mark.parametrize(
    "text",
    [
        "87010002233",
        "8 701 000 22 33",
        "+7 (701) 000-22-33",
        "7010002233",
        "\u00a08-701-000-22-33 ",
    ],
)
def test_every_usual_spelling_gives_one_number(text: str) -> None:
    assert phone.normalised(text) == ("+77010002233", None)


@pytest.mark.parametrize(
    "text", ["12-34-56", "+998 90 123 45 67", "жоқ", "8701000223", "9010002233"]
)
def test_what_is_no_number_of_plus_seven_is_told_so(text: str) -> None:
    number, problem = phone.normalised(text)
    assert number is None
    assert problem is not None
    assert text in problem.kk
    assert text in problem.ru


def test_nothing_written_is_no_problem() -> None:
    assert phone.normalised(" ") == (None, None)


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("+77010002233", "+7 (701) 000-22-33"),
        ("+77172123456", "+7 (7172) 12-34-56"),
        ("+77272123456", "+7 (727) 212-34-56"),
        ("12-34-56", "12-34-56"),
    ],
)
def test_a_number_is_shown_with_its_code_apart(kept: str, shown: str) -> None:
    assert phone.shown(kept) == shown


@given(st.integers(0, 9_999_999_999))
def test_a_shown_number_reads_back(digits: int) -> None:
    kept = f"+7{digits:010}"
    assert phone.normalised(phone.shown(kept)) == (kept, None)
