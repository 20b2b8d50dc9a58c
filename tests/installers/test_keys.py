"""The makers' key: kept out of the repository, opened by its passphrase, trusted by what was built."""

import os
import subprocess
from pathlib import Path

import pytest
from nacl.signing import SigningKey

from dlschool.update import keys as trusted
from installer.common import keys, place

PHRASE = b"on dala zhel samal"


@pytest.fixture(autouse=True)
def without_release(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in (keys.RELEASE, keys.PASSPHRASE, "ALSO_TRUST"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(place, "BUILD", tmp_path / "build")


def test_a_pair_that_was_made_signs_for_the_key_that_was_told(tmp_path: Path) -> None:
    public = keys.make(tmp_path / "a.key", None)
    private = keys.read(tmp_path / "a.key")
    assert SigningKey(private).verify_key.encode() == public
    assert (tmp_path / "a.key").stat().st_mode & 0o777 == 0o600


def test_a_locked_key_opens_by_its_passphrase_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    public = keys.make(tmp_path / "a.key", PHRASE)
    monkeypatch.setenv(keys.PASSPHRASE, PHRASE.decode())
    private = keys.read(tmp_path / "a.key")
    assert SigningKey(private).verify_key.encode() == public
    assert private.hex() not in (tmp_path / "a.key").read_text()
    monkeypatch.setenv(keys.PASSPHRASE, "another phrase")
    with pytest.raises(keys.Wrong, match="does not open"):
        keys.read(tmp_path / "a.key")


def test_a_key_is_never_written_over_nor_into_the_repository(tmp_path: Path) -> None:
    keys.make(tmp_path / "a.key", None)
    with pytest.raises(FileExistsError):
        keys.make(tmp_path / "a.key", None)
    inside = place.REPOSITORY / "installer" / "release.key"
    with pytest.raises(keys.Wrong, match="repository"):
        keys.make(inside, None)
    assert not inside.exists()
    with pytest.raises(keys.Wrong, match="passphrase"):
        keys.make(tmp_path / "b.key", b"short")


@pytest.mark.parametrize("text", ["", "dlschool-key 1 plain", "dlschool-key 1 plain 00", "x y"])
def test_what_is_no_key_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.key").write_text(text)
    with pytest.raises(keys.Wrong, match="is no key"):
        keys.read(tmp_path / "a.key")


def test_a_plain_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    keys.make(tmp_path / "a.key", None)
    (tmp_path / "a.key").chmod(0o644)
    with pytest.raises(keys.Wrong, match="chmod 600"):
        keys.read(tmp_path / "a.key")


def test_a_build_without_a_release_key_says_so_loudly_and_keeps_its_own_pair(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = keys.for_tree(tmp_path / "tree")
    assert "TEST KEY" in capsys.readouterr().err
    assert keys.for_tree(tmp_path / "tree") == first
    accepted = trusted.accepted(tmp_path / "tree" / keys.TRUSTED)
    assert accepted == (SigningKey(first).verify_key.encode(),)


def test_a_release_key_and_its_successor_are_both_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    public = keys.make(tmp_path / "release.key", None)
    coming = keys.make(tmp_path / "next.key", None)
    monkeypatch.setenv(keys.RELEASE, str(tmp_path / "release.key"))
    monkeypatch.setenv("ALSO_TRUST", coming.hex())
    keys.for_tree(tmp_path / "tree")
    assert capsys.readouterr().err == ""
    assert trusted.accepted(tmp_path / "tree" / keys.TRUSTED) == (public, coming)


def test_no_private_key_lies_in_the_repository() -> None:
    """Not in the files that are committed or could be."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-coz", "--exclude-standard"]
    listed = subprocess.run(command, cwd=place.REPOSITORY, capture_output=True, check=True).stdout
    names = [os.fsdecode(name) for name in listed.split(b"\0") if name]
    begins = keys._KIND.encode() + b" "
    found = [
        name
        for name in names
        if (place.REPOSITORY / name).is_file()
        and (place.REPOSITORY / name).read_bytes().startswith(begins)
    ]
    assert found == []
