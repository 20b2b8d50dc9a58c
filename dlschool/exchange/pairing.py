"""Who may speak to whom: what the department and a school's computer hand each other before the first
envelope.

    enrolment    department to school: who asks, where it is found, its keys, a code that works once
    request      school to department: the code, this computer's keys; sealed and signed
    certificate  department to school: the number of this computer; sealed and signed
    farewell     department to a computer that it hears no more: why; sealed and signed

Each begins with MAGIC, a byte for what it is and a byte for its version. They go by net, on a stick, as
a picture or typed: nothing depends on the way. That both sides hold the same keys is seen by people, who
compare six words (`words`).
"""

import zlib
from enum import IntEnum
from typing import TypeVar

import msgspec

from dlschool.exchange import dictionary, keys, numbers
from dlschool.exchange.armour import MAGIC
from dlschool.exchange.fault import Fault, Why
from dlschool.exchange.keys import Private, Public
from dlschool.exchange.pairing_values import (
    Certificate,
    Enrolment,
    Farewell,
    Request,
    check,
    digest,
)

VERSION = 1
MOST = 8 * 1024
"""Bytes of any of them."""
_SIGNATURE = 64
_HEAD = len(MAGIC) + 2
_PLAIN = 0
"""Packed without the exchange's dictionary: these must be readable for ever."""


class Form(IntEnum):
    """By number, for ever."""

    ENROLMENT = 1
    REQUEST = 2
    CERTIFICATE = 3
    FAREWELL = 4


_Said = TypeVar("_Said", Enrolment, Request, Certificate, Farewell)


def form(content: bytes) -> Form:
    """What it is. Fault: none of these, or of a newer program."""
    if len(content) > MOST:
        raise Fault(Why.SIZE)
    if len(content) < _HEAD or not content.startswith(MAGIC):
        raise Fault(Why.DAMAGED, "head")
    what, version = content[_HEAD - 2 : _HEAD]
    if version == VERSION and what in set(Form):
        return Form(what)
    newer = version >= VERSION and not _hurt(content)
    raise Fault(Why.VERSION if newer else Why.DAMAGED, "form")


def _hurt(content: bytes) -> bool:
    """Whether it is an enrolment of this version but for its head: signed so, it was damaged on its way."""
    try:
        read_enrolment(_head(Form.ENROLMENT) + content[_HEAD:])
    except Fault:
        return False
    return True


def enrolment(said: Enrolment, department: Private) -> bytes:
    """ValueError: a value that cannot be."""
    check(said)
    return _head(Form.ENROLMENT) + _signed(Form.ENROLMENT, said, department)


def read_enrolment(content: bytes) -> Enrolment:
    """What it says, signed by the keys that it names: whose they are is known by the six words only.
    Fault: damaged, altered, of a newer program.
    """
    body = _body(content, Form.ENROLMENT)
    if body[_SIGNATURE : _SIGNATURE + 1] != bytes([_PLAIN]):
        raise Fault(Why.DAMAGED, "dictionary")
    said = _decoded(body[_SIGNATURE:], Enrolment)
    _verify(Form.ENROLMENT, body, said.sign)
    return said


def request(said: Request, device: Private, to: Public) -> bytes:
    """Readable by the department that holds `to`."""
    check(said)
    made = _signed(Form.REQUEST, said, device, to.seal)
    return _head(Form.REQUEST) + numbers.packed(to.number) + keys.sealed(made, to.seal)


def key_of(content: bytes) -> int:
    """Number of the department's pair that a request is sealed for. Fault: no request."""
    return _sealed(content)[0]


def read_request(content: bytes, mine: Private) -> Request:
    """Signed by the keys that it brings. Fault: damaged, altered, for another department."""
    number, sealed = _sealed(content)
    if number != mine.number:
        raise Fault(Why.SEAL)
    body = _opened(sealed, mine)
    said = _decoded(body[_SIGNATURE:], Request)
    _verify(Form.REQUEST, body, said.sign, mine.public.seal)
    return said


def certificate(said: Certificate, department: Private, to: Public) -> bytes:
    check(said)
    return _head(Form.CERTIFICATE) + keys.sealed(
        _signed(Form.CERTIFICATE, said, department), to.seal
    )


def read_certificate(content: bytes, mine: Private, of: Enrolment) -> Certificate:
    """Fault: not signed by the department of this enrolment, for another computer or school."""
    body = _opened(_body(content, Form.CERTIFICATE), mine)
    _verify(Form.CERTIFICATE, body, of.sign)
    said = _decoded(body[_SIGNATURE:], Certificate)
    if said.school != of.school or said.keys != digest(mine.public):
        raise Fault(Why.IDS, "certificate")
    return said


def farewell(said: Farewell, department: Private, to: Public) -> bytes:
    return _head(Form.FAREWELL) + keys.sealed(_signed(Form.FAREWELL, said, department), to.seal)


def read_farewell(content: bytes, mine: Private, department: bytes) -> Farewell:
    """`department`: the public key that it signs with. Fault: it is not the department's word."""
    body = _opened(_body(content, Form.FAREWELL), mine)
    _verify(Form.FAREWELL, body, department)
    return _decoded(body[_SIGNATURE:], Farewell)


def _head(what: Form) -> bytes:
    return MAGIC + bytes([what, VERSION])


def _body(content: bytes, what: Form) -> bytes:
    if form(content) is not what:
        raise Fault(Why.DAMAGED, "form")
    return content[_HEAD:]


def _sealed(content: bytes) -> tuple[int, bytes]:
    body = _body(content, Form.REQUEST)
    try:
        number, at = numbers.read(body, 0)
    except numbers.Short as error:
        raise Fault(Why.DAMAGED) from error
    return number, body[at:]


def _opened(sealed: bytes, mine: Private) -> bytes:
    try:
        body = keys.unsealed(sealed, mine)
    except ValueError as error:
        raise Fault(Why.SEAL) from error
    return body


def _signed(what: Form, said: msgspec.Struct, by: Private, to: bytes = b"") -> bytes:
    """Signature, then what is said, packed."""
    content = dictionary.packed(msgspec.msgpack.encode(said), _PLAIN)
    return keys.signature(by, _purpose(what, to) + content) + content


def _verify(what: Form, body: bytes, sign: bytes, to: bytes = b"") -> None:
    if not keys.signed_by(sign, _purpose(what, to) + body[_SIGNATURE:], body[:_SIGNATURE]):
        raise Fault(Why.SIGNATURE)


def _purpose(what: Form, to: bytes) -> bytes:
    return b"dlschool pairing " + bytes([what, VERSION]) + to


def _decoded(content: bytes, what: type[_Said]) -> _Said:
    """Fault: it does not say what it has to."""
    try:
        said = msgspec.msgpack.decode(dictionary.unpacked(content, MOST), type=what)
        check(said)
    except (msgspec.DecodeError, ValueError, zlib.error) as error:
        raise Fault(Why.BODY) from error
    return said
