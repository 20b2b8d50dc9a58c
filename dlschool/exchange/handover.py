"""A case on its way to another school: sealed so that only that school's computers read it. Pure.

What travels is msgpack [version, [[device, number of its keys, sealed key], …], secret box]: the content
is encrypted once, its key sealed for each computer of the receiving school.
"""

import secrets
import zlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

import msgspec

from dlschool.exchange import keys
from dlschool.exchange.keys import Private

VERSION = 1
MOST_CONTENT = 8 * 2**20
MOST_DEVICES = 64
_KEY = 32


def sealed(content: bytes, devices: Iterable[tuple[int, int, bytes]]) -> bytes:
    """`devices`: number, number of its pair of keys, its public key to seal for (32 bytes)."""
    from nacl.secret import SecretBox

    key = secrets.token_bytes(_KEY)
    box = bytes(SecretBox(key).encrypt(zlib.compress(content, 9)))
    each = [[device, number, keys.sealed(key, seal)] for device, number, seal in devices]
    return msgspec.msgpack.encode([VERSION, each, box])


def opened(content: bytes, device: int, pairs: Sequence[Private]) -> bytes:
    """ValueError: damaged, of a newer version, too large, or not for this device."""
    from nacl.exceptions import CryptoError
    from nacl.secret import SecretBox

    version, each, box = _parts(content)
    if version != VERSION or len(each) > MOST_DEVICES:
        raise ValueError("version")
    try:
        inside = SecretBox(_key(each, device, pairs)).decrypt(box)
        unpacking = zlib.decompressobj()
        found = unpacking.decompress(inside, MOST_CONTENT)
    except (CryptoError, zlib.error, TypeError) as error:
        raise ValueError("damaged") from error
    if unpacking.unconsumed_tail or not unpacking.eof:
        raise ValueError("too large")
    return found


def _parts(content: bytes) -> tuple[int, list[tuple[int, int, bytes]], bytes]:
    kind: Any = tuple[int, list[tuple[int, int, bytes]], bytes]
    try:
        found: tuple[int, list[tuple[int, int, bytes]], bytes]
        found = msgspec.msgpack.decode(content, type=kind)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise ValueError("damaged") from error
    return found


def _key(each: Sequence[tuple[int, int, bytes]], device: int, pairs: Sequence[Private]) -> bytes:
    mine = [(key, p) for to, n, key in each for p in pairs if (to, n) == (device, p.number)]
    for key, pair in mine:
        with suppress(ValueError):
            return keys.unsealed(key, pair)
    raise ValueError("not for this device")
