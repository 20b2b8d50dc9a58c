"""The BIN by which a department knows the school stays while the school is connected: the store asks it at
every write, an undo too.
"""

import msgspec

from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.store import exchange
from dlschool.store.connection import Row, Store


class _Paired(msgspec.Struct):
    revoked: str = ""


def refuse_write(store: Store, thing: str, before: Row | None, after: Row | None) -> None:
    """Refused: the department knows the school by the BIN that would go."""
    if thing != "school":
        return
    kept = before["bin"] if before else ""
    wanted = after["bin"] if after else ""
    if not kept or kept == wanted or not _connected(store):
        return
    raise Refused(
        N_(
            "The school is connected with the department under the BIN {bin}: it cannot be changed "
            "or taken back. If it is wrong, ask the department to revoke this computer first."
        ),
        bin=kept,
    )


def _connected(store: Store) -> bool:
    content = exchange.get(store, "paired")
    return bool(content) and not msgspec.msgpack.decode(content, type=_Paired).revoked
