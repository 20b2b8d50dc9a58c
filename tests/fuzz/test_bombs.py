"""Small files that unpack into very much: each is read or refused, in 5 s and 500 MB."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fuzz import judging

TESTS = Path(__file__).parent.parent
MOST_MEGABYTES = 500


@pytest.mark.parametrize("kind", ["lists", "scans", "editions", "trees"])
def test_a_bomb_costs_neither_time_nor_memory(kind: str) -> None:
    path = os.pathsep.join((str(TESTS), str(TESTS.parent)))
    done = subprocess.run(
        [sys.executable, "-m", "fuzz.bombs", kind],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": path, "FUZZ_REPORT": ""},
        check=False,
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    for line in lines:
        judging.note(f"bombs: {kind}", line["ending"])
    wrong = [
        line
        for line in lines
        if line["ending"] not in ("read", "refused")
        or line["seconds"] > judging.MOST_SECONDS
        or line["megabytes"] > MOST_MEGABYTES
    ]
    assert wrong == []
    assert done.returncode == 0, (lines[-1:], done.stderr[-500:])
