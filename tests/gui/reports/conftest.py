"""These screens write into a real store."""

from gui.kept import session

__all__ = ["session"]
