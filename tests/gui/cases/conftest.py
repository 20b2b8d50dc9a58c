"""The school of `kept` and the case of `family_case`."""

from gui.family_case import family
from gui.kept import session

__all__ = ["family", "session"]
