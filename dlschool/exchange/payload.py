"""What is inside an envelope: operations on numbered records, written by columns.

A record has a number that its sender gave it in this epoch; who receives knows it by that number. The
operations of one envelope touch a record once, and are applied together or not at all. Like operations
stand together, each field in a column: a thousand changes of one field are a few hundred bytes packed.

A kind, a field or an act that the reader does not know is kept and handed on.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import accumulate, groupby, pairwise
from typing import Any

import msgspec

from dlschool.exchange.fault import Fault, Why

SCHEMA = 1
"""Of this program. Within it numbers are added, never given a second meaning."""

Value = None | bool | int | str | bytes | list[Any] | dict[Any, Any]


class Act(IntEnum):
    NEW = 0
    SET = 1
    GONE = 2
    WHOLE = 3
    """All of a record that is known already: after a restore, or to mend a difference."""


@dataclass(frozen=True, slots=True)
class Op:
    """One record, some of its fields by number."""

    kind: int
    act: int
    """An `Act`; a number beyond these comes from a newer program."""
    no: int
    fields: dict[int, Value] = field(default_factory=dict)
    age: int = 0
    """Minutes before the envelope was sealed, 0 and more."""


@dataclass(frozen=True, slots=True)
class Content:
    """What one envelope says."""

    ops: tuple[Op, ...]
    at: int
    """Minutes since 1970 (UTC by the sender's clock): shown, never used to decide."""
    base: int = 0
    """The newest envelope of the other side that the sender had applied: what it knew of."""
    first: int = 0
    """First and last action of the sender's journal that are told here."""
    last: int = 0
    schema: int = SCHEMA
    more: tuple[Any, ...] = ()
    """What a newer program says beyond this."""


def arranged(ops: Iterable[Op]) -> tuple[Op, ...]:
    """Like operations beside each other, so that they pack well; records before what speaks of them
    (kinds are numbered so), what is said about the exchange last.
    """
    return tuple(sorted(ops, key=_shape))


def packed(content: Content) -> bytes:
    """Operations keep their order; neighbours of one kind, act and fields become columns."""
    groups = [(key, list(ops)) for key, ops in groupby(content.ops, _shape)]
    written = [_written(*key, ops) for key, ops in groups]
    head = [content.schema, content.at, content.base, content.first, content.last - content.first]
    return msgspec.msgpack.encode([*head, written, *content.more])


def _shape(op: Op) -> tuple[int, int, tuple[int, ...]]:
    return op.kind, op.act, tuple(sorted(op.fields))


def _written(kind: int, act: int, names: tuple[int, ...], ops: list[Op]) -> list[Any]:
    numbers = [op.no for op in ops]
    steps = [b - a for a, b in pairwise([0, *numbers])]
    ages = [op.age for op in ops]
    columns = [_column([op.fields[name] for op in ops]) for name in names]
    return [kind, act, list(names), _column(steps), _column(ages), *columns]


def _column(values: list[Any]) -> Any:
    """[n, value] for n like values; else [0, value, value …]."""
    if all(type(value) is type(values[0]) and value == values[0] for value in values):
        return [len(values), values[0]]
    return [0, *values]


def unpacked(content: bytes) -> Content:
    """Fault: it is no content of an envelope."""
    try:
        schema, at, base, first, count, written, *more = msgspec.msgpack.decode(content)
        _check_count(written)
        ops = tuple(op for group in written for op in _group(group))
        _check([schema, at, base, first, count])
    except (
        msgspec.DecodeError,
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        RecursionError,
    ) as error:
        raise Fault(Why.BODY) from error
    return Content(ops, at, base, first, first + count, schema, tuple(more))


MOST_OPS = 200_000
"""Of one envelope: a few bytes may stand for any number of equal values."""


def _check_count(groups: Any) -> None:
    """ValueError: more operations than one envelope may hold; found before any of them is made."""
    if sum(_length(group[3]) for group in groups) > MOST_OPS:
        raise ValueError("operations")


def _length(column: list[Any]) -> int:
    count, *values = column
    if type(count) is not int or not 0 <= count <= MOST_OPS:
        raise ValueError("column")
    if count and len(values) != 1:
        raise ValueError("column")
    return count or len(values)


def _group(group: Any) -> list[Op]:
    kind, act, names, steps, ages, *columns = group
    _check([kind, act, *names])
    if len(names) != len(columns) or len(set(names)) != len(names):
        raise ValueError("columns")
    numbers = list(accumulate(_values(steps)))
    count = len(numbers)
    old = _values(ages)
    _check([*numbers, *old])
    read = [_values(column) for column in columns]
    if any(len(column) != count for column in (old, *read)):
        raise ValueError("columns")
    rows = zip(*read, strict=True) if read else [()] * count
    return [
        Op(kind, act, no, dict(zip(names, row, strict=True)), age)
        for no, age, row in zip(numbers, old, rows, strict=True)
    ]


def _values(column: list[Any]) -> list[Any]:
    _length(column)
    count, *values = column
    return values * count if count else values


def _check(numbers: list[Any]) -> None:
    for number in numbers:
        if type(number) is not int or not 0 <= number < 1 << 62:
            raise ValueError("number")
