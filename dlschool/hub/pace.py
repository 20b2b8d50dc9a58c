"""How fast and how much one device may speak: who goes beyond waits, and nobody else does."""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field

from dlschool.hub.database import Tx

MOST_KNOWN = 50_000
"""So many are remembered; the one that was silent longest is forgotten first: it starts full again."""


@dataclass(slots=True)
class Pace:
    """A bucket for each: `burst` at once, then `rate` a second."""

    rate: float
    burst: float
    _left: OrderedDict[object, tuple[float, float]] = field(default_factory=OrderedDict)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def allows(self, who: object, now: float, cost: float = 1.0) -> bool:
        """Takes `cost` out of the bucket; False: it holds less. `now`: seconds that only grow."""
        with self._guard:
            left, seen = self._left.pop(who, (self.burst, now))
            left = min(self.burst, left + (now - seen) * self.rate)
            allowed = left >= cost
            self._left[who] = (left - cost if allowed else left, now)
            while len(self._left) > MOST_KNOWN:
                self._left.popitem(last=False)
            return allowed


def add_volume(tx: Tx, device: int, day: str, count: int) -> int:
    """Bytes that the device sent on this day, with these."""
    found = tx.value(
        "insert into volumes (device, day, bytes) values (?, ?, ?) "
        "on conflict (device, day) do update set bytes = volumes.bytes + excluded.bytes "
        "returning bytes",
        device, day, count,
    )  # fmt: skip
    return int(found)
