"""Versions of the program: numbers with points between them."""

import re

_SHAPE = re.compile(r"(?:0|[1-9][0-9]{0,4})(?:\.(?:0|[1-9][0-9]{0,4})){1,3}", re.ASCII)


def is_version(text: object) -> bool:
    """Whether the text is a version, fit for the name of a folder too."""
    return isinstance(text, str) and _SHAPE.fullmatch(text) is not None


def order(version: str) -> tuple[int, ...]:
    """What versions are compared by; 0.2 is 0.2.0. Raises ValueError: it is no version."""
    if not is_version(version):
        raise ValueError(version)
    numbers = [int(part) for part in version.split(".")]
    return (*numbers, *[0] * (4 - len(numbers)))
