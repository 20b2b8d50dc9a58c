"""Runs in the frozen program before all else: programs that it starts (a browser, the printing system) must
find their own libraries, not those of this program. What is already loaded stays loaded."""

import os

_before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
os.environ.pop("LD_LIBRARY_PATH", None)
if _before is not None:
    os.environ["LD_LIBRARY_PATH"] = _before
