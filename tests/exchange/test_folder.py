"""Envelopes in files: whole or not at all, read back, any order, damage kept to its own file."""

import json
import os
import random
from pathlib import Path
from typing import Any

import pytest

from dlschool.exchange import folder, wire
from dlschool.exchange.folder import Span, Unwritten
from dlschool.exchange.keys import Private
from dlschool.exchange.wire import Envelope, Header

SENDER, TO = Private(b"a" * 32, b"b" * 32), Private(b"c" * 32, b"d" * 32)
SCHOOL, EPOCH = bytes(16), b"\x01\x02\x03\x04"


def stream(count: int, first: int = 1, *, down: bool = False) -> list[Envelope]:
    """Envelopes one after another; what is inside does not matter here."""
    previous, made = wire.FIRST, []
    for seq in range(1, first + count):
        header = Header(7, EPOCH, seq, previous, down=down)
        content = wire.make(header, b"\x90" * seq, SCHOOL, SENDER, TO.public)
        previous = wire.chained(content)
        each = wire.first(content)
        assert each is not None
        made.append(each)
    return made[first - 1 :]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return folder.school_folder(tmp_path, "170740014741")


def test_what_was_written_is_loaded_from_stick_folder_or_single_file(
    tmp_path: Path, home: Path
) -> None:
    sent = stream(5)
    (span,) = folder.write(home, sent)
    assert span.name == "7-01020304-0-1-5.dlx"
    for place in (tmp_path, tmp_path / "DLX", home, home / span.name):
        got = folder.load(place)
        assert got.envelopes == sent
        assert got.damaged == {}


def test_partial_sets_in_any_order_and_twice_give_each_envelope_once(
    tmp_path: Path, home: Path
) -> None:
    sent = stream(9)
    for first, last in ((6, 9), (0, 3), (2, 6)):
        folder.write(home, sent[first:last])
    other = tmp_path / "DLX" / "copy"
    other.mkdir()
    for path in home.glob("*.dlx"):
        (other / path.name).write_bytes(path.read_bytes())
    assert folder.load(tmp_path).envelopes == sent


def test_a_newer_file_takes_the_place_of_those_it_holds(home: Path) -> None:
    sent = stream(6)
    folder.write(home, sent[:3])
    folder.write(home, sent[:6])
    assert [path.name for path in home.glob("*.dlx")] == ["7-01020304-0-1-6.dlx"]
    assert list(json.loads((home / "manifest.json").read_bytes())["files"]) == [
        "7-01020304-0-1-6.dlx"
    ]


def test_directions_lanes_devices_and_epochs_do_not_mix() -> None:
    one = Span(7, EPOCH, "0", 2, 3)
    assert one.within(Span(7, EPOCH, "0", 1, 9))
    for other in (
        Span(8, EPOCH, "0", 1, 9), Span(7, bytes(4), "0", 1, 9), Span(7, EPOCH, "d", 1, 9),
        Span(7, EPOCH, "0", 3, 9), Span(7, EPOCH, "0", 1, 2),
    ):  # fmt: skip
        assert not one.within(other)
    assert folder.span(one.name) == one


@pytest.mark.parametrize("cut", [1, 50, 100, 230])
def test_a_file_that_ends_early_gives_what_is_whole_and_is_named(
    tmp_path: Path, home: Path, cut: int
) -> None:
    sent = stream(4)
    (span,) = folder.write(home, sent)
    path = home / span.name
    path.write_bytes(path.read_bytes()[:-cut])
    got = folder.load(tmp_path)
    assert got.envelopes == sent[: len(got.envelopes)]
    assert 2 <= len(got.envelopes) < 4
    assert list(got.damaged) == [span.name]


def test_a_flipped_bit_is_noticed_by_the_manifest_and_hurts_no_other_file(
    tmp_path: Path, home: Path
) -> None:
    sent = stream(6)
    folder.write(home, sent[:3])
    (span,) = folder.write(home, sent[3:])
    path = home / span.name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 4
    path.write_bytes(content)
    got = folder.load(tmp_path)
    assert list(got.damaged) == [span.name]
    assert sent[:3] == got.envelopes[:3]


def test_any_bytes_whatever_are_survived(tmp_path: Path) -> None:
    rng = random.Random(5)
    home = tmp_path / "DLX" / "1"
    home.mkdir(parents=True)
    for number in range(60):
        (home / f"7-01020304-0-{number}-{number}.dlx").write_bytes(
            rng.randbytes(rng.randrange(400))
        )
    for name in ("manifest.json", "x.dlx", "..dlx"):
        (home / name).write_bytes(b'{"files": [' * 1000)
    got = folder.load(tmp_path)
    assert got.envelopes == []


def test_a_link_is_not_followed_and_a_pipe_does_not_hang(tmp_path: Path, home: Path) -> None:
    sent = stream(2)
    secret = tmp_path / "secret.dlx"
    secret.write_bytes(b"".join(each.content for each in sent))
    home.mkdir(parents=True)
    (home / "7-01020304-0-1-2.dlx").symlink_to(secret)
    os.mkfifo(home / "pipe.dlx")
    (tmp_path / "DLX" / "linked").symlink_to(tmp_path)
    assert folder.load(tmp_path).envelopes == []
    with pytest.raises(OSError, match="symbolic|plain"):
        folder.read(home / "7-01020304-0-1-2.dlx")
    with pytest.raises(OSError, match="plain"):
        folder.read(home / "pipe.dlx")


def test_what_is_too_large_or_too_many_is_left_alone(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = stream(6)
    for at in range(6):
        folder.write(home, sent[at : at + 1])
    monkeypatch.setattr(folder, "MOST_ALL", 400)
    got = folder.load(tmp_path)
    assert 0 < len(got.envelopes) < 6
    assert got.damaged
    monkeypatch.setattr(folder, "MOST_FILES", 1)
    assert len(folder.load(tmp_path).envelopes) == 1
    with pytest.raises(OSError, match="large"):
        folder.read(home / "7-01020304-0-1-1.dlx", most=10)


def test_many_bytes_become_several_files(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "MOST_FILE", 500)
    sent = stream(8)
    spans = folder.write(home, sent)
    assert len(spans) > 2
    assert folder.load(home).envelopes == sent


def test_a_stick_that_does_not_keep_what_is_written_is_found_out(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.replace

    def spoil(source: Any, target: Any) -> None:
        Path(source).write_bytes(b"0" * 10)
        real(source, target)

    monkeypatch.setattr(folder.os, "replace", spoil)
    with pytest.raises(Unwritten):
        folder.write(home, stream(2))
    assert list(home.glob("*.dlx")) == []


def test_a_full_stick_leaves_no_piece_behind(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folder.os, "fsync", full)
    with pytest.raises(OSError, match="space"):
        folder.write(home, stream(2))
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("bin_", ["../../etc", "", "C:\\x", "17/07", "٣٤"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, bin_: str) -> None:
    home = folder.school_folder(tmp_path, bin_)
    assert home.parent == tmp_path / "DLX"
    assert home.name.isascii()
    assert home.name.isdecimal()


@pytest.mark.parametrize(
    "name", ["../7-01020304-0-1-5.dlx", "7-0102030-0-1-5.dlx", "7-01020304-2-1-5.dlx", "x", ""]
)
def test_a_name_that_is_not_ours_says_nothing(name: str) -> None:
    assert folder.span(name) is None


def test_a_place_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        folder.load(tmp_path / "absent")
