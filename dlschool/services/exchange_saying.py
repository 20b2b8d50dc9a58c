"""What people say to the department besides records: a decision on a difference, a case handed over.

It waits until the next sealing and goes before the records; what was begun again by a restore does not
lose it.
"""

from typing import Any

import msgspec

from dlschool.exchange import kinds
from dlschool.exchange.payload import Act, Op, Value
from dlschool.services import exchange_sealing
from dlschool.services.exchange_sealing import Draft
from dlschool.store import directives, exchange
from dlschool.store.connection import Store

_WAITING, _ANSWERED = "saying", "answered"


def say(db: Store, key: str, /, **values: Value) -> None:
    """One message of the kind `key` waits from now on; within an action it is part of that one."""
    kind = kinds.of(key)
    with exchange.writing(db):
        said = [*_waiting(db), [kind.number, kind.numbered(values)]]
        exchange.put(db, _WAITING, msgspec.msgpack.encode(said))


def waiting(db: Store) -> int:
    """How many messages wait, answers to directives among them."""
    return len(_waiting(db)) + len(_answers(db))


def _waiting(db: Store) -> list[list[Any]]:
    content = exchange.get(db, _WAITING)
    found: list[list[Any]] = (
        msgspec.msgpack.decode(content, strict=False, type=list[tuple[int, dict[int, Any]]])
        if content
        else []
    )
    return [list(each) for each in found]


def seal(db: Store) -> int:
    """An envelope of what waits; returns how many were made. Call within `exchange.writing`."""
    draft = Draft()
    answers = _answers(db)
    kind = kinds.of("answer")
    said = [(kind.number, kind.numbered({"directive": n, "state": s})) for n, s in answers.items()]
    for place, (number, fields) in enumerate([*_waiting(db), *said], 1):
        draft.ops[-place] = Op(number, Act.NEW, place, fields)
    exchange.put(db, _WAITING, b"")
    exchange.put(db, _ANSWERED, msgspec.msgpack.encode({**_answered(db), **answers}))
    return exchange_sealing.made(db, draft)


def _answered(db: Store) -> dict[int, str]:
    content = exchange.get(db, _ANSWERED)
    return msgspec.msgpack.decode(content, type=dict[int, str]) if content else {}


def _answers(db: Store) -> dict[int, str]:
    """Directives whose state the department has not heard; what was never looked at is not answered."""
    known = _answered(db)
    return {
        each.number: each.state
        for each in directives.every(db)
        if each.kind in ANSWERED and each.state != known.get(each.number, "new")
    }


ANSWERED = frozenset(
    [
        "call",
        "calendar",
        "edition",
        "report-request",
        "number-block",
        "level-offer",
        "scan-request",
    ]
)
"""Kinds of directives that the department waits for an answer to."""
