"""LICENCES.txt: who made the parts of the program that are not ours, and on what terms they are given.

Each library brings its own texts in the metadata of its wheel; what a wheel does not bring is read from
this system's common licences, and stands in `MORE`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import Distribution
from pathlib import Path

from installer.common.place import REPOSITORY

COMMON = Path("/usr/share/common-licenses")
"""Of every Debian and Ubuntu, on which both systems' programs are built."""
MORE = {
    "pyside6-essentials": [COMMON / "LGPL-3", COMMON / "GPL-3"],
    "shiboken6": [COMMON / "LGPL-3", COMMON / "GPL-3"],
    "sqlcipher3": [Path(__file__).parent / "licence_texts" / "sqlcipher.txt"],
}
_TEXT = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)
_CODE = {".py", ".pyc", ".h", ".c", ".so", ".json"}
_LINE = "=" * 100


class Untold(Exception):
    """A library comes without the text of its licence, and MORE has none either."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing in the program that others made; `texts` as they gave them."""

    name: str
    terms: str
    home: str
    texts: tuple[str, ...]


def ours() -> list[Part]:
    """The program itself, its fonts and its icons."""
    folders = (
        ("dlschool", "Apache-2.0", REPOSITORY),
        ("Liberation Serif, Noto Sans", "OFL-1.1", REPOSITORY / "resources" / "fonts"),
        ("Icons: lucide", "ISC", REPOSITORY / "resources" / "icons"),
    )
    return [Part(name, terms, "", (_read(at / "LICENSE"),)) for name, terms, at in folders]


def of_library(each: Distribution) -> Part:
    """What the wheel of a library says. Raises Untold."""
    name = _told(each, "Name")
    terms = _told(each, "License-Expression") or _told(each, "License")
    texts = [
        _read(Path(str(path.locate()))) for path in each.files or [] if _is_licence(path.parts)
    ]
    texts += [_read(path) for path in MORE.get(name.lower().replace("_", "-"), [])]
    if not texts:
        raise Untold(f"{name} brings no text of its licence: see installer/common/licences.py")
    return Part(f"{name} {each.version}", terms or "as below", _home(each), tuple(texts))


def _is_licence(parts: tuple[str, ...]) -> bool:
    path = Path(*parts)
    if path.suffix in _CODE or ".." in parts:
        return False
    inside = any(part.endswith(".dist-info") for part in parts) and "sboms" not in parts
    return bool(_TEXT.search("/".join(parts[1:]))) and (
        inside or _TEXT.search(path.name) is not None
    )


def _home(each: Distribution) -> str:
    urls = dict(url.split(", ", 1) for url in each.metadata.get_all("Project-URL") or [])
    known = {name.lower(): url for name, url in urls.items()}
    asked = ("repository", "source", "source code", "github", "homepage", "home")
    return next((known[name] for name in asked if name in known), _told(each, "Home-page"))


def _told(each: Distribution, field: str) -> str:
    """The first line of a field of the metadata; empty: there is none."""
    said = each.metadata.get_all(field) or [""]
    return str(said[0]).strip().partition("\n")[0]


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace").strip()


def text(parts: Iterable[Part]) -> str:
    """One file: the list first, then each text once with the names of those that gave it."""
    parts = list(parts)
    lines = ["dlschool and the parts in it that others made.", ""]
    lines += [
        f"{part.name}: {part.terms}{f' ({part.home})' if part.home else ''}" for part in parts
    ]
    given: dict[str, list[str]] = {}
    for part in parts:
        for each in part.texts:
            given.setdefault(each, []).append(part.name)
    for each, names in given.items():
        lines += ["", _LINE, "; ".join(names), _LINE, "", each]
    return "\n".join(lines) + "\n"
