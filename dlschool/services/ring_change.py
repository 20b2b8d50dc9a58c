"""A change of `keys.json` together with its line in the journal: both or none."""

import contextlib
from collections.abc import Iterator
from typing import Any

from dlschool.errors import Refused
from dlschool.store import changes, ring
from dlschool.store.connection import Store
from dlschool.store.ring import Ring


@contextlib.contextmanager
def ring_change(db: Store, message: str, **values: Any) -> Iterator[Ring]:
    """An action on the ring as it lies there: two windows change it one after the other. It is put
    back when the store did not take the action.
    """
    before = None
    try:
        with changes.action(db, message, kind="record", **values):
            before = ring.read(db.folder.ring)
            yield before
    except BaseException:
        if before is not None:
            with contextlib.suppress(Refused):
                ring.write(db.folder.ring, before)
        raise
