"""A short run of `make faults`: nothing that was said to be saved is lost."""

import json
import os
import subprocess
import sys

import pytest
from faults.damage import FILES


def torment(*arguments: str) -> list[dict[str, object]]:
    """The lines of the harness's report."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-m", "faults", "--json", "--workers", "1", *arguments],
        env=env, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout, done.stderr[-2000:]
    return json.loads(done.stdout)  # type: ignore[no-any-return]


@pytest.mark.parametrize(("part", "count"), [("kills", 40), ("cuts", 30), ("pairs", 12)])
def test_what_was_acknowledged_outlives_every_kill_and_every_power_cut(
    part: str, count: int
) -> None:
    (line,) = torment("--only", part, f"--{part}", str(count))
    assert line["lost"] == []
    assert line["tried"] == count
    assert line["endings"]["acknowledged"] > 20  # type: ignore[index]


def test_a_disk_that_fails_at_any_point_leaves_all_or_nothing_and_a_sentence() -> None:
    lines = torment("--only", "failing", "--points", "1")
    assert [each for line in lines for each in line["lost"]] == []  # type: ignore[attr-defined]
    assert len(lines) >= 15


def test_a_full_disk_refuses_in_words_and_loses_nothing() -> None:
    (line,) = torment("--only", "full", "--points", "1")
    assert line["lost"] == []
    assert line["tried"] or "not run: this user cannot mount" in line["endings"]  # type: ignore[operator]


def test_damage_is_found_and_named_or_touches_nothing() -> None:
    lines = torment("--only", "damages", "--damages", "4")
    assert [each for line in lines for each in line["lost"]] == []  # type: ignore[attr-defined]
    assert len(lines) == len(FILES)
