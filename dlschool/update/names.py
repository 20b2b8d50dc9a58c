"""Names of files in an update: such as every system takes, and none that leads out of its folder."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import accumulate

LONGEST = 200
"""Characters of a path: Windows takes 260 with the folder before it."""
TAR_NAME, TAR_PREFIX = 100, 155
"""Bytes of a name and of the folders before it in a tar's header."""
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\\ud800-\udfff]')
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\xb9\xb2\xb3])\s*(?:\..*)?", re.IGNORECASE
)
"""Names that Windows gives to devices, with any ending."""


def refuse_path(path: str) -> None:
    """Raises ValueError: absolute, leading out, not as Unicode composes it, not for every system, too
    long for a tar.
    """
    if not 0 < len(path) <= LONGEST or unicodedata.normalize("NFC", path) != path:
        raise ValueError(path)
    for part in path.split("/"):
        if part in {"", ".", ".."} or part != part.strip(" ") or part.endswith("."):
            raise ValueError(path)
        if _FORBIDDEN.search(part) or _RESERVED.fullmatch(part):
            raise ValueError(path)
    in_tar(path)


def in_tar(path: str) -> tuple[bytes, bytes]:
    """The folders and the name as a tar's header holds them. Raises ValueError: it has no room."""
    whole = path.encode()
    if len(whole) <= TAR_NAME:
        return b"", whole
    cut = whole.find(b"/", len(whole) - TAR_NAME - 1)
    if not 0 < cut <= TAR_PREFIX:
        raise ValueError(path)
    return whole[:cut], whole[cut + 1 :]


def folders(path: str) -> list[str]:
    """The folders above a path, the topmost first."""
    return list(accumulate(path.split("/")[:-1], "{}/{}".format))


def refuse_alike(paths: Iterable[str]) -> None:
    """Raises ValueError: two names that are one where capitals do not count, or a file that would
    also be a folder.
    """
    files: dict[str, str] = {}
    above: dict[str, str] = {}
    for path in paths:
        if files.setdefault(path.casefold(), "") or path.casefold() in above:
            raise ValueError(path)
        files[path.casefold()] = path
        for folder in folders(path):
            if above.setdefault(folder.casefold(), folder) != folder:
                raise ValueError(path)
    for folder in files.keys() & above.keys():
        raise ValueError(folder)


def refuse_links(links: Mapping[str, str], paths: frozenset[str]) -> None:
    """`links`: path → where it points, as written. Raises ValueError: it points out of the update, at
    nothing, at another link, or something lies below it.
    """
    known = paths | {folder for path in paths for folder in folders(path)}
    for path, target in links.items():
        aim = _aim(path, target)
        if aim not in known or aim in links or path.startswith(f"{aim}/"):
            raise ValueError(path)
    for path in paths:
        if any(folder in links for folder in folders(path)):
            raise ValueError(path)


def _aim(path: str, target: str) -> str:
    """The path that a link means, without asking any disk. Raises ValueError: it leads out."""
    if target.startswith("/") or _FORBIDDEN.search(target):
        raise ValueError(path)
    parts = path.split("/")[:-1]
    for part in target.split("/"):
        if part == "..":
            if not parts:
                raise ValueError(path)
            parts.pop()
        elif part in {"", "."}:
            raise ValueError(path)
        else:
            parts.append(part)
    return "/".join(parts)
