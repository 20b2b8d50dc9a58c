"""Points as they are typed: plain digits, a comma or a point, at most hundredths."""

from decimal import Decimal

import pytest

from dlschool.domain import points
from dlschool.errors import Refused


@pytest.mark.parametrize(
    ("typed", "value"),
    [("0", "0"), ("12", "12"), ("12,5", "12.5"), (" 7.25 ", "7.25"), ("1000", "1000"), ("07", "7")],
)
def test_plain_numbers_are_read(typed: str, value: str) -> None:
    assert points.read(typed) == Decimal(value)


@pytest.mark.parametrize(
    "typed",
    ["", " ", "1e1", "1E1", "٨", "８", "1_0", "+5", "-1", ",9", "9,", "1,234", "1.2.3", "1 2", "inf",
     "NaN", "1000,01", "99999", "12½", "0x10"],
)  # fmt: skip
def test_what_could_be_read_in_two_ways_or_by_no_one_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        points.read(typed)


def test_more_than_the_maximum_is_refused_with_both_numbers() -> None:
    assert points.checked("12,50", "12,5") == Decimal("12.5")
    with pytest.raises(Refused) as refused:
        points.checked("13", "12,5")
    assert {"13", "12.5"} <= {str(value) for value in refused.value.values.values()}


@pytest.mark.parametrize(("value", "text"), [("12.50", "12.5"), ("100", "100"), ("0.0", "0")])
def test_points_are_said_without_a_tail(value: str, text: str) -> None:
    assert points.said(Decimal(value)) == text
