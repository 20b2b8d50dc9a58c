"""Whose updates are taken: what the build put into the program, and nothing else."""

from pathlib import Path

import pytest
from update_parts import PUBLIC, refusing

from dlschool.paths import program_file
from dlschool.update import keys


def written(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


def test_several_keys_are_taken(tmp_path: Path) -> None:
    other = bytes(32)
    lines = "".join(f'[[keys]]\npublic = "{key.hex()}"\n' for key in (PUBLIC, other))
    assert keys.accepted(written(tmp_path / "keys.toml", lines)) == (PUBLIC, other)


def test_the_repository_trusts_nobody() -> None:
    """A key in it would be one that everybody who can commit may exchange."""
    assert "public =" not in program_file(*keys.FILE).read_text("utf-8")
    with refusing("built without the key"):
        keys.accepted()


@pytest.mark.parametrize("text", ["keys = []", '[[keys]]\npublic = "ab"'])
def test_without_a_good_key_no_update_is_taken(tmp_path: Path, text: str) -> None:
    with refusing("built without the key"):
        keys.accepted(written(tmp_path / "keys.toml", text))


@pytest.mark.parametrize("text", ["", "[", "keys = 3", '[[keys]]\npublic = "no hex"', "[[keys]]"])
def test_a_damaged_list_says_that_the_program_is_not_whole(tmp_path: Path, text: str) -> None:
    with refusing("not whole"):
        keys.accepted(written(tmp_path / "keys.toml", text))
    with refusing("not whole"):
        keys.accepted(tmp_path / "none.toml")
