"""dlschool.exe and dlschool-cmd.exe: the launcher of installer/launcher with icons and a version."""

import subprocess
from pathlib import Path

from installer.common import icons
from installer.common.place import BUILD, REPOSITORY

FOLDER = BUILD / "windows" / "launchers"
ICONS = BUILD / "windows" / "icons"
SOURCE = REPOSITORY / "installer" / "launcher"
KINDS = {"dlschool.exe": ["-mwindows"], "dlschool-cmd.exe": ["-mconsole", "-DCONSOLE"]}
_TOOLS = "x86_64-w64-mingw32-"
_RC = Path(__file__).with_name("launcher.rc")


def build(version: str) -> None:
    """Compiles both. Raises CalledProcessError."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    icons.write(ICONS)
    icons.side(ICONS / "side.bmp")
    described = FOLDER / "described.o"
    numbers = four_numbers(version).replace(".", ",")
    command = [f"{_TOOLS}windres", f"--include-dir={ICONS}", f"--include-dir={_RC.parent}"]
    command += [f"-DNUMBERS={numbers}", f'-DVERSION=\\"{version}\\"', str(_RC), str(described)]
    subprocess.run(command, check=True)
    sources = [SOURCE / "launcher.c", SOURCE / "windows.c", described]
    for name, kind in KINDS.items():
        command = [f"{_TOOLS}gcc", "-O2", "-Wall", "-Wextra", "-municode", *kind, "-static", "-s"]
        command += ["-Wl,--no-insert-timestamp", "-o", str(FOLDER / name), *map(str, sources)]
        subprocess.run([*command, "-lshell32"], check=True)


def four_numbers(version: str) -> str:
    """`0.2.0rc1` as Windows counts: `0.2.0.0`."""
    numbers = []
    for part in version.split(".")[:4]:
        digits = part[: next((n for n, sign in enumerate(part) if not sign.isdigit()), len(part))]
        numbers.append(digits or "0")
    return ".".join([*numbers, "0", "0", "0"][:4])
