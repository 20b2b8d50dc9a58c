"""From the start to the sign-in screen, and from the password to a window that can be used.

Each start is a fresh interpreter that watches for the first paint of a window and then waits until the
event loop has nothing left to do; the bare window is watched in the same way (`parts.starting`). A pair is
one start of each, one after the other; the medians of the pairs are compared. The files are in memory
already: `old_pc_bench.py` starts with a cold cache.
"""

import os
import statistics
import tempfile
from pathlib import Path

from parts import laid_out, starts
from parts.starting import HELD, TYPING_MS
from parts.starts import timed

PAIRS = 9
GOAL = 1.5


def compare(folder: Path) -> None:
    """Prints the ratios; `folder` gets a school."""
    start, school = laid_out.here(folder), str(folder / "school")
    start.environment["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    starts.once(start, "found", school, "0")
    timed(start, list, "enter", school)  # the first start compiles the modules
    ours, bare, waits, held = [], [], [], []
    for _ in range(PAIRS):
        ours.append(starts.screen(timed(start, list, "sign-in", school)).seconds)
        bare.append(starts.bare(timed(start, list, "bare")).seconds)
        told = timed(start, list, "enter", school)
        waits.append(starts.window(told).seconds)
        held.append(starts.one(told, HELD).read)
    screen, theirs, wait = map(statistics.median, (ours, bare, waits))
    print(
        f"start to the sign-in screen: {screen / theirs:.2f} x a bare QMainWindow with a table"
        f" ({screen * 1000:.0f} ms, {theirs * 1000:.0f} ms; median of {PAIRS} pairs; goal {GOAL} x)"
    )
    print(
        f"password to usable window: {wait / theirs:.2f} x the start of the bare window"
        f" ({wait * 1000:.0f} ms, given {TYPING_MS / 1000} s after the screen; {max(held)} MB at most)"
    )


def main() -> None:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
    with tempfile.TemporaryDirectory() as folder:
        compare(Path(folder))


if __name__ == "__main__":
    main()
