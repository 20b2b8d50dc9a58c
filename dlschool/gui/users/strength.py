"""How good a new password is, in plain words; the only rule is eight characters."""

from dlschool.gui.words import Words
from dlschool.i18n import N_

SHORTEST, LONG = 8, 14
FEW = 4
"""Fewer different characters than this are guessed at once."""

Strength = tuple[Words, str]
"""Words and the kind of badge."""


def strength(password: str, name: str = "") -> Strength | None:
    """What to say of a password; None while nothing is typed. `name`: of its user."""
    if not password:
        return None
    lowered = password.casefold()
    if len(password.strip()) < SHORTEST:
        return N_("Too short: at least 8 characters"), "late"
    if len(set(lowered)) <= FEW or _runs(lowered):
        return N_("Easily guessed: the same signs or a row of keys"), "late"
    if any(part in lowered for part in name.casefold().split() if len(part) > 2):
        return N_("Easily guessed: the name is in it"), "late"
    if len(password) >= LONG:
        return N_("Strong"), "done"
    return N_("Good; three or four words would be stronger"), "accent"


ROWS = (
    "01234567890",
    "qwertyuiopasdfghjklzxcvbnm",
    "йцукенгшщзхъфывапролджэячсмитьбю",
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "abcdefghijklmnopqrstuvwxyz",
)


def _runs(text: str) -> bool:
    """Whether most of it is one run along the keyboard, the alphabet or the digits."""
    steps = sum(
        1 for a, b in zip(text, text[1:], strict=False) if any(a + b in row for row in ROWS)
    )
    return steps >= len(text) * 2 // 3
