"""A child process at work until it is killed, and what it had acknowledged by then."""

import json
import os
import select
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import NamedTuple

from faults import shim, work, world

_SINGLE = list(work.SINGLE)
_DAILY = [name for name in work.PIECES if name not in work.SINGLE]
LONGEST = 60.0
"""Seconds after which a child counts as hanging."""


@dataclass(slots=True)
class Outcome:
    """What became of a child."""

    lines: list[list[object]] = field(default_factory=list)
    """What it said, one JSON list a line."""
    killed: bool = False
    trouble: str = ""
    """A traceback, a crash, or that it hung."""


class Begun(NamedTuple):
    """A child at work: where it is heard, its process."""

    reading: int
    pid: int


def begun(job: Callable[[Callable[..., None]], None]) -> Begun:
    """`job(say)` in a forked process; `ended` must follow."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _run(job, writing)
    os.close(writing)
    return Begun(reading, pid)


def ended(child: Begun, kill_after: float | None = None) -> Outcome:
    """Waits for a child, and kills it by SIGKILL after so many seconds from now."""
    text, hung = _heard(child.reading, kill_after, child.pid)
    os.close(child.reading)
    status = os.waitpid(child.pid, 0)[1]
    outcome = Outcome(killed=os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL)
    outcome.lines = [json.loads(line) for line in text.split(b"\n")[:-1]]
    outcome.trouble = "hangs" if hung else _trouble(outcome, status)
    return outcome


def child(job: Callable[[Callable[..., None]], None], kill_after: float | None = None) -> Outcome:
    """Runs `job(say)` in a forked process, killed by SIGKILL after so many seconds."""
    return ended(begun(job), kill_after)


def _run(job: Callable[[Callable[..., None]], None], writing: int) -> None:
    def say(*words: object) -> None:
        os.write(writing, json.dumps(words).encode() + b"\n")

    try:
        job(say)
        os._exit(0)
    except BaseException:
        shim.disarm()
        say("trouble", traceback.format_exc())
        os._exit(1)


def _heard(reading: int, kill_after: float | None, pid: int) -> tuple[bytes, bool]:
    """All that the child says until it ends; whether it had to be ended."""
    begun, text, killed = time.monotonic(), b"", False
    while True:
        left = (LONGEST if kill_after is None or killed else kill_after) - time.monotonic() + begun
        if left > 0 and select.select([reading], [], [], left)[0]:
            part = os.read(reading, 65536)
            if not part:
                return text, False
            text += part
        elif killed or kill_after is None:
            os.kill(pid, signal.SIGKILL)
            return text, True
        else:
            os.kill(pid, signal.SIGKILL)
            killed = True


def _trouble(outcome: Outcome, status: int) -> str:
    if told := [str(line[1]) for line in outcome.lines if line[0] == "trouble"]:
        return told[0]
    if os.WIFSIGNALED(status) and not outcome.killed:
        return f"ended by signal {os.WTERMSIG(status)}"
    return ""


@dataclass(slots=True)
class Blow:
    """How a child dies: at an operation of the disk, or after a time, whatever it does then."""

    operation: int = 0
    seconds: float | None = None

    @classmethod
    def at_random(cls, rng: Random) -> "Blow":
        if rng.random() < 0.5:
            return cls(operation=int(rng.uniform(1, 20) ** 2))
        return cls(seconds=rng.uniform(0, 0.6))


def working(place: Path, seed: int, after: float, blow: Blow, log: int = -1) -> Outcome:
    """A secretary opens the store and works, acknowledging each piece, until the blow falls."""

    def job(say: Callable[..., None]) -> None:
        rng = Random(seed)
        shim.watch(place, log)
        shim.arm(at=blow.operation)
        db = world.opened(place, after)
        for _ in range(8):
            name = rng.choice(_SINGLE if rng.random() < 0.25 else _DAILY)
            piece = work.PIECES[name]
            wanted = piece.prepare(db, rng)
            say("begins", name)
            if name == work.RESTORE:
                say("restoring", wanted.manifest.action)
            fact = piece.do(db, wanted)
            say("done", name, world.proof(db), fact)
        db.close()

    return child(job, blow.seconds)
