"""LICENCES.txt of the built tree: the program, its libraries, Python, PyInstaller's starter, and what was
taken along from the build's system."""

import subprocess
import sys
import sysconfig
from importlib.metadata import distribution
from pathlib import Path

from installer.common import licences
from installer.common.licences import Part
from installer.linux import bundled, elf

NAME = "LICENCES.txt"
_PYTHON = "PSF-2.0"


def write(tree: Path) -> None:
    """Raises licences.Untold."""
    libraries = [licences.of_library(each) for each in bundled.present().values()]
    parts = [*licences.ours(), _python(), _starter(), *libraries, *_of_the_system(tree)]
    (tree / NAME).write_text(licences.text(parts), encoding="utf-8")


def _python() -> Part:
    version = sysconfig.get_python_version()
    own = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    debian = Path(f"/usr/share/doc/python{version}/copyright")
    text = next((path for path in (own, debian) if path.exists()), None)
    if text is None:
        raise licences.Untold("this Python brings no text of its licence")
    name = f"Python {sys.version.split()[0]}"
    return Part(name, _PYTHON, "https://www.python.org", (text.read_text("utf-8"),))


def _starter() -> Part:
    told = licences.of_library(distribution("pyinstaller"))
    return Part(f"Starter of {told.name}", told.terms, told.home, told.texts)


def _of_the_system(tree: Path) -> list[Part]:
    """The packages whose libraries lie in the tree: their texts are those of the distribution."""
    found: dict[str, str] = {}
    for path in elf.files(tree):
        if path.name.startswith(bundled.OWN) and not path.name.startswith("libpython"):
            package = _package(path.name)
            text = Path(f"/usr/share/doc/{package}/copyright")
            if package and text.exists():
                found[package] = text.read_text("utf-8")
    return [Part(name, "as below", "", (text,)) for name, text in sorted(found.items())]


def _package(library: str) -> str:
    """The Debian package that brought a library to this system; empty: none did."""
    done = subprocess.run(
        ["dpkg-query", "--search", f"*/{library}"], capture_output=True, text=True, check=False
    )
    return done.stdout.partition(":")[0]
