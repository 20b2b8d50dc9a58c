"""Where a key or a value stands in a TOML file, for messages that name the line."""

import re
from collections.abc import Iterator

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")
_ENTRY = re.compile(r"^\s*([A-Za-z0-9_.-]+)\s*=")


def line_of(source: str, path: str, default: int = 1) -> int:
    """The line of the deepest part of `path` (`points[3].text`) that has a line of its own."""
    best, depth = default, 0
    for number, place in _places(source):
        if path == place or path.startswith((place + ".", place + "[")):
            parts = place.count(".") + place.count("[") + 1
            if parts > depth:
                best, depth = number, parts
    return best


def key_at(source: str, line: int) -> str:
    """The key (with its tables) that stands on `line`, or an empty text."""
    found = ""
    for number, place in _places(source):
        if number == line:
            found = place
    return found


def _places(source: str) -> Iterator[tuple[int, str]]:
    """(line, path) of each table header and each key of the file."""
    counts: dict[str, int] = {}
    table = ""
    for number, line in enumerate(source.splitlines(), 1):
        if header := _HEADER.match(line):
            table = _table(header.group(1) == "[[", header.group(2), counts)
            yield number, table
        elif entry := _ENTRY.match(line):
            yield from ((number, place) for place in _entry(table, entry.group(1)))


def _entry(table: str, name: str) -> Iterator[str]:
    """A dotted key stands for each table on its way: `text.kk` for `text` and `text.kk`."""
    place = table
    for part in name.split("."):
        place = f"{place}.{part}" if place else part
        yield place


def _table(array: bool, name: str, counts: dict[str, int]) -> str:
    """The path of a header with the index of each array of tables that it lies in."""
    place = ""
    parts = name.split(".")
    for index, part in enumerate(parts):
        place = f"{place}.{part}" if place else part
        if array and index == len(parts) - 1:
            counts[place] = counts.get(place, -1) + 1
        if place in counts:
            place = f"{place}[{counts[place]}]"
    return place


def line_with(source: str, key: str) -> int:
    """The first line that holds `key` as a whole value, in quotes of either kind."""
    quoted = re.compile(f"([\"']){re.escape(key)}\\1")
    found = (n for n, line in enumerate(source.splitlines(), 1) if quoted.search(line))
    return next(found, 1)
