"""A refusal as it is read: names at the end of a sentence, values in both languages."""

import pytest

from dlschool.errors import Refused


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("Абаева М.", "There is nothing of Абаева М. Look again."),
        ("Абаева", "There is nothing of Абаева. Look again."),
        ("the folder ../..", "There is nothing of the folder ../... Look again."),
        ("a, b …", "There is nothing of a, b …. Look again."),
    ],
)
def test_an_initial_at_the_end_of_a_sentence_brings_no_second_stop(value: str, said: str) -> None:
    assert Refused("There is nothing of {what}. Look again.", what=value).text("kk") == said


def test_the_last_sentence_too_ends_with_one_stop() -> None:
    assert Refused("There is nothing of {what}.", what="Абаева М.").text("ru").endswith(" М.")
