"""One try to speak with the department: it is made, and what came of it is remembered in words.

Whatever goes wrong, the next try is set: nothing that a line, a hub or a disk does ends the tries.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from dlschool.errors import Refused
from dlschool.exchange.fault import Fault, Why
from dlschool.exchange.https import Line, NoLine, WrongHub
from dlschool.i18n import N_
from dlschool.services import (
    exchange_frozen,
    exchange_inbox,
    exchange_keys,
    exchange_pairing,
    exchange_rhythm,
    exchange_sync,
)
from dlschool.services.exchange_keys import Paired
from dlschool.services.exchange_rhythm import Tempo
from dlschool.services.exchange_sync import Done, Way
from dlschool.store import exchange, exchange_rows
from dlschool.store.connection import Store

Ways = Callable[[Paired], Way]

PAUSED = N_("The exchange with the department is paused. Let it go on first.")
ONLY_STICK = N_(
    "The department gave no address: the exchange with it goes by stick. Export the envelopes to a stick."
)
ASK_BY_STICK = N_(
    "The department gave no address: take the request to it on a stick, and bring its answer back."
)
NOT_REACHED = N_(
    "The department's computer was not reached ({reason}). Nothing is lost; it is tried again by itself. "
    "If there is no internet for days, use a stick."
)
STRANGER = N_(
    "Another computer answers at the department's address: its certificate is not the department's. "
    "Nothing was sent. Telephone the department before you go on."
)
UNKNOWN_HERE = N_(
    "The department's computer does not recognise this one. Telephone the department; it may have to "
    "give a new enrolment file."
)
UNREADABLE = N_(
    "What the department sent cannot be read ({reason}). It was thrown away and is asked for again. "
    "If this stays so, telephone the department."
)
_FAULTS = {
    Why.SIGNATURE: UNKNOWN_HERE,
    Why.UNKNOWN: UNKNOWN_HERE,
    Why.VERSION: exchange_inbox.NEWER,
}


@dataclass(frozen=True, slots=True)
class Tried:
    """What a try moved; `trouble` says why it ended early."""

    done: Done
    trouble: Refused | None = None


def line(to: Paired) -> Way:
    """Over the network."""
    return Line(to.address, to.pins)


def attempt(
    db: Store,
    luck: float,
    going_on: Callable[[], bool] = lambda: True,
    ways: Ways = line,
    *,
    compare: bool = False,
) -> Tried:
    """One conversation, after the question whether a request was approved; `luck` from 0 to 1 spreads the
    next one. Refused: not paired, paused, no address, the role, this window only reads; all else becomes
    `trouble`.
    """
    exchange_sync.refuse_unable(db)
    if paused(db):
        raise Refused(PAUSED)
    asked = _ask(db, luck, ways)
    if asked is not None:
        return asked
    to = _reached(db)
    way = ways(to)
    try:
        done = exchange_sync.sync(db, way, going_on, compare=compare)
    except (NoLine, Fault, Refused) as error:
        why = told(error)
        _remember(db, exchange_rhythm.failed(tempo(db), db.now(), luck), why)
        return Tried(Done(), why)
    except Exception:
        _remember(db, exchange_rhythm.failed(tempo(db), db.now(), luck), None)
        raise
    finally:
        close = getattr(way, "close", None)
        if close is not None:
            close()
        exchange_frozen.freeze(db)
    newer = Refused(exchange_inbox.NEWER) if exchange_inbox.newer(db) else None
    _remember(db, exchange_rhythm.succeeded(db.now(), luck), newer)
    return Tried(done, newer)


def _reached(db: Store) -> Paired:
    """Refused: not paired, or by stick only, also a request that waits."""
    if exchange_keys.paired(db) is None and exchange_pairing.prospect(db) is not None:
        raise Refused(ASK_BY_STICK)
    to = exchange_keys.need_paired(db)
    if not to.address:
        raise Refused(ONLY_STICK)
    return to


def _ask(db: Store, luck: float, ways: Ways) -> Tried | None:
    """Asks for the certificate where a request waits for it; None: there is a connection to speak by."""
    to = exchange_pairing.prospect(db)
    if to is None or not to.address:
        return None
    way = ways(to)
    try:
        exchange_pairing.send(db, way)
    except (NoLine, Fault, Refused) as error:
        why = told(error)
        _remember(db, exchange_rhythm.failed(tempo(db), db.now(), luck), why)
        return Tried(Done(), why)
    finally:
        close = getattr(way, "close", None)
        if close is not None:
            close()
    paired = exchange_keys.paired(db)
    if paired is not None and not paired.revoked:
        return None
    _remember(db, exchange_rhythm.succeeded(db.now(), luck), None)
    return Tried(Done())


def told(error: NoLine | Fault | Refused) -> Refused:
    """The failure in words: what is wrong, what to do."""
    if isinstance(error, Refused):
        return error
    if isinstance(error, WrongHub):
        return Refused(STRANGER)
    if isinstance(error, NoLine):
        return Refused(NOT_REACHED, reason=error)
    known = _FAULTS.get(error.why)
    return Refused(known) if known else Refused(UNREADABLE, reason=error)


def _remember(db: Store, value: Tempo, trouble: Refused | None) -> None:
    with exchange.writing(db):
        keep_tempo(db, value)
        said = (
            [trouble.message, {k: str(v) for k, v in trouble.values.items()}] if trouble else None
        )
        exchange.put(db, "error", json.dumps(said, ensure_ascii=False).encode() if said else b"")


def trouble(db: Store) -> Refused | None:
    """What the newest try ended with."""
    said = exchange.get(db, "error")
    if not said:
        return None
    message, values = json.loads(said)
    return Refused(message, **values)


def tempo(db: Store) -> Tempo:
    said = exchange.get(db, "next").decode()
    return Tempo(exchange.number(db, "failures"), datetime.fromisoformat(said) if said else None)


def keep_tempo(db: Store, value: Tempo) -> None:
    """Call within `exchange.writing`."""
    exchange.put(db, "next", value.next.isoformat().encode() if value.next else b"")
    exchange.put_number(db, "failures", value.failures)


def paused(db: Store) -> bool:
    return exchange.get(db, "paused") == b"1"


def pause(db: Store, *, on: bool) -> None:
    """Nothing is sent by itself until it goes on. Refused: the role, this window only reads."""
    exchange_sync.refuse_unable(db)
    with exchange.writing(db):
        exchange.put(db, "paused", b"1" if on else b"")
        if not on:
            keep_tempo(db, exchange_rhythm.at_once(tempo(db)))


def at_once(db: Store) -> None:
    """The network changed: the next try need not wait."""
    with exchange.writing(db):
        keep_tempo(db, exchange_rhythm.at_once(tempo(db)))


def due(db: Store) -> bool:
    """Whether the background should try now."""
    to = exchange_pairing.prospect(db) or exchange_keys.paired(db)
    if to is None or not to.address or to.revoked or paused(db) or db.refuses is not None:
        return False
    oldest, newest = exchange_rows.worked_since(db, exchange.number(db, "told"))
    return exchange_rhythm.due(tempo(db), db.now(), oldest, newest)
