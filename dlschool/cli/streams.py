"""What the command line writes to."""

import io
import sys


def speak_kazakh() -> None:
    """Into a file or another program always UTF-8: Windows would give cp1251, which has no «қ»."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")
