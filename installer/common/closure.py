"""Which libraries belong to the program: what it asks for in pyproject.toml, and what these ask for.

What else lies in the same `site-packages` (the extras `dev` and `hub`, tools of a developer) does not.
"""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]


def canonical(name: str) -> str:
    """`msoffcrypto_tool`, `MsOffcrypto-Tool`: one name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def asked() -> list[str]:
    """The requirements of the program itself, as pyproject.toml has them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return list(project["dependencies"])


def held(folders: list[str] | None = None) -> dict[str, Distribution]:
    """The distributions in these folders (None: of this Python), by canonical name."""
    found = distributions(path=folders) if folders else distributions()
    return {canonical(each.metadata["Name"]): each for each in found}


def libraries(there: dict[str, Distribution]) -> dict[str, Distribution]:
    """Of `there`, those that belong to the program; sorted. Raises LookupError: one is missing."""
    found: dict[str, Distribution] = {}
    waiting = [(Requirement(line), "") for line in asked()]
    while waiting:
        requirement, extra = waiting.pop()
        name = canonical(requirement.name)
        if not _wanted(requirement, extra):
            continue
        if name not in there:
            raise LookupError(f"{requirement} is not installed")
        more = {"", *requirement.extras} if name not in found else set(requirement.extras)
        found[name] = there[name]
        waiting += [(each, of) for each in _asked_by(there[name]) for of in sorted(more)]
    return dict(sorted(found.items()))


def _wanted(requirement: Requirement, extra: str) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


def _asked_by(distribution: Distribution) -> Iterator[Requirement]:
    return (Requirement(line) for line in distribution.requires or [])


def modules(distribution: Distribution) -> set[str]:
    """The names under which a distribution is imported: `PIL` for Pillow."""
    tops = {path.parts[0] for path in distribution.files or [] if path.suffix in (".py", ".so")}
    return {top.split(".")[0] for top in tops} - {"", "..", "bin"}
