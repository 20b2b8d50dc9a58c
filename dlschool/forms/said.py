"""Said: official words in both languages with values in their places; a missing value is dotted.

A template is a `Text` with named placeholders, `{name}` or `{name:60}`; the number tells how many
dots stand there for filling in by hand while the value is not known.
"""

import string
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from dlschool.domain.text import Text

Value = str | Text | None
"""A value of a form: the same in both languages, different in each, or not known yet (None);
an empty string is known and says nothing."""

DOTS = 24
"""Dots for an unknown value whose placeholder names no number."""

_PLAIN = frozenset(
    string.ascii_letters + string.digits + string.punctuation + " \u00a0\n«»№–—"
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі"
    "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯӘҒҚҢӨҰҮҺІ"
)
"""Characters that need no cleaning."""

_UNSEEN = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF])
_SPACES = dict.fromkeys([*range(0x2000, 0x200B), 0x205F, 0x3000, 0x0009], " ")
_REPLACED: dict[int, str | None] = {**_UNSEEN, **_SPACES, 0x202F: "\u00a0"}


@dataclass(frozen=True, slots=True)
class Said:
    """Words with their values; `words(language)` gives the finished string."""

    text: Text
    values: tuple[tuple[str, Value], ...] = ()

    @property
    def by_hand(self) -> bool:
        """Whether something is left for filling in by hand."""
        return any(value is None for _, value in self.values)

    def words(self, language: str) -> str:
        """The finished words in "kk" or "ru", or "both" as «kk / ru»."""
        if language == "both":
            return _joined(self.words("kk"), self.words("ru"))
        if not self.values:
            return self.text[language]
        filled, values = "", dict(self.values)
        for literal, name, dots in _parts(self.text[language]):
            twice = literal.startswith(".") and filled.endswith(".")
            filled += literal[1:] if twice else literal
            if name:
                value = values[name]
                filled += "." * dots if value is None else shown(value, language)
        return filled


def say(text: Text, /, **values: Value) -> Said:
    return Said(text, tuple(values.items()))


def shown(value: Value, language: str) -> str:
    """The value's words in "kk", "ru" or "both"; empty when it is not known."""
    if value is None:
        return ""
    if isinstance(value, str):
        return clean(value).strip()
    if language == "both":
        return _joined(clean(value.kk), clean(value.ru))
    return clean(value[language])


@lru_cache(4096)
def clean(text: str) -> str:
    """Composed letters, plain line ends, no characters that cannot be seen."""
    if _PLAIN.issuperset(text):
        return text
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    text = text.translate(_REPLACED)
    if text.isprintable():
        return text
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf"))


def _joined(kk: str, ru: str) -> str:
    return kk if kk == ru else f"{kk}\u00a0/ {ru}"


@cache
def _parts(template: str) -> tuple[tuple[str, str, int], ...]:
    """(words before, name of the placeholder or "", dots) in order."""
    return tuple(
        (literal, name or "", int(spec) if spec else DOTS)
        for literal, name, spec, _conversion in string.Formatter().parse(template)
    )
