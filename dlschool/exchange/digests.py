"""Whether both sides hold the same, in a few bytes: sums of digests of records, by the parts of a kind.

Both sides count by this module: a change here is a change of what travels.
"""

from collections.abc import Iterable
from hashlib import blake2b

import msgspec

from dlschool.exchange.payload import Value

PARTS = 16
"""The records of a kind are parted by the remainder of their numbers."""

Part = tuple[int, int]
"""How many records, and the sum of their digests."""


def digest(kind: int, no: int, values: dict[int, Value]) -> int:
    """8 bytes as a number."""
    said = msgspec.msgpack.encode([kind, no, sorted(values.items())])
    return int.from_bytes(blake2b(said, digest_size=8).digest(), "big")


def parts(kind: int, records: Iterable[tuple[int, dict[int, Value]]]) -> list[Part]:
    """`PARTS` parts of the records of a kind: their numbers and values by field."""
    found = [(0, 0)] * PARTS
    for no, values in records:
        count, total = found[no % PARTS]
        found[no % PARTS] = (count + 1, total + digest(kind, no, values))
    return found


def sums(of: Iterable[Part]) -> list[bytes]:
    """The sum of each part as it travels, 8 bytes."""
    return [_eight(total) for _, total in of]


def whole(of: Iterable[Part]) -> tuple[int, bytes]:
    """Count and sum of all parts together."""
    known = list(of)
    return sum(count for count, _ in known), _eight(sum(total for _, total in known))


def _eight(total: int) -> bytes:
    return (total % (1 << 64)).to_bytes(8, "big")
