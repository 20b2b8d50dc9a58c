"""The program folder under fire: each operation of the disk fails, kills the process, or is the last one
before a power cut, while an update is laid down, settled, given up, swept, or gone back from.

`python -m faults.update_torment`: one JSON object. After each blow the launcher itself starts a whole
version; then the disk is whole again, and the same update goes through.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import update_parts
from faults import shim
from faults.power import Disk
from faults.strikes import Strike
from faults.trial import child
from update_parts import NEW, OLD, TRUSTED

from dlschool.errors import Refused
from dlschool.services import updates, updates_back, updates_trial
from dlschool.services.updates_back import Way
from dlschool.update import child as processes
from dlschool.update import lock, start
from dlschool.update.place import Place
from dlschool.update.start import PROGRAMS, Start

STALE = "0.0.9"
LAUNCHER = Path(__file__).parents[2] / "installer" / "launcher"
Call = Callable[[Path], object]


def program(place: Path) -> Path:
    return place / "P"


def here(place: Path, version: str = OLD) -> Place:
    return Place(program(place), version, program(place), system=update_parts.SYSTEM)


def lay(place: Path, settled: Start, *versions: str) -> None:
    """A program folder with these versions, and the update on its stick. No links: the shim sees none."""
    for version in versions:
        _plain(update_parts.tree(program(place) / PROGRAMS / version, version))
    start.write(program(place), settled)
    (place / "stick").mkdir()
    built = _plain(update_parts.tree(place / "built", NEW))
    updates.file.write(built, update_parts.about(), update_parts.PRIVATE, dlu(place))
    shutil.rmtree(built)


def _plain(tree: Path) -> Path:
    (tree / "_internal" / "libqt.so").unlink()
    return tree


def dlu(place: Path) -> Path:
    return place / "stick" / "a.dlu"


def install(place: Path) -> None:
    offer = updates.look(dlu(place), place=here(place), trusted=TRUSTED)
    updates.install(offer, None, "kk", lambda *_: None)


def settle(place: Path) -> None:
    updates_trial.shown(here(place, NEW))
    updates_trial.worked(here(place, NEW))


CALLS: dict[str, tuple[Start, tuple[str, ...], Call]] = {
    "install": (Start(OLD), (OLD,), install),
    "install over a half": (Start(OLD, failed=NEW), (OLD, NEW), install),
    "settle": (Start(NEW, OLD, 2), (OLD, NEW), settle),
    "give up": (Start(NEW, OLD, 3), (OLD, NEW), lambda p: updates_trial.give_up(here(p), NEW)),
    "sweep": (Start(NEW, OLD), (STALE, OLD, NEW), lambda p: updates.sweep(here(p, NEW))),
    "back": (
        Start(NEW, OLD),
        (OLD, NEW),
        lambda p: updates_back.go(Way(here(p, NEW), OLD, None), None),
    ),
}


class Torment:
    """Blows against one call, and what they left."""

    def __init__(self, name: str, folder: Path, launcher: Path) -> None:
        self.name, self.launcher = name, launcher
        self.place, self.ready = folder / "place", folder / "ready"
        settled, versions, self.call = CALLS[name]
        self.ready.mkdir()
        lay(self.ready, settled, *versions)
        self.whole = {v: self._files(v) for v in versions}
        _plain(update_parts.tree(folder / NEW, NEW))
        self.whole[NEW] = update_parts.everything(folder / NEW)
        self.lost: list[str] = []
        self.blows = 0

    def _files(self, version: str) -> dict[str, bytes]:
        return update_parts.everything(program(self.ready) / PROGRAMS / version)

    def fresh(self) -> None:
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(self.ready, self.place)

    def struck(self, begin: Callable[[], object], log: int = -1) -> int:
        """The call in a process of its own; how many operations of the disk it came to."""

        def job(say: Callable[..., None]) -> None:
            shim.watch(self.place, log)
            begin()
            refused = ""
            try:
                self.call(self.place)
            except Refused as refusal:
                refused = refusal.text("ru")
            counted, _ = shim.disarm()
            say("ended", refused, counted)

        outcome = child(job)
        if outcome.trouble:
            self.lost.append(f"{self.name}: {outcome.trouble}")
        return int(str(outcome.lines[-1][2])) if outcome.lines and not outcome.trouble else 0

    def blow(self, what: str, begin: Callable[[], object]) -> None:
        self.fresh()
        self.struck(begin)
        self.judge(what)

    def cut(self, at: int, keeps: Random | None) -> None:
        """Killed at the operation, then what was not brought to the disk is lost, wholly or in part."""
        self.fresh()
        disk = Disk(self.place)
        with tempfile.TemporaryFile() as log:
            self.struck(lambda: shim.arm(at=at), log.fileno())
            log.seek(0)
            disk.play(log.read())
        disk.cut(keeps)
        for starter in program(self.place).glob(f"{PROGRAMS}/*/dlschool"):
            starter.chmod(0o755)
        self.judge(f"power cut at {at}")

    def judge(self, what: str) -> None:
        """The launcher starts a whole version; after that the update goes through, and nothing is left."""
        self.blows += 1
        wrong = list(self.wrong())
        self.lost += [f"{self.name}, {what}: {each}" for each in wrong]

    def wrong(self) -> Iterator[str]:
        root = program(self.place)
        version = self.started()
        if version not in self.whole:
            yield f"the launcher started {version!r}"
            return
        if update_parts.everything(root / PROGRAMS / version) != self.whole[version]:
            yield f"{version} is not whole"
        for tree in (root / PROGRAMS).iterdir():
            named = not tree.name.startswith(".new-")
            if named and update_parts.everything(tree) != self.whole[tree.name]:
                yield f"{tree.name} is half a version"
        yield from self.goes_on()

    def goes_on(self) -> Iterator[str]:
        root = program(self.place)
        now = start.read(root)
        if now is None:
            yield "no order is left"
            return
        if now.tries == start.MOST_TRIES:
            updates_trial.give_up(here(self.place), NEW)
            now = start.read(root) or now
        if not (now.current == NEW and (root / PROGRAMS / NEW).exists()):
            install(self.place)
        if self.started() != NEW:
            yield "the update did not go through afterwards"
        settle(self.place)
        updates.sweep(here(self.place, NEW))
        left = {path.name for path in root.iterdir()} - {lock.FILE}
        if left != {"start", PROGRAMS}:
            yield f"left behind: {left}"
        if extra := {path.name for path in (root / PROGRAMS).iterdir()} - {OLD, NEW}:
            yield f"left behind: {extra}"

    def started(self) -> str:
        """What the launcher starts, without changing how often it was tried."""
        root = program(self.place)
        before = (root / "start").read_bytes() if (root / "start").exists() else None
        own = shutil.copy(self.launcher, root / "dlschool")
        env = {key: value for key, value in os.environ.items() if key != "LD_PRELOAD"}
        env["XDG_DATA_HOME"] = str(self.place / "nobody")
        done = subprocess.run([own], env=env, check=False, capture_output=True, text=True)
        Path(own).unlink()
        if before is not None:
            (root / "start").write_bytes(before)
        return done.stdout.split(" ")[0].strip()


def exhausted(name: str, folder: Path, launcher: Path) -> Torment:
    """Every operation of the call struck in every manner."""
    torment = Torment(name, folder, launcher)
    torment.fresh()
    many = torment.struck(shim.arm)
    torment.judge("not even a blow")
    for at in range(1, many + 1):
        torment.blow(f"killed at {at}", lambda at=at: shim.arm(at=at))  # type: ignore[misc]
        for keeps in (None, Random(at), Random(-at)):
            torment.cut(at, keeps)
    for error in shim.ERRORS:
        for forever in (False, True):
            for at in range(1, 2 * many + 1):
                strike = Strike(at, error, forever)
                torment.blow(str(strike), lambda strike=strike: strike.begin(torment.place))  # type: ignore[misc]
    return torment


def main() -> int:
    if not shim.loaded():
        library = shim.built(Path(tempfile.mkdtemp(prefix=shim.PREFIX)))
        shim.again_under(library, "faults.update_torment", sys.argv[1:])
    processes.self_test = lambda *_: None  # type: ignore[assignment]
    lost: list[str] = []
    blows: dict[str, int] = {}
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="dlschool-faults-", dir=memory) as folder:
        launcher = Path(folder) / "launcher"
        sources = [LAUNCHER / "launcher.c", LAUNCHER / "posix.c"]
        env = {key: value for key, value in os.environ.items() if key != "LD_PRELOAD"}
        subprocess.run(["cc", "-O1", "-o", launcher, *sources], check=True, env=env)
        for name in sys.argv[1:] or CALLS:
            apart = Path(folder) / name.replace(" ", "-")
            apart.mkdir()
            torment = exhausted(name, apart, launcher)
            lost += torment.lost
            blows[name] = torment.blows
    shim.swept()
    sys.stdout.write(json.dumps({"blows": blows, "lost": lost}, ensure_ascii=False) + "\n")
    return int(bool(lost))


if __name__ == "__main__":
    sys.exit(main())
