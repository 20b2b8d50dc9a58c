"""Guessing passwords at the sign-in screen gets slower, and a restart does not help."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dlschool.errors import Refused
from dlschool.store import attempts

NOON = datetime.fromisoformat("2026-11-21T12:00")


def tries(path: Path, count: int, at: datetime = NOON) -> None:
    for _ in range(count):
        attempts.wrong(path, "Айгүл", at)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "attempts.json"


def test_fingers_may_slip_a_few_times(path: Path) -> None:
    tries(path, attempts.FREE - 1)
    attempts.refuse_early(path, "Айгүл", NOON)


def test_the_wait_grows_and_has_an_end(path: Path) -> None:
    waits = [attempts.delay(wrong) for wrong in range(100)]
    assert waits == sorted(waits)
    assert waits[attempts.FREE] == timedelta(seconds=5)
    assert waits[-1] == attempts.LONGEST
    tries(path, 5)
    with pytest.raises(Refused, match="19"):
        attempts.refuse_early(path, "Айгүл", NOON + timedelta(seconds=1))
    attempts.refuse_early(path, "Айгүл", NOON + timedelta(seconds=20))


def test_others_do_not_wait(path: Path) -> None:
    tries(path, 9)
    attempts.refuse_early(path, "Болат", NOON)


def test_the_right_password_ends_it(path: Path) -> None:
    tries(path, 9)
    attempts.right(path, "Айгүл")
    attempts.refuse_early(path, "Айгүл", NOON)


def test_setting_the_clock_back_or_a_restart_does_not_shorten_the_wait(path: Path) -> None:
    tries(path, 9)
    earlier = NOON - timedelta(days=3650)
    with pytest.raises(Refused):
        attempts.refuse_early(path, "Айгүл", earlier)
    with pytest.raises(Refused):
        attempts.refuse_early(path, "Айгүл", earlier + timedelta(seconds=30))
    attempts.refuse_early(path, "Айгүл", earlier + attempts.LONGEST)


def test_a_disk_that_takes_nothing_does_not_open_the_door(tmp_path: Path) -> None:
    path = tmp_path / "gone" / "attempts.json"
    tries(path, 9)
    with pytest.raises(Refused):
        attempts.refuse_early(path, "Айгүл", NOON)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"\\u0410": 3}', b"\xff", b"[" * 99999])
def test_a_damaged_file_keeps_nobody_out(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    attempts.refuse_early(path, "Айгүл", NOON)
    tries(path, 9)
    with pytest.raises(Refused):
        attempts.refuse_early(path, "Айгүл", NOON)
