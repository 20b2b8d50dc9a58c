"""The libraries for Windows: downloaded once, each checked against its sum, unpacked."""

import subprocess
import sys
import zipfile
from pathlib import Path

from installer.common.place import CACHE

LIST = Path(__file__).with_name("wheels.txt")
FOR_WINDOWS = ["--only-binary=:all:", "--platform=win_amd64", "--python-version=3.13"]


def downloaded() -> list[Path]:
    """The wheels of `wheels.txt`. pip refuses one whose sum differs, also one that lay in the cache."""
    folder = CACHE / "wheels-windows"
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    command += [*FOR_WINDOWS, "--find-links", str(folder), "--dest", str(folder), "-r", str(LIST)]
    subprocess.run(command, check=True)
    names = [line.split("==") for line in LIST.read_text("utf-8").splitlines() if "==" in line]
    return [_wheel(folder, name, version.removesuffix("\\").strip()) for name, version in names]


def _wheel(folder: Path, name: str, version: str) -> Path:
    """The wheel of that name. Raises StopIteration when pip left none."""
    sign = f"{name.replace('-', '_')}-{version}-"
    return next(path for path in folder.glob("*.whl") if path.name.lower().startswith(sign.lower()))


def unpack(wheels: list[Path], folder: Path) -> None:
    """As pip would lay them out in site-packages, without scripts."""
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as packed:
            for info in packed.infolist():
                if not info.is_dir() and (inside := _place(info.filename)):
                    target = folder / inside
                    target.parent.mkdir(parents=True, exist_ok=True)
                    content = packed.read(info)
                    is_list = inside.endswith(".dist-info/RECORD")
                    target.write_bytes(_as_placed(content) if is_list else content)


def _as_placed(record: bytes) -> bytes:
    """The wheel's list of its files, each named where it was put."""
    rows = (line.partition(",") for line in record.decode().splitlines())
    return "".join(f"{at},{rest}\n" for name, _, rest in rows if (at := _place(name))).encode()


def _place(name: str) -> str:
    """Where a member of a wheel belongs; empty for scripts and for files outside of site-packages."""
    first, _, rest = name.partition("/")
    if not first.endswith(".data"):
        return name
    kind, _, rest = rest.partition("/")
    return rest if kind in ("purelib", "platlib") else ""
