"""`build/dist/dlschool-<version>-setup.exe`: the tree and the launchers packed by makensis."""

import os
import subprocess
from pathlib import Path

from installer.common.place import DIST, QUICK
from installer.windows import launchers, tree

SOURCE = Path(__file__).parent


def build(version: str) -> Path:
    """Packs the tree as it stands. Raises CalledProcessError."""
    launchers.build(version)
    out = DIST / f"dlschool-{version}-setup.exe"
    DIST.mkdir(parents=True, exist_ok=True)
    tree.settle_times()
    files, size = tree.weighed()
    defined = {
        "VERSION": version,
        "NUMBERS": launchers.four_numbers(version),
        "SIZE": str(size // 1024),
        "TREE": str(tree.TREE),
        "LAUNCHERS": str(launchers.FOLDER),
        "ICONS": str(launchers.ICONS),
        "LANGUAGES": str(SOURCE / "language"),
        "SOURCE": str(SOURCE),
        "OUT": str(out),
    }
    command = ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8"]
    command += [f"-D{name}={value}" for name, value in defined.items()]
    command += ["-DQUICK"] if QUICK else []
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(tree.LONG_AGO)}
    subprocess.run([*command, str(SOURCE / "setup.nsi")], check=True, env=environment)
    return out
