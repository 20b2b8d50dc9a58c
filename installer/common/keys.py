"""The makers' key pair: its private half signs updates, its public half goes into each built program.

A private key is a file of one line: `dlschool-key 1 plain HEX`, of which only its owner may read, or
`dlschool-key 1 locked HEX`, which a passphrase opens. It never lies in the repository.

    python -m installer.common.keys make FILE [--plain]
    python -m installer.common.keys show FILE
"""

import argparse
import getpass
import os
import sys
from pathlib import Path

from nacl import pwhash, secret, utils
from nacl.exceptions import CryptoError
from nacl.signing import SigningKey

from installer.common import place

PASSPHRASE = "RELEASE_PASSPHRASE"
"""Environment variable, where nobody is there to be asked."""
RELEASE = "RELEASE_KEY"
TRUSTED = Path("resources") / "update" / "keys.toml"
"""In a built tree."""
_KIND = "dlschool-key 1"
_SALT = pwhash.argon2id.SALTBYTES
_LONGEST = 4096
_SHORTEST = 12
"""Signs of a passphrase."""


class Wrong(Exception):
    """The file is no key, or may not be used as it lies there; the message says why."""


def passphrase(question: str) -> bytes:
    """From the environment, or asked for."""
    said = os.environ.get(PASSPHRASE) or getpass.getpass(f"{question}: ")
    return said.encode()


def make(target: Path, locked_by: bytes | None) -> bytes:
    """A new pair; its private half in `target`, which must not be there. Returns the public one.

    Wrong: the file would lie in the repository, or the passphrase is too short.
    """
    if _in_repository(target):
        raise Wrong(f"{target} lies in the repository: keep a private key elsewhere")
    private = SigningKey.generate().encode()
    _write(target, private, locked_by)
    return SigningKey(private).verify_key.encode()


def _write(target: Path, private: bytes, locked_by: bytes | None) -> None:
    if locked_by is not None and len(locked_by) < _SHORTEST:
        raise Wrong(f"the passphrase has fewer than {_SHORTEST} signs")
    kind = "plain" if locked_by is None else "locked"
    kept = private if locked_by is None else _locked(private, locked_by)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"{_KIND} {kind} {kept.hex()}\n")


def _in_repository(target: Path) -> bool:
    """`build` is not a part of it: nothing of it is ever committed."""
    whole = target.resolve()
    return whole.is_relative_to(place.REPOSITORY) and not whole.is_relative_to(place.BUILD)


def _locked(private: bytes, phrase: bytes) -> bytes:
    salt = utils.random(_SALT)
    return salt + bytes(secret.SecretBox(_key(phrase, salt)).encrypt(private))


def _key(phrase: bytes, salt: bytes) -> bytes:
    return pwhash.argon2id.kdf(
        secret.SecretBox.KEY_SIZE,
        phrase,
        salt,
        opslimit=pwhash.argon2id.OPSLIMIT_MODERATE,
        memlimit=pwhash.argon2id.MEMLIMIT_MODERATE,
    )


def read(path: Path) -> bytes:
    """The private key, 32 bytes; its passphrase is asked for. Raises OSError.

    Wrong: it is none, the passphrase does not open it, others may read it, it lies in the repository.
    """
    if _in_repository(path):
        raise Wrong(f"{path} lies in the repository: anybody who has that could sign updates")
    said = path.read_text("ascii", "replace")[:_LONGEST]
    kind, _, rest = said.strip().rpartition(" ")
    try:
        kept = bytes.fromhex(rest)
    except ValueError as error:
        raise Wrong(f"{path} is no key") from error
    if kind == f"{_KIND} locked":
        return _opened(path, kept)
    if kind != f"{_KIND} plain" or len(kept) != 32:
        raise Wrong(f"{path} is no key")
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise Wrong(f"others may read {path}: chmod 600")
    return kept


def _opened(path: Path, kept: bytes) -> bytes:
    salt, box = kept[:_SALT], kept[_SALT:]
    try:
        return bytes(secret.SecretBox(_key(passphrase(str(path)), salt)).decrypt(box))
    except (CryptoError, ValueError) as error:
        raise Wrong(f"the passphrase does not open {path}") from error


def for_build() -> tuple[bytes, bool]:
    """The private key of this build, and whether it is the release's: the file that RELEASE_KEY names,
    else a pair of this machine's own, made once in `build/keys`. Raises OSError, Wrong.
    """
    named = os.environ.get(RELEASE)
    if named:
        return read(Path(named)), True
    own = place.BUILD / "keys" / "test.key"
    if not own.exists():
        make(own, None)
    return read(own), False


def trust(tree: Path, private: bytes, more: tuple[bytes, ...] = ()) -> None:
    """Writes the list of accepted keys into a built tree (the folder that holds `resources`): this key's
    public half, and the public keys of `more`, so that a key can be changed: a version that trusts both
    goes out first, signed by the old one.
    """
    public = SigningKey(private).verify_key.encode()
    lines = "".join(f'[[keys]]\npublic = "{key.hex()}"\n' for key in dict.fromkeys((public, *more)))
    target = tree / TRUSTED
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f"# Whose updates this program takes.\n{lines}", "ascii")


def for_tree(tree: Path) -> bytes:
    """What a build does: the key of this build, its public half put into the tree; says loudly when it is
    no release's. ALSO_TRUST: public keys in hex, with spaces between, of RELEASE_KEY's successors.
    """
    private, release = for_build()
    more = tuple(bytes.fromhex(key) for key in os.environ.get("ALSO_TRUST", "").split())
    trust(tree, private, more)
    if not release:
        sys.stderr.write(
            f"TEST KEY: {RELEASE} names no file, so this program takes updates signed by a key that "
            "lies open in build/keys. Give it to nobody.\n"
        )
    return private


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m installer.common.keys")
    parser.add_argument("what", choices=("make", "show"))
    parser.add_argument("file", type=Path)
    parser.add_argument("--plain", action="store_true", help="no passphrase")
    given = parser.parse_args()
    try:
        if given.what == "show":
            public = SigningKey(read(given.file)).verify_key.encode()
        else:
            public = make(given.file, None if given.plain else passphrase("a passphrase for it"))
    except (OSError, Wrong) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{public.hex()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
