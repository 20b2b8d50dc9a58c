"""`make faults`: the whole torment in numbers; with smaller ones it is what the tests run."""

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path

from faults import report, shim


def main() -> int:
    arguments = _arguments()
    if not shim.loaded():
        library = shim.built(Path(tempfile.mkdtemp(prefix=shim.PREFIX)))
        shim.again_under(library, "faults", sys.argv[1:])
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="dlschool-faults-", dir=_fast()) as folder:
        lines = report.run(Path(folder), arguments)
    shim.swept()
    said = arguments.json
    took = f"{time.monotonic() - begun:.0f} s, seed {arguments.seed}"
    words = (
        json.dumps([line.json() for line in lines]) if said else f"{report.table(lines)}\n{took}"
    )
    sys.stdout.write(words + "\n")
    return int(any(line.lost for line in lines))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="faults", description=__doc__)
    parser.add_argument("--kills", type=int, default=2000)
    parser.add_argument("--cuts", type=int, default=1000)
    parser.add_argument("--pairs", type=int, default=250)
    parser.add_argument("--points", type=int, default=0, help="so many N of each; 0: every one")
    parser.add_argument("--damages", type=int, default=300, help="of each kind of file")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    parser.add_argument("--only", choices=report.PARTS, action="append")
    parser.add_argument("--operation", action="append", help="only these, of the failing ones")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _fast() -> str | None:
    """Memory, where there is some: what a power cut leaves is worked out, not left to a disk."""
    memory = Path("/dev/shm")
    return str(memory) if os.access(memory, os.W_OK) else None


if __name__ == "__main__":
    sys.exit(main())
