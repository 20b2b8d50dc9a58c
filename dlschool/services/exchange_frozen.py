"""Orders that the department was sent are frozen, as printed ones are: only another order annuls them."""

from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import exchange_outbox, orders
from dlschool.store import changes, exchange_rows
from dlschool.store.connection import Store


def freeze(db: Store) -> int:
    """Called when a way to the department was used; returns how many. A clock that is not believed is no
    reason not to exchange: then the next time does it.
    """
    left = exchange_rows.orders_that_left(db)
    if not left:
        return 0
    try:
        with changes.action(
            db, N_("Orders sent to the department: {count}"), kind="record", count=len(left)
        ):
            for order_id in left:
                orders.freeze(db, order_id, "sent")
    except Refused:
        return 0
    exchange_outbox.seal(db)
    return len(left)
