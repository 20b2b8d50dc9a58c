"""Starts in processes of their own, timed from outside, and compared in pairs."""

import subprocess
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median

from parts.laid_out import Start
from parts.starting import ENTERED, HELD, SEEN, USABLE


@dataclass(frozen=True, slots=True)
class Said:
    """`at`: seconds since the process was begun; `read`: bytes from the disk by then (HELD: MB)."""

    word: str
    at: float
    read: int


def timed(start: Start, within: Callable[[Iterable[str]], list[str]], *words: str) -> list[Said]:
    """One start: what was said, and when. Raises RuntimeError: no window came."""
    command = within([*start.command, *words])
    begun = time.perf_counter()
    told = []
    with subprocess.Popen(
        command, env=start.environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            word, number = line.split()
            told.append(Said(word, time.perf_counter() - begun, int(number)))
    if HELD not in {said.word for said in told}:
        raise RuntimeError(f"{command} did not come to its end: {told}")
    return told


def once(start: Start, *words: str) -> None:
    """Something prepared, not timed."""
    subprocess.run([*start.command, *words], env=start.environment, check=True)


def one(told: Iterable[Said], word: str) -> Said:
    """Raises StopIteration: it was not said."""
    return next(said for said in told if said.word == word)


@dataclass(frozen=True, slots=True)
class Step:
    """Seconds and bytes from one word to another."""

    seconds: float
    read: int


def step(told: list[Said], since: str | None, until: str) -> Step:
    """`since` None: from the start of the process."""
    end = one(told, until)
    if since is None:
        return Step(end.at, end.read)
    begin = one(told, since)
    return Step(end.at - begin.at, end.read - begin.read)


def bare(told: list[Said]) -> Step:
    return step(told, None, USABLE)


def screen(told: list[Said]) -> Step:
    """From the start to the sign-in screen."""
    return step(told, None, SEEN)


def window(told: list[Said]) -> Step:
    """From the password to the window; what was read while it was typed counts too."""
    entered = one(told, ENTERED)
    usable, seen = one(told, USABLE), one(told, SEEN)
    return Step(usable.at - entered.at, usable.read - seen.read)


def middle(steps: Iterable[Step]) -> Step:
    """Medians of both."""
    found = list(steps)
    return Step(median(each.seconds for each in found), round(median(each.read for each in found)))


def compared(name: str, ours: Step, theirs: Step, of: str = "the bare window") -> str:
    """A line of the bench."""
    read = f"{ours.read / theirs.read:5.2f} x" if theirs.read else "    —  "
    return (
        f"  {name:<34}{ours.seconds / theirs.seconds:5.2f} x {of}'s time ({ours.seconds:.2f} s,"
        f" {theirs.seconds:.2f} s), {read} its bytes read"
        f" ({ours.read / 1e6:.0f} MB, {theirs.read / 1e6:.0f} MB)"
    )
