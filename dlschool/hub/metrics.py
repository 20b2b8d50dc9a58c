"""Counts for a watcher, in Prometheus's text form: nothing of schools or persons."""

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
    """All counts of this process, and what the database says at this moment."""
    with _lock:
        lines = [
            f'dlschool_hub_requests_total{{status="{status}"}} {count}'
            for status, count in sorted(_requests.items())
        ]
        lines += [f"{name} {count}" for name, count in sorted(_sums.items())]
    lines += [f"{name} {value:g}" for name, value in sorted(gauges.items())]
    return "\n".join(lines) + "\n"
