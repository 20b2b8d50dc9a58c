"""What people say to the department besides records: a decision on a difference, a case handed over.

It waits until the next sealing and goes before the records; what was begun again by a restore does not
lose it.
"""

from typing import Any

import msgspec

from dlschool.exchange import kinds
from dlschool.exchange.payload import Act, Op, Value
from dlschool.services import exchange_keys, exchange_sealing
from dlschool.services.exchange_sealing import Draft
from dlschool.store import directives, exchange
from dlschool.store.connection import Store

_WAITING, _ANSWERED, _SENT = "saying", "answered", "saying_sent"
_UNDER_WAY = ("sealed", "sent", "stored", "waiting")
Message = tuple[int, dict[int, Any]]
"""Number of the kind, fields by number."""


def say(db: Store, key: str, /, **values: Value) -> None:
    """One message of the kind `key` waits from now on; within an action it is part of that one."""
    kind = kinds.of(key)
    with exchange.writing(db):
        _put_waiting(db, [*_waiting(db), (kind.number, kind.numbered(values))])


def waiting(db: Store) -> int:
    """How many messages wait, answers to directives among them."""
    return len(_waiting(db)) + len(_answers(db))


def _waiting(db: Store) -> list[Message]:
    found: list[Message] = _read(exchange.get(db, _WAITING), list[Message])
    return found


def _put_waiting(db: Store, said: list[Message]) -> None:
    exchange.put(db, _WAITING, msgspec.msgpack.encode(said) if said else b"")


def _read(content: bytes, kind: Any) -> Any:
    return msgspec.msgpack.decode(content, strict=False, type=kind) if content else []


def seal(db: Store) -> int:
    """An envelope of what waits; returns how many were made. Call within `exchange.writing`, after the
    epoch is settled.
    """
    kept = _kept(db)
    answers = _answers(db)
    kind = kinds.of("answer")
    said = [*_waiting(db)]
    said += [(kind.number, kind.numbered({"directive": n, "state": s})) for n, s in answers.items()]
    if not said:
        return 0
    draft = Draft()
    for place, (number, fields) in enumerate(said, 1):
        draft.ops[-place] = Op(number, Act.NEW, place, fields)
    made = exchange_sealing.made(db, draft)
    last = exchange.last_out(db, 0)
    kept.append((exchange_keys.told_epoch(db).text, last.seq if last else 0, said))
    exchange.put(db, _SENT, msgspec.msgpack.encode(kept))
    exchange.put(db, _ANSWERED, msgspec.msgpack.encode({**_answered(db), **answers}))
    _put_waiting(db, [])
    return made


def _kept(db: Store) -> list[tuple[str, int, list[Message]]]:
    """Envelopes of messages that the department has not answered yet. Of an epoch that is over its
    envelopes go no more: what they said waits again.
    """
    now = exchange_keys.told_epoch(db).text
    under_way = {out.seq for out in exchange.out_in(db, 0, _UNDER_WAY)}
    sent: list[tuple[str, int, list[Message]]] = _read(
        exchange.get(db, _SENT), list[tuple[str, int, list[Message]]]
    )
    lost = [each for epoch, _seq, said in sent if epoch != now for each in said]
    if lost:
        _put_waiting(db, [*lost, *_waiting(db)])
    kept = [each for each in sent if each[0] == now and each[1] in under_way]
    if len(kept) != len(sent):
        exchange.put(db, _SENT, msgspec.msgpack.encode(kept))
    return kept


def _answered(db: Store) -> dict[int, str]:
    content = exchange.get(db, _ANSWERED)
    return msgspec.msgpack.decode(content, type=dict[int, str]) if content else {}


def _answers(db: Store) -> dict[int, str]:
    """Directives whose state the department has not heard; what was never looked at is not answered."""
    known = _answered(db)
    return {
        each.number: each.state
        for each in directives.every(db)
        if each.kind in ANSWERED
        and each.content.get("directive") == each.number
        and each.state != known.get(each.number, "new")
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
