"""A file that another program looks at for a moment is put in place as soon as it lets go."""

import os
from pathlib import Path

import pytest

from dlschool import files


def held(monkeypatch: pytest.MonkeyPatch, times: int) -> list[str]:
    """Refuses to replace a file so often, as Windows does; the names that were asked for."""
    real, asked = os.replace, []

    def replace(source: str, target: Path) -> None:
        asked.append(target.name)
        if len(asked) <= times:
            raise PermissionError(13, "held")
        real(source, target)

    monkeypatch.setattr("dlschool.files.os.replace", replace)
    monkeypatch.setattr(files, "TRIES", 3)
    monkeypatch.setattr(files, "PAUSE", 0.001)
    return asked


def test_a_file_that_a_scanner_holds_is_replaced_when_it_lets_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "keys.json"
    target.write_bytes(b"old")
    asked = held(monkeypatch, 2)
    files.write_whole(target, b"new")
    assert target.read_bytes() == b"new"
    assert len(asked) == 3


def test_a_file_that_is_held_for_long_stays_as_it_was_and_nothing_lies_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "keys.json"
    target.write_bytes(b"old")
    held(monkeypatch, 99)
    with pytest.raises(PermissionError):
        files.write_whole(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]
