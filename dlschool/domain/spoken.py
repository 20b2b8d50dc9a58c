"""Words that are read aloud and compared: five Cyrillic letters that stand for sixteen bits.

Every letter is on the Kazakh and on the Russian keyboard and in both alphabets; no two letters look
alike. A word is consonant, vowel, consonant, vowel, consonant: 4 + 2 + 4 + 2 + 4 bits.
"""

from collections.abc import Iterable

CONSONANTS = "бвгджзклмнпрстфш"
VOWELS = "аиоу"
ALPHABETS = (CONSONANTS, VOWELS, CONSONANTS, VOWELS, CONSONANTS)

_UGLY = (
    "пид сук суч жоп муд манд гов сос сра сру дур лох гад гни сик сиг сиш пис жид фиг вагин шлю "
    "шала бзд дол лоб каз пан тва трах фаш суд смр бол гроб драк сис пиз фак фук"
).split()
"""What is not read aloud in company, in either language. Both sides of a pairing pass over the same words:
once released, the list stays as it is.
"""


def word(number: int) -> str:
    """`number`: 0 … 65535."""
    return "".join(
        letters[number >> shift & len(letters) - 1]
        for letters, shift in zip(ALPHABETS, (12, 10, 6, 4, 0), strict=True)
    )


def number(word: str) -> int | None:
    """What the word stands for; None: it is no such word."""
    if len(word) != len(ALPHABETS):
        return None
    found = 0
    for letter, letters in zip(word, ALPHABETS, strict=True):
        if letter not in letters:
            return None
        found = found * len(letters) + letters.index(letter)
    return found


def decent(words: Iterable[str]) -> bool:
    """Whether they can be read aloud in any company."""
    return not any(ugly in word for ugly in _UGLY for word in words)
