"""What the program says at once to what is typed of a pupil."""

from datetime import date

from dlschool.domain.pupil import Sex
from dlschool.gui.pupils.typed import iin_word, repaired

RIGHT = "110305500003"


def test_a_number_still_being_typed_is_no_mistake() -> None:
    assert iin_word("", None, None).doubts == ()
    assert iin_word("11030550", None, None).doubts == ()
    assert not iin_word("11030550", None, None).complete


def test_a_right_number_offers_birth_date_and_sex_that_are_not_there_yet() -> None:
    word = iin_word(RIGHT, None, None)
    assert word.doubts == ()
    assert word.facts is not None
    assert (word.facts.birth_date, word.facts.sex) == (date(2011, 3, 5), Sex.MALE)


def test_nothing_is_offered_where_the_fields_say_the_same() -> None:
    assert iin_word(RIGHT, date(2011, 3, 5), Sex.MALE).facts is None


def test_a_wrong_check_digit_and_another_birth_date_are_both_named() -> None:
    word = iin_word("110305500004", date(2011, 3, 6), None)
    assert len(word.doubts) == 2
    assert word.kept_needs_reason


def test_a_letter_among_the_digits_is_said_at_once() -> None:
    assert iin_word("1103055000О3", None, None).doubts


def test_latin_letters_are_repaired_in_all_parts_together() -> None:
    assert repaired(("Қacымов", "Өркен", "")) == ("Қасымов", "Өркен", "")
    assert repaired(("Қасымов", "Өркен", "")) is None
    assert repaired(("Smith", "John", "")) is None
