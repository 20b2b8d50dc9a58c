"""LICENCES.txt of the Windows program: of those libraries that are in it after trimming."""

from importlib.metadata import Distribution
from pathlib import Path

from installer.common import closure, licences
from installer.common.licences import Part

NAME = "LICENCES.txt"
_PYTHON = "LICENSE.txt"
"""Python's own, beside python.exe."""
_CODE = {".py", ".pyd", ".dll"}


def parts(libraries: Path) -> dict[str, Part]:
    """What every library says of itself, asked before trimming. Raises licences.Untold."""
    found = closure.held([str(libraries)])
    return {name: licences.of_library(each) for name, each in sorted(found.items())}


def code(libraries: Path) -> dict[str, list[Path]]:
    """The files of every library that are no words about it."""
    found = closure.held([str(libraries)])
    return {name: _code(each) for name, each in found.items()}


def _code(each: Distribution) -> list[Path]:
    return [Path(str(path.locate())) for path in each.files or [] if path.suffix in _CODE]


def write(tree: Path, told: dict[str, Part], held: dict[str, list[Path]]) -> None:
    """Into the tree: Python, the fonts, the icons, and the libraries of which a file is left."""
    left = [told[name] for name in told if any(path.exists() for path in held[name])]
    python = Part("Python", "PSF-2.0", "", ((tree / _PYTHON).read_text("utf-8"),))
    (tree / NAME).write_text(licences.text([*licences.ours(), python, *left]), "utf-8")
