"""Keys that change: this computer's, the department's; and the department's last word to a computer."""

from typing import Any

import msgspec

from dlschool.domain.access import Right
from dlschool.errors import Refused
from dlschool.exchange import keys, kinds, pairing, pairing_values
from dlschool.exchange.fault import Fault
from dlschool.exchange.payload import Act, Op
from dlschool.i18n import N_
from dlschool.services import exchange_keys, exchange_outbox, exchange_sealing
from dlschool.services.access import need
from dlschool.services.exchange_keys import Paired
from dlschool.store import exchange
from dlschool.store.connection import Store


def change_own(db: Store) -> int:
    """New keys of this computer, said under the present ones; they sign from when the department has
    heard of them. Returns their number. Refused: not the owner, not connected, the last change is not
    through yet.
    """
    need(db, Right.USERS)
    exchange_keys.need_paired(db)
    exchange_outbox.seal(db)
    with exchange.writing(db):
        mine, newest = exchange_keys.mine(db), exchange_keys.every_pair(db)[-1]
        if newest.number > mine.number:
            raise Refused(
                N_(
                    "The department has not heard of the last new keys yet. Send first, then change."
                )
            )
        made = keys.new(mine.number + 1)
        kind, public = kinds.of("keys"), made.public
        said = kind.numbered({"sign": public.sign, "seal": public.seal, "number": public.number})
        exchange_sealing.append(db, [Op(kind.number, Act.NEW, 1, said)])
        exchange_keys.keep_pair(db, made)
    return made.number


MOST_OLDER = 8
"""Former pairs of the department that are remembered."""


def department(db: Store, said: dict[str, Any]) -> None:
    """The department's next pair, its certificates and address: said under a pair that is known. What
    cannot be is left as it was. Call within `exchange.writing`.
    """
    known = exchange_keys.need_paired(db)
    pins = tuple(said.get("pins") or known.pins)
    address = said.get("address") or known.address
    if not pairing_values.place_fits(address, pins):
        pins, address = known.pins, known.address
    if said["number"] >= known.key:
        exchange_keys.keep_paired(
            db, msgspec.structs.replace(_next(known, said), pins=pins, address=address)
        )


def _next(known: Paired, said: dict[str, Any]) -> Paired:
    if said["number"] == known.key:
        return known
    former = (known.sign, known.seal, known.key)
    return msgspec.structs.replace(
        known, sign=said["sign"], seal=said["seal"], key=said["number"],
        older=(former, *known.older)[:MOST_OLDER],
    )  # fmt: skip


def farewell(db: Store, content: bytes) -> str | None:
    """Why the department hears this computer no more; remembered. None: these bytes do not prove it."""
    known = exchange_keys.need_paired(db)
    signs = (known.sign, *(each[0] for each in known.older))
    for mine in exchange_keys.every_pair(db):
        for sign in signs:
            try:
                said = pairing.read_farewell(content, mine, sign)
            except Fault:
                continue
            if said.device == known.device:
                with exchange.writing(db):
                    _revoke(db, known, said.reason)
                return said.reason
    return None


def _revoke(db: Store, known: Paired, reason: str) -> None:
    exchange_keys.keep_paired(db, msgspec.structs.replace(known, revoked=reason))
