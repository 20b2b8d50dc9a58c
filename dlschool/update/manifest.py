"""What the makers of an update sign: which program it is, and each file of it."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dlschool.update import names
from dlschool.update.versions import is_version

SYSTEMS = {"windows-x86_64": "Windows", "linux-x86_64": "Linux"}
MOST_BYTES = 8 * 2**20
"""Of the manifest itself."""
MOST_FILES = 30_000
MOST_SIZE = 2**30
"""Bytes of a whole program; the largest so far has a quarter of it."""
MODES = (0o644, 0o755)
_DIGEST = re.compile(r"[0-9a-f]{64}")
_STEP = re.compile(r"[0-9a-z_]{1,60}")
_LANGUAGES = ("kk", "ru")


@dataclass(frozen=True, slots=True)
class Member:
    """One file, or a link (`target` as written; it has no bytes)."""

    path: str
    size: int = 0
    sha256: str = ""
    mode: int = 0o644
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A program as its makers give it out."""

    version: str
    system: str
    """One of `SYSTEMS`."""
    steps: tuple[str, ...]
    """Steps of the store's schema that it knows: data with others are not for it."""
    made: date
    news: Mapping[str, str] = field(default_factory=dict)
    """What is new in it, for a person, by language."""
    files: tuple[Member, ...] = ()

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(member.size for member in self.files)


def as_json(manifest: Manifest) -> bytes:
    """As it is signed. Raises ValueError: nothing may be signed that would be refused later."""
    said = {
        "version": manifest.version,
        "system": manifest.system,
        "steps": list(manifest.steps),
        "made": manifest.made.isoformat(),
        "news": dict(manifest.news),
        "files": [_said(member) for member in manifest.files],
        "size": manifest.size,
    }
    content = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    if from_json(content) != manifest:
        raise ValueError(manifest.version)
    return content


def _said(member: Member) -> list[Any]:
    return [member.path, member.size, member.sha256, member.target or member.mode]


def from_json(content: bytes) -> Manifest:
    """Strict. Raises ValueError, whatever is wrong; keys that are not known are left to newer ones."""
    if len(content) > MOST_BYTES:
        raise ValueError(len(content))
    try:
        return _manifest(json.loads(content))
    except (TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from error


def _manifest(said: dict[str, Any]) -> Manifest:
    if not is_version(said["version"]) or said["system"] not in SYSTEMS:
        raise ValueError(said["version"])
    listed, steps = said["files"], said["steps"]
    if not isinstance(listed, list) or not 0 < len(listed) <= MOST_FILES:
        raise ValueError("files")
    if not isinstance(steps, list):
        raise ValueError("steps")
    files = tuple(_member(line) for line in listed)
    made = Manifest(
        version=said["version"],
        system=said["system"],
        steps=tuple(_matching(_STEP, step) for step in steps),
        made=date.fromisoformat(said["made"]),
        news={code: _news(said["news"][code]) for code in _LANGUAGES},
        files=files,
    )
    if said["size"] != made.size or made.size > MOST_SIZE:
        raise ValueError("size")
    _refuse_names(made)
    return made


def _refuse_names(made: Manifest) -> None:
    """Windows has no links without rights."""
    paths = [member.path for member in made.files]
    links = {member.path: member.target for member in made.files if member.target}
    if links and made.system.startswith("windows"):
        raise ValueError(next(iter(links)))
    names.refuse_alike(paths)
    names.refuse_links(links, frozenset(paths))


def _member(line: Any) -> Member:
    path, size, sha256, last = line
    if not isinstance(path, str) or isinstance(size, bool) or not isinstance(size, int):
        raise ValueError(path)
    names.refuse_path(path)
    if isinstance(last, str):
        if not last or size or sha256:
            raise ValueError(path)
        return Member(path, target=last)
    if last not in MODES or not 0 <= size <= MOST_SIZE:
        raise ValueError(path)
    return Member(path, size, _matching(_DIGEST, sha256), int(last))


def _news(said: Any) -> str:
    if not isinstance(said, str) or len(said) > 4_000 or "\0" in said:
        raise ValueError("news")
    said.encode()
    return said


def _matching(pattern: re.Pattern[str], said: Any) -> str:
    if not isinstance(said, str) or not pattern.fullmatch(said):
        raise ValueError(said)
    return said
