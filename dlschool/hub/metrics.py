"""Counts for a watcher, in Prometheus's text form: nothing of schools or persons."""

import os
import threading
from collections import Counter

_lock = threading.Lock()
_requests: Counter[int] = Counter()
_sums: Counter[str] = Counter()


def request(status: int, up: int, down: int, seconds: float) -> None:
    """One request of a device was answered."""
    with _lock:
        _requests[status] += 1
        _sums["dlschool_hub_bytes_up_total"] += up
        _sums["dlschool_hub_bytes_down_total"] += down
        _sums["dlschool_hub_request_milliseconds_total"] += round(seconds * 1000)


def text(gauges: dict[str, float]) -> str:
    """All counts of this process, each with its number (several serve one database), and what the
    database says at this moment.
    """
    mine = f'process="{os.getpid()}"'
    with _lock:
        lines = [
            f'dlschool_hub_requests_total{{{mine},status="{status}"}} {count}'
            for status, count in sorted(_requests.items())
        ]
        lines += [f"{name}{{{mine}}} {count}" for name, count in sorted(_sums.items())]
    lines += [f"{name} {int(value)}" for name, value in sorted(gauges.items())]
    return "\n".join(lines) + "\n"
