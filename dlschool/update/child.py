"""Another version run as a process: its self test, and the launcher when the program starts anew."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.update import place

LONGEST = 15 * 60
"""Seconds that a self test may take on the slowest computer."""
_GLANCE = 0.2
"""Seconds between two looks at a process."""
_OURS = ("DLSCHOOL_PASSPHRASE", place.LAUNCHER, place.WENT_BACK, "PYTHONPATH", "PYTHONHOME")


def environment() -> dict[str, str]:
    """What another program gets: nothing of how this one was started, and no password."""
    known = {key: value for key, value in os.environ.items() if key not in _OURS}
    before = known.pop("LD_LIBRARY_PATH_ORIG", None)
    if getattr(sys, "frozen", False):
        known.pop("LD_LIBRARY_PATH", None)
        if before:
            known["LD_LIBRARY_PATH"] = before
        known["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
    return known


def self_test(
    tree: Path, language: str, told: Callable[[], object], system: str = place.SYSTEM
) -> None:
    """Runs the version's own self test; `told` is called again and again and may raise: then it ends.

    Refused: it cannot be started, says what is wrong, or does not come to an end. Raises OSError.
    """
    with tempfile.TemporaryDirectory(prefix="dlschool-", ignore_cleanup_errors=True) as folder:
        report = Path(folder) / "report.txt"
        asked = ["--self-test", "--report", str(report), "--language", language]
        code = _run(place.command(tree, asked, system), Path(folder), told)
        if code != 0:
            raise Refused(
                N_("The new version does not work on this computer: {reason}"),
                reason=_last_line(report) or code,
            )


def _run(command: list[str], folder: Path, told: Callable[[], object]) -> int:
    """Its exit code. Refused: it takes too long."""
    try:
        child = subprocess.Popen(
            command,
            cwd=folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise Refused(
            N_("The new version does not work on this computer: {reason}"),
            reason=error.strerror or error,
        ) from error
    try:
        for _ in range(int(LONGEST / _GLANCE)):
            told()
            try:
                return child.wait(_GLANCE)
            except subprocess.TimeoutExpired:
                continue
        raise Refused(N_("The new version did not finish its self test."))
    finally:
        if child.poll() is None:
            child.kill()
            child.wait()


def _last_line(report: Path) -> str:
    """The sentence for a person."""
    try:
        lines = report.read_text("utf-8", "replace").split("\n")
    except OSError:
        return ""
    return next((line.strip()[:500] for line in reversed(lines) if line.strip()), "")


def start_anew(launcher: Path, arguments: list[str]) -> "subprocess.Popen[bytes]":
    """Starts the launcher; who goes on need not wait for it. Raises OSError."""
    detached = 0x00000008 if os.name == "nt" else 0
    return subprocess.Popen(
        [str(launcher), *arguments],
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        close_fds=True,
        start_new_session=os.name != "nt",
        creationflags=detached,
    )
