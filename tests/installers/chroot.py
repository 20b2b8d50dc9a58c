"""A bare Debian in a folder, and commands in it: as root, or as an ordinary person with an own home.

Nothing stays mounted: every command gets /proc and /dev in a view of the file system that ends with it.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

REPOSITORY = Path(__file__).resolve().parents[2]
CACHE = REPOSITORY / "build" / "cache"
SUITE = "bookworm"
NEEDED = (
    "debootstrap", "unshare", "chroot", "apt-get", "tar", "Xvfb", "xwininfo", "desktop-file-validate",
    "update-mime-database", "gio", "man", "lintian",
)  # fmt: skip
PERSON = "mektep"
HOME = "/srv/Әлия мектеп"
"""Kazakh letters and a space: a home may be called so."""
_ENTER = """
mount -t proc proc "$1/proc"
mount --bind /dev "$1/dev"
screens=tmp/.X11-unix
mkdir -p "$1/var/cache/apt/archives" "$1/$screens"
mount --bind "$2" "$1/var/cache/apt/archives"
[ ! -d "/$screens" ] || mount --bind "/$screens" "$1/$screens"
root=$1 who=$3
shift 3
exec chroot --userspec="$who" "$root" /usr/bin/env -i "$@"
"""


@dataclass(frozen=True, slots=True)
class Done:
    """A command that has ended."""

    code: int
    said: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Debian:
    """A Debian in `folder`."""

    folder: Path

    def here(self, path: str) -> Path:
        """Where a path inside lies on this computer."""
        return self.folder / path.lstrip("/")

    def root(self, *command: str, within: float = 300) -> Done:
        return _ended(self._command("root:root", "/root", command), within)

    def person(self, *command: str, within: float = 120, **variables: str) -> Done:
        return _ended(self._command(f"{PERSON}:{PERSON}", HOME, command, variables), within)

    def start(self, *command: str, **variables: str) -> "subprocess.Popen[bytes]":
        """Starts something as the person, and does not wait; it is a leader of its own session."""
        whole = self._command(f"{PERSON}:{PERSON}", HOME, command, variables)
        return subprocess.Popen(
            whole, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip

    def _command(
        self, who: str, home: str, command: Sequence[str], variables: dict[str, str] | None = None
    ) -> list[str]:
        known = {
            "HOME": home, "PATH": "/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8",
            "DEBIAN_FRONTEND": "noninteractive", **(variables or {}),
        }  # fmt: skip
        debs = CACHE / "debs"
        debs.mkdir(parents=True, exist_ok=True)
        space = ("unshare", "--mount", "--propagation", "private", "sh", "-ec", _ENTER, "sh")
        settings = (f"{name}={value}" for name, value in known.items())
        return [*space, str(self.folder), str(debs), who, *settings, *command]


def _ended(command: list[str], within: float) -> Done:
    began = time.monotonic()
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        timeout=within, check=False,
    )  # fmt: skip
    return Done(done.returncode, done.stdout.decode("utf-8", "replace"), time.monotonic() - began)


def refusal() -> str:
    """Why no Debian can be made here; empty: it can."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if os.geteuid() != 0:
        return "the tests of the Linux package need root: a Debian in a folder is entered by chroot"
    return f"needed: {', '.join(missing)} (installer/linux/test-packages)" if missing else ""


def made(folder: Path) -> Debian:
    """A bare Debian with a person in it; the first one of a checkout takes a minute, then it is a copy."""
    kept = CACHE / f"debian-{SUITE}.tar"
    if not kept.exists():
        _bootstrap(folder.with_name("bootstrap"), kept)
    folder.mkdir()
    subprocess.run(["tar", "-C", str(folder), "-xpf", str(kept)], check=True)
    shutil.copy("/etc/resolv.conf", folder / "etc" / "resolv.conf")
    debian = Debian(folder)
    done = debian.root("useradd", "--create-home", "--home-dir", HOME, "--shell", "/bin/sh", PERSON)
    assert done.code == 0, done.said
    return debian


def _bootstrap(folder: Path, kept: Path) -> None:
    words = ["debootstrap", "--variant=minbase", SUITE, str(folder), mirror()]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, timeout=600)
    shutil.copy("/etc/resolv.conf", folder / "etc" / "resolv.conf")
    done = Debian(folder).root("apt-get", "-qq", "update")
    assert done.code == 0, done.said
    beside = kept.with_suffix(".new")
    beside.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["tar", "-C", str(folder), "--one-file-system", "-cpf", str(beside), "."], check=True
    )
    beside.rename(kept)
    shutil.rmtree(folder)


def mirror() -> str:
    """Where this computer gets its own packages from."""
    words = [
        "apt-get",
        "indextargets",
        "--format",
        "$(SITE)",
        "Created-By: Packages",
        f"Codename: {SUITE}",
    ]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    sites = [line for line in done.stdout.splitlines() if line.rstrip("/").endswith("/debian")]
    assert sites, f"no source of packages of Debian {SUITE} is known to apt here"
    return sites[0]


def titles(display: str) -> list[str]:
    """Titles of the windows on a screen of this computer."""
    known = os.environ | {"DISPLAY": display, "LC_ALL": "C.UTF-8"}
    words = ["xwininfo", "-root", "-tree"]
    tree = subprocess.run(words, env=known, capture_output=True, check=True, timeout=20)
    lines = (line.strip() for line in tree.stdout.decode("utf-8", "replace").splitlines())
    return [line.split('"')[1] for line in lines if line.startswith("0x") and '"' in line]


def colours(picture: Image.Image) -> int:
    """How many colours a picture has: one where nothing was drawn."""
    return len(picture.convert("RGB").getcolors(2**24) or [])
