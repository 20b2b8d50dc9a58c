"""Writes `wheels.txt`: what the program needs on Windows, each wheel with its sum.

    python -m installer.windows.pin

The dependencies of pyproject.toml (neither those of the hub nor those of developers) and what they ask
for in turn, at the versions of constraints.txt. Done again when either of the two changes.
"""

import hashlib
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterable
from email.parser import HeaderParser
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from installer.common.place import CACHE, REPOSITORY
from installer.windows.wheels import FOR_WINDOWS, LIST

NOT_ASKED = {"pip": "sqlite-utils installs its plugins with it; the program has none"}
WINDOWS = {
    "extra": "",
    "implementation_name": "cpython",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_system": "Windows",
    "python_full_version": "3.13.0",
    "python_version": "3.13",
    "sys_platform": "win32",
}


def asked(requirements: Iterable[str], extras: Iterable[str] = ()) -> list[Requirement]:
    """Those requirements that hold on Windows with these extras."""
    found = [Requirement(line) for line in requirements]
    chances = [WINDOWS | {"extra": extra} for extra in ("", *extras)]
    return [
        one
        for one in found
        if canonicalize_name(one.name) not in NOT_ASKED
        and (one.marker is None or any(one.marker.evaluate(chance) for chance in chances))
    ]


def of_the_program() -> list[Requirement]:
    written = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    return asked(written["project"]["dependencies"])


def constraints() -> dict[str, str]:
    """Name and version of every line of constraints.txt."""
    lines = (REPOSITORY / "constraints.txt").read_text("utf-8").splitlines()
    pairs = (line.split("==") for line in lines if "==" in line)
    return {canonicalize_name(name): version.strip() for name, version in pairs}


def download(requirement: str, folder: Path) -> Path:
    """The wheel for Windows. Raises CalledProcessError: there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", *FOR_WINDOWS]
    subprocess.run([*command, "--dest", folder, requirement], check=True)
    name, _, version = requirement.partition("==")
    sign = re.sub(r"[-_.]+", "_", name).lower()
    return next(
        path
        for path in sorted(folder.glob("*.whl"))
        if re.sub(r"[-_.]+", "_", path.name.split("-")[0]).lower() == sign
        and path.name.split("-")[1] == version
    )


def metadata(wheel: Path) -> list[str]:
    """The requirements that the wheel names itself."""
    with zipfile.ZipFile(wheel) as packed:
        name = next(name for name in packed.namelist() if name.endswith(".dist-info/METADATA"))
        headers = HeaderParser().parsestr(packed.read(name).decode())
    return headers.get_all("Requires-Dist") or []


def closure(folder: Path) -> dict[str, Path]:
    """The wheel of every library, by name. Raises KeyError: a name that constraints.txt lacks."""
    versions, found = constraints(), dict[str, Path]()
    waiting = of_the_program()
    while waiting:
        one = waiting.pop()
        name = canonicalize_name(one.name)
        if name not in found:
            found[name] = download(f"{name}=={versions[name]}", folder)
        waiting += [
            more
            for more in asked(metadata(found[name]), one.extras)
            if canonicalize_name(more.name) not in found
        ]
    return dict(sorted(found.items()))


def main() -> None:
    lines = ["# Written by installer/windows/pin.py: do not edit."]
    versions = constraints()
    for name, wheel in closure(CACHE / "wheels-windows").items():
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        lines += [f"{name}=={versions[name]} \\", f"    --hash=sha256:{digest}"]
    LIST.write_text("\n".join(lines) + "\n", "utf-8")
    sys.stdout.write(f"{LIST}: {len(lines) // 2} libraries\n")


if __name__ == "__main__":
    main()
