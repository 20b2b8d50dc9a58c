"""`build/linux/tree`: one whole program as it will stand in programs/<version> on Linux.

dlschool             the program; all that is nothing but Python lies in it, compiled
_internal            libraries with compiled parts, resources, catalogues
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from PyInstaller.archive.readers import CArchiveReader  # type: ignore[import-untyped]

from installer.common import place
from installer.linux import bundled, elf

TREE = place.BUILD / "linux" / "tree"
WORK = place.BUILD / "linux" / "pyinstaller"
SPEC = Path(__file__).with_name("dlschool.spec")
PROGRAM, INSIDE = "dlschool", "_internal"
_PYZ = "PYZ.pyz"


class Incomplete(Exception):
    """What was built lacks modules of the program, or asks for libraries that nobody gives."""


def build(when: int, tree: Path = TREE) -> None:
    """Makes the tree anew; `when`: seconds since 1970, the time of every file.
    Raises CalledProcessError (PyInstaller, strip), trim.Pointless, Incomplete.
    """
    shutil.rmtree(tree, ignore_errors=True)
    shutil.rmtree(WORK, ignore_errors=True)
    made = WORK / "made" / PROGRAM
    words = ("--noconfirm", "--log-level=ERROR", f"--distpath={made.parent}", f"--workpath={WORK}")
    subprocess.run(
        [sys.executable, "-m", "PyInstaller", *words, str(SPEC)],
        check=True,
        cwd=place.REPOSITORY,
        env=os.environ | {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(when)},
    )
    made.rename(tree)
    _remove_loose_links(tree)
    _strip(tree)
    refuse_missing_modules(tree)


def _remove_loose_links(tree: Path) -> None:
    """PyInstaller's links to libraries that the rules left out."""
    for path in tree.rglob("*"):
        if path.is_symlink() and not path.exists():
            path.unlink()


def _strip(tree: Path) -> None:
    """Takes the symbols for debuggers out of the libraries; the program itself carries its archive."""
    libraries = [str(path) for path in elf.files(tree) if path != tree / PROGRAM]
    subprocess.run(["strip", "--strip-unneeded", *libraries], check=True)


def modules(tree: Path = TREE) -> set[str]:
    """The Python modules in the built program."""
    return set(CArchiveReader(str(tree / PROGRAM)).open_embedded_archive(_PYZ).toc)


def sources(root: Path = place.REPOSITORY) -> set[str]:
    """The modules of the program as the repository has them, the department's and the start left out:
    the start is run, not imported."""
    names = {
        ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
        for path in (root / PROGRAM).rglob("*.py")
    }
    return {name for name in names if bundled.ours(name)} - {f"{PROGRAM}.__main__"}


def refuse_missing_modules(tree: Path) -> None:
    """Raises Incomplete."""
    lost = sources() - modules(tree)
    if lost:
        raise Incomplete(f"modules missing in {tree}: {', '.join(sorted(lost))}")


def settle(folder: Path, when: int) -> None:
    """The same times and rights whoever builds: what is run and folders 755, the rest 644."""
    for path in [folder, *folder.rglob("*")]:
        if path.is_symlink():
            os.utime(path, (when, when), follow_symlinks=False)
            continue
        runs = path.is_dir() or os.access(path, os.X_OK)
        if path.is_file() and ".so" in path.name:
            runs = False
        path.chmod(0o755 if runs else 0o644)
        os.utime(path, (when, when))


def weighed(tree: Path = TREE) -> tuple[int, int]:
    """Number of files, bytes."""
    sizes = [
        path.stat().st_size for path in tree.rglob("*") if path.is_file() and not path.is_symlink()
    ]
    return len(sizes), sum(sizes)
