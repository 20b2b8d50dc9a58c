"""What is said about the exchange itself: by a device (kinds from 50 on) and by the department (acts)."""

import json
from collections.abc import Callable
from typing import Any

from dlschool.exchange import kinds
from dlschool.exchange.payload import Op
from dlschool.hub import (
    clashes,
    digests,
    directives,
    handovers,
    key_change,
    quarantine,
    retelling,
    snapshots,
)
from dlschool.hub.arrived import Arrived
from dlschool.hub.database import Row, Tx

FIRST = 50
"""Kinds below are records."""

SENSELESS = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError)
"""What values that were never checked do to code that reads them."""


def op(tx: Tx, now: Arrived, index: int, said: Op) -> None:
    """ValueError: it makes no sense here. A kind that this hub does not know yet is left alone: its
    envelope lies in the store and is read after the upgrade.
    """
    kind = kinds.up().get(said.kind)
    if kind is None:
        return
    if kind.key == "handover":
        handovers.offered(tx, now, index, kind.named(said.fields))
    elif kind.key in _OPS:
        _OPS[kind.key](tx, now, kind.named(said.fields))


def act(tx: Tx, row: Row) -> None:
    """What the department did, at its position. What cannot be done (any more), or is of a newer hub, is
    put in quarantine.
    """
    try:
        with tx.part():
            _ACTS[row["kind"]](tx, row, json.loads(row["content"]))
    except Exception as error:
        if not (isinstance(error, SENSELESS) or tx.senseless(error)):
            raise
        quarantine.act(tx, row, row["kind"])


def _resolve(tx: Tx, now: Arrived, said: dict[str, Any]) -> None:
    clashes.resolved_by(tx, now, said["conflict"], said.get("value"))


_OPS: dict[str, Callable[[Tx, Arrived, dict[str, Any]], None]] = {
    "resolve": _resolve,
    "digest": digests.compare,
    "answer": directives.answered,
    "level": directives.level_agreed,
    "keys": key_change.changed,
    "scan": directives.scan_came,
    "whole": snapshots.whole,
}

_ACTS: dict[str, Callable[[Tx, Row, dict[str, Any]], None]] = {
    "directive": directives.given,
    "set": directives.corrected,
    "resolve": directives.resolved,
    "remark": directives.remarked,
    "release": directives.released,
    "handover": handovers.decided,
    "schools": handovers.listed,
    "department-keys": key_change.department,
    "enrolled": key_change.enrolled,
    "revoke": key_change.revoked,
    "restored": retelling.came_back,
}
