"""Names of people and classes: Kazakh order, search, repair of look-alike letters, their parts."""

import re
import unicodedata

ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
"""The 42 letters in their official order."""

LOOKALIKES = {
    **dict(zip("aceopxyikhəɵ", "асеорхуікһәө", strict=True)),
    **dict(zip("ABCEHIKMOPTXƏƟ", "АВСЕНІКМОРТХӘӨ", strict=True)),
    **dict(zip("ëËıѳѲ", "ёЁіөӨ", strict=True)),
    "Y": "У",
}
"""Letters typed for the Kazakh ones that they look like. A capital Y also stands for Ү."""

_UNSEEN = dict.fromkeys([0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF])
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u02af]")
_WORD = re.compile(r"[^\W\d_]+")
_APOSTROPHES = str.maketrans("", "", "'`\u2018\u2019\u02bc\u02b9\u00b4")
_BETWEEN = re.compile(r"[\W_]+")
_FRONT_VOWELS = "әеиөүіэ"
_VOWEL = re.compile("[аәеёиоөуұүыіэюя]")
_PARTICLES = frozenset({"ұлы", "қызы", "улы", "кызы", "оғлы", "оглы"})

_NO_LETTER = " "
_BEYOND = "~"
_SECOND = "\x1f"


class _Codes(dict[int, str]):
    """Primary codes for `str.translate`: letters from "A" on, anything unknown after them."""

    def __missing__(self, code: int) -> str:
        self[code] = _BEYOND + chr(code)
        return self[code]


def _codes() -> _Codes:
    codes = _Codes({ord(letter): chr(0x41 + n) for n, letter in enumerate(ALPHABET)})
    codes[ord("ё")] = codes[ord("е")]
    codes.update({ord(same): same for same in " 0123456789"})
    return codes


_CODES = _codes()


def clean(text: str) -> str:
    """One line in composed letters, without unseen characters and double spaces."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_UNSEEN).split())


def sort_key(name: str) -> str:
    """A string whose code-point order is the Kazakh order of names.

    Spaces and digits come first, letters outside the alphabet last; letter case and punctuation do
    not count; ё is е unless nothing else differs.
    """
    plain = _plain(name)
    key = plain.translate(_CODES)
    if "ё" not in plain:
        return key
    return key + _SECOND + "".join("1" if letter == "ё" else "0" for letter in plain).rstrip("0")


def folded(text: str) -> str:
    """What search compares: small letters, look-alikes in Cyrillic words replaced, е for ё.

    Apostrophes vanish, all other punctuation parts words; one space between words.
    """
    return _plain(text).replace("ё", "е")


def _plain(text: str) -> str:
    text = clean(text)
    if _LATIN.search(text) or "ѳ" in text.casefold():
        text = _WORD.sub(lambda word: _in_mixed_word(word[0]), text)
    return _BETWEEN.sub(_NO_LETTER, text.translate(_APOSTROPHES).casefold()).strip()


def lookalikes(name: str) -> str | None:
    """The name repaired, if letters in it imitate Kazakh ones; None if there is nothing to repair.

    Looked at are words that mix both scripts and, in a name that has Cyrillic words, words made of
    nothing but imitations. Length and all other characters stay.
    """
    if not _CYRILLIC.search(name):
        return None
    repaired = _WORD.sub(lambda word: _in_cyrillic_name(word[0]), name)
    return repaired if repaired != name else None


def _in_cyrillic_name(word: str) -> str:
    return _replaced(word) if all(c in LOOKALIKES for c in word) else _in_mixed_word(word)


def _in_mixed_word(word: str) -> str:
    return _replaced(word) if _CYRILLIC.search(word) else word


def _replaced(word: str) -> str:
    letters = [LOOKALIKES.get(letter, letter) for letter in word]
    for place, letter in enumerate(word):
        if letter == "Y":
            letters[place] = _capital_y("".join(letters[place + 1 :]))
    return "".join(letters)


def _capital_y(rest: str) -> str:
    """Y stands for Ү before a front vowel («Yсенов»), else for У («Yваров»)."""
    vowel = _VOWEL.search(rest.casefold())
    return "Ү" if vowel and vowel[0] in _FRONT_VOWELS else "У"


def foreign_letters(name: str) -> str:
    """Letters of Cyrillic words that no Kazakh name has, once each, as they stand."""
    words = [word for word in _WORD.findall(name) if _CYRILLIC.search(word)]
    found = (letter for word in words for letter in word if letter.lower() not in ALPHABET)
    return "".join(dict.fromkeys(found))


def tidy(name: str) -> str:
    """A name as documents write it: cleaned, «ҚАСЫМОВ» and «қасымов» as «Қасымов»."""
    name = re.sub(r"^\d+\s*[.)]\s*", "", clean(name)).strip(" ,;")
    small = name == name.lower()
    return _WORD.sub(lambda word: _tidy_word(word[0], small), name)


def _tidy_word(word: str, small: bool) -> str:
    if word.lower() in _PARTICLES:
        return word.lower()
    shouted = len(word) > 1 and word == word.upper()
    return word[0].upper() + word[1:].lower() if shouted or small else word


def split_full_name(text: str) -> tuple[str, str, str]:
    """«Қасымов Өркен Ерлан ұлы» to surname, first name and the rest; missing parts are ""."""
    parts = re.sub(r"\.(?=\w)", ". ", clean(text).replace(",", " ")).split()
    last, first, *middle = [*parts, "", ""][: max(2, len(parts))]
    return last, first, " ".join(middle)


def short_name(last: str, first: str) -> str:
    """«Қасымов Ө.»"""
    return f"{last} {first[:1].upper()}.".strip() if first else last


def class_name(grade: int | None, letter: str) -> str:
    """«7 «Ә»»; without a letter «7»; "" without a grade."""
    if grade is None:
        return ""
    return f"{grade} «{letter}»" if letter else str(grade)


_CLASS_WORDS = re.compile(r"(?<!\w)(?:сынып|сыныбы|класс|кл|class|grade)(?!\w)\.?", re.IGNORECASE)
_CLASS = re.compile(r"(\d{1,2})[\W_]*([^\W\d_]{1,4}\d?|\d)?[\W_]*")
_PRE_SCHOOL = re.compile(r"(?<!\w)(?:мад|кпп|мектепалды|даярлық|предшкол\w*)(?!\w)", re.IGNORECASE)


def parse_class(text: str) -> tuple[int, str] | None:
    """«1 «А»», «2Ә», «10-б», «7 'Ә' сынып» to grade and letter; None if it is no class.

    Grades are 0-12; a letter is capital and of the Kazakh alphabet if it looks like one.
    """
    text = re.sub(r"^(\d{1,2})[.,]0$", r"\1", clean(text))
    if _PRE_SCHOOL.search(text):
        rest = _CLASS_WORDS.sub(" ", _PRE_SCHOOL.sub(" 0 ", re.sub(r"^\W*0\W*", "", text)))
        found = _CLASS.fullmatch(rest.strip())
    else:
        found = _CLASS.fullmatch(_CLASS_WORDS.sub(" ", text).strip())
    if not found or int(found[1]) > 12:
        return None
    return int(found[1]), class_letter(found[2] or "")


def class_letter(text: str) -> str:
    """«"ә"», «Ə» (Latin), «литер А» as the letter alone, capital; "" for none."""
    words = [word for word in _BETWEEN.split(clean(text)) if word]
    if len(words) > 1 and re.fullmatch("лит(ер|ера)?|әріп|әрпі", words[0].lower()):
        del words[0]
    return _replaced("".join(words).upper())
