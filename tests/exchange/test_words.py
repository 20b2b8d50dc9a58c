"""Six words: equal on both sides, different for anybody in between, fit to be read over the telephone."""

from dlschool.domain import spoken
from dlschool.exchange import keys, words

SCHOOL = bytes(16)


def test_both_sides_say_the_same_and_each_other_key_changes_them() -> None:
    ours, theirs, stranger = (keys.new().public for _ in range(3))
    said = words.of(SCHOOL, ours, theirs)
    assert len(said) == words.COUNT
    assert said == words.of(SCHOOL, ours, theirs)
    others = [
        words.of(SCHOOL, ours, stranger),
        words.of(SCHOOL, stranger, theirs),
        words.of(SCHOOL, theirs, ours),
        words.of(b"x" * 16, ours, theirs),
        words.of(SCHOOL, keys.Public(ours.sign, stranger.seal), theirs),
        words.of(SCHOOL, ours, keys.Public(theirs.sign, stranger.seal)),
    ]
    assert len({said, *others}) == 7


def test_they_can_be_read_aloud_in_any_company() -> None:
    made = [words.of(SCHOOL, keys.new().public, keys.new().public) for _ in range(200)]
    assert all(spoken.decent(each) for each in made)
    assert all(spoken.number(word) is not None for each in made for word in each)


def test_the_words_of_known_keys_never_change() -> None:
    one, other = keys.Public(b"a" * 32, b"b" * 32), keys.Public(b"c" * 32, b"d" * 32)
    assert words.of(SCHOOL, one, other) == GOLDEN


GOLDEN = ("шусип", "пигол", "сузуз", "бавар", "тигиг", "мотил")
