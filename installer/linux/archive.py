"""build/dist/dlschool-<version>-linux.tar.xz: for systems without dpkg and for persons without rights."""

import shutil
import subprocess
from pathlib import Path

from dlschool import __version__
from installer.common import place
from installer.linux import depends, elf, folder, shared, tree

ROOT = place.BUILD / "linux" / "archive"
TOP = f"dlschool-{__version__}"
PATH = place.DIST / f"dlschool-{__version__}-linux.tar.xz"
SCRIPTS = Path(__file__).parent / "archive_files"


def lay_out(when: int) -> None:
    """The folder that is to be packed. Raises CalledProcessError."""
    shutil.rmtree(ROOT, ignore_errors=True)
    top = ROOT / TOP
    folder.write(top / "program")
    shared.write(top / "share", when)
    shutil.copyfile(depends.TABLE, top / "libraries")
    glibc = depends.glibc([elf.asked(path) for path in elf.files(tree.TREE)])
    for script in sorted(SCRIPTS.iterdir()):
        text = script.read_text(encoding="utf-8").replace("@GLIBC@", glibc)
        (top / script.name).write_text(text, encoding="utf-8")
        (top / script.name).chmod(0o755)
    tree.settle(top, when)


def pack(when: int) -> Path:
    """Raises CalledProcessError."""
    owned = ("--owner=0", "--group=0", "--numeric-owner", f"--mtime=@{when}")
    words = ["tar", "-C", str(ROOT), "--sort=name", "--format=gnu", *owned, "-c", TOP]
    fresh = PATH.with_name(f".new-{PATH.name}")
    with fresh.open("wb") as file, subprocess.Popen(words, stdout=subprocess.PIPE) as tar:
        subprocess.run(["xz", f"-{place.PRESET}", "-T2"], check=True, stdin=tar.stdout, stdout=file)
    if tar.returncode:
        raise subprocess.CalledProcessError(tar.returncode, words)
    return fresh.replace(PATH)
