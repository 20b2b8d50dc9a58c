"""Bytes over HTTPS: one POST carries what the sender has from an offset on, and how much it has received.

Asking:   flags (1 byte: version 1 in the upper half; 1 lane of attachments; 2 only asks, 4 wants nothing
          down) | device | epoch 4 bytes | offset up | offset down | proof 8 bytes | bytes of envelopes
Answer:   204 without a body: all of it is stored, nothing else to say.
          200: flags (1 byte; 1: `life` follows, 4 bytes; 2: a byte follows that says why what begins at
          the offset is not taken) | offset up that is stored | bytes down
          409: the answer of 200 with `life`: the proof was made for another life, or the offset down is
          beyond what the hub has. 403: this device is heard no more (the body says why).

Offsets count the bytes of all envelopes of an epoch, one after another, from 0. What is stored may end
within an envelope: the hub keeps the piece. The proof says who asks (`keys.shared`): nobody else may put
a piece into the stream or take what waits. `life` (4 bytes) names the stream down of this device: it is
begun anew when a hub that was restored no longer has what the device received.
"""

from dataclasses import dataclass
from hashlib import blake2b
from hmac import compare_digest

from dlschool.exchange import numbers
from dlschool.exchange.fault import Fault, Why

_VERSION = 0x10
_LANE, _ASKS, _QUIET = 1, 2, 4
_PROOF = 8
_NEW_LIFE, _TROUBLE = 1, 2
_REASONS = (
    Why.DAMAGED, Why.VERSION, Why.SIGNATURE, Why.CHAIN, Why.IDS, Why.SEAL, Why.SIZE, Why.FORK,
)  # fmt: skip
"""By number, for ever."""
NO_LIFE = bytes(4)
"""Before the hub said its life for the first time."""
MOST_HEAD = 64
"""Bytes; a head is about 22."""


@dataclass(frozen=True, slots=True)
class Asking:
    """The head of a request."""

    device: int
    epoch: bytes
    up: int
    """Offset of the first byte that follows."""
    down: int
    """Bytes of the stream down that this device has."""
    lane: int = 0
    asks: bool = False
    """Sends nothing: asks how much is stored."""
    quiet: bool = False
    """Wants nothing down now."""

    def packed(self, shared: bytes, life: bytes) -> bytes:
        said = self._said()
        return said + _proof(said, shared, life)

    def proven(self, proof: bytes, shared: bytes, life: bytes) -> bool:
        return compare_digest(_proof(self._said(), shared, life), proof)

    def _said(self) -> bytes:
        flags = _VERSION | self.lane * _LANE | self.asks * _ASKS | self.quiet * _QUIET
        told = (numbers.packed(self.device), self.epoch, numbers.packed(self.up))
        return b"".join((bytes([flags]), *told, numbers.packed(self.down)))


def _proof(said: bytes, shared: bytes, life: bytes) -> bytes:
    return blake2b(said + life, key=shared, digest_size=_PROOF, person=b"dlschool-ask").digest()


def read_asking(content: bytes) -> tuple[Asking, bytes, int] | None:
    """The head, its proof, and where the bytes of envelopes begin; None: the head is not whole yet.
    Fault: no head.
    """
    try:
        return _read(content)
    except (numbers.Short, IndexError):
        if len(content) > MOST_HEAD:
            raise Fault(Why.DAMAGED, "head") from None
        return None


def _read(content: bytes) -> tuple[Asking, bytes, int]:
    flags = content[0]
    if flags & 0xF8 != _VERSION:
        raise Fault(Why.VERSION if flags >> 4 > 1 else Why.DAMAGED, "head")
    device, at = numbers.read(content, 1)
    epoch, at = content[at : at + 4], at + 4
    up, at = numbers.read(content, at)
    down, at = numbers.read(content, at)
    proof, at = content[at : at + _PROOF], at + _PROOF
    if len(content) < at:
        raise numbers.Short
    asking = Asking(
        device, epoch, up, down, flags & _LANE, bool(flags & _ASKS), bool(flags & _QUIET)
    )
    return asking, proof, at


@dataclass(frozen=True, slots=True)
class Answer:
    up: int
    """Bytes of this lane that are stored for good."""
    down: bytes = b""
    life: bytes | None = None
    trouble: Why | None = None
    """Why the bytes from `up` on cannot be taken, however often they are sent."""

    def packed(self) -> bytes:
        flags = (_NEW_LIFE if self.life is not None else 0) | (_TROUBLE if self.trouble else 0)
        why = bytes([_REASONS.index(self.trouble)]) if self.trouble else b""
        return b"".join((bytes([flags]), self.life or b"", why, numbers.packed(self.up), self.down))


def read_answer_head(content: bytes) -> tuple[Answer, int] | None:
    """The answer without its bytes down, and where these begin; None: not whole yet. Fault: no answer."""
    if not content:
        return None
    flags, at = content[0], 1
    if flags & ~(_NEW_LIFE | _TROUBLE):
        raise Fault(Why.DAMAGED, "answer")
    life, at = (content[at : at + 4], at + 4) if flags & _NEW_LIFE else (None, at)
    why, at = (content[at : at + 1], at + 1) if flags & _TROUBLE else (b"", at)
    if len(content) < at:
        return None
    try:
        up, at = numbers.read(content, at)
    except numbers.Short:
        return None
    return Answer(up, life=life, trouble=_reason(why)), at


def _reason(why: bytes) -> Why | None:
    if not why:
        return None
    return _REASONS[why[0]] if why[0] < len(_REASONS) else Why.DAMAGED
