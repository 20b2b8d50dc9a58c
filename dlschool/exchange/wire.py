"""An envelope: what one side says to the other once and for ever, in one block of bytes.

    version   1 byte, 1
    flags     1 byte: 1 down (from the department), 2 the lane of attachments
    device    number that the department gave the device (1 and more)
    epoch     4 bytes: which life of the sender's base (`epoch_mark`)
    seq       1, 2, 3 … within device, epoch, direction and lane
    previous  8 bytes: the beginning of SHA-256 of the envelope before it; zeros for the first
    key       number of the recipient's pair of keys that it is sealed for
    length    of what follows without the signature
    sealed    sealed box (X25519): how it is packed, 8 bytes of digest of the ids, packed content
    signature Ed25519 over the recipient's public key and all that stands before

Numbers are LEB128. The digest inside covers school, device, epoch, seq, direction and lane: content
that was taken out and put in another envelope is found out. One envelope of 40 bytes of content takes
about 175 bytes.
"""

import struct
import zlib
from dataclasses import dataclass
from hashlib import blake2b, sha256

from dlschool.exchange import dictionary, keys, numbers
from dlschool.exchange.fault import Fault, Why
from dlschool.exchange.keys import Private, Public

VERSION = 1
FIRST = bytes(8)
"""`previous` of the first envelope."""
MOST_SEALED = 4 * 2**20
MOST_CONTENT = 16 * 2**20
"""Bytes of content, unpacked: what unpacks to more is refused before it is unpacked."""

_DOWN, _LANE = 1, 2
_SIGNATURE = 64
_IDS = 8
_PURPOSE = b"dlschool envelope 1"


@dataclass(frozen=True, slots=True)
class Header:
    """What stands outside of an envelope."""

    device: int
    epoch: bytes
    seq: int
    previous: bytes
    key: int = 1
    down: bool = False
    lane: int = 0
    """0: what is said; 1: attachments, which never hold up what is said."""

    def packed(self) -> bytes:
        flags = (_DOWN if self.down else 0) | (_LANE if self.lane else 0)
        return b"".join(
            (
                struct.pack("BB", VERSION, flags),
                numbers.packed(self.device),
                self.epoch,
                numbers.packed(self.seq),
                self.previous,
                numbers.packed(self.key),
            )
        )


@dataclass(frozen=True, slots=True)
class Envelope:
    """An envelope that is whole, not yet known to be true."""

    header: Header
    content: bytes
    """All its bytes."""
    sealed: bytes

    @property
    def digest(self) -> bytes:
        return chained(self.content)


def epoch_mark(epoch: str) -> bytes:
    """4 bytes for the epoch of a base."""
    return sha256(epoch.encode()).digest()[:4]


def chained(content: bytes) -> bytes:
    """What the next envelope says of this one."""
    return sha256(content).digest()[:8]


def _ids(header: Header, school: bytes) -> bytes:
    said = (header.device, header.epoch, header.seq, header.down, header.lane)
    return blake2b(
        repr((school, *said)).encode(), digest_size=_IDS, person=b"dlschool-ids"
    ).digest()


def make(header: Header, content: bytes, school: bytes, sender: Private, to: Public) -> bytes:
    """The envelope of this content. `school`: the 16 bytes that name it. Fault: too long."""
    if len(content) > MOST_CONTENT:
        raise Fault(Why.SIZE)
    sealed = keys.sealed(_ids(header, school) + dictionary.packed(content), to.seal)
    if len(sealed) > MOST_SEALED:
        raise Fault(Why.SIZE)
    said = header.packed() + numbers.packed(len(sealed)) + sealed
    return said + keys.signature(sender, _signed(said, to))


def _signed(said: bytes, to: Public) -> bytes:
    return _PURPOSE + to.seal + said


def first(content: bytes | memoryview) -> Envelope | None:
    """The envelope that these bytes begin with; None: it is not whole yet.

    Fault: these bytes begin no envelope that this program reads.
    """
    try:
        header, at = _header(content)
        length, at = numbers.read(content, at)
    except numbers.Short:
        return None
    if length > MOST_SEALED:
        raise Fault(Why.SIZE)
    until = at + length + _SIGNATURE
    if len(content) < until:
        return None
    return Envelope(header, bytes(content[:until]), bytes(content[at : at + length]))


def _header(content: bytes | memoryview) -> tuple[Header, int]:
    if len(content) < 2:
        raise numbers.Short
    version, flags = content[0], content[1]
    if version != VERSION:
        raise Fault(Why.VERSION if version > VERSION else Why.DAMAGED)
    if flags & ~(_DOWN | _LANE):
        raise Fault(Why.DAMAGED, "flags")
    device, at = numbers.read(content, 2)
    epoch, at = _bytes(content, at, 4)
    seq, at = numbers.read(content, at)
    previous, at = _bytes(content, at, 8)
    key, at = numbers.read(content, at)
    if not seq:
        raise Fault(Why.DAMAGED, "seq")
    return (
        Header(device, epoch, seq, previous, key, bool(flags & _DOWN), int(bool(flags & _LANE))),
        at,
    )


def _bytes(content: bytes | memoryview, at: int, count: int) -> tuple[bytes, int]:
    if len(content) < at + count:
        raise numbers.Short
    return bytes(content[at : at + count]), at + count


def verify(envelope: Envelope, sender: Public, to: Public) -> None:
    """Fault: it was not signed by the sender for this recipient."""
    said, made = envelope.content[:-_SIGNATURE], envelope.content[-_SIGNATURE:]
    if not keys.signed_by(sender.sign, _signed(said, to), made):
        raise Fault(Why.SIGNATURE)


def opened(envelope: Envelope, school: bytes, mine: Private) -> bytes:
    """The content. Call `verify` before. Fault: sealed for another, re-wrapped, a bomb, damaged."""
    try:
        inside = keys.unsealed(envelope.sealed, mine)
    except ValueError as error:
        raise Fault(Why.SEAL) from error
    if inside[:_IDS] != _ids(envelope.header, school):
        raise Fault(Why.IDS)
    try:
        return dictionary.unpacked(inside[_IDS:], MOST_CONTENT)
    except zlib.error as error:
        raise Fault(Why.BODY, "packing") from error
