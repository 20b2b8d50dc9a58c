"""Updating and going back under fire: whatever the disk does, a whole version starts and opens its data."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

pytestmark = pytest.mark.slow


def report(*command: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", *command],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout, done.stderr[-2000:]
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def test_a_kill_a_power_cut_a_failing_disk_at_any_operation_leaves_a_program_that_starts() -> None:
    said = report("faults.update_torment")
    assert said["lost"] == []
    assert said["blows"]["install"] > 300
    assert min(said["blows"].values()) > 80


def test_a_way_back_that_breaks_off_anywhere_loses_no_data() -> None:
    said = report("faults.back_torment", "7")
    assert said["lost"] == []
    assert min(said["blows"].values()) > 60
