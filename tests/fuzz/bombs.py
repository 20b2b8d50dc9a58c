"""Small files that unpack into very much, each read in a process of its own that is measured.

`python -m fuzz.bombs KIND [NAME …]` reads every bomb of a kind, or those named, and prints, a line
each, its name, how it ended, seconds, and by how many megabytes the process grew.
"""

import json
import re
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from fuzz import bombs_editions, bombs_lists, bombs_scans, bombs_trees
from fuzz.judging import said_in_both

from dlschool.errors import Refused

Bomb = tuple[str, Callable[[], Callable[[], object]]]
"""Name, and what makes the bomb and gives back what reads it: only the reading is measured."""

KINDS: dict[str, Callable[[Path], Iterator[Bomb]]] = {
    "lists": bombs_lists.bombs,
    "scans": bombs_scans.bombs,
    "editions": bombs_editions.bombs,
    "trees": bombs_trees.bombs,
}
MOST_PROCESS = 4 * 2**30
"""Bytes of address space: the machine is not to fall with the child."""


def main(kind: str, *only: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_PROCESS, MOST_PROCESS))
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
    with TemporaryDirectory() as folder:
        for name, made in KINDS[kind](Path(folder)):
            if only and name not in only:
                continue
            read = made()
            ending, seconds, grown = measured(read)
            said = {"name": name, "ending": ending, "seconds": seconds, "megabytes": grown}
            print(json.dumps(said), flush=True)  # noqa: T201


def measured(read: Callable[[], object]) -> tuple[str, float, int]:
    Path("/proc/self/clear_refs").write_text("5", "ascii")
    before, begun = peak(), time.process_time()
    try:
        read()
        ending = "read"
    except Refused as refused:
        said_in_both(refused)
        ending = "refused"
    except BaseException as error:
        ending = f"{type(error).__name__}: {error}"[:300]
    return ending, round(time.process_time() - begun, 2), peak() - before


def peak() -> int:
    """Megabytes that the process held at most since the mark was set back."""
    told = Path("/proc/self/status").read_text("ascii")
    found = re.search(r"VmHWM:\s+(\d+) kB", told)
    assert found is not None
    return int(found[1]) // 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
