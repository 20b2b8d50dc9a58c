"""The keys of one side: a key to sign with (Ed25519) and a key to be sealed for (X25519)."""

import secrets
from dataclasses import dataclass, field
from hashlib import blake2b

LENGTH = 32


@dataclass(frozen=True, slots=True)
class Public:
    """What the other side may know: 32 bytes each, and which pair of a row of pairs it is."""

    sign: bytes
    seal: bytes
    number: int = 1
    """1, 2, 3 …: a new pair of keys has the next number."""


@dataclass(frozen=True, slots=True)
class Private:
    """32 random bytes each. Never leaves the device it was made on."""

    sign: bytes = field(repr=False)
    seal: bytes = field(repr=False)
    number: int = 1

    @property
    def public(self) -> Public:
        from nacl.public import PrivateKey
        from nacl.signing import SigningKey

        return Public(
            SigningKey(self.sign).verify_key.encode(),
            PrivateKey(self.seal).public_key.encode(),
            self.number,
        )


def new(number: int = 1) -> Private:
    return Private(secrets.token_bytes(LENGTH), secrets.token_bytes(LENGTH), number)


def signature(key: Private, content: bytes) -> bytes:
    """64 bytes."""
    from nacl.signing import SigningKey

    return bytes(SigningKey(key.sign).sign(content).signature)


def signed_by(sign: bytes, content: bytes, made: bytes) -> bool:
    """Whether the holder of this public key signed these bytes."""
    from nacl.exceptions import CryptoError
    from nacl.signing import VerifyKey

    try:
        VerifyKey(sign).verify(content, made)
    except (CryptoError, ValueError, TypeError):
        return False
    return True


def edition_text(name: str, content: str) -> bytes:
    """What the department signs of an edition file that it sends."""
    return b"dlschool edition\n" + name.encode() + b"\n" + content.encode()


def sealed(content: bytes, seal: bytes) -> bytes:
    """48 bytes longer; readable by the holder of the private key only."""
    from nacl.public import PublicKey, SealedBox

    return bytes(SealedBox(PublicKey(seal)).encrypt(content))


def unsealed(content: bytes, key: Private) -> bytes:
    """ValueError: damaged, or sealed for another key."""
    from nacl.exceptions import CryptoError
    from nacl.public import PrivateKey, SealedBox

    try:
        return SealedBox(PrivateKey(key.seal)).decrypt(content)
    except (CryptoError, TypeError, ValueError) as error:
        raise ValueError("sealed for another key") from error


def shared(mine: Private, other: Public) -> bytes:
    """32 bytes that only these two sides can make: short proofs of who asks are made with them."""
    from nacl.bindings import crypto_scalarmult

    secret = crypto_scalarmult(mine.seal, other.seal)
    return blake2b(secret, digest_size=LENGTH, person=b"dlschool-shared").digest()
