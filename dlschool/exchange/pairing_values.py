"""What the two sides of a pairing hand each other, as values; `pairing` turns them into bytes and back."""

from datetime import date
from enum import StrEnum
from hashlib import blake2b
from urllib.parse import urlsplit

import msgspec

from dlschool.exchange import keys
from dlschool.exchange.keys import Public
from dlschool.exchange.kinds import Level

MARK = CODE = 16


class No(StrEnum):
    """Why the department does not take a request; said in the answer by this word."""

    UNKNOWN = "unknown"
    """It gave out no such code, or what came is no request."""
    USED = "used"
    """Another computer was enrolled with this code."""
    EXPIRED = "expired"
    DECLINED = "declined"
    """A person at the department said no."""
    REVOKED = "revoked"


class Enrolment(msgspec.Struct, frozen=True, array_like=True):
    school: bytes
    """16 bytes that name the school in envelopes."""
    code: bytes
    """16 random bytes; good for one computer."""
    until: date
    """The last day on which a request with this code is taken."""
    sign: bytes
    seal: bytes
    key: int
    name_kk: str
    name_ru: str
    """The department's."""
    school_kk: str
    school_ru: str
    bin: str
    address: str = ""
    """https://…; empty: by stick only."""
    pins: tuple[bytes, ...] = ()
    """SHA-256 of the certificate at this address, and of the next one."""
    level: Level = Level.TOTALS
    """What the department asks for; the school agrees by itself."""

    @property
    def department(self) -> Public:
        return Public(self.sign, self.seal, self.key)


class Request(msgspec.Struct, frozen=True, array_like=True):
    school: bytes
    code: bytes
    sign: bytes
    seal: bytes
    label: str
    """What the school calls this computer."""
    program: str = ""
    """Its version."""

    @property
    def device(self) -> Public:
        return Public(self.sign, self.seal)


class Certificate(msgspec.Struct, frozen=True, array_like=True):
    school: bytes
    device: int
    """The number that stands in this computer's envelopes."""
    keys: bytes
    """Digest of the computer's public keys: the certificate is for no other."""
    sign: bytes
    seal: bytes
    key: int
    """The department's newest pair."""
    name_kk: str
    name_ru: str
    address: str = ""
    pins: tuple[bytes, ...] = ()
    level: Level = Level.TOTALS

    @property
    def department(self) -> Public:
        return Public(self.sign, self.seal, self.key)


class Farewell(msgspec.Struct, frozen=True, array_like=True):
    device: int
    reason: str


def digest(device: Public) -> bytes:
    """16 bytes for a pair of public keys."""
    return blake2b(device.sign + device.seal, digest_size=16, person=b"dlschool-device").digest()


_LENGTHS = {"school": MARK, "code": CODE, "sign": keys.LENGTH, "seal": keys.LENGTH, "keys": 16}
_MOST_TEXT = 1000
_MOST_PINS = 4
_HERE = ("127.0.0.1", "localhost", "::1")
"""In the open only within one computer."""


def check(said: msgspec.Struct) -> None:
    """ValueError: a value that cannot be."""
    for name in said.__struct_fields__:
        value = getattr(said, name)
        if name in _LENGTHS and len(value) != _LENGTHS[name]:
            raise ValueError(name)
        if isinstance(value, str) and (len(value) > _MOST_TEXT or "\x00" in value):
            raise ValueError(name)
        if isinstance(value, int) and value < 1:
            raise ValueError(name)
    if not place_fits(getattr(said, "address", ""), getattr(said, "pins", ())):
        raise ValueError("address")


def place_fits(address: str, pins: tuple[bytes, ...]) -> bool:
    """Whether an address and the certificates at it may be used."""
    if len(pins) > _MOST_PINS or any(len(pin) != 32 for pin in pins):
        return False
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    return not address or bool(
        host and (parts.scheme == "https" or (parts.scheme == "http" and host in _HERE))
    )
