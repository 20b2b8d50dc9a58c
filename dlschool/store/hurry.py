"""Waiting for another writer no longer than a window may stand."""

from collections.abc import Iterator
from contextlib import contextmanager

from dlschool.store.connection import Store

MOMENT = 500
"""Milliseconds."""


@contextmanager
def briefly(store: Store) -> Iterator[None]:
    """Meanwhile a store that another connection writes to is refused after a moment."""
    usual = store.value("pragma busy_timeout")
    store.execute(f"pragma busy_timeout = {MOMENT}")
    try:
        yield
    finally:
        store.execute(f"pragma busy_timeout = {usual}")
