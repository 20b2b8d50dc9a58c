"""Who has a data folder open: a file of each session in `open/`, touched while the session lives.

A session that ended well takes its file away. One of this machine whose process is gone ended
uncleanly; one of another machine that is touched still writes there. Ages are told by the file
system's own clock (the time of our file beside the time of theirs), so that two machines whose
clocks differ understand each other. What two machines do at the same moment is never lost: each
writes its file first and then looks, so that at least one of them sees the other and only reads.
"""

import contextlib
import json
import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from dlschool.errors import Refused
from dlschool.files import write_whole
from dlschool.i18n import N_
from dlschool.paths import DataFolder, small_file

FOLDER = "open"
BEAT = timedelta(seconds=30)
"""How often a session that lives touches its file."""
SILENT = timedelta(minutes=3)
"""A session of another machine that was not touched for so long does not write any more."""


@dataclass(frozen=True, slots=True)
class Machine:
    """The one seam where a machine says who it is; tests and a second machine hand in their own."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A session: the file that says so, the machine, the process, who and since when (its clock)."""

    file: Path
    machine: Machine
    pid: int
    born: str
    """When the process began, as the system counts it: a number used again is another process."""
    at: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What `enter` found beside the new session."""

    mine: Opened
    unclean: tuple[Opened, ...]
    """Sessions that did not end well; their files are there until `forget`."""
    elsewhere: Opened | None
    """A session of another machine that lives: this one may only read."""

    def refusal(self) -> Refused | None:
        """Why this session may not write."""
        if self.elsewhere is None:
            return None
        return Refused(
            N_(
                "The school's data are open on another computer ({machine}). Here they can be read, "
                "not changed. Close the program there, then open it here again."
            ),
            machine=self.elsewhere.machine.name,
        )


def enter(folder: DataFolder, machine: Machine, now: datetime) -> Beside:
    """Writes this session's file, then looks who else is there.

    Refused: the folder cannot be written. Where a session of another machine lives, our file is
    taken away again: who only reads holds nobody up.
    """
    pid = os.getpid()
    said = {"machine": machine.id, "host": machine.name, "pid": pid, "born": _born(pid)}
    said["at"] = now.isoformat(timespec="seconds")
    place = folder.root / FOLDER
    file = place / f"{machine.id}-{pid}-{secrets.token_hex(4)}.json"
    try:
        place.mkdir(parents=True, exist_ok=True)
        write_whole(file, json.dumps(said, ensure_ascii=False).encode())
    except OSError as error:
        raise Refused(
            N_("The data folder {folder} cannot be used: {reason}"),
            folder=folder.root,
            reason=error.strerror or error,
        ) from error
    mine = Opened(file, machine, pid, str(said["born"]), str(said["at"]))
    beside = look(folder, mine)
    if beside.elsewhere is not None:
        leave(mine)
    return beside


def look(folder: DataFolder, mine: Opened) -> Beside:
    """Who else is there, and who left without a word."""
    unclean, elsewhere = [], None
    for other in sessions(folder):
        if other.file == mine.file:
            continue
        if _lives(other, mine):
            elsewhere = other if other.machine.id != mine.machine.id else elsewhere
        else:
            unclean.append(other)
    return Beside(mine, tuple(unclean), elsewhere)


def others(folder: DataFolder, mine: Opened) -> tuple[Opened, ...]:
    """Every other session that lives, of this machine too."""
    found = (other for other in sessions(folder) if other.file != mine.file)
    return tuple(other for other in found if _lives(other, mine))


def sessions(folder: DataFolder) -> list[Opened]:
    """Every session's file that can be read; one that was cut off says only that it is there."""
    files = sorted((folder.root / FOLDER).glob("*.json"))
    return [_read(file) for file in files if not file.name.startswith(".")]


def beat(mine: Opened) -> bool:
    """Touches the session's file; False when it cannot be done: the folder is gone or full."""
    try:
        os.utime(mine.file)
    except OSError:
        return False
    return True


def leave(mine: Opened) -> None:
    """The session ends well."""
    with contextlib.suppress(OSError):
        mine.file.unlink(missing_ok=True)


def forget(beside: Beside) -> None:
    """What ended uncleanly was looked after."""
    for other in beside.unclean:
        leave(other)


def _read(file: Path) -> Opened:
    """A file that says nothing readable counts as of this very name: half written, left uncleanly."""
    try:
        said: dict[str, Any] = json.loads(small_file(file))
        machine = Machine(str(said["machine"]), str(said["host"]))
        return Opened(file, machine, int(said["pid"]), str(said["born"]), str(said["at"]))
    except (OSError, ValueError, TypeError, KeyError, ArithmeticError, RecursionError):
        name = file.name.partition("-")[0]
        return Opened(file, Machine(name, name), 0, "", "")


def _lives(other: Opened, mine: Opened) -> bool:
    if other.machine.id == mine.machine.id:
        return other.pid > 0 and _born(other.pid) == other.born != ""
    try:
        theirs, ours = other.file.stat().st_mtime, _touched(mine)
    except OSError:
        return False
    return ours - theirs < SILENT.total_seconds()


def _touched(mine: Opened) -> float:
    """The file system's time now: that of our own file, touched."""
    beat(mine)
    return mine.file.stat().st_mtime


def _born(pid: int) -> str:
    """When a process began; empty: there is none. Linux tells by /proc, Windows by kernel32."""
    if os.name == "nt":
        return _born_on_windows(pid)
    try:
        told = Path(f"/proc/{pid}/stat").read_text("ascii", "replace")
    except OSError:
        return ""
    rest = told.rpartition(")")[2].split()
    return "" if rest[0] in {"Z", "X"} else rest[19]


def _born_on_windows(pid: int) -> str:
    """Not proven on real Windows: the build machine has none."""
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - only there on Windows
    query_limited_information, still_active = 0x1000, 259
    handle = kernel.OpenProcess(query_limited_information, False, pid)
    if not handle:
        return ""
    try:
        times = [ctypes.c_ulonglong() for _ in range(4)]
        code = ctypes.c_ulong()
        kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        known = kernel.GetProcessTimes(handle, *(ctypes.byref(time) for time in times))
        return str(times[0].value) if known and code.value == still_active else ""
    finally:
        kernel.CloseHandle(handle)
