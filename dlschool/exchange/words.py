"""Six words that both sides of a pairing read to each other: the same where both have the same keys."""

from hashlib import blake2b

from dlschool.domain import spoken
from dlschool.exchange.keys import Public

COUNT = 6


def of(school: bytes, department: Public, device: Public) -> tuple[str, ...]:
    """96 bits of what a stranger in between would have to change. `school`: the 16 bytes that name it."""
    said = b"".join((school, department.sign, department.seal, device.sign, device.seal))
    salt = 0
    while True:
        made = _words(said, salt)
        if spoken.decent(made):
            return made
        salt += 1


def _words(said: bytes, salt: int) -> tuple[str, ...]:
    digest = blake2b(
        said, digest_size=2 * COUNT, salt=salt.to_bytes(2, "big"), person=b"dlschool-words"
    ).digest()
    return tuple(
        spoken.word(int.from_bytes(digest[at : at + 2], "big")) for at in range(0, len(digest), 2)
    )
