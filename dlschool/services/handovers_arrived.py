"""What the other school says of a case that is handed over: kept, and what follows from it.

The old school asks, the new one agrees, the old one sends, the new one takes or refuses; until then the
old one may take it back. Nothing of it is done by itself.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from dlschool.exchange import handover
from dlschool.services import exchange_keys, handovers_schools
from dlschool.store import handovers as store
from dlschool.store.connection import Store
from dlschool.store.handovers import Handover

_MARK = 32
"""Letters of 16 bytes in hexadecimal."""
_FOLLOWS = {
    ("out", "agreed"): ("asked",),
    ("out", "refused"): ("asked", "agreed", "sent"),
    ("out", "taken"): ("sent",),
    ("in", "sent"): ("asked", "agreed"),
    ("in", "back"): ("asked", "agreed", "sent"),
}
"""In which states here a word of the other school has a meaning."""


def told(db: Store, said: dict[str, Any], at: str) -> None:
    """One word of the other school; what does not follow from what is known here changes nothing.

    ValueError: it makes no sense.
    """
    mark, state = said["handover"], said["state"]
    if len(mark) != _MARK or not isinstance(state, str) or not str(said["school"]).strip():
        raise ValueError("handover")
    known = store.marked(db, mark)
    if known is None:
        if state == "asked":
            _asked(db, said, at)
        return
    if known.school != said["school"] or known.state not in _FOLLOWS.get((known.way, state), ()):
        return
    came = replace(known, state=state, at=datetime.fromisoformat(at))
    if state == "agreed":
        came = replace(came, keys=_keys(said))
    if state == "sent":
        came = _opened(db, came, said)
    store.save(db, came)


def _asked(db: Store, said: dict[str, Any], at: str) -> None:
    store.save(
        db,
        Handover(
            mark=said["handover"],
            way="in",
            school=said["school"],
            name=handovers_schools.name(db, said["school"]),
            at=datetime.fromisoformat(at),
            agreed={},
            keys=[],
        ),
    )


def _keys(said: dict[str, Any]) -> list[list[Any]]:
    """Device, number of its pair, public key; ValueError: none, or not so."""
    found = []
    for device, _sign, seal, number in said["keys"]:
        if type(device) is not int or type(number) is not int or len(bytes.fromhex(seal)) != 32:
            raise ValueError("keys")
        found.append([device, number, seal])
    if not found:
        raise ValueError("keys")
    return found


def _opened(db: Store, came: Handover, said: dict[str, Any]) -> Handover:
    """With its content; one that cannot be opened here says so, and the old school can send it again."""
    to = exchange_keys.need_paired(db)
    try:
        content = handover.opened(
            bytes.fromhex(said["sealed"]), to.device, exchange_keys.every_pair(db)
        ).decode()
    except ValueError:
        return replace(came, state="agreed", note="unreadable")
    return replace(came, content=content, note="")
