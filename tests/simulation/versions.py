"""Programs of other versions: the school's and the hub's own idea of what may be said."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import msgspec
import pytest

from dlschool.exchange import kinds, payload
from dlschool.exchange.kinds import Kind
from dlschool.exchange.payload import Content


@dataclass(frozen=True, slots=True)
class Version:
    """`without`: fields by kind's key that this version does not know yet. `schema`: that it writes and
    reads; the real one is `payload.SCHEMA`.
    """

    without: dict[str, set[str]]
    schema: int = payload.SCHEMA
    missing: frozenset[str] = frozenset()
    """Kinds that it does not know yet."""

    def up(self) -> dict[int, Kind]:
        found = {}
        for number, kind in kinds._read("policy.toml").items():
            if kind.key in self.missing:
                continue
            gone = self.without.get(kind.key, set())
            fields = tuple(f for f in kind.fields if f.key not in gone)
            found[number] = msgspec.structs.replace(kind, fields=fields)
        return found


TODAY = Version({})
BEFORE = Version({"school": {"program"}, "case": {"attested_on", "from_paper"}})
LONG_AGO = Version(
    {"school": {"program", "small"}, "case": {"attested_on", "from_paper", "wanted_until"}},
    missing=frozenset({"readiness"}),
)
NEXT = Version({}, payload.SCHEMA + 1)


@contextmanager
def speaking(version: Version) -> Iterator[None]:
    """The code in the block is of this version."""
    known, made = version.up(), payload.packed

    def up() -> dict[int, Kind]:
        return known

    def of(key: str) -> Kind:
        both = (*known.values(), *kinds._read("policy.toml").values(), *kinds.down().values())
        return next(kind for kind in both if kind.key == key)

    def packed(content: Content) -> bytes:
        return made(replace(content, schema=max(content.schema, version.schema)))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kinds, "up", up)
        patch.setattr(kinds, "of", of)
        patch.setattr(payload, "packed", packed)
        patch.setattr(payload, "SCHEMA", version.schema)
        from dlschool.hub import records

        records.references.cache_clear()
        yield
    records.references.cache_clear()


@dataclass
class Between:
    """Around a school's line: its hub is of another version than the school."""

    hub: Version

    def __call__(self, work: Any) -> Any:
        with speaking(self.hub):
            return work()
