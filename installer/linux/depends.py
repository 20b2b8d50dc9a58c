"""Which packages of Debian or Ubuntu the built program needs, by what its files ask of the system."""

from pathlib import Path

from installer.linux import elf
from installer.linux.tree import Incomplete

TABLE = Path(__file__).with_name("depends")
GCC_OF_SYMBOLS = {
    (3, 4, 29): "11",
    (3, 4, 30): "12",
    (3, 4, 31): "13",
    (3, 4, 32): "13.2",
    (3, 4, 33): "14",
}
"""GLIBCXX symbols and the release of GCC that brought them (GCC's manual, "ABI Policy and Guidelines")."""


def table() -> dict[str, str]:
    """Library, and the packages that bring it, as in a Depends line."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    pairs = (line.split(maxsplit=1) for line in lines if line and not line.startswith("#"))
    return {library: packages.strip() for library, packages in pairs}


def of(tree: Path) -> list[str]:
    """The clauses of Depends. Raises Incomplete: a library comes from no package of the table."""
    found = [elf.asked(path) for path in elf.files(tree)]
    known, asking = table(), elf.outside(found, tree)
    lost = [
        f"{name} (for {', '.join(sorted(who))})"
        for name, who in asking.items()
        if name not in known
    ]
    if lost:
        raise Incomplete(
            f"libraries that installer/linux/depends has no package for: {'; '.join(lost)}"
        )
    least = {"libc6": glibc(found), "libstdc++6": _gcc(found)}
    packages = sorted({known[library] for library in asking})
    return [f"{name} (>= {least[name]})" if name in least else name for name in packages]


def glibc(found: list[elf.Asked]) -> str:
    """The oldest glibc with which the files can be loaded."""
    return ".".join(map(str, elf.newest(found, "GLIBC")))


def _gcc(found: list[elf.Asked]) -> str:
    asked = elf.newest(found, "GLIBCXX")
    if asked > max(GCC_OF_SYMBOLS):
        raise Incomplete(f"GLIBCXX {asked} is newer than installer/linux/depends.py knows")
    return next(gcc for symbols, gcc in sorted(GCC_OF_SYMBOLS.items()) if symbols >= asked)
