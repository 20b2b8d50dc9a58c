"""Windows holds a file that a scanner of viruses looks at: what it refuses is tried again for a while."""

import os
import time
from collections.abc import Callable

PAUSE, MOST = 0.2, 25
"""Seconds between tries, and so many tries."""


def patiently(work: Callable[[], object], most: int = MOST) -> None:
    """Runs `work` until it is not refused. Raises OSError: elsewhere than on Windows at once."""
    for _ in range(most if os.name == "nt" else 0):
        try:
            work()
            return
        except PermissionError:
            time.sleep(PAUSE)
    work()
