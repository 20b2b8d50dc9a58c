"""Which encoding a text is in: chosen by what makes Kazakh, not by what decodes.

1. A byte order mark (UTF-8, UTF-16) or the zero bytes of UTF-16 decide.
2. What decodes as UTF-8 is UTF-8, also with a few bytes damaged.
3. Else the text is read as kz1048, ptcp154 and cp1251, which all decode nearly anything and share
   the Russian letters. The reading with the most plausible Kazakh letters and the fewest others
   («Ј», «ҝ», «±» within words) is taken. Equal readings (Russian or Latin text) do not differ.
"""

import re
from itertools import islice

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_TELLING = re.compile(r"[^\x00-\x7fА-Яа-яЁёІі«»“”„‘’‚–—…№•°§©®\xa0\xad]")
_KAZAKH = frozenset("әғқңөұүһӘҒҚҢӨҰҮҺ")
_VOWELS = frozenset("аәеёиоөуұүыіэюя")


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16, kz1048, ptcp154 or cp1251 (how it is told: above)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    sample = data[:20_000]
    for zeros, other, encoding in ((1, 0, "utf-16-le"), (0, 1, "utf-16-be")):
        if sample[zeros::2].count(0) * 20 > len(sample) > 0 and not sample[other::2].count(0):
            return data.decode(encoding, "replace")
    text = data.decode("utf-8-sig", "replace")
    damaged = text.count("\ufffd")
    if damaged == 0 or len(_CYRILLIC.findall(text)) > 20 * damaged:
        return text
    readings = [data.decode(encoding, "replace") for encoding in ("kz1048", "ptcp154", "cp1251")]
    return max(readings, key=_kazakh)


def _kazakh(text: str) -> int:
    """Plausible Kazakh letters less other signs among the letters that the encodings do not share."""
    found = islice(_TELLING.finditer(text), 100_000)
    return sum(_plausible(text, match.start()) for match in found)


def _plausible(text: str, place: int) -> int:
    """2, 1 or -1. Only ә and ғ share a byte: ә does not touch a vowel (but «Сәуле»), ғ touches one."""
    letter, around = text[place], text[max(0, place - 1) : place] + text[place + 1 : place + 2]
    if letter not in _KAZAKH:
        return -1
    if letter.isupper() and place and text[place - 1].islower():
        return -1
    vowels = _VOWELS & set(around.lower())
    if letter in "әӘ" and vowels - {"у"}:
        return -1
    if letter in "ғҒ" and not vowels - {"у"}:
        return 1 if vowels else -1
    return 2
