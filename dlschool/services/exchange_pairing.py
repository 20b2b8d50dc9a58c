"""This computer gets to know its department: enrolment read, request made, certificate taken.

Nothing is told before the department has approved the request, and then totals only, until the school
agreed to more (`exchange_level`).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

import msgspec

from dlschool import __version__
from dlschool.domain.access import Right
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.exchange import armour, keys, pairing, words
from dlschool.exchange.fault import Fault, Why
from dlschool.exchange.keys import Private
from dlschool.exchange.pairing import Form
from dlschool.exchange.pairing_values import Certificate, Enrolment, No, Request
from dlschool.i18n import N_
from dlschool.services import exchange_keys, exchange_renewal, school
from dlschool.services.access import need
from dlschool.services.exchange_keys import Paired
from dlschool.store import changes, exchange, people
from dlschool.store.connection import Store

_ASKED = "asked"
PATH = "/pair"
MOST_LABEL = 100
"""Letters of what a computer is called."""


class State(StrEnum):
    NONE = "none"
    """No enrolment was opened yet."""
    WAITING = "waiting"
    """The request is made; the department has not approved it yet."""
    DECLINED = "declined"
    """The department said no; a new enrolment is needed."""
    CONNECTED = "connected"
    REVOKED = "revoked"
    """The department hears this computer no more."""


class _Asked(msgspec.Struct, frozen=True):
    """A request that was made."""

    enrolment: bytes
    request: bytes
    sign: bytes
    seal: bytes
    label: str
    refused: str = ""
    """`No`, as the department said it."""

    @property
    def pair(self) -> Private:
        return Private(self.sign, self.seal)


@dataclass(frozen=True, slots=True)
class Offer:
    """What an enrolment says, for the person who decides."""

    department: Text
    school: Text
    bin: str
    address: str
    """Empty: by stick only."""
    until: date
    level: str


@dataclass(frozen=True, slots=True)
class Pairing:
    """How far this computer and its department are."""

    state: State
    offer: Offer | None = None
    """Of the request that waits or was declined."""
    words: tuple[str, ...] = ()
    """To be compared with the department's, by telephone."""
    department: Text = Text("", "")
    """Of the connection."""
    device: int = 0
    label: str = ""
    why: str = ""
    """Why it was declined (`No`) or revoked (the department's own words)."""


class Heard(Protocol):
    status: int

    def chunks(self) -> "list[bytes]": ...


def pairing_of(db: Store) -> Pairing:
    """A connection that stands is told even while another request waits."""
    asked, paired = _asked(db), exchange_keys.paired(db)
    offer = _offer(pairing.read_enrolment(asked.enrolment)) if asked else None
    said = _words(asked) if asked else ()
    if asked is not None:
        state = State.DECLINED if asked.refused else State.WAITING
        return Pairing(state, offer, said, label=asked.label, why=asked.refused)
    if paired is None:
        return Pairing(State.NONE)
    state = State.REVOKED if paired.revoked else State.CONNECTED
    name = Text(paired.name_kk, paired.name_ru)
    return Pairing(state, department=name, device=paired.device, why=paired.revoked)
