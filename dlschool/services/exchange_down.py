"""What the department says, applied: one envelope, one transaction; each message by its kind.

A message of a kind that this program does not know is kept as a directive without a name: it is shown
after an update. Nothing is thrown away.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from dlschool.errors import Refused
from dlschool.exchange import kinds
from dlschool.exchange.payload import Content, Op
from dlschool.i18n import N_
from dlschool.services import (
    exchange_compare,
    exchange_directives,
    exchange_receipts,
    exchange_renewal,
    exchange_values,
)
from dlschool.store import changes, exchange, guard
from dlschool.store.connection import Store

SENSELESS = (LookupError, ValueError, TypeError, AttributeError, OverflowError)
"""What a message raises that lacks a field or has another value in it than it can have."""

Teller = Callable[[Store, dict[str, Any]], None]

_JOURNALLED: dict[str, Teller] = {
    "set": exchange_values.changed,
    "conflict": exchange_values.conflict,
    "resolved": exchange_values.resolved,
}
_KEPT: dict[str, Teller] = {
    "receipt": exchange_receipts.receipt,
    "differs": exchange_compare.differs,
    "department-keys": exchange_renewal.department,
    "revocation": exchange_receipts.revocation,
    "schools": exchange_receipts.schools,
}
"""Everything else is a directive: it waits until a person looks at it."""

FROM_DEPARTMENT = N_("From the department: envelope {number}")


def apply(db: Store, seq: int, content: Content) -> None:
    """What people see and may restore goes into the journal as one action; what is bookkeeping, and the
    mark that the envelope was applied, after it. Each message can be applied again without harm: so a
    power cut between the two loses nothing and doubles nothing.

    A message that makes no sense here, or that the school's own rules forbid (a blocked pupil), holds
    nothing up: it is kept as it came, among the directives.
    """
    try:
        _journalled(db, seq, content.ops, content.at)
    except (*SENSELESS, Refused):
        for op in content.ops:
            _alone(db, seq, op, content.at)
    with exchange.writing(db):
        for op in content.ops:
            with suppress(*SENSELESS):
                _apply(db, op, content.at, _KEPT)
        exchange.applied(db, seq)
        exchange.put_number(db, "applied", seq)


def _journalled(db: Store, seq: int, ops: Sequence[Op], at: int) -> None:
    with as_department(db), changes.action(db, FROM_DEPARTMENT, kind="record", number=seq):
        for op in ops:
            _apply(db, op, at, _JOURNALLED)


def _alone(db: Store, seq: int, op: Op, at: int) -> None:
    """One message by itself. Refused: nothing can be written at all."""
    try:
        _journalled(db, seq, [op], at)
    except (*SENSELESS, Refused):
        with as_department(db), changes.action(db, FROM_DEPARTMENT, kind="record", number=seq):
            exchange_directives.arrived(db, None, op, at)


@contextmanager
def as_department(db: Store) -> Iterator[None]:
    """Whoever is signed in carries the letter; what it says is not theirs to allow. A clock that cannot be
    right does not hold it up: the journal's line gets the time of the line before it.
    """
    clock, newest = db.clock, guard.newest_time(db)
    if newest is not None and guard.odd_time(db) is not None:
        db.clock = lambda: newest
    db.outside = True
    try:
        yield
    finally:
        db.outside = False
        db.clock = clock


def _apply(db: Store, op: Op, at: int, tellers: dict[str, Teller]) -> None:
    kind = kinds.down().get(op.kind)
    if kind is not None and kind.key in tellers:
        tellers[kind.key](db, kind.named(op.fields))
    elif tellers is _JOURNALLED and (kind is None or kind.key not in _KEPT):
        exchange_directives.arrived(db, kind, op, at)
