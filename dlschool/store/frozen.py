"""Frozen paper: an order that left the program is not taken back; another order annuls it."""

from datetime import date

from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.store.connection import Row


def refuse_frozen(thing: str, now: Row | None, before: Row | None) -> None:
    """Refused: the row is an order that was printed, exported or sent after the state `before`,
    to which it would go back (None: it would be removed)."""
    if thing != "orders" or now is None or not now["frozen"]:
        return
    if before is None or not before["frozen"]:
        raise frozen_refusal(now["number"], date.fromisoformat(now["date"]))


def frozen_refusal(number: str, day: date) -> Refused:
    return Refused(
        N_(
            "Order № {number} of {date} was printed, exported or sent: it cannot be taken back or "
            "changed. Only another order can annul it."
        ),
        number=number,
        date=day,
    )
