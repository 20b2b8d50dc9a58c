"""The update's file: a line, the manifest with its length, the signature over both, then a tar in xz.

Only what the signature covers is ever interpreted; the tar is compared with what the manifest says.
"""

import hashlib
import lzma
import os
import stat
import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from dlschool.errors import Refused, reason
from dlschool.i18n import N_
from dlschool.update import manifest as manifests
from dlschool.update import tar
from dlschool.update.manifest import Manifest, Member

ENDING = ".dlu"
_KIND = b"dlschool update "
_FIRST = _KIND + b"1\n"
_LENGTH = struct.Struct(">I")
_SIGNATURE = 64
_CHUNK = 256 * 1024
_MEMORY = 96 * 2**20
"""Bytes that unpacking may take: preset 7 needs 17 MiB."""
_PRESET = 6

Told = Callable[[int, int], object]
"""Called with bytes done and bytes in all; whatever it raises stops the work: a cancel."""


def untold(_done: int, _of: int) -> None:
    """Of work that nobody watches."""


@dataclass(frozen=True, slots=True)
class Update:
    """An update whose signature is good: what it says, and where in the file its payload begins."""

    path: Path
    manifest: Manifest
    payload: int


def damaged(path: Path) -> Refused:
    """The words for a file that is not what was signed."""
    return Refused(
        N_(
            "The update {file} is damaged: it was not copied whole, or it was changed. Copy it once "
            "more from where you have it. Nothing was changed on this computer."
        ),
        file=path.name,
    )


def opened(path: Path, keys: Sequence[bytes]) -> Update:
    """Reads the head of the file and proves it by one of the public keys.

    Refused: it cannot be read, is no update, is damaged, was not signed by these keys.
    """
    try:
        if stat.S_ISDIR(path.stat().st_mode) or not stat.S_ISREG(path.stat().st_mode):
            raise _no_update(path)
        with path.open("rb") as file:
            head, content, signature = _head(file, path)
    except OSError as error:
        raise _unreadable(path, error) from error
    if not any(_signed(key, head + content, signature) for key in keys):
        raise Refused(
            N_(
                "The update {file} does not come from the makers of this program, or it was changed on "
                "the way. It is not installed. Get it again from where the program came from."
            ),
            file=path.name,
        )
    try:
        made = manifests.from_json(content)
    except ValueError as error:
        raise Refused(
            N_("The update {file} was put together wrongly ({reason}). Tell its makers."),
            file=path.name,
            reason=str(error)[:80],
        ) from error
    return Update(path, made, len(head) + len(content) + _SIGNATURE)


def _head(file: BinaryIO, path: Path) -> tuple[bytes, bytes, bytes]:
    first = file.read(len(_FIRST))
    if first.startswith(_KIND) and first[-1:] == b"\n" and first != _FIRST:
        raise Refused(
            N_("The update {file} is of a kind that this version cannot read. Use its setup file."),
            file=path.name,
        )
    if first != _FIRST:
        raise damaged(path) if first and _FIRST.startswith(first) else _no_update(path)
    length = file.read(_LENGTH.size)
    size = _LENGTH.unpack(length)[0] if len(length) == _LENGTH.size else 0
    if not 0 < size <= manifests.MOST_BYTES:
        raise damaged(path)
    content, signature = file.read(size), file.read(_SIGNATURE)
    if len(content) != size or len(signature) != _SIGNATURE:
        raise damaged(path)
    return first + length, content, signature


def _no_update(path: Path) -> Refused:
    return Refused(N_("{file} is not an update of this program."), file=path.name)


def _unreadable(path: Path, error: OSError) -> Refused:
    return Refused(N_("The file {file} cannot be read: {reason}"), file=path, reason=reason(error))


def _signed(key: bytes, said: bytes, signature: bytes) -> bool:
    from nacl.exceptions import CryptoError
    from nacl.signing import VerifyKey

    try:
        VerifyKey(key).verify(said, signature)
    except CryptoError:
        return False
    return True


def payload(update: Update, told: Told = untold) -> Iterator[tuple[Member, Iterator[bytes]]]:
    """Each file of the update and its bytes, which have to be taken to the end; links have none.

    Refused: the file cannot be read (the stick was pulled out), or is not what was signed. What came
    before that was right.
    """
    of, done = update.manifest.size, 0
    with _open(update.path) as file:
        stream = _Stream(file, update)
        for member in update.manifest.files:
            if member.target:
                continue
            stream.expect(tar.header(member))
            yield member, stream.content(member, done, of, told)
            stream.expect(tar.padding(member.size))
            done += member.size
        stream.expect(tar.END)
        stream.end()


def read_through(update: Update, told: Told = untold) -> None:
    """Proves each byte of the file; writes nothing. Refused: as `payload`."""
    for _member, content in payload(update, told):
        for _part in content:
            pass


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise _unreadable(path, error) from error


class _Stream:
    """The unpacked payload, as many bytes at a time as are asked for."""

    def __init__(self, file: BinaryIO, update: Update) -> None:
        self._file, self._path = file, update.path
        self._lzma = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MEMORY)
        file.seek(update.payload)

    def _packed(self) -> bytes:
        try:
            return self._file.read(_CHUNK)
        except OSError as error:
            raise _unreadable(self._path, error) from error

    def _some(self, most: int) -> bytes:
        """At least one byte. Refused: there is none."""
        while not self._lzma.eof:
            packed = self._packed() if self._lzma.needs_input else b""
            if self._lzma.needs_input and not packed:
                break
            try:
                found = self._lzma.decompress(packed, most)
            except (lzma.LZMAError, MemoryError) as error:
                raise damaged(self._path) from error
            if found:
                return found
        raise damaged(self._path)

    def expect(self, known: bytes) -> None:
        """Refused: other bytes come."""
        at = 0
        while at < len(known):
            found = self._some(len(known) - at)
            if known[at : at + len(found)] != found:
                raise damaged(self._path)
            at += len(found)

    def content(self, member: Member, before: int, of: int, told: Told) -> Iterator[bytes]:
        """The file's bytes; after the last of them its sum was right."""
        digest, left = hashlib.sha256(), member.size
        while left:
            found = self._some(min(left, _CHUNK))
            digest.update(found)
            left -= len(found)
            told(before + member.size - left, of)
            yield found
        if digest.hexdigest() != member.sha256:
            raise damaged(self._path)

    def end(self) -> None:
        """Refused: the file goes on after the tar."""
        while not self._lzma.eof:
            packed = self._packed() if self._lzma.needs_input else b""
            try:
                more = self._lzma.decompress(packed, 1)
            except lzma.LZMAError as error:
                raise damaged(self._path) from error
            if more or (not packed and self._lzma.needs_input):
                raise damaged(self._path)
        if self._lzma.unused_data or self._packed():
            raise damaged(self._path)


def members(tree: Path) -> tuple[Member, ...]:
    """The files and links of a program that was built, in the order of their names. Raises OSError."""
    found = []
    for above, folders, files in os.walk(tree):
        linked = [name for name in folders if (Path(above) / name).is_symlink()]
        for name in (*files, *linked):
            path = Path(above) / name
            found.append(_member(path, path.relative_to(tree).as_posix()))
    return tuple(sorted(found, key=lambda member: member.path))


def _member(path: Path, name: str) -> Member:
    if path.is_symlink():
        return Member(name, target=os.readlink(path))
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    mode = 0o755 if path.stat().st_mode & 0o100 else 0o644
    return Member(name, path.stat().st_size, digest, mode)


def write(
    tree: Path, about: Manifest, private: bytes, target: Path, preset: int = _PRESET
) -> Manifest:
    """Packs a built program; `about` names it, its files are those of the tree. The same tree and the
    same key give the same bytes. Raises OSError, and ValueError: it would be refused later.
    """
    from nacl.signing import SigningKey

    made = replace(about, files=members(tree))
    content = manifests.as_json(made)
    head = _FIRST + _LENGTH.pack(len(content)) + content
    packer = lzma.LZMACompressor(lzma.FORMAT_XZ, preset=preset)
    with target.open("wb") as out:
        out.write(head + SigningKey(private).sign(head).signature)
        for part in _tar(tree, made):
            out.write(packer.compress(part))
        out.write(packer.flush())
    return made


def _tar(tree: Path, made: Manifest) -> Iterator[bytes]:
    for member in made.files:
        if member.target:
            continue
        yield tar.header(member)
        with (tree / member.path).open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
        yield tar.padding(member.size)
    yield tar.END
