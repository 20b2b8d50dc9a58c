"""What PyInstaller is told to take into the program's folder and what to leave out."""

from functools import cache
from importlib.metadata import Distribution
from pathlib import Path

from installer.common import closure, trim

OWN = (
    "libpython", "libssl", "libcrypto", "libffi", "libsqlite3", "libbz2", "liblzma",
    "libmpdec", "libuuid",
    "libxcb-cursor", "libxcb-icccm", "libxcb-image", "libxcb-keysyms", "libxcb-render-util",
    "libxcb-util",
)  # fmt: skip
"""Libraries of the build's system that are taken along: Python's own, whose names change with every
release of a system, and Qt's small ones, which many a desktop lacks. All others are the user's system's.
"""
SYSTEM = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/", "/usr/local/lib/")
NEVER = {
    "dlschool.hub": "the department's program is installed by itself",
    "tkinter": "Pillow offers pictures to it",
    "pip": "sqlite-utils has a command that installs plugins",
    "readline": "a Python prompt",
    "curses": "a terminal",
    "dbm": "old key-value files",
    "nis": "yellow pages",
}
"""Modules outside of the libraries, and tools, that somebody could import; each with its reason."""


def ours(module: str) -> bool:
    return not (module == "dlschool.hub" or module.startswith("dlschool.hub."))


@cache
def libraries() -> dict[str, Distribution]:
    return closure.libraries(closure.held())


@cache
def trimmed() -> frozenset[str]:
    """Whole paths of the libraries' files that the rules of trim.toml leave out.
    Raises trim.Pointless: a rule hits nothing.
    """
    there = {
        path.as_posix(): str(Path(str(path.locate())).resolve())
        for each in libraries().values()
        for path in each.files or []
    }
    gone: set[str] = set()
    for rule in trim.rules("linux"):
        gone |= {there[path] for path in trim.dropped(rule, list(there))}
    return frozenset(gone)


@cache
def present() -> dict[str, Distribution]:
    """The libraries of which something is left."""
    return {
        name: each
        for name, each in libraries().items()
        if any(_left_of(each, module) for module in closure.modules(each) - set(NEVER))
    }


def taken(source: str) -> bool:
    """Whether the file of a library, or of the system, comes into the program's folder."""
    return str(Path(source).resolve()) not in trimmed() and not of_the_system(source)


def left_out() -> list[str]:
    """Modules that PyInstaller does not follow: whatever is no library of the program, and libraries
    that the rules leave out as a whole."""
    wanted = libraries()
    strange = {
        module
        for name, each in closure.held().items()
        if name not in wanted
        for module in closure.modules(each)
    }
    kept = {m for each in wanted.values() for m in closure.modules(each)} | {"dlschool"}
    whole = {m for each in wanted.values() for m in closure.modules(each) if not _left_of(each, m)}
    return sorted((strange - kept) | whole | set(NEVER))


def _left_of(each: Distribution, module: str) -> bool:
    files = (path for path in each.files or [] if path.parts[0].split(".")[0] == module)
    code = (path for path in files if path.suffix in (".py", ".so"))
    return any(str(Path(str(path.locate())).resolve()) not in trimmed() for path in code)


def data(root: Path) -> list[Path]:
    """The program's own files: resources but for the hub's and the README's, and the catalogues."""
    held = [path for path in sorted((root / "resources").rglob("*")) if path.is_file()]
    elsewhere = (root / "resources" / "hub", root / "resources" / "readme")
    mine = [path for path in held if not any(path.is_relative_to(each) for each in elsewhere)]
    return mine + sorted((root / "i18n").glob("*/LC_MESSAGES/*.mo"))


def opened_at_run_time() -> list[tuple[str, str]]:
    """Libraries that no import names: the planner opens its solver by path."""
    import highsbox

    home = Path(highsbox.highs_dist_dir())
    return [(str(home / "lib" / "libhighs.so"), str(Path("highsbox", "highs_dist", "lib")))]


def of_the_system(source: str) -> bool:
    """Whether a library is left to the user's system."""
    path = Path(source).resolve()
    if not str(path).startswith(SYSTEM) or "site-packages" in path.parts:
        return False
    return "lib-dynload" not in path.parts and not path.name.startswith(OWN)
