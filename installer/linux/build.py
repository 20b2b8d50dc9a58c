"""`make deb`: the program, the package, the archive and the update for Linux."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dlschool import __version__
from installer.common import keys, pack, place
from installer.common.licences import Untold
from installer.common.trim import Pointless
from installer.linux import archive, notices, package, tree

SYSTEM = "linux-x86_64"


def main() -> int:
    os.umask(0o022)
    os.environ["SOURCE_DATE_EPOCH"] = str(date_of_sources())
    try:
        for line in built(int(os.environ["SOURCE_DATE_EPOCH"])):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
    except (tree.Incomplete, Pointless, Untold, keys.Wrong, pack.Wrong) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except subprocess.CalledProcessError as error:
        sys.stderr.write(f"{error.cmd[0]} ended with {error.returncode}\n")
        return 1
    return 0


def built(when: int) -> Iterator[str]:
    """Builds everything, and tells of each thing when it is there. Raises what its parts raise."""
    began = time.monotonic()
    tree.build(when)
    private = keys.for_tree(tree.TREE / tree.INSIDE)
    notices.write(tree.TREE)
    tree.settle(tree.TREE, when)
    files, size = tree.weighed()
    yield f"{tree.TREE}: {files} files, {size / 1e6:.1f} MB ({time.monotonic() - began:.0f} s)"
    package.lay_out(when)
    archive.lay_out(when)
    place.DIST.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor() as several:
        made = [
            several.submit(package.pack),
            several.submit(archive.pack, when),
            several.submit(pack.pack, tree.TREE, __version__, SYSTEM, private, place.DIST),
        ]
        for each in made:
            path = each.result()
            yield f"{path}: {path.stat().st_size / 1e6:.1f} MB ({time.monotonic() - began:.0f} s)"


def date_of_sources() -> int:
    """Seconds since 1970: SOURCE_DATE_EPOCH, the last commit, or the newest of the program's files."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    words = ["git", "-C", str(place.REPOSITORY), "log", "-1", "--format=%ct"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode == 0 and done.stdout.strip():
        return int(done.stdout)
    return int(max(_time(path) for path in (place.REPOSITORY / "dlschool").rglob("*.py")))


def _time(path: Path) -> float:
    return path.stat().st_mtime


if __name__ == "__main__":
    sys.exit(main())
