"""The keys of a store while it is open, and the keys that are made of them. Never written as they are."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from dlschool.domain.access import Seal
from dlschool.errors import Refused
from dlschool.i18n import N_

LENGTH = 32


@dataclass(frozen=True, slots=True)
class Keys:
    """What a signed-in user holds: the store's key, and the private keys of the seals open to them."""

    store: bytes = field(repr=False)
    """32 bytes: SQLCipher's raw key; every other key of the school's files is derived from it."""
    seals: Mapping[Seal, bytes] = field(repr=False, default_factory=dict)
    """X25519 private keys, 32 bytes each."""

    def derive(self, purpose: str) -> bytes:
        """32 bytes for one purpose ("scans", "manifest" …), useless for any other."""
        return blake2b(purpose.encode(), key=self.store, digest_size=LENGTH).digest()

    def only(self, seals: frozenset[Seal]) -> "Keys":
        """The same keys with no other seals than these. Refused: one of them is not held."""
        if not seals <= self.seals.keys():
            raise Refused(N_("Your own sign-in does not open what this role may read."))
        return Keys(self.store, {seal: self.seals[seal] for seal in sorted(seals)})


def new_keys() -> Keys:
    """Random keys for a new school."""
    seals = {seal: secrets.token_bytes(LENGTH) for seal in Seal}
    return Keys(secrets.token_bytes(LENGTH), seals)


def public(private: bytes) -> bytes:
    """The X25519 public key, 32 bytes: whoever has it may seal, not open."""
    from nacl.public import PrivateKey

    return PrivateKey(private).public_key.encode()


def sealed(content: bytes, public_key: bytes) -> bytes:
    """Readable by the holder of the private key only."""
    from nacl.public import PublicKey, SealedBox

    return SealedBox(PublicKey(public_key)).encrypt(content)


def unsealed(content: bytes, private: bytes) -> bytes:
    """ValueError: damaged, or sealed for another key."""
    from nacl.exceptions import CryptoError
    from nacl.public import PrivateKey, SealedBox

    try:
        return SealedBox(PrivateKey(private)).decrypt(content)
    except (CryptoError, TypeError) as error:
        raise ValueError("sealed for another key") from error


def locked(content: bytes, key: bytes) -> bytes:
    """Encrypted and authenticated with a 32-byte key."""
    from nacl.secret import SecretBox

    return bytes(SecretBox(key).encrypt(content))


def unlocked(content: bytes, key: bytes) -> bytes:
    """ValueError: another key, or changed."""
    from nacl.exceptions import CryptoError
    from nacl.secret import SecretBox

    try:
        return SecretBox(key).decrypt(content)
    except (CryptoError, ValueError) as error:
        raise ValueError("another key") from error
