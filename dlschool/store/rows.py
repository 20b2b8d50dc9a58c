"""Values of the domain to rows and back: dates as ISO text, tuples as JSON, flags as 0 and 1."""

import json
import types
import typing
from collections.abc import Callable
from dataclasses import fields
from datetime import date, time
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, cast

from dlschool.store.connection import Row

Thing = TypeVar("Thing")


def to_row(value: Any, *, leave: frozenset[str] = frozenset({"id"})) -> Row:
    """The columns of a frozen dataclass; nested values become JSON text."""
    return {f.name: _plain(getattr(value, f.name)) for f in fields(value) if f.name not in leave}


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, (tuple, dict)):
        return json.dumps(_deep(value), ensure_ascii=False, sort_keys=True)
    return value


def _deep(value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        return [_deep(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {f.name: getattr(value, f.name) for f in fields(value)}
    return value


def from_row(kind: type[Thing], row: Row) -> Thing:
    """A frozen dataclass from its row; columns that it does not know are left."""
    return kind(
        **{name: read(row[name]) for name, read in _readers(cast(Any, kind)).items() if name in row}
    )


@cache
def _readers(kind: type[Any]) -> dict[str, Callable[[Any], Any]]:
    hints = typing.get_type_hints(kind)
    return {f.name: _reader(hints[f.name]) for f in fields(kind)}


def _reader(hint: Any) -> Callable[[Any], Any]:
    args = typing.get_args(hint)
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        inner = _reader(next(a for a in args if a is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        element = _element(args[0])
        return lambda value: tuple(element(item) for item in json.loads(value))
    if origin is dict:
        return json.loads
    if hint is bool:
        return bool
    if hint in (date, time):
        parse: Callable[[Any], Any] = hint.fromisoformat
        return parse
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    return lambda value: value


def _element(hint: Any) -> Callable[[Any], Any]:
    if hasattr(hint, "__dataclass_fields__"):
        return lambda item: hint(**item)
    return lambda item: item
