"""This computer gets to know its department: enrolment read, request made, certificate taken.

Nothing is told before the department has approved the request, and then totals only, until the school
agreed to more (`exchange_level`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from pathlib import Path
from typing import Protocol

import msgspec

from dlschool import __version__
from dlschool.domain.access import Right
from dlschool.domain.text import Text
from dlschool.errors import Refused, reason
from dlschool.exchange import armour, keys, pairing, words
from dlschool.exchange.fault import Fault
from dlschool.exchange.keys import Private
from dlschool.exchange.pairing_values import Enrolment, No, Request
from dlschool.i18n import N_
from dlschool.services import exchange_connecting, exchange_keys, exchange_offer
from dlschool.services.access import need
from dlschool.services.exchange_keys import Paired
from dlschool.services.exchange_offer import Offer
from dlschool.store import exchange
from dlschool.store.connection import Store

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


STATE_NAMES = {
    State.NONE: N_("This computer is not connected with the department."),
    State.WAITING: N_("The request waits for the department's approval."),
    State.DECLINED: N_("The department did not take the request."),
    State.CONNECTED: N_("This computer is connected with the department."),
    State.REVOKED: N_("The department hears this computer no more."),
}

NO_REQUEST = N_(
    "No request waits for this certificate on this computer. Open an enrolment file first."
)

WHY: dict[str, str] = {
    No.UNKNOWN: N_("The department knows no such enrolment. Ask it for a new enrolment file."),
    No.USED: N_(
        "Another computer was connected with this enrolment file already: each is good for one "
        "computer. Ask the department for one more."
    ),
    No.EXPIRED: N_("The enrolment file came too late. Ask the department for a new one."),
    No.DECLINED: N_("A person at the department declined the request. Telephone the department."),
    No.REVOKED: N_("The department hears this computer no more. Ask it for a new enrolment file."),
}
"""What a refusal of the department means, and what to do."""


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
class Pairing:
    """How far this computer and its department are."""

    state: State
    offer: Offer | None = None
    """Of the request that waits or was declined."""
    words: tuple[str, ...] = ()
    """To be compared with the department's, by telephone."""
    department: Text | None = None
    """Of the connection."""
    device: int = 0
    """Its number; 0: none stands."""
    label: str = ""
    why: str = ""
    """Why it was declined (`No`) or revoked (the department's own words)."""


class Heard(Protocol):
    status: int

    def chunks(self) -> Iterator[bytes]: ...


class Way(Protocol):
    """`exchange.https.Line`, or what a test puts in its place."""

    def post(self, path: str, body: bytes) -> Heard: ...


def pairing_of(db: Store) -> Pairing:
    """A request that waits is told rather than a connection that stands; `device` tells that one."""
    asked, paired = _asked(db), exchange_keys.paired(db)
    name = Text(paired.name_kk, paired.name_ru) if paired and paired.name_kk else None
    device = paired.device if paired and not paired.revoked else 0
    if asked is not None:
        state = State.DECLINED if asked.refused else State.WAITING
        said = pairing.read_enrolment(asked.enrolment)
        return Pairing(
            state,
            exchange_offer.of(said),
            _words(asked, said),
            name,
            device,
            asked.label,
            asked.refused,
        )
    if paired is None:
        return Pairing(State.NONE)
    state = State.REVOKED if paired.revoked else State.CONNECTED
    return Pairing(state, department=name, device=device, why=paired.revoked)


def waits(db: Store) -> bool:
    """Whether a request was made that the department did not decide yet."""
    asked = _asked(db)
    return asked is not None and not asked.refused


def prospect(db: Store) -> Paired | None:
    """The connection that a request which waits would make; None: none waits."""
    asked = _asked(db)
    if asked is None or asked.refused:
        return None
    of = pairing.read_enrolment(asked.enrolment)
    return Paired(
        0, of.school, of.sign, of.seal, of.key, of.address, of.pins, of.name_kk, of.name_ru
    )


def ask(db: Store, content: bytes, label: str) -> Pairing:
    """Makes this computer's keys and the request. A connection that stands goes on until the certificate
    comes. Refused: not the owner, as `exchange_offer.offered`, no label.
    """
    need(db, Right.USERS)
    exchange_offer.offered(db, content)
    label = " ".join(label.split())
    if not 0 < len(label) <= MOST_LABEL:
        raise Refused(
            N_("Name this computer, in at most {most} letters: the department sees the name."),
            most=MOST_LABEL,
        )
    said, mine = pairing.read_enrolment(content), keys.new()
    public = mine.public
    request = pairing.request(
        Request(said.school, said.code, public.sign, public.seal, label, __version__),
        mine, said.department,
    )  # fmt: skip
    with exchange.writing(db):
        _keep(db, _Asked(content, request, mine.sign, mine.seal, label))
    return pairing_of(db)


def request_text(db: Store, language: str) -> str:
    """The request as a file for a stick. Refused: none was made."""
    return armour.written(_need_asked(db).request, _HEADS[language])


def write_request(db: Store, path: Path, language: str) -> None:
    """The request into a file for a stick. Refused: none was made, the file cannot be written."""
    text = request_text(db, language)
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise Refused(
            N_("The file {file} cannot be written: {reason}"), file=path, reason=reason(error)
        ) from error


_HEADS = {
    "kk": "# dlschool: білім бөліміне арналған қосылу сұрауы",
    "ru": "# dlschool: запрос на подключение для отдела образования",
}


def send(db: Store, way: Way) -> State:
    """Asks the department by net, as often as one likes. Refused: none was made. NoLine passes."""
    asked = _need_asked(db)
    heard = way.post(PATH, asked.request)
    body = b"".join(heard.chunks())[: pairing.MOST + 1]
    if heard.status == HTTPStatus.OK:
        take(db, body)
    elif heard.status == HTTPStatus.FORBIDDEN:
        with exchange.writing(db):
            _keep(db, msgspec.structs.replace(asked, refused=_word(body)))
    return pairing_of(db).state


def _word(body: bytes) -> str:
    """The department's reason; one that this program does not know is none of a code."""
    try:
        return No(body.decode("ascii", "replace"))
    except ValueError:
        return No.UNKNOWN


def take(db: Store, content: bytes) -> Pairing:
    """The certificate, from wherever it came; taken once more it changes nothing. Refused: it is not the
    answer to the request that was made.
    """
    asked = _asked(db)
    if asked is None:
        raise Refused(NO_REQUEST)
    of = pairing.read_enrolment(asked.enrolment)
    try:
        said = pairing.read_certificate(content, asked.pair, of)
    except Fault as fault:
        raise exchange_offer.refusal(fault) from fault
    exchange_connecting.connect(db, said, asked.pair)
    return pairing_of(db)


def give_up(db: Store) -> None:
    """The request is forgotten; a connection that stands is left alone. Refused: not the owner."""
    need(db, Right.USERS)
    with exchange.writing(db):
        exchange.put(db, exchange_keys.ASKED, b"")


def _asked(db: Store) -> _Asked | None:
    content = exchange.get(db, exchange_keys.ASKED)
    return msgspec.msgpack.decode(content, type=_Asked) if content else None


def _need_asked(db: Store) -> _Asked:
    found = _asked(db)
    if found is None:
        raise Refused(exchange_keys.NOT_PAIRED)
    return found


def _keep(db: Store, value: _Asked) -> None:
    exchange.put(db, exchange_keys.ASKED, msgspec.msgpack.encode(value))


def _words(asked: _Asked, said: Enrolment) -> tuple[str, ...]:
    return words.of(said.school, said.department, asked.pair.public)
