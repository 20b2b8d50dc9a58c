"""The file `start`: read as the launcher reads it, written whole."""

from pathlib import Path

import pytest

from dlschool.update import start
from dlschool.update.start import Start


@pytest.mark.parametrize(
    "said",
    [
        Start("0.2.0"),
        Start("0.2.0", "0.1.0"),
        Start("0.2.0", "0.1.0", 0),
        Start("0.1.0", failed="0.2.0"),
    ],
)
def test_what_was_written_is_read(tmp_path: Path, said: Start) -> None:
    start.write(tmp_path, said)
    assert start.read(tmp_path) == said
    assert [path.name for path in tmp_path.iterdir()] == ["start"]


def test_on_trial_is_what_has_tries_and_a_version_to_go_back_to(tmp_path: Path) -> None:
    start.write(tmp_path, Start("0.2.0", "0.1.0", 2))
    assert (tmp_path / "start").read_bytes() == b"current=0.2.0\nbefore=0.1.0\ntries=2\n"
    assert Start("0.2.0", "0.1.0", 0).trial
    assert not Start("0.2.0", "0.1.0").trial
    assert not Start("0.2.0", tries=1).trial


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"current=0.2.0\r\nbefore=0.1.0\r\ntries=1\r\nlater=x\r\n", Start("0.2.0", "0.1.0", 1)),
        (b"current=0.2.0\nbefore=../x\ntries=many", Start("0.2.0")),
        (b"before=0.1.0\n", None),
        (b"current=../../x\n", None),
        (b"\xff\xfe\0", None),
        (b"", None),
        (b"x" * 5000, None),
    ],
)
def test_of_a_strange_file_only_what_can_be_meant_is_taken(
    tmp_path: Path, content: bytes, said: Start | None
) -> None:
    (tmp_path / "start").write_bytes(content)
    assert start.read(tmp_path) == said


def test_without_the_file_nothing_is_known(tmp_path: Path) -> None:
    assert start.read(tmp_path) is None
