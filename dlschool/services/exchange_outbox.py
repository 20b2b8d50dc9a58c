"""What the department has not been told yet becomes envelopes: derived from the journal, action by action.

Sealed when a way to the department is about to be used. Envelopes, what they told of each record and how
far the journal was read are one transaction: a power cut leaves all of it or nothing.

A row that several actions touched is told once, as it is now: what was typed and taken back before the
sealing was never said.
"""

from collections.abc import Iterable, Iterator

from dlschool.services import (
    epochs,
    exchange_epoch,
    exchange_keys,
    exchange_receipts,
    exchange_saying,
    exchange_scans,
    exchange_sealing,
    exchange_telling,
    exchange_told,
)
from dlschool.services.exchange_sealing import Draft
from dlschool.services.exchange_telling import Telling
from dlschool.store import blocking, exchange, exchange_rows
from dlschool.store.connection import Store

MOST_OPS = 512
"""Operations of one envelope, unless one action has more."""


def seal(db: Store) -> int:
    """Everything that is due goes into envelopes; returns how many were made. Refused: not paired.

    Each envelope is a transaction of its own, so that a first telling of thousands of records holds up no
    other window; one that breaks off is taken up again by the next sealing: what was told is known.
    """
    exchange_keys.need_paired(db)
    if forked(db):
        _leave_copy(db)
    with exchange.writing(db):
        count = exchange_epoch.settle(db) + exchange_saying.seal(db) + exchange_scans.again(db)
        level = exchange_keys.level(db)
    drafts = _drafts(db)
    while True:
        with exchange.writing(db):
            if exchange_keys.level(db) is not level:
                level, drafts = exchange_keys.level(db), _drafts(db)
            draft = next(drafts, None)
            if draft is None:
                return count
            count += exchange_sealing.made(db, draft)


def forked(db: Store) -> bool:
    """Whether the department has envelopes under our numbers that are not ours, or ours may not go."""
    return exchange.get(db, exchange_receipts.FORKED) == b"1"


def withdraw(db: Store) -> None:
    """Envelopes that never left say more than is told from now on: the next sealing puts them away. Where
    a stick is on its way that they follow on, they go after it, and what they say is taken back. Call
    within `exchange.writing`.
    """
    if exchange.out_in(db, 0, ("sealed",)) and not exchange.out_in(db, 0, ("sent",)):
        exchange.put(db, exchange_receipts.FORKED, b"1")
        exchange.put(db, exchange_epoch.WITHDRAWN, b"1")


def _leave_copy(db: Store) -> None:
    """A copy of this base speaks under its name, or what it was about to say may not be said any more: all
    is told anew, under a new epoch.
    """
    epochs.begin(db)
    epochs.remember(db)
    with exchange.writing(db):
        exchange.put(db, exchange_receipts.FORKED, b"")


def waiting(db: Store) -> int:
    """How many records were touched since the last sealing that the level speaks of, and what else is to
    be said.
    """
    things = exchange_told.things_at(exchange_keys.level(db)) - {"pupils"}
    told = exchange.number(db, "told")
    return exchange_rows.touched_since(db, told, things) + exchange_saying.waiting(db)


def _drafts(db: Store) -> Iterator[Draft]:
    """Everything anew when what may be told has changed; else what the journal says."""
    level = exchange_keys.level(db)
    of = Telling(level, frozenset(), {})
    newest = exchange_rows.newest_action(db)
    signature = exchange_told.signature(level)
    if exchange.get(db, "told_level").decode() != signature:
        yield from _rows(db, of, _everything(db))
    else:
        yield from _rows(db, of, _lifted(db, blocking.blocked(db)))
        yield from _since(db, of, exchange.number(db, "told"), newest)
    exchange.put(db, "told_level", signature.encode())
    exchange.put_number(db, "told", max(newest, exchange.number(db, "told")))
    exchange.put(db, "blocked", ",".join(map(str, sorted(of.closed))).encode())


def _since(db: Store, of: Telling, told: int, newest: int) -> Iterator[Draft]:
    """An envelope holds whole actions, and remembers from which to which."""
    _begin(db, of, told + 1)
    while told < newest:
        for action in exchange_rows.actions_after(db, told, 1000):
            for thing, row_id in exchange_told.touched(db, action):
                exchange_telling.tell(db, of, thing, row_id)
            of.draft.last = told = action
            if len(of.draft.ops) >= MOST_OPS:
                yield of.draft
                _begin(db, of, told + 1)
    yield of.draft


def _rows(db: Store, of: Telling, rows: Iterable[tuple[str, int]]) -> Iterator[Draft]:
    _begin(db, of)
    for thing, row_id in rows:
        exchange_telling.tell(db, of, thing, row_id)
        if len(of.draft.ops) >= MOST_OPS:
            yield of.draft
            _begin(db, of)
    yield of.draft


def _begin(db: Store, of: Telling, first: int = 0) -> None:
    """The next envelope; the one before it is made by now. What was blocked meanwhile stays closed."""
    last = exchange.last_out(db, 0)
    of.draft, of.seq = Draft(first), (last.seq if last else 0) + 1
    of.closed |= blocking.blocked(db)
    of.silent = exchange_rows.open_differences(db)


def _everything(db: Store) -> Iterator[tuple[str, int]]:
    """All rows that are there, and all that were told: what may not be told any more is taken back."""
    for thing in exchange_told.IN_ORDER:
        for row_id in exchange_rows.ids(db, thing):
            yield thing, row_id
    for told in exchange.everything_told(db):
        yield told.thing, told.row


def _lifted(db: Store, closed: frozenset[int]) -> Iterator[tuple[str, int]]:
    """What speaks of pupils that were blocked at the last sealing and are not any more."""
    before = exchange.get(db, "blocked").decode()
    for pupil in sorted({int(number) for number in before.split(",") if number} - closed):
        yield from exchange_rows.about(db, pupil)
