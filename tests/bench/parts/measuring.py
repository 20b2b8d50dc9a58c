"""Times and memory: two kinds in turns, medians compared."""

import os
import resource
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median

Work = Callable[[], object]


def ms(work: Work) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def in_turns(works: Mapping[str, Callable[[], Work]], rounds: int) -> dict[str, float]:
    """Median milliseconds of each; what prepares a round (the outer call) is not timed."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(rounds):
        for name in sorted(works, reverse=turn % 2 == 1):
            taken[name].append(ms(works[name]()))
    return {name: median(times) for name, times in taken.items()}


def peak_mb() -> float:
    """The most memory that this process ever held, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def away(home: Path) -> None:
    """Settings and what the machine remembers lie in the bench's folder, of child processes too."""
    for variable in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        os.environ[variable] = str(home / variable.lower())
