"""Unsigned numbers in as few bytes as they need: seven bits a byte, the lowest first (LEB128)."""

from dlschool.exchange.fault import Fault, Why

_LONGEST = 9
"""63 bits."""


class Short(Exception):
    """The bytes end before the number does: more are to come."""


def packed(number: int) -> bytes:
    if not 0 <= number < 1 << 63:
        raise ValueError(number)
    found = bytearray()
    while number > 0x7F:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    found.append(number)
    return bytes(found)


def read(content: bytes | memoryview, at: int) -> tuple[int, int]:
    """The number that begins at `at`, and where what follows it begins. Short: it is not whole.
    Fault: longer than nine bytes, or written longer than it need be.
    """
    number = 0
    for place in range(_LONGEST):
        if at + place >= len(content):
            raise Short
        byte = content[at + place]
        number |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            if place and not byte:
                raise Fault(Why.DAMAGED, "number")
            return number, at + place + 1
    raise Fault(Why.DAMAGED, "number")
