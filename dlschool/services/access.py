"""What the signed-in person may do where no row is written: reading the whole journal, restoring …

Rows guard themselves (`store.rights`).
"""

from dlschool.domain.access import Right
from dlschool.errors import Refused
from dlschool.store import rights
from dlschool.store.connection import Store


def need(db: Store, right: Right) -> None:
    """Refused: the role of the person does not allow it."""
    if not db.user.may(right):
        raise refusal(db, right)


def refusal(db: Store, right: Right) -> Refused:
    """The sentence that says so."""
    return rights.refusal(db.user, right)
