"""A short run of the exchange's torment: whatever the disk does, both sides come to agree."""

import json
import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow


def test_kills_and_full_disks_at_any_operation_lose_and_double_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "faults.exchange_torment", "2"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout, done.stderr[-2000:]
    report = json.loads(done.stdout)
    assert report["lost"] == []
    assert report["blows"] > 50
