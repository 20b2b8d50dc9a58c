"""A cold start on an old PC: seconds and bytes from the disk, against a bare window with a table.

The program, its Python and its libraries lie on a disk of their own (`parts.slow_disk`), which is cold
at every start: once as fast as this machine is, once as the disk of a laptop of 2010, with the memory
that Windows and a word processor leave of 4 GB. Each bare window is started right before ours on the same
disk; medians are compared. What the system itself holds in memory (libc, the fonts' list) stays there, for
both. Then a working day in short on that slow disk. Where `make deb` has built the program, it is started
too, against a bare window frozen in the same way.

Without root there is no such disk: the files are dropped from the cache as well as the system lets us,
and nothing is throttled; the bench says so.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from parts import laid_out, outside, slow_disk, starts
from parts.laid_out import Start
from parts.slow_disk import Disk, Pace, Unavailable
from parts.starting import DAY, ENTERED, HELD, USABLE
from parts.starts import Step, compared, middle, timed

GOAL = 1.5
PUPILS = 1000
MEGABYTES = 2000
COLD = Pace("cold cache, this machine's disk")
OLD = Pace(
    "cold cache, disk of 2010: 60 MB and 100 requests a second; 512 MB of memory",
    60_000_000,
    100,
    512 * 2**20,
)
ROUNDS = {COLD.name: 5, OLD.name: 2}
SAMPLE = (
    "from datetime import datetime; from pathlib import Path; from dlschool.paths import DataFolder;"
    "from dlschool.services import sample_school;"
    "sample_school.opened(DataFolder(Path({place!r})), datetime.now).close()"
)
Plain = Callable[[Iterable[str]], list[str]]


def pairs(
    start: Start, school: str, rounds: int, cold: Callable[[], object], within: Plain
) -> None:
    """The bare window, and ours to its screen and to its window."""
    timed(start, list, "enter", school)  # the first start keeps the packed law
    theirs, screens, windows = [], [], []
    for _ in range(rounds):
        cold()
        theirs.append(starts.bare(timed(start, within, "bare")))
        cold()
        told = timed(start, within, "enter", school)
        screens.append(starts.screen(told))
        windows.append(starts.window(told))
    bare = middle(theirs)
    print(compared("start to the sign-in screen", middle(screens), bare))
    print(compared("password to the usable window", middle(windows), bare))


def working_day(start: Start, school: str, disk: Disk) -> None:
    """What one does first in the morning, each with what it has to read."""
    disk.cold()
    bare = starts.bare(timed(start, disk.within, "bare"))
    disk.cold()
    told = timed(start, disk.within, "day", school)
    names = (
        "list of 1,000 pupils",
        "a case",
        "its papers on the screen, to print",
        "a change, saved",
    )
    before = ENTERED
    for word, name in zip((USABLE, *DAY), ("password to the window", *names), strict=True):
        print(compared(name, starts.step(told, before, word), bare))
        before = word
    print(f"  at most {starts.one(told, HELD).read} MB of memory in that day")


def built(start: Start, school: str, sample: str, rounds: int, disk: Disk) -> None:
    """The frozen program: to its sign-in screen, and straight into the sample school's window."""
    theirs: list[Step] = []
    screens: list[Step] = []
    windows: list[Step] = []
    for _ in range(rounds):
        for found, begun, more in (
            (theirs, laid_out.bare_beside(start), ()),
            (screens, start, ("--data-dir", school)),
            (windows, start, ("--data-dir", sample)),
        ):
            disk.cold()
            found.append(Step(*outside.started(begun, disk, *more)))
    bare = middle(theirs)
    print(compared("start to the sign-in screen", middle(screens), bare))
    print(compared("start to the sample's window", middle(windows), bare))


def on_its_own_disk(folder: Path) -> None:
    """Raises Unavailable: this machine cannot make one."""
    with slow_disk.made(folder, MEGABYTES) as disk:
        start = laid_out.checkout(disk.place)
        school, sample = str(disk.place / "school"), str(disk.place / "own" / "sample")
        starts.once(start, "found", school, str(PUPILS))
        subprocess.run(
            [start.command[0], "-c", SAMPLE.format(place=sample)], env=start.environment, check=True
        )
        frozen = laid_out.built(disk.place) if laid_out.TREE.is_dir() else None
        for pace in (COLD, OLD):
            try:
                disk.pace(pace)
            except Unavailable as why:
                print(f"left out: {pace.name}: {why}")
                continue
            print(f"the checkout, {pace.name} (goal {GOAL} x):")
            pairs(start, school, ROUNDS[pace.name], disk.cold, disk.within)
            if frozen is not None:
                print(f"the built program, {pace.name} (goal {GOAL} x):")
                built(frozen, school, sample, ROUNDS[pace.name], disk)
            if pace is OLD:
                print(f"a day, {pace.name}:")
                working_day(start, school, disk)
        if frozen is None:
            print("left out: the built program (make deb has not been run)")


def in_place(folder: Path, why: Unavailable) -> None:
    """Nothing is throttled, and the built program is left out."""
    start, school = laid_out.here(folder), str(folder / "school")
    starts.once(start, "found", school, str(PUPILS))
    libraries = [Path(path) for path in sys.path if Path(path).is_dir() and path]
    trees = [laid_out.ROOT / name for name in laid_out.SHARED] + libraries + [folder]
    how = slow_disk.forget(trees)
    print(f"left out: the slow disk, the built program, the day: {why}")
    print(f"the checkout, cold by {how} (goal {GOAL} x):")
    pairs(start, school, ROUNDS[COLD.name], lambda: slow_disk.forget(trees), list)


def main() -> int:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
    try:
        code = slow_disk.in_own_mounts(__file__)
        if code is not None:
            return code
        with tempfile.TemporaryDirectory() as folder:
            on_its_own_disk(Path(folder))
    except Unavailable as why:
        with tempfile.TemporaryDirectory() as folder:
            in_place(Path(folder), why)
    return 0


if __name__ == "__main__":
    sys.exit(main())
