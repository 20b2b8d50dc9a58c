"""A frozen program watched from outside: Qt tells when it has painted, the system what was read for it."""

import subprocess
import time
from pathlib import Path

from parts.laid_out import Start
from parts.slow_disk import Disk

RULES = "*.warning=false;qt.widgets.painting.debug=true"
PAINTED = "qt.widgets.painting"


def started(start: Start, disk: Disk, *more: str) -> tuple[float, int]:
    """Seconds until a window is painted, and the bytes read from the disk by then.
    Raises RuntimeError: none came.
    """
    begun = time.perf_counter()
    told: list[str] = []
    with subprocess.Popen(
        disk.within([*start.command, *more]),
        env=start.environment
        | {"QT_LOGGING_RULES": RULES, "QT_MESSAGE_PATTERN": "%{category} %{message}"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        try:
            for line in process.stderr:
                if line.startswith(PAINTED):
                    return time.perf_counter() - begun, _bytes(process.pid)
                told.append(line)
        finally:
            process.kill()
    raise RuntimeError(f"no window came: {''.join(told)}")


def _bytes(number: int) -> int:
    told = Path("/proc", str(number), "io").read_text("ascii")
    return int(dict(line.split(": ") for line in told.splitlines())["read_bytes"])
