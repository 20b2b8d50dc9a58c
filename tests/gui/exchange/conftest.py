"""The screen over a real store of a described school."""

from gui.kept import session

__all__ = ["session"]
