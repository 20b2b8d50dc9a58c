"""What may be said, by number: resources/exchange/policy.toml (up) and down.toml, read strictly.

On the wire a date is the number of days since 2020-01-01 (from 0; earlier dates are text), a flag 0 or 1,
a record the number of another record of the same sender, totals a map of numbers.
"""

from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Any, Literal

import msgspec

from dlschool.domain.text import Text
from dlschool.exchange.payload import Value
from dlschool.paths import program_file

FIRST_DAY = date(2020, 1, 1)
_LAST = (date.max - FIRST_DAY).days


class Level(StrEnum):
    """How much the school tells, each more than the one before it."""

    TOTALS = "totals"
    CASES = "cases"
    NAMES = "names"

    def holds(self, other: "Level") -> bool:
        """Whether at this level `other` is told as well."""
        order = list(Level)
        return order.index(other) <= order.index(self)


Type = Literal["text", "number", "flag", "date", "record", "totals", "bytes", "any"]


class Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    number: int
    key: str
    type: Type
    kk: str
    ru: str
    level: Level | None = None
    """None: as its kind."""
    both: bool = False
    """The department may correct it as well."""
    gone: bool = False
    """Sent no more."""

    @property
    def name(self) -> Text:
        return Text(self.kk, self.ru)


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    number: int
    key: str
    kk: str
    ru: str
    fields: tuple[Field, ...]
    level: Level = Level.TOTALS

    @property
    def name(self) -> Text:
        return Text(self.kk, self.ru)

    def at(self, level: Level) -> tuple[Field, ...]:
        """The fields that are told at this level; none if the kind is not."""
        if not level.holds(self.level):
            return ()
        return tuple(f for f in self.fields if not f.gone and level.holds(f.level or self.level))

    def field(self, key: str) -> Field:
        return next(f for f in self.fields if f.key == key)

    def named(self, fields: dict[int, Value]) -> dict[str, Value]:
        """The known fields by their keys, as they stand on the wire."""
        return {f.key: fields[f.number] for f in self.fields if f.number in fields}

    def numbered(self, values: dict[str, Value]) -> dict[int, Value]:
        """The other way; KeyError: a key that the kind does not have."""
        known = {f.key: f.number for f in self.fields}
        return {known[key]: value for key, value in values.items()}


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: int
    kinds: tuple[Kind, ...]


@cache
def up() -> dict[int, Kind]:
    """What a school may say, by number."""
    return _read("policy.toml")


@cache
def down() -> dict[int, Kind]:
    """What the department may say, by number."""
    return _read("down.toml")


def _read(name: str) -> dict[int, Kind]:
    content = program_file("resources", "exchange", name).read_bytes()
    found = msgspec.toml.decode(content, type=_File)
    return {kind.number: kind for kind in found.kinds}


@cache
def of(key: str) -> Kind:
    """The kind of this key, of either direction. KeyError: there is none."""
    found = {kind.key: kind for kind in (*up().values(), *down().values())}
    return found[key]


def told(field: Field, value: Any) -> Value:
    """A value of the program as it stands on the wire; records are numbers already."""
    if field.type == "date" and isinstance(value, date):
        days = (value - FIRST_DAY).days
        return days if days >= 0 else value.isoformat()
    if field.type == "flag":
        return int(bool(value))
    return value  # type: ignore[no-any-return]


def read(field: Field, value: Value) -> Any:
    """The way back. ValueError: not a value of this field."""
    if value is None:
        return None
    if field.type == "date":
        return _date(value)
    if field.type == "flag" and type(value) is int and value in (0, 1):
        return bool(value)
    wanted = {"text": str, "number": int, "record": int, "totals": dict, "bytes": bytes}
    if field.type in wanted and type(value) is not wanted[field.type]:
        raise ValueError(field.key)
    if field.type == "flag":
        raise ValueError(field.key)
    return value


def _date(value: Value) -> date:
    if type(value) is int and 0 <= value <= _LAST:
        return FIRST_DAY + timedelta(days=value)
    if isinstance(value, str):
        return date.fromisoformat(value)
    raise ValueError(value)
