"""What the built libraries and programs ask of the system: names of libraries and versions of symbols."""

import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

MAGIC = b"\x7fELF"
_NEEDED = re.compile(r"^\s+NEEDED\s+(\S+)$", re.MULTILINE)
_SONAME = re.compile(r"^\s+SONAME\s+(\S+)$", re.MULTILINE)
_VERSION = re.compile(r"^\s+0x[0-9a-f]+ 0x[0-9a-f]+ \d+ ([A-Z]+)_([0-9.]+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Asked:
    """Of one file: its own name as a library, the libraries it asks for, the symbols' versions."""

    path: Path
    name: str
    libraries: frozenset[str]
    versions: frozenset[tuple[str, tuple[int, ...]]]


def files(folder: Path) -> Iterator[Path]:
    """Libraries and programs in the folder, links left aside."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and _is_elf(path):
            yield path


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == MAGIC


def asked(path: Path) -> Asked:
    """Raises CalledProcessError: objdump cannot read the file."""
    done = subprocess.run(
        ["objdump", "-p", str(path)],
        check=True,
        capture_output=True,
        text=True,
        env={"LC_ALL": "C"},
    )
    name = _SONAME.search(done.stdout)
    versions = _VERSION.findall(done.stdout)
    return Asked(
        path,
        name[1] if name else path.name,
        frozenset(_NEEDED.findall(done.stdout)),
        frozenset((kind, tuple(int(n) for n in text.split("."))) for kind, text in versions),
    )


def newest(found: Iterable[Asked], kind: str) -> tuple[int, ...]:
    """The highest version of a kind of symbols, ("GLIBC", 2, 34) as (2, 34); (0,) when none is asked."""
    return max((v for each in found for k, v in each.versions if k == kind), default=(0,))


def outside(found: Iterable[Asked], folder: Path) -> dict[str, set[str]]:
    """The libraries that must come from the system, and which files ask for them."""
    found = list(found)
    inside = {each.name for each in found} | {path.name for path in folder.rglob("*.so*")}
    asking: dict[str, set[str]] = {}
    for each in found:
        for library in each.libraries - inside:
            asking.setdefault(library, set()).add(each.path.name)
    return dict(sorted(asking.items()))
