"""A plain word on a password; no rule but its length."""

from dlschool.gui.users.strength import strength


def kind(password: str, name: str = "") -> str:
    said = strength(password, name)
    return said[1] if said else ""


def test_nothing_typed_says_nothing() -> None:
    assert strength("") is None


def test_short_rows_of_keys_and_names_are_weak() -> None:
    assert kind("қыс2026") == "late"
    assert kind("12345678") == "late"
    assert kind("qwertyuiop") == "late"
    assert kind("ааааааааааааааа") == "late"
    assert kind("галымова2026", "Галымова Б.") == "late"


def test_a_sentence_is_strong_and_a_word_with_a_number_will_do() -> None:
    assert kind("ақ қайың биік өседі") == "done"
    assert kind("сиыр8сүт") == "accent"
