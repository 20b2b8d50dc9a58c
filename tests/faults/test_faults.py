"""A short run of `make faults`: nothing that was said to be saved is lost."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from faults.damage import FILES
from faults.failing import some
from faults.report import CUTS, KILLS, PAIRS

COUNTS = {KILLS: 40, CUTS: 30, PAIRS: 12}
FAILS, FULL, DAMAGED = "N-th operation", "disk truly full", "flipped, zeroed, cut, gone"
Line = dict[str, Any]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def report() -> list[Line]:
    """The lines of the harness's report; all parts in one run, which makes its school once."""
    wanted = dict(zip(("--kills", "--cuts", "--pairs"), COUNTS.values(), strict=True))
    counts = [str(word) for pair in wanted.items() for word in pair]
    done = subprocess.run(
        [sys.executable, "-m", "faults", "--json", "--points", "1", "--damages", "4", *counts],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout, done.stderr[-2000:]
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def lines(report: list[Line], what: str) -> list[Line]:
    return [line for line in report if line["what"].startswith(what)]


def lost(found: list[Line]) -> list[str]:
    return [each for line in found for each in line["lost"]]


@pytest.mark.parametrize("part", COUNTS)
def test_what_was_acknowledged_outlives_every_kill_and_every_power_cut(
    report: list[Line], part: str
) -> None:
    (line,) = lines(report, part)
    assert line["lost"] == []
    assert line["tried"] == COUNTS[part]
    assert line["endings"]["acknowledged"] > 20


def test_a_disk_that_fails_at_any_point_leaves_all_or_nothing_and_a_sentence(
    report: list[Line],
) -> None:
    found = lines(report, FAILS)
    assert lost(found) == []
    assert len(found) == len(some(seed=1))


def test_a_full_disk_refuses_in_words_and_loses_nothing(report: list[Line]) -> None:
    (line,) = lines(report, FULL)
    assert line["lost"] == []
    assert line["tried"] or "not run: this user cannot mount" in line["endings"]


def test_damage_is_found_and_named_or_touches_nothing(report: list[Line]) -> None:
    found = lines(report, DAMAGED)
    assert lost(found) == []
    assert len(found) == len(FILES)
