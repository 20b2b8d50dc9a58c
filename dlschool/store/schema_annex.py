"""The fourth step: the annex of an order on an individual schedule, kept as it was when issued."""

from typing import Any


def annex(db: Any) -> None:
    """Null for other orders, and for orders of older programs: what they approved was not kept."""
    db.execute("alter table orders add column annex text")
