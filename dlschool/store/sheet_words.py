"""The recovery sheet's words (`domain.spoken`): 128 random bits as eight words, and one check word."""

import secrets
import unicodedata
from hashlib import blake2b

from dlschool.domain import spoken
from dlschool.errors import Refused
from dlschool.i18n import N_

COUNT = 9


def new_secret() -> bytes:
    """16 random bytes whose words can be read aloud in any company."""
    while True:
        made = secrets.token_bytes(16)
        if spoken.decent(words(made)):
            return made


def words(secret: bytes) -> tuple[str, ...]:
    """Nine words; the last is made of the others and shows a slip of the pen."""
    return tuple(spoken.word(number) for number in (*_numbers(secret), _check(secret)))


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


def _number(word: str, place: int) -> int:
    found = spoken.number(word)
    if found is None:
        raise Refused(
            N_("Word {place}, “{word}”, is not a word of a recovery sheet. Compare its letters."),
            place=place,
            word=word,
        )
    return found
