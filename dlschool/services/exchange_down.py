"""What the department says, applied: one envelope, one transaction; each message by its kind.

A message of a kind that this program does not know is kept as a directive without a name: it is shown
after an update. Nothing is thrown away.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from dlschool.exchange import kinds
from dlschool.exchange.payload import Content, Op
from dlschool.i18n import N_
from dlschool.services import exchange_directives, exchange_receipts, exchange_values
from dlschool.store import changes, exchange
from dlschool.store.connection import Store

Teller = Callable[[Store, dict[str, Any]], None]

_JOURNALLED: dict[str, Teller] = {
    "set": exchange_values.changed,
    "conflict": exchange_values.conflict,
    "resolved": exchange_values.resolved,
}
_KEPT: dict[str, Teller] = {
    "receipt": exchange_receipts.receipt,
    "differs": exchange_receipts.differs,
    "department-keys": exchange_receipts.department_keys,
    "revocation": exchange_receipts.revocation,
    "schools": exchange_receipts.schools,
}
"""Everything else is a directive: it waits until a person looks at it."""

FROM_DEPARTMENT = N_("From the department: envelope {number}")


def apply(db: Store, seq: int, content: Content) -> None:
    """What people see and may restore goes into the journal as one action; what is bookkeeping, and the
    mark that the envelope was applied, after it. Each message can be applied again without harm: so a
    power cut between the two loses nothing and doubles nothing.
    """
    with _as_department(db), changes.action(db, FROM_DEPARTMENT, kind="record", number=seq):
        for op in content.ops:
            _apply(db, op, content.at, _JOURNALLED)
    with exchange.writing(db):
        for op in content.ops:
            _apply(db, op, content.at, _KEPT)
        exchange.applied(db, seq)
        exchange.put_number(db, "applied", seq)


@contextmanager
def _as_department(db: Store) -> Iterator[None]:
    """Whoever is signed in carries the letter; what it says is not theirs to allow."""
    db.outside = True
    try:
        yield
    finally:
        db.outside = False


def _apply(db: Store, op: Op, at: int, tellers: dict[str, Teller]) -> None:
    kind = kinds.down().get(op.kind)
    if kind is not None and kind.key in tellers:
        tellers[kind.key](db, kind.named(op.fields))
    elif tellers is _JOURNALLED and (kind is None or kind.key not in _KEPT):
        exchange_directives.arrived(db, kind, op, at)
