"""A disk of an old PC, for one process and its children: a file system in a file, cold at every start.

It needs root: a loop device in a mount namespace of its own, whose cache goes when it is unmounted and
which nobody else reads from, so that other work on this machine neither warms nor slows it. How fast it
is and how much memory its reader gets are said through cgroups, version 1 or 2.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

CGROUPS = Path("/sys/fs/cgroup")
READ_AHEAD = 128
"""KB: what Linux reads ahead of a reader on an ordinary disk."""
_INSIDE = "DLSCHOOL_BENCH_MOUNTS"


class Unavailable(Exception):
    """Why there cannot be such a disk here."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast it reads, and what the reader may hold; 0: as this machine can."""

    name: str
    bytes_a_second: int = 0
    requests_a_second: int = 0
    memory: int = 0


@dataclass(slots=True)
class Disk:
    """`place`: where it is mounted, empty at first."""

    place: Path
    device: Path
    number: str
    """Of the device, as the kernel writes it: "7:0"."""
    groups: list[Path] = field(default_factory=list)

    def cold(self) -> None:
        """Nothing of it is in memory any more."""
        _run("umount", str(self.place))
        _run("mount", str(self.device), str(self.place))

    def pace(self, pace: Pace) -> None:
        """For the commands that run `within`. Raises Unavailable: this machine has no such cgroups."""
        self.leave()
        try:
            if (CGROUPS / "blkio").is_dir():
                self._pace_1(pace)
            else:
                self._pace_2(pace)
        except OSError as error:
            raise Unavailable(f"no cgroup limits reading: {error}") from error

    def within(self, command: Iterable[str]) -> list[str]:
        """The command as a process of the groups from its first byte on."""
        join = 'for group in $1; do echo $$ > $group/cgroup.procs; done; shift; exec "$@"'
        return ["sh", "-c", join, "sh", " ".join(map(str, self.groups)), *command]

    def leave(self) -> None:
        """The groups are taken away; their processes have ended."""
        for group in self.groups:
            for _ in range(100):
                with suppress(OSError):
                    group.rmdir()
                    break
                time.sleep(0.02)
        self.groups.clear()

    def _pace_1(self, pace: Pace) -> None:
        reads = self._group(CGROUPS / "blkio")
        for what, most in (("bps", pace.bytes_a_second), ("iops", pace.requests_a_second)):
            (reads / f"blkio.throttle.read_{what}_device").write_text(f"{self.number} {most}")
        held = self._group(CGROUPS / "memory")
        (held / "memory.limit_in_bytes").write_text(str(pace.memory or -1))

    def _pace_2(self, pace: Pace) -> None:
        (CGROUPS / "cgroup.subtree_control").write_text("+io +memory")
        both = self._group(CGROUPS)
        bps, iops = pace.bytes_a_second or "max", pace.requests_a_second or "max"
        (both / "io.max").write_text(f"{self.number} rbps={bps} riops={iops}")
        (both / "memory.max").write_text(str(pace.memory or "max"))

    def _group(self, above: Path) -> Path:
        made = above / f"dlschool-bench-{os.getpid()}"
        made.mkdir(exist_ok=True)
        self.groups.append(made)
        return made


def in_own_mounts(script: str) -> int | None:
    """Runs the script once more, in a mount namespace of its own; its exit code. None: we are in it.
    Raises Unavailable.
    """
    if os.environ.get(_INSIDE):
        return None
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        raise Unavailable("a disk of its own needs root")
    own = ["unshare", "--mount", "--propagation", "private"]
    _run(*own, "true")
    command = [*own, sys.executable, script]
    return subprocess.run(command, env=os.environ | {_INSIDE: "1"}, check=False).returncode


@contextmanager
def made(folder: Path, megabytes: int) -> Iterator[Disk]:
    """A new disk, whose content is a file in `folder`. Raises Unavailable."""
    image, place = folder / "disk", folder / "mounted"
    place.mkdir()
    with image.open("wb") as file:
        file.truncate(megabytes * 2**20)
    _run("mkfs.ext4", "-q", "-m0", "-O", "^has_journal", str(image))
    with ExitStack() as after:
        device = Path(_run("losetup", "--find", "--show", str(image)))
        after.callback(_run, "losetup", "--detach", str(device))
        blocks = Path("/sys/block", device.name)
        (blocks / "queue" / "read_ahead_kb").write_text(str(READ_AHEAD))
        _run("mount", str(device), str(place))
        after.callback(_run, "umount", str(place))
        disk = Disk(place, device, (blocks / "dev").read_text().strip())
        after.callback(disk.leave)
        yield disk


def _run(*command: str) -> str:
    """What it printed. Raises Unavailable."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        raise Unavailable(f"{command[0]}: {error}") from error
    if done.returncode != 0:
        raise Unavailable(f"{command[0]}: {done.stderr.strip()}")
    return done.stdout.strip()


def forget(places: list[Path]) -> str:
    """Drops files from the cache of the system; returns how. Root drops everything, others their trees."""
    os.sync()
    with suppress(OSError):
        Path("/proc/sys/vm/drop_caches").write_text("3")
        return "drop_caches"
    for place in places:
        for path in place.rglob("*"):
            with suppress(OSError), path.open("rb", buffering=0) as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return "posix_fadvise DONTNEED over the program, its libraries and its data"
