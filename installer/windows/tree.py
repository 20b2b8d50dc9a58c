"""`build/windows/tree`: one whole program as it will stand in programs/<version> on Windows.

    python.exe, …        Python's embeddable runtime: its files, unchanged but for ._pth
    program.zip          dlschool and those libraries that are nothing but Python, compiled, not packed
    Lib/site-packages    libraries with compiled parts
    resources, i18n      as in the repository

Few files: each one costs an old disk a seek and a virus scanner a look. The archive is stored, not
deflated: the setup packs it better, and reading a module is one read.
"""

import os
import shutil
import zipfile
from pathlib import Path

from installer.common.bytecode import compile_tree
from installer.common.place import BUILD, REPOSITORY
from installer.common.trim import Trimmed, trim
from installer.windows import notices, runtime, wheels

TREE = BUILD / "windows" / "tree"
AES = Path(__file__).parent / "aes" / "cryptography"
"""In the place of the library `cryptography`."""
PTH = f"python{runtime.MINOR.replace('.', '')}._pth"
SEARCHED = (PTH.replace("._pth", ".zip"), ".", "program.zip", "Lib\\site-packages")
UNUSED = {"python.cat", "winsound.pyd"}
"""Of the runtime: the catalogue by which a company's policy may trust Python's files, and sounds."""
_CPP = "msvcp140*.dll"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_IGNORED = shutil.ignore_patterns("__pycache__", "hub", "*.pyc", ".*")


def build(python: runtime.Runtime, place: Path = TREE) -> list[Trimmed]:
    """Makes the tree anew; the one before stands until it is whole. Returns what was left out.
    Raises what its parts raise.
    """
    tree = place.with_name(".new-tree")
    shutil.rmtree(tree, ignore_errors=True)
    tree.mkdir(parents=True)
    for name in python.files.keys() - UNUSED:
        (tree / name).write_bytes(python.files[name])
    (tree / PTH).write_text("".join(f"{line}\n" for line in SEARCHED), "ascii")
    libraries = tree / "Lib" / "site-packages"
    wheels.unpack(wheels.downloaded(), libraries)
    for library in (libraries / "PySide6").glob(_CPP):
        shutil.copy2(library, tree)
    told, held = notices.parts(libraries), notices.code(libraries)
    left_out = trim(libraries, "windows")
    notices.write(tree, told, held)
    shutil.copytree(AES, libraries / AES.name, ignore=_IGNORED)
    shutil.copytree(REPOSITORY / "dlschool", libraries / "dlschool", ignore=_IGNORED)
    compile_tree(libraries, runtime.MINOR, tree)
    _into_one_file(libraries, tree / "program.zip")
    _resources(tree)
    shutil.rmtree(place, ignore_errors=True)
    tree.rename(place)
    return left_out


def _into_one_file(libraries: Path, archive: Path) -> None:
    """Moves what is nothing but Python into the archive: in the same order and with the same bytes
    whenever it is made.
    """
    pure = [place for place in sorted(libraries.iterdir()) if _is_pure(place)]
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as packed:
        for top in pure:
            for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
                if path.is_file():
                    name = path.relative_to(libraries).as_posix()
                    packed.writestr(zipfile.ZipInfo(name, _LONG_AGO), path.read_bytes())
    for top in pure:
        shutil.rmtree(top) if top.is_dir() else top.unlink()


def _is_pure(place: Path) -> bool:
    files = [place] if place.is_file() else [path for path in place.rglob("*") if path.is_file()]
    return all(path.suffix == ".pyc" for path in files)


def _resources(tree: Path) -> None:
    """What the program reads, without the department's pages and without sources of catalogues."""
    ignored = shutil.ignore_patterns("hub", "readme")
    shutil.copytree(REPOSITORY / "resources", tree / "resources", ignore=ignored)
    for catalogue in sorted(REPOSITORY.glob("i18n/*/LC_MESSAGES/dlschool.mo")):
        target = tree / catalogue.relative_to(REPOSITORY)
        target.parent.mkdir(parents=True)
        shutil.copy2(catalogue, target)


def weighed(tree: Path = TREE) -> tuple[int, int]:
    """Number of files, bytes."""
    sizes = [path.stat().st_size for path in tree.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)


LONG_AGO = 315532800
"""1980-01-01, the first day that a ZIP knows."""


def settle_times(tree: Path = TREE, when: int = LONG_AGO) -> None:
    """One time for all files: the same sources give the same setup."""
    for path in tree.rglob("*"):
        os.utime(path, (when, when))
