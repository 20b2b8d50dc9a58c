"""Opening a school's store, and what is known of it before anyone works in it."""

from collections.abc import Callable
from datetime import datetime

from dlschool.paths import DataFolder
from dlschool.store import connection
from dlschool.store.connection import Store

__all__ = ["Store", "another_connection", "exists", "open_school"]


def exists(folder: DataFolder) -> bool:
    """Whether a school's store lies in the folder."""
    return connection.exists(folder)


def open_school(folder: DataFolder, clock: Callable[[], datetime], who: str = "") -> Store:
    """The store in `folder`, made if absent. `clock` gives the local time; `who` signs the journal."""
    return connection.open_store(folder, clock, who)


def another_connection(db: Store) -> Store:
    """The same store for another thread; close it there."""
    return connection.reopened(db)
