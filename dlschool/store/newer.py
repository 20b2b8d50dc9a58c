"""Is it of a newer program? Asked before anything else is said of a store or of a copy of one: an older
program would take what it does not know for damage.
"""

from pathlib import Path

from dlschool.store import copied_store, migrations
from dlschool.store.connection import DatabaseError
from dlschool.store.keys import Keys
from dlschool.store.repair_reading import Source


def refuse_store(path: Path, key: bytes) -> None:
    """Newer: the store knows steps that this program does not. Where it cannot be read, nothing."""
    source = Source(path, key)
    try:
        list(source.asked("select 1"))
        done = migrations.applied(source.conn)
    except DatabaseError:
        return
    finally:
        source.close()
    migrations.refuse_newer(done)


def steps_of(path: Path, keys: Keys) -> list[str]:
    """The steps that a copied base has been through. Refused: it cannot be read."""
    with copied_store.opened(path, keys) as conn:
        return migrations.applied(conn)


def refuse_copy(path: Path, keys: Keys) -> None:
    """Newer: the copied base knows steps that this program does not. Refused: it cannot be read."""
    with copied_store.opened(path, keys) as conn:
        copied_store.refuse_newer(conn, path)
