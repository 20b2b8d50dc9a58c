"""Packing with a dictionary known to both sides: short texts that come again and again cost nothing.

A dictionary is a released file, resources/exchange/dictionary-N.txt, and is never changed; a better one
is a new file. The first byte of what is packed is its number; 0: no dictionary.
"""

import zlib
from functools import cache

from dlschool.exchange.fault import Fault, Why
from dlschool.paths import program_file

NEWEST = 1


@cache
def _words(number: int) -> bytes:
    if not number:
        return b""
    path = program_file("resources", "exchange", f"dictionary-{number}.txt")
    if not path.is_file():
        raise Fault(Why.VERSION, "dictionary")
    return path.read_bytes()


def packed(content: bytes, number: int = NEWEST) -> bytes:
    """Never longer than the content and one byte by more than a thousandth."""
    words = _words(number)
    made = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, words)
    return bytes([number]) + made.compress(content) + made.flush()


def unpacked(content: bytes, most: int) -> bytes:
    """Fault: unpacks to more than `most` bytes, is cut off, or asks for a dictionary that is not here.
    zlib.error: is not packed.
    """
    if not content:
        raise Fault(Why.BODY, "empty")
    reader = zlib.decompressobj(-15, _words(content[0]))
    found = reader.decompress(content[1:], most)
    if reader.unconsumed_tail:
        raise Fault(Why.SIZE, "unpacked")
    if not reader.eof or reader.unused_data:
        raise Fault(Why.BODY, "cut off")
    return found
