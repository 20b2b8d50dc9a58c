"""What the installers weigh, beside the goals; they are built by `make windows` and `make deb`."""

import lzma
import sys
from pathlib import Path

import dlschool

MIB = 2**20
BUILD = Path(__file__).resolve().parents[2] / "build"
MADE = (
    ("setup for Windows", f"dist/dlschool-{dlschool.__version__}-setup.exe", 35),
    ("installed on Windows", "windows/tree", 120),
    ("update for Windows", f"dist/dlschool-{dlschool.__version__}-windows.dlu", None),
    ("package for Linux", f"dist/dlschool_{dlschool.__version__}_amd64.deb", None),
    ("archive for Linux", f"dist/dlschool-{dlschool.__version__}-linux.tar.xz", None),
    ("installed on Linux", "linux/tree", None),
)
LARGEST = 5
"""So many of the largest parts of a tree are named."""


def weighed(path: Path) -> tuple[int, int]:
    """Files and bytes."""
    files = [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
    return len(files), sum(each.lstat().st_size for each in files)


def packed(path: Path) -> float:
    """How many times smaller xz makes a file at its quickest: what a part costs in the setup."""
    content = path.read_bytes()
    return len(content) / max(1, len(lzma.compress(content, preset=0)))


def main() -> None:
    for what, name, goal in MADE:
        path = BUILD / name
        if not path.exists():
            print(f"{what}: not built (make windows, make deb)")
            continue
        files, size = weighed(path)
        said = f"; goal {goal} MiB" if goal else ""
        count = f", {files} files" if path.is_dir() else ""
        print(f"{what}: {size / MIB:.1f} MiB{count}{said}")
        if path.is_dir():
            largest(path)


def largest(tree: Path) -> None:
    files = sorted(tree.rglob("*"), key=lambda path: -path.lstat().st_size * path.is_file())
    named = (
        f"{path.name} {path.stat().st_size / MIB:.1f} (xz 1:{packed(path):.1f})"
        for path in files[:LARGEST]
    )
    print(f"  largest, MiB: {', '.join(named)}")


if __name__ == "__main__":
    sys.exit(main())
