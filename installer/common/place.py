"""Where the building of installers finds and leaves things."""

import os
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
BUILD = REPOSITORY / "build"
CACHE = BUILD / "cache"
DIST = BUILD / "dist"
PRESET = 1 if os.environ.get("QUICK") else 6
"""How hard xz tries; QUICK=1 is for tests: a fifth of the time, a quarter more bytes."""
