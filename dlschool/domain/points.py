"""Points as they are typed: «12», «12,5»; plain decimals, kept as text."""

import re
from decimal import Decimal

from dlschool.errors import Refused
from dlschool.i18n import N_

_PLAIN = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,2})?")
_MOST = Decimal(1000)


def plain(text: str) -> Decimal | None:
    """The number that is written in plain digits, comma or point, at most hundredths; else None."""
    typed = text.strip()
    return Decimal(typed.replace(",", ".")) if _PLAIN.fullmatch(typed) else None


def read(text: str) -> Decimal:
    """Refused: no plain number, more than a thousand, finer than hundredths."""
    value = plain(text)
    if value is None or value > _MOST:
        raise Refused(N_("“{text}” is no number of points: write 12 or 12,5."), text=text.strip())
    return value


def checked(text: str, most: str) -> Decimal:
    """Points out of a maximum. Refused: as `read`; no maximum is known; more than the maximum."""
    value = read(text)
    if not most.strip():
        raise Refused(N_("The maximum is not entered yet: points cannot be checked against it."))
    limit = read(most)
    if value > limit:
        raise Refused(
            N_("{points} points are more than the maximum, {max}."),
            points=said(value),
            max=said(limit),
        )
    return value


def said(value: Decimal) -> str:
    """«12.5», «12»: without a tail of zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
