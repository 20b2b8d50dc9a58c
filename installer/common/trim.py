"""Leaving out what the installed program does not need, by the rules of `trim.toml`."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

RULES = Path(__file__).with_name("trim.toml")


class Pointless(Exception):
    """A glob of the rules matches nothing: a library has changed, or the rule never meant anything."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Files that match one of `globs` and none of `but` are left out."""

    why: str
    globs: tuple[str, ...]
    but: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trimmed:
    """What one rule took away."""

    why: str
    files: int
    size: int


def rules(system: str, path: Path = RULES) -> list[Rule]:
    """The rules of `system` ("windows" or "linux"). Raises KeyError for a rule without a reason."""
    written = tomllib.loads(path.read_text("utf-8"))["drop"]
    return [
        Rule(rule["why"], tuple(rule["globs"]), tuple(rule.get("but", ())))
        for rule in written
        if system in rule.get("systems", (system,))
    ]


@cache
def pattern(glob: str) -> re.Pattern[str]:
    """`*` within a folder, `**` through folders, `{a,b}` either; the whole path must match."""
    parts = re.split(r"(\*\*/|\*\*|\*|\{[^}]*\})", glob)
    return re.compile("".join(map(_expression, parts)))


def _expression(part: str) -> str:
    if part.startswith("{"):
        return "(?:" + "|".join(re.escape(word) for word in part[1:-1].split(",")) + ")"
    return {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*"}.get(part, re.escape(part))


def dropped(rule: Rule, paths: list[str]) -> list[str]:
    """Those of `paths` that the rule leaves out. Raises Pointless: one of its globs matches none."""
    for glob in (*rule.globs, *rule.but):
        if not any(pattern(glob).fullmatch(path) for path in paths):
            raise Pointless(f"trim.toml: nothing matches {glob} ({rule.why})")
    take = [pattern(glob) for glob in rule.globs]
    leave = [pattern(glob) for glob in rule.but]
    return [
        path
        for path in paths
        if any(one.fullmatch(path) for one in take)
        and not any(one.fullmatch(path) for one in leave)
    ]


def trim(folder: Path, system: str, path: Path = RULES) -> list[Trimmed]:
    """Removes from `folder` (laid out as site-packages) what the rules say. Every rule is asked
    about the whole folder, so that their order is no matter. Raises Pointless.
    """
    sizes = {
        file.relative_to(folder).as_posix(): file.stat().st_size
        for file in folder.rglob("*")
        if file.is_file()
    }
    told, gone = [], set[str]()
    for rule in rules(system, path):
        found = set(dropped(rule, list(sizes))) - gone
        told.append(Trimmed(rule.why, len(found), sum(sizes[name] for name in found)))
        gone |= found
    for name in gone:
        (folder / name).unlink()
    _sweep(folder)
    return told


def _sweep(folder: Path) -> None:
    """Folders that have become empty go too."""
    for place in sorted(folder.rglob("*"), reverse=True):
        if place.is_dir() and not any(place.iterdir()):
            place.rmdir()
