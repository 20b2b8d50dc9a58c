"""What an exchange with the department costs on the wire, against the figures of the study of peers.

A real base, a real hub served by its own program, a line in between that counts every byte of TCP and
may be slow or die. HTTP without TLS as the study counted; with TLS beside it. The host's name is as
long as a loopback address ("127.0.0.1:12345").
"""

import sys
import tempfile
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from parts import telling
from parts.lines import Line
from parts.measuring import away, peak_mb

from dlschool.errors import Refused
from dlschool.exchange import https
from dlschool.exchange.https import NoLine
from dlschool.exchange.kinds import Level
from dlschool.services import exchange_sync
from dlschool.services.opening import Store
from dlschool.store import exchange

SLOW = {"speed": 2500.0, "delay": 0.5}
"""20 kbit/s and one second for there and back."""
STUDY = {
    "first load of 2,000 cases": (63_709, 170, 4),
    "no change": (71, 41, 1),
    "1 change": (246, 41, 1),
    "10 changes": (416, 41, 1),
    "1,000 changes": (19_046, 86, 2),
}
SECONDS = {"no change": (2.1, 3.5), "1 change": (2.1, 3.6), "1,000 changes": (10.7, 12.2)}
"""Of the study on the slow line: without and with TLS."""
COUNTS = {"no change": 0, "1 change": 1, "10 changes": 10, "1,000 changes": 1000}
LIVES = (400, 300, 250, 200)
"""Bytes up after which a connection dies."""


class Desk:
    """The school's side of one line."""

    def __init__(self, db: Store, hub: telling.Hub, scheme: str) -> None:
        self.db, self.hub, self.scheme = db, hub, scheme
        self.chance = Random(7)

    def way(self, line: Line) -> https.Line:
        pins = (self.hub.pin,) if self.scheme == "https" else ()
        return https.Line(f"{self.scheme}://127.0.0.1:{line.port}", pins)

    def change(self, count: int) -> None:
        if count:
            telling.change(self.db, count, self.chance)

    def talk(self, line: Line) -> tuple[int, int, int, float]:
        """Bytes up and down, requests, seconds of one conversation on a new connection."""
        line.reset()
        way = self.way(line)
        begin = time.monotonic()
        done = exchange_sync.sync(self.db, way)
        taken = time.monotonic() - begin
        way.close()
        return line.up, line.down, done.requests, taken

    def settle(self, line: Line) -> None:
        """Until nothing is under way either way."""
        for _ in range(20):
            if self.talk(line)[:1] and exchange.counts(self.db).keys() <= {"accepted"}:
                return


def bytes_of(desk: Desk) -> dict[str, tuple[int, int, int, float]]:
    """Each on a line that only counts, after everything before it is settled."""
    line = Line(desk.hub.port)
    found = {"first load of 2,000 cases": desk.talk(line)}
    desk.settle(line)
    for name, count in COUNTS.items():
        desk.change(count)
        found[name] = desk.talk(line)
        desk.settle(line)
    line.close()
    return found


def seconds_of(desk: Desk) -> dict[str, float]:
    quick, slow = Line(desk.hub.port), Line(desk.hub.port, **SLOW)
    found = {}
    for name in SECONDS:
        desk.change(COUNTS[name])
        found[name] = desk.talk(slow)[3]
        desk.settle(quick)
    return found


def tries(desk: Desk, line: Line, most: int = 2000) -> int:
    for number in range(1, most + 1):
        try:
            way = desk.way(line)
            exchange_sync.sync(desk.db, way)
            way.close()
        except (NoLine, Refused):
            continue
        return number
    return 0


def dying(desk: Desk, clean: int) -> list[str]:
    """1,000 changes over connections that die after so many bytes."""
    quick, found = Line(desk.hub.port), []
    for life in LIVES:
        desk.change(1000)
        line = Line(desk.hub.port, life=life)
        turns = tries(desk, line)
        told = f"{turns} connections, {line.up / clean:.2f} × the bytes" if turns else "never"
        found.append(f"  a line that dies every {life} bytes up: {told}")
        desk.settle(quick)
    return found


def cut(desk: Desk) -> list[str]:
    """Total bytes up after one cut, or one lost reply, against a conversation that ends well."""
    quick, found = Line(desk.hub.port), []
    desk.change(1000)
    clean = desk.talk(quick)[0]
    desk.settle(quick)
    for part in (60, 75, 90):
        desk.change(1000)
        total = _broken(desk, Line(desk.hub.port, life=clean * part // 100))
        found.append(f"  cut at {part} %: {total / clean:.2f}")
        desk.settle(quick)
    desk.change(1000)
    found.append(f"  one lost reply: {_broken(desk, Line(desk.hub.port, lost=1)) / clean:.2f}")
    desk.settle(quick)
    return [*found, *dying(desk, clean)]


def _broken(desk: Desk, line: Line) -> int:
    for _ in range(10):
        way = desk.way(line)
        try:
            exchange_sync.sync(desk.db, way)
        except (NoLine, Refused):
            line.life = 0
            continue
        finally:
            way.close()
        break
    return line.up


def main() -> None:
    home = Path(tempfile.mkdtemp(prefix="dlschool-exchange-"))
    away(home)
    db = telling.school(home / "school", 2000)
    of = telling.desk(f"sqlite:{home / 'hub.db'}", home)
    telling.enrol(of, db, Level.NAMES)
    url = f"sqlite:{home / 'hub.db'}"
    with telling.served(home, url, plain=True) as hub:
        desk = Desk(db, hub, "http")
        measured = bytes_of(desk)
        print("Bytes up / down / requests (the study's prototype)")
        for name, (up, down, requests, _) in measured.items():
            print(f"  {name}: {up:,} / {down:,} / {requests}  ({STUDY[name]})")
        print("1,000 changes, total bytes up ÷ clean")
        for told in cut(desk):
            print(told)
        plain = seconds_of(desk)
    with telling.served(home, url, plain=False) as hub:
        desk = Desk(db, hub, "https")
        desk.settle(Line(hub.port))
        secret = seconds_of(desk)
    print("Seconds at 20 kbit/s and 1 s there and back: plain, with TLS (the study)")
    for name, said in SECONDS.items():
        print(f"  {name}: {plain[name]:.1f}, {secret[name]:.1f}  ({said[0]}, {said[1]})")
    print(f"Memory of this process: {peak_mb():.0f} MB")


if __name__ == "__main__":
    main()
