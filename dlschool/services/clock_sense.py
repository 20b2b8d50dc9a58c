"""Whether the computer's clock can be right: beside the journal's newest line and the program's age.

Every action asks again (`store.guard`): with a wrong clock nothing is written unnoticed, also when
it jumps while the program runs.
"""

from datetime import datetime

from dlschool.errors import Refused
from dlschool.store import guard
from dlschool.store.connection import Store

BUILT = datetime.fromisoformat("2024-01-01T00:00")
"""No clock that is right says an earlier time: the program did not exist, nor its newest edition."""


def sense(db: Store) -> Refused | None:
    """Why the date cannot be right; None: it can."""
    if odd := guard.odd_time(db):
        return odd
    now = db.now()
    if db.time_confirmed is None and now < BUILT - guard.BACK:
        return guard.refusal(now, BUILT)
    return None


def refuse_odd(db: Store) -> None:
    """Refused: the date cannot be right."""
    if odd := sense(db):
        raise odd


def confirm(db: Store) -> None:
    """A person says that the date is right: from now on time goes on from here."""
    db.time_confirmed = db.now()
