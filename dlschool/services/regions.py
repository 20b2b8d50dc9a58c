"""The regions of the country, as the program's own list names them."""

import tomllib
from dataclasses import dataclass
from functools import cache

from dlschool.domain.text import Text
from dlschool.paths import program_file


@dataclass(frozen=True, slots=True)
class Region:
    """`kato`: the nine digits of its code, as the school keeps them."""

    kato: str
    name: Text


@cache
def regions() -> tuple[Region, ...]:
    """The 17 regions and 3 cities of republican importance (resources/regions.toml)."""
    written = tomllib.loads(program_file("resources", "regions.toml").read_text("utf-8"))
    return tuple(Region(one["kato"], Text(one["kk"], one["ru"])) for one in written["regions"])
