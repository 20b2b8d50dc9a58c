"""Compiling the program for the Python that it is shipped with: `.pyc` of one minor version only.

The first that is there of: this Python, if it is of that minor version; `python3.13`; one of pyenv's;
the shipped python.exe itself under wine. The first three give the same bytes each time: not so the
last, which listens to no PYTHONHASHSEED and puts names of attributes in the order of the hour.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

SCRIPT = Path(__file__).with_name("compile_tree.py")
DOCUMENTED = "dlschool/cli"
"""Where docstrings are what `--help` says."""


_WINE = {
    "WINEARCH": "win64",
    "WINEDEBUG": "-all",
    "WINEDLLOVERRIDES": "mscoree,mshtml=",
}


class NotCompiled(Exception):
    """A file has a mistake; what Python says of it."""


class NoCompiler(Exception):
    """No Python of the shipped minor version is on this machine, nor wine to run the shipped one."""


def compile_tree(folder: Path, minor: str, runtime: Path) -> None:
    """Puts the `.pyc` of every `.py` of `folder` into its place. Raises NoCompiler, NotCompiled."""
    command = next(_compilers(minor, runtime), None)
    if command is None:
        raise NoCompiler(
            f"Compiling needs Python {minor} (`python{minor}` on the PATH, or pyenv's), or wine "
            "(apt-get install --no-install-recommends wine wine64)."
        )
    with TemporaryDirectory(prefix="dlschool-compiling-") as apart:
        # Outside of the repository: the links of wine's drives lead round and round through the disk.
        around = {**_bare(), "PYTHONHASHSEED": "0", "WINEPREFIX": f"{apart}/wine", **_WINE}
        done = subprocess.run(
            [*command, str(SCRIPT), str(folder), DOCUMENTED],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=around,
        )
        if Path(apart, "wine").exists():
            subprocess.run(["wineserver", "-k", "-w"], check=False, env=around)
    if done.returncode:
        raise NotCompiled(done.stdout.decode("utf-8", "replace"))


def _bare() -> dict[str, str]:
    return {name: text for name, text in os.environ.items() if not name.startswith("PYTHON")}


def _compilers(minor: str, runtime: Path) -> Iterator[list[str]]:
    if f"{sys.version_info.major}.{sys.version_info.minor}" == minor:
        yield [sys.executable, "-s"]
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    for place in (shutil.which(f"python{minor}"), *root.glob(f"versions/{minor}.*/bin/python")):
        if place and _is(place, minor):
            yield [str(place), "-s"]
    if wine := shutil.which("wine"):
        yield [wine, str(runtime / "python.exe"), "-X", "utf8"]


def _is(python: str | Path, minor: str) -> bool:
    """pyenv's `python3.13` may be a shim of a version that is not chosen: then it only complains."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    told = subprocess.run([python, "-I", "-c", code], capture_output=True, text=True, check=False)
    return told.stdout.strip() == minor
