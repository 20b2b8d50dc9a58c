"""The program on the disk of an old PC: as a checkout is run, and as it is built and installed.

A checkout gets the Python, the libraries and the compiled modules that it runs with here. Beside the built
program lies a bare window that was frozen in the same way, with the same Python and the same Qt.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
TREE = ROOT / "build" / "linux" / "tree"
SHARED = ("dlschool", "resources", "i18n")
_NOT_RUN = {"site-packages", "test", "tests", "idlelib", "ensurepip", "lib2to3", "__pycache__"}
BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
app = QApplication(sys.argv[:1])
window = QMainWindow()
window.setCentralWidget(QTableView())
window.resize(1366, 768)
window.show()
app.exec()
"""


@dataclass(frozen=True, slots=True)
class Start:
    """How a process is begun there."""

    command: tuple[str, ...]
    environment: dict[str, str]


def here(home: Path) -> Start:
    """The checkout where it stands, with the Python that runs this."""
    command = (sys.executable, "-m", "parts.starting")
    bench = Path(__file__).resolve().parent.parent
    return Start(command, _environment(home) | {"PYTHONPATH": f"{ROOT}{os.pathsep}{bench}"})


def checkout(place: Path) -> Start:
    """Copied and compiled."""
    python, site, app = place / "python", place / "site", place / "app"
    _copy_python(python)
    _copy_libraries(site)
    for name in SHARED:
        _copy(ROOT / name, app / name)
    _copy(Path(__file__).resolve().parent, app / "parts")
    paths = {
        "PYTHONHOME": str(python),
        "PYTHONPATH": f"{app}{os.pathsep}{site}",
        "LD_LIBRARY_PATH": str(python / "lib"),
    }
    environment = _environment(place) | paths
    program = str(python / "bin" / "python3")
    compiled = [program, "-m", "compileall", "-q", str(app), str(site), str(python / "lib")]
    subprocess.run(compiled, env=environment, check=False, capture_output=True)
    return Start((program, "-m", "parts.starting"), environment)


def built(place: Path) -> Start:
    """`build/linux/tree`, and `bare` beside it."""
    shutil.copytree(TREE, place / "tree", symlinks=True)
    script = place / "bare.py"
    script.write_text(BARE, "utf-8")
    words = ("--noconfirm", "--log-level=ERROR", "--strip", f"--distpath={place}")
    work = place / "work"
    subprocess.run(
        [sys.executable, "-m", "PyInstaller", *words, f"--workpath={work}", f"--specpath={work}",
         str(script)],
        check=True,
        capture_output=True,
    )  # fmt: skip
    shutil.rmtree(work)
    return Start((str(place / "tree" / "dlschool"),), _environment(place))


def bare_beside(start: Start) -> Start:
    place = Path(start.command[0]).parent.parent
    return Start((str(place / "bare" / "bare"),), start.environment)


def _environment(home: Path) -> dict[str, str]:
    """What a person's session has, with its own home."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return kept | {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_DATA_HOME": str(home / "data"),
        "QT_QPA_PLATFORM": "offscreen",
        "QT_LOGGING_RULES": "*.warning=false",  # offscreen knows no size hints
    }


def _copy_python(to: Path) -> None:
    """The interpreter, its shared library if it has one, the standard library."""
    (to / "bin").mkdir(parents=True)
    shutil.copy2(Path(sys.executable).resolve(), to / "bin" / "python3")
    library = Path(sysconfig.get_config_var("LIBDIR") or "", _shared_library())
    standard = to / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}"
    _copy(Path(sysconfig.get_path("stdlib")), standard)
    if library.is_file():
        shutil.copy2(library, to / "lib" / library.name)


def _shared_library() -> str:
    return str(sysconfig.get_config_var("INSTSONAME") or "none")


def _copy_libraries(to: Path) -> None:
    """What the program asks for, and what that asks for."""
    for path, name in _library_files():
        if path.suffix != ".pyi" and path.is_file():
            target = to / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target)


def _library_files() -> Iterator[tuple[Path, str]]:
    """Where each lies, and its name in `site-packages`."""
    sys.path.insert(0, str(ROOT))
    from installer.common import closure

    for distribution in closure.libraries(closure.held()).values():
        for file in distribution.files or ():
            if (
                ".." not in file.parts
                and "qml" not in file.parts
                and "__pycache__" not in file.parts
            ):
                yield Path(str(distribution.locate_file(file))), str(file)


def _copy(source: Path, to: Path) -> None:
    shutil.copytree(
        source,
        to,
        symlinks=True,
        ignore=lambda _folder, names: [
            name for name in names if name in _NOT_RUN or name.startswith("config-")
        ],
    )
