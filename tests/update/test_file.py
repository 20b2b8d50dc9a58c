"""The update's file: packed and read back; whatever was changed or cut off in it is refused in words."""

import errno
import io
import lzma
import random
import struct
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest
from nacl.signing import SigningKey
from update_parts import NEW, PRIVATE, PUBLIC, TRUSTED, about, packed, refusing, tree

from dlschool.errors import Refused
from dlschool.update import file, manifest, tar
from dlschool.update.manifest import Member

OTHER = bytes(range(1, 33))


def read(path: Path) -> None:
    file.read_through(file.opened(path, TRUSTED))


def test_what_was_packed_is_read_and_the_same_tree_gives_the_same_bytes(tmp_path: Path) -> None:
    path = packed(tmp_path)
    update = file.opened(path, TRUSTED)
    assert update.manifest.version == NEW
    assert {m.path for m in update.manifest.files} == {
        "dlschool",
        "_internal/libqt.so",
        "_internal/libqt.so.6",
        "_internal/i18n/қазақша.mo",
    }
    got = {m.path: b"".join(parts) for m, parts in file.payload(update)}
    assert got["_internal/libqt.so.6"] == NEW.encode() * 3000
    again = tmp_path / "again.dlu"
    file.write(tmp_path / f"built-{NEW}", about(), PRIVATE, again)
    assert again.read_bytes() == path.read_bytes()


def test_the_payload_is_a_tar_that_every_tar_reads(tmp_path: Path) -> None:
    """Ours is written byte by byte, so it must be the format that it says."""
    built = tree(tmp_path / "built", NEW)
    deep = built / "Lib" / ("а" * 30) / ("б" * 30)
    deep.mkdir(parents=True)
    (deep / "файл с пробелом.txt").write_text("қ", "utf-8")
    path = tmp_path / "a.dlu"
    file.write(built, about(), PRIVATE, path)
    update = file.opened(path, TRUSTED)
    unpacked = lzma.decompress(path.read_bytes()[update.payload :])
    with tarfile.open(fileobj=io.BytesIO(unpacked)) as archive:
        sizes = {member.name: (member.size, member.mode) for member in archive}
    wanted = {m.path: (m.size, m.mode) for m in update.manifest.files if not m.target}
    assert sizes == wanted
    assert wanted["dlschool"][1] == 0o755


def test_progress_is_told_and_may_stop_the_reading(tmp_path: Path) -> None:
    update = file.opened(packed(tmp_path), TRUSTED)
    seen: list[tuple[int, int]] = []
    file.read_through(update, lambda done, of: seen.append((done, of)))
    assert seen[-1] == (update.manifest.size,) * 2

    def stop(_done: int, _of: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        file.read_through(update, stop)


def test_a_file_cut_at_every_hundredth_of_its_length_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path)
    whole = path.read_bytes()
    cut = tmp_path / "cut.dlu"
    places = {*range(0, len(whole), max(1, len(whole) // 100)), *range(40), len(whole) - 1}
    for length in sorted(places):
        cut.write_bytes(whole[:length])
        with pytest.raises(Refused):
            read(cut)


def test_a_byte_that_was_flipped_anywhere_is_refused(tmp_path: Path) -> None:
    """Every byte of the head, the length, the signature; many of the manifest and of the payload."""
    path = packed(tmp_path)
    whole = path.read_bytes()
    payload = file.opened(path, TRUSTED).payload
    chance = random.Random(1)
    places = [*range(30), *range(payload - 70, min(payload + 40, len(whole)))]
    places += [chance.randrange(len(whole)) for _ in range(300)]
    flipped = tmp_path / "flipped.dlu"
    for at in places:
        changed = bytearray(whole)
        changed[at] ^= 1 << chance.randrange(8)
        flipped.write_bytes(changed)
        with pytest.raises(Refused):
            read(flipped)


def test_bytes_after_the_end_are_refused(tmp_path: Path) -> None:
    path = packed(tmp_path)
    whole = path.read_bytes()
    for more in (b"\0", b"more", lzma.compress(b"more"), whole):
        path.write_bytes(whole + more)
        with refusing("damaged"):
            read(path)


def test_only_a_known_key_opens_and_each_of_several_does(tmp_path: Path) -> None:
    theirs = SigningKey(OTHER).verify_key.encode()
    path = packed(tmp_path)
    with refusing("does not come from the makers"):
        file.opened(path, [theirs])
    assert file.opened(path, [theirs, PUBLIC]).manifest.version == NEW
    with refusing("does not come from the makers"):
        file.opened(path, [])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is not an update"),
        (b"PK\x03\x04 a zip", "is not an update"),
        (b"dlschool", "is damaged"),
        (b"dlschool update 2\nwhatever", "of a kind"),
        (b"dlschool update 1\n\xff\xff\xff\xff", "is damaged"),
        (b"dlschool update 1\n\0\0\0\0", "is damaged"),
    ],
)
def test_what_is_no_update_is_told_apart_from_a_damaged_one(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "a.dlu"
    path.write_bytes(content)
    with refusing(words):
        file.opened(path, TRUSTED)


def test_a_folder_and_a_file_that_is_not_there_are_refused(tmp_path: Path) -> None:
    with refusing("is not an update"):
        file.opened(tmp_path, TRUSTED)
    with refusing("cannot be read"):
        file.opened(tmp_path / "none.dlu", TRUSTED)


def signed(path: Path, files: tuple[Member, ...], unpacked: bytes, **said: object) -> Path:
    """A file that the makers' key signed, whatever it says: for what a mistake of theirs would do."""
    content = manifest.as_json(replace(about(), files=files))
    head = b"dlschool update 1\n" + struct.pack(">I", len(content)) + content
    path.write_bytes(head + SigningKey(PRIVATE).sign(head).signature + lzma.compress(unpacked))
    return path


ONE = Member("dlschool", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")


def members(*names: str) -> bytes:
    out = b""
    for name in names:
        member = replace(ONE, path=name)
        out += tar.header(member) + b"abc" + tar.padding(3)
    return out


def test_a_tar_that_holds_what_the_manifest_does_not_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.dlu"
    read(signed(path, (ONE,), members("dlschool") + tar.END))
    link = tarfile.TarInfo("dlschool")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    for inside in (
        members("other"),
        members("dlschool", "more"),
        members("dlschool", "dlschool"),
        members("../dlschool"),
        link.tobuf() + members("dlschool"),
        members("dlschool")[:512] + b"abd" + tar.padding(3),
        members("dlschool") + b"\0" * 2**25,
        b"",
    ):
        with refusing("damaged"):
            read(signed(path, (ONE,), inside + tar.END))


def test_a_payload_that_swells_is_read_no_further_than_it_was_declared(tmp_path: Path) -> None:
    """A few kilobytes that would become a gigabyte: refused at the first byte that should not be."""
    path = signed(tmp_path / "a.dlu", (ONE,), members("dlschool") + tar.END)
    head = path.read_bytes()[: file.opened(path, TRUSTED).payload]
    packer = lzma.LZMACompressor()
    zeros = b"".join(packer.compress(bytes(2**24)) for _ in range(8))
    path.write_bytes(head + zeros + packer.flush())
    with refusing("damaged"):
        read(path)


class Stick(io.BytesIO):
    """A file on a stick that is pulled out after so many bytes."""

    def __init__(self, content: bytes, left: int) -> None:
        super().__init__(content)
        self.left = left

    def read(self, count: int | None = -1, /) -> bytes:
        found = super().read(count)
        self.left -= len(found)
        if self.left < 0:
            raise OSError(errno.EIO, "Input/output error")
        return found


def test_a_stick_that_is_pulled_out_while_it_is_read_is_told_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    update = file.opened(packed(tmp_path), TRUSTED)
    content = update.path.read_bytes()
    for left in range(0, len(content) - update.payload, 100):
        monkeypatch.setattr(file, "_open", lambda _path, left=left: Stick(content, left))
        with refusing("cannot be read"):
            file.read_through(update)
    monkeypatch.undo()
    update.path.unlink()
    with refusing("cannot be read"):
        file.read_through(update)
