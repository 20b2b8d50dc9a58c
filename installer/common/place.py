"""Where the building of installers finds and leaves things."""

from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
BUILD = REPOSITORY / "build"
CACHE = BUILD / "cache"
DIST = BUILD / "dist"
