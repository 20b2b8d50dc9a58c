"""The program's folder as a package or an archive brings it: the launcher, `start`, programs/<version>."""

import os
import shutil
import subprocess
from pathlib import Path

from dlschool import __version__
from installer.common.place import REPOSITORY
from installer.linux import tree

LAUNCHER = REPOSITORY / "installer" / "launcher"
_WARNINGS = ("-Wall", "-Wextra", "-Werror")


def write(folder: Path) -> None:
    """Makes `folder`, with the built tree in it (hard links: the tree is not changed any more).
    Raises CalledProcessError: the launcher cannot be compiled.
    """
    program = folder / "programs" / __version__
    program.parent.mkdir(parents=True)
    shutil.copytree(tree.TREE, program, symlinks=True, copy_function=os.link)
    compile_launcher(folder / tree.PROGRAM)
    (folder / "start").write_text(f"current={__version__}\n", encoding="utf-8")


def compile_launcher(target: Path) -> None:
    """No path and no time of the build gets into it."""
    sources = [str(LAUNCHER / name) for name in ("launcher.c", "posix.c")]
    words = ("-O2", "-s", "-fPIE", "-pie", "-Wl,-z,relro,-z,now", "-Wl,--build-id=none", *_WARNINGS)
    subprocess.run(
        ["cc", *words, f"-ffile-prefix-map={REPOSITORY}=.", "-o", str(target), *sources], check=True
    )
