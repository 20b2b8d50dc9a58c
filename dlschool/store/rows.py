"""Values of the domain to rows and back: dates as ISO text, tuples as JSON, flags as 0 and 1."""

import json
import types
import typing
from collections.abc import Callable
from dataclasses import MISSING, fields
from datetime import date, time
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, cast

from dlschool.errors import Refused
from dlschool.i18n import N_
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
    """A frozen dataclass from its row; columns that it does not know are left. Refused: the row holds
    what the program never writes there.
    """
    known = _readers(cast(Any, kind))
    try:
        return kind(**{name: read(row[name]) for name, read in known.items() if name in row})
    except (ValueError, RecursionError) as error:
        raise Refused(
            N_(
                "A record of the school's data (№ {id}) does not hold what the program wrote there. "
                "Run “check”: it names the record."
            ),
            id=row.get("id", "—"),
        ) from error


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
        return lambda value: tuple(element(item) for item in _loaded(value, list))
    if origin is dict:
        return lambda value: _loaded(value, dict)
    if hint is bool:
        return bool
    if hint in (date, time):
        parse: Callable[[Any], Any] = hint.fromisoformat
        return parse
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    return lambda value: value


def _loaded(text: Any, kind: type[Any]) -> Any:
    """The list, or the object of texts. Raises ValueError, RecursionError."""
    found = json.loads(text)
    if type(found) is not kind or (
        kind is dict and not all(type(v) is str for v in found.values())
    ):
        raise ValueError(text)
    return found


def _element(hint: Any) -> Callable[[Any], Any]:
    """Raises ValueError: not what the list holds. A value written before a field was added has it not."""
    if hint in (str, int):
        return lambda item: _of(hint, item)
    if not hasattr(hint, "__dataclass_fields__"):
        return lambda item: item
    known = {name: _written(of) for name, of in typing.get_type_hints(hint).items()}
    asked = {f.name for f in fields(hint) if f.default is f.default_factory is MISSING}

    def read(item: Any) -> Any:
        if not asked <= _of(dict, item).keys() <= known.keys():
            raise ValueError(item)
        if any(type(value) not in known[name] for name, value in item.items()):
            raise ValueError(item)
        return hint(**item)

    return read


def _written(hint: Any) -> set[type[Any]]:
    """What a field of a nested value is in JSON."""
    kinds = typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
    return {kind if kind in (str, int, bool, types.NoneType) else str for kind in kinds}


def _of(kind: type[Any], item: Any) -> Any:
    if type(item) is not kind:
        raise ValueError(item)
    return item
