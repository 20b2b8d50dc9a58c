"""Points as they are typed: «12», «12,5»; plain decimals, kept as text."""

from decimal import Decimal, InvalidOperation

from dlschool.errors import Refused
from dlschool.i18n import N_

_PLACES = 2
_MOST = Decimal(1000)


def read(text: str) -> Decimal:
    """Refused: no number, below zero, more than a thousand, finer than hundredths."""
    plain = text.strip().replace(",", ".")
    try:
        value = Decimal(plain) if "_" not in plain else Decimal("nan")
    except InvalidOperation:
        value = Decimal("nan")
    exponent = value.as_tuple().exponent
    fine = isinstance(exponent, int) and -exponent > _PLACES
    if not value.is_finite() or not 0 <= value <= _MOST or fine:
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
