"""Where the building of installers finds and leaves things."""

import os
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
BUILD = REPOSITORY / "build"
CACHE = BUILD / "cache"
DIST = BUILD / "dist"
QUICK = bool(os.environ.get("QUICK"))
"""For tests: packed in a fifth of the time, into more bytes."""
PRESET = 1 if QUICK else 6
"""How hard xz tries."""
