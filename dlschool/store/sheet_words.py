"""The recovery sheet's words: 128 random bits as eight words of five Cyrillic letters, and one check word.

Every letter is on the Kazakh and on the Russian keyboard and in both alphabets; no two letters look
alike. A word is consonant, vowel, consonant, vowel, consonant: 4 + 2 + 4 + 2 + 4 bits.
"""

import secrets
import unicodedata
from hashlib import blake2b

from dlschool.errors import Refused
from dlschool.i18n import N_

CONSONANTS = "бвгджзклмнпрстфш"
VOWELS = "аиоу"
COUNT = 9

_UGLY = (
    "пид сук суч жоп муд манд гов сос сра сру дур лох гад гни сик сиг сиш пис жид фиг вагин шлю "
    "шала бзд дол лоб каз пан тва трах фаш суд смр бол гроб драк"
).split()
"""What a sheet that is read aloud must not say, in either language."""


def new_secret() -> bytes:
    """16 random bytes whose words can be read aloud in any company."""
    while True:
        made = secrets.token_bytes(16)
        if not any(ugly in word for ugly in _UGLY for word in words(made)):
            return made


def words(secret: bytes) -> tuple[str, ...]:
    """Nine words; the last is made of the others and shows a slip of the pen."""
    return tuple(_word(number) for number in (*_numbers(secret), _check(secret)))


def secret(text: str) -> bytes:
    """The 16 bytes that the typed words stand for.

    Spaces, commas, dashes, lines and capitals do not matter. Refused: another count of words, a word
    that is none (named), the check word does not fit.
    """
    typed = unicodedata.normalize("NFKC", text).lower()
    found = "".join(c if c.isalpha() else " " for c in typed).split()
    if len(found) != COUNT:
        raise Refused(
            N_("The recovery sheet has {count} words; {given} were typed."),
            count=COUNT,
            given=len(found),
        )
    numbers = [_number(word, place) for place, word in enumerate(found, 1)]
    made = b"".join(number.to_bytes(2, "big") for number in numbers[:-1])
    if numbers[-1] != _check(made):
        raise Refused(
            N_("These are not the words of a recovery sheet: a letter is wrong. Compare each word.")
        )
    return made


def _numbers(secret: bytes) -> list[int]:
    return [int.from_bytes(secret[at : at + 2], "big") for at in range(0, len(secret), 2)]


def _check(secret: bytes) -> int:
    return int.from_bytes(blake2b(secret, digest_size=2, person=b"dlschool-sheet").digest(), "big")


def _word(number: int) -> str:
    return "".join(
        letters[number >> shift & len(letters) - 1]
        for letters, shift in zip(
            (CONSONANTS, VOWELS, CONSONANTS, VOWELS, CONSONANTS), (12, 10, 6, 4, 0), strict=True
        )
    )


def _number(word: str, place: int) -> int:
    alphabets = (CONSONANTS, VOWELS, CONSONANTS, VOWELS, CONSONANTS)
    if len(word) != len(alphabets) or any(c not in a for c, a in zip(word, alphabets, strict=True)):
        raise Refused(
            N_("Word {place}, “{word}”, is not a word of a recovery sheet. Compare its letters."),
            place=place,
            word=word,
        )
    number = 0
    for letter, letters in zip(word, alphabets, strict=True):
        number = number * len(letters) + letters.index(letter)
    return number
