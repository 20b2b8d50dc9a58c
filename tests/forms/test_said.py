"""Words with values in their places."""

from dlschool.domain.text import Text
from dlschool.forms.said import Said, clean, say, shown

GREETING = Text("Сәлем, {name:5}!", "Привет, {name:7}!")


def test_an_unknown_value_is_dotted_as_long_as_its_place_says() -> None:
    assert say(GREETING, name=None).words("kk") == "Сәлем, .....!"
    assert say(GREETING, name=None).words("ru") == "Привет, .......!"
    assert say(GREETING, name=None).by_hand


def test_an_empty_value_is_known_and_says_nothing() -> None:
    assert say(GREETING, name="").words("kk") == "Сәлем, !"
    assert not say(GREETING, name="").by_hand


def test_a_value_in_two_languages_takes_the_sheet_s_own() -> None:
    said = say(GREETING, name=Text("әлем", "мир"))
    assert said.words("ru") == "Привет, мир!"
    assert said.words("both") == "Сәлем, әлем!\u00a0/ Привет, мир!"


def test_a_value_that_is_the_same_in_both_languages_is_written_once() -> None:
    assert shown(Text("№ 5", "№ 5"), "both") == "№ 5"


def test_braces_of_a_value_are_only_braces() -> None:
    assert say(GREETING, name="{x}").words("kk") == "Сәлем, {x}!"
    assert Said(Text("{x}", "{x}")).words("kk") == "{x}"


def test_two_full_stops_never_meet() -> None:
    said = say(Text("Хатшы: {name}.", "Секретарь: {name}."), name="Оразова Д.")
    assert said.words("kk") == "Хатшы: Оразова Д."


def test_what_cannot_be_seen_is_cleaned_away() -> None:
    assert clean("и\u0306од\u200b\u00ad \ufeff\t№\x07") == "йод  №"
    assert clean("1\r\n2") == "1\n2"
    assert clean("21\u202fқараша") == "21\u00a0қараша"
