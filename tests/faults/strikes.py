"""How the disk fails while a call is under fire."""

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

from faults import shim

BALLAST = "ballast"


@dataclass(frozen=True, slots=True)
class Strike:
    """Which operation fails, how, and whether it and all after it do."""

    at: int
    error: str
    forever: bool

    def __str__(self) -> str:
        return f"{self.error} at {self.at}{' and on' if self.forever else ''}"

    def begin(self, place: Path) -> None:
        kinds = shim.CHANGES | (shim.Kind.READ if self.error == "EIO" else 0)
        shim.arm(kinds, self.at, self.forever, shim.ERRORS[self.error])

    def end(self, place: Path) -> tuple[int, int]:
        """How many operations there were, and how many were struck."""
        return shim.disarm()


@dataclass(frozen=True, slots=True)
class Full:
    """A disk that is truly full: a ballast leaves so many bytes of it free."""

    free: int

    def __str__(self) -> str:
        return f"{self.free} bytes left"

    def begin(self, place: Path) -> None:
        ballast = place / BALLAST
        with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
            while file.write(bytes(4096)):
                pass
        os.truncate(ballast, max(0, ballast.stat().st_size - self.free))

    def end(self, place: Path) -> tuple[int, int]:
        (place / BALLAST).unlink()
        return 1, 1
