"""Telephone numbers of Kazakhstan (and of all +7): one way to keep them, one way to show them."""

import re

from dlschool.domain.names import clean
from dlschool.domain.text import Text

_DIGITS = 10
_NORMAL = re.compile(r"\+7(\d{3})(\d{3})(\d{2})(\d{2})")
_ALMATY = "727"


def normalised(text: str) -> tuple[str | None, Text | None]:
    """«+7XXXXXXXXXX» and no problem; None and a problem for what is no such number.

    A leading 8 is taken for +7, ten digits that begin with 7 for a number without its prefix.
    Nothing written is (None, None).
    """
    text = clean(text)
    digits = re.sub(r"\D", "", text)
    if not text:
        return None, None
    if re.search(r"[^\W\d_]", text) or re.search(r"\+(?!7)", text):
        return None, _problem(text)
    if len(digits) == _DIGITS + 1 and digits[0] in "78":
        return f"+7{digits[1:]}", None
    if len(digits) == _DIGITS and digits[0] == "7" and not text.startswith("+"):
        return f"+7{digits}", None
    return None, _problem(text)


def _problem(text: str) -> Text:
    return Text(
        f"«{text}» — +7 нөмірі емес: +7 мен 10 цифр немесе 8 бен 10 цифр керек.",
        f"«{text}» — не номер +7: нужны +7 и 10 цифр или 8 и 10 цифр.",
    )


def shown(phone: str) -> str:
    """«+7 (701) 222-33-44», «+7 (7172) 12-34-56»; what is not normalised stays as it is."""
    found = _NORMAL.fullmatch(phone)
    if not found:
        return phone
    code, middle, *ends = found.groups()
    if code[0] == "7" and code[1] in "12" and code != _ALMATY:
        code, middle = code + middle[0], middle[1:]
    return f"+7 ({code}) {middle}-{'-'.join(ends)}"
