"""A file that holds a department's public key, and files that hold none."""

from pathlib import Path

import pytest

from dlschool.errors import Refused
from dlschool.services.department_key import read

KEY = bytes(range(32))


@pytest.mark.parametrize("content", [KEY, KEY.hex().encode(), f" {KEY.hex().upper()}\r\n".encode()])
def test_bare_bytes_and_hexadecimal_digits_are_read(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "key"
    file.write_bytes(content)
    assert read(file) == KEY


@pytest.mark.parametrize(
    "content", [b"", b"\xff" * 31, b"00" * 31, "кілт".encode(), b"0" * 100_000]
)
def test_anything_else_is_refused_with_words(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "key"
    file.write_bytes(content)
    with pytest.raises(Refused):
        read(file)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        read(tmp_path / "gone")
