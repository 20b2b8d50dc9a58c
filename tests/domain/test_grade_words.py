"""Grades in words: numbers as people write them."""

import pytest

from dlschool.domain.grade_words import comma


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("4", "4"),
        ("73.5", "73,5"),
        ("39.75", "39,75"),
        ("77.3751", "77,3751"),
        ("96.6666666667", "96,6666…"),
        ("84.9999999999", "84,9999…"),
        ("0.3333333333", "0,3333…"),
    ],
)
def test_a_long_number_shows_its_first_places_and_never_seems_more_than_it_is(
    number: str, said: str
) -> None:
    assert comma(number) == said
