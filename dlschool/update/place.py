"""Where this program lies, where its updates go, and how one of its versions is started."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.update import start
from dlschool.update.start import PROGRAMS
from dlschool.update.versions import is_version

SYSTEM = "windows-x86_64" if os.name == "nt" else "linux-x86_64"
OF_THE_SYSTEM = Path("/usr")
"""What lies below belongs to the system's packages, whoever may write there."""
FOR_ALL = OF_THE_SYSTEM / "lib" / "dlschool"
"""The program folder of the package."""
LAUNCHER = "DLSCHOOL_LAUNCHER"
WENT_BACK = "DLSCHOOL_WENT_BACK"
"""Environment variables of the launcher: its own path; the version that did not start."""


@dataclass(frozen=True, slots=True)
class Place:
    """The program folder that the running program was started from."""

    root: Path
    version: str
    """Of the running program."""
    target: Path
    """The program folder that its updates go to: `root`, or the person's own."""
    beside: tuple[Path, ...] = ()
    """Other program folders that versions are started from."""
    system: str = SYSTEM

    def tree(self, version: str) -> Path | None:
        """A version that can be started; None: it is not on this computer, or closed to this person."""
        for root in (self.target, self.root, *self.beside):
            tree = root / PROGRAMS / version
            if is_version(version) and os.path.isfile(starter(tree, self.system)):
                return tree
        return None


def find(executable: Path | None = None, own: Path | None = None) -> Place | None:
    """None: this program was not installed by a setup. `own`: the person's own program folder."""
    tree = (executable or Path(sys.executable)).absolute().parent
    root = tree.parent.parent
    if tree.parent.name != PROGRAMS or not is_version(tree.name) or not _is_root(root):
        return None
    own = own or _own_folder()
    target = root
    if own is not None and root != own and (_of_the_system(root) or not os.access(root, os.W_OK)):
        target = own
    beside = tuple(other for other in (FOR_ALL,) if other not in (root, target))
    return Place(root, tree.name, target, beside if os.name != "nt" else ())


def _is_root(root: Path) -> bool:
    return os.path.isfile(root / start.FILE)


def _of_the_system(root: Path) -> bool:
    return os.name != "nt" and root.is_relative_to(OF_THE_SYSTEM)


def _own_folder() -> Path | None:
    """The same rule as the launcher's. On Windows a setup is always the person's own."""
    if os.name == "nt":
        return None
    said, home = os.environ.get("XDG_DATA_HOME", ""), os.environ.get("HOME", "")
    if said.startswith("/"):
        return Path(said) / "dlschool-program"
    return Path(home) / ".local/share/dlschool-program" if home.startswith("/") else None


def found(executable: Path | None = None) -> Place:
    """Refused: this program was not installed by a setup."""
    place = find(executable)
    if place is None:
        raise Refused(
            N_(
                "This program was not installed by a setup: it runs from {folder}. "
                "Update it in the way it came there."
            ),
            folder=(executable or Path(sys.executable)).parent,
        )
    return place


def starter(tree: Path, system: str = SYSTEM) -> Path:
    """The file of a version that the launcher starts."""
    return tree / ("python.exe" if system.startswith("windows") else "dlschool")


def command(tree: Path, arguments: list[str], system: str = SYSTEM) -> list[str]:
    """How one version is run without its launcher."""
    first = [str(starter(tree, system))]
    if system.startswith("windows"):
        first += ["-B", "-X", "utf8", "-m", "dlschool"]
    return [*first, *arguments]
