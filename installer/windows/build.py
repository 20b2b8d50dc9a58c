"""`make windows`: the program's folder, its setup and its update for Windows, built on Linux."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from dlschool import __version__
from installer.common import keys, pack, place
from installer.common.bytecode import NoCompiler, NotCompiled
from installer.common.licences import Untold
from installer.common.trim import Pointless
from installer.windows import runtime, setup, tree

REFUSED = (
    runtime.Refused, NoCompiler, NotCompiled, Pointless, Untold, keys.Wrong, pack.Wrong
)  # fmt: skip


def main() -> int:
    try:
        python = runtime.found()
        left_out = tree.build(python)
        private = keys.for_tree(tree.TREE)
        place.DIST.mkdir(parents=True, exist_ok=True)
        with ThreadPoolExecutor() as beside:
            packing = beside.submit(
                pack.pack, tree.TREE, __version__, "windows-x86_64", private, place.DIST
            )
            made = setup.build(__version__)
        update = packing.result()
    except REFUSED as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except subprocess.CalledProcessError as error:
        sys.stderr.write(f"{error.cmd[0]} ended with {error.returncode}\n")
        return 1
    for one in left_out:
        say(f"  without {one.files:5} files, {one.size / 1e6:6.1f} MB: {one.why}")
    files, size = tree.weighed()
    say(f"{tree.TREE}: {files} files, {size / 1e6:.1f} MB")
    for file in (made, update):
        say(f"{file}: {file.stat().st_size / 1e6:.1f} MB")
    if not python.for_release:
        say(
            "FOR TESTS ONLY: Python's runtime comes from the registry, not from python.org (RUNTIME=)."
        )
    return 0


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
