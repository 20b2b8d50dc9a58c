"""The seam of the benches: the same code over a store without encryption and without seals."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from sqlcipher3 import dbapi2

from dlschool.paths import DataFolder
from dlschool.store import sealing
from dlschool.store.connection import Store


class Plain(dbapi2.Connection):  # type: ignore[misc]
    """A connection to which the first words said to it, the key, are not said."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.execute = self._not_said

    def _not_said(self, sql: str) -> Any:
        if not sql.startswith("pragma key"):
            raise ValueError(sql)
        del self.execute
        return super().execute("select 1")


@contextmanager
def unprotected() -> Iterator[None]:
    """Every store that is opened meanwhile is read and written as it lies."""
    connect = dbapi2.connect
    dbapi2.connect = partial(connect, factory=Plain)
    try:
        yield
    finally:
        dbapi2.connect = connect


def export(store: Store, target: DataFolder) -> None:
    """The same school in a plain file, its sealed values open; the ring lies beside it as it was."""
    target.root.mkdir(parents=True)
    target.ring.write_bytes(store.folder.ring.read_bytes())
    store.execute("attach database ? as plain key ''", (str(target.store),))
    store.execute("select sqlcipher_export('plain')").fetchall()
    for table, column in sealing.COLUMNS.items():
        for row in store.stored(f"select id, {column} as said from plain.{table}"):
            if sealing.is_sealed(row["said"]):
                said = sealing.opened(store.keys, column, row["said"])
                sql = f"update plain.{table} set {column} = ? where id = ?"
                store.execute(sql, (said, row["id"]))
    store.execute("detach database plain")
