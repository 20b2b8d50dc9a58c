"""Two sides wrote: what stands, and what has to be decided by a person. Pure; the same on every replay.

A field remembers who wrote it and at which position of the school's order. A writer knew of everything
up to the position that it had been told of. Who did not know of a foreign value does not overwrite it:
the first stays, the second becomes a clash. Different fields merge. One's own values are overwritten
freely, except by a store that came back from a backup: what it does not remember is not lost silently.
"""

from dataclasses import dataclass, field
from typing import Any

import msgspec

from dlschool.exchange.payload import Act, Op, Value

DEPARTMENT = 0
"""As a source: not a device."""
EXISTENCE = 0
"""As a field: whether the record is there, once that was in question; in Act.WHOLE, its old names."""


class Said(msgspec.Struct, array_like=True):
    """A field's value, who wrote it, where."""

    value: Any
    source: int
    position: int


@dataclass(slots=True)
class Record:
    kind: int
    fields: dict[int, Said] = field(default_factory=dict)
    gone: bool = False

    def values(self) -> dict[int, Value]:
        """What stands; a value that was taken back is none."""
        return {
            number: said.value
            for number, said in self.fields.items()
            if number != EXISTENCE and said.value is not None
        }


@dataclass(frozen=True, slots=True)
class Clash:
    """`other` did not become the field's value."""

    field: int
    current: Value
    current_source: int
    other: Value
    other_source: int | None = None
    """None: who wrote just now."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Which fields changed, what clashed, and whether the record was taken away or came back."""

    changed: dict[int, Value] = field(default_factory=dict)
    clashes: tuple[Clash, ...] = ()
    gone: bool | None = None


def merge(record: Record, op: Op, source: int, position: int, knew: int) -> Outcome:
    """Changes `record` by the op of `source` that knew of everything up to the position `knew`.

    ValueError: an act of a newer program.
    """
    if op.act == Act.GONE:
        return _gone(record, source, position, knew)
    if op.act not in (Act.NEW, Act.SET, Act.WHOLE):
        raise ValueError("act")
    said = {number: value for number, value in op.fields.items() if number != EXISTENCE}
    back, clashes = _back(record, op, source, position, knew) if said else (False, [])
    changed: dict[int, Value] = {}
    for number, value in sorted(said.items()):
        here = record.fields.get(number)
        if here is not None and same(here.value, value):
            continue
        if here is not None and _unknown(here, op.act, source, knew):
            clashes.append(Clash(number, here.value, here.source, value))
            continue
        record.fields[number] = Said(value, source, position)
        changed[number] = value
    return Outcome(changed, tuple(clashes), False if back else None)


def _back(
    record: Record, op: Op, source: int, position: int, knew: int
) -> tuple[bool, list[Clash]]:
    """What is spoken of is there again; who took it away and was not known of sees that as a clash."""
    if not record.gone:
        return False, []
    record.gone = False
    was = record.fields.get(EXISTENCE)
    record.fields[EXISTENCE] = Said(True, source, position)
    if was is None or not _unknown(was, op.act, source, knew):
        return True, []
    return True, [Clash(EXISTENCE, True, source, False, was.source)]


def same(one: Value, other: Value) -> bool:
    """1 and True are not the same value, nor are 1 and "1"."""
    return type(one) is type(other) and one == other


def _unknown(here: Said, act: int, source: int, knew: int) -> bool:
    """Whether the writer could not know the value that it would overwrite."""
    if act == Act.WHOLE:
        return True
    return here.source != source and here.position > knew


def _gone(record: Record, source: int, position: int, knew: int) -> Outcome:
    """An edit that the other side did not know of wins against its taking away."""
    newer = [
        said for said in record.fields.values() if said.source != source and said.position > knew
    ]
    if newer and not record.gone:
        said = max(newer, key=lambda each: each.position)
        return Outcome(clashes=(Clash(EXISTENCE, True, said.source, False),))
    if record.gone:
        return Outcome()
    record.gone = True
    record.fields[EXISTENCE] = Said(False, source, position)
    return Outcome(gone=True)


def packed(record: Record) -> bytes:
    return msgspec.msgpack.encode(record.fields)


def unpacked(kind: int, content: bytes, gone: bool) -> Record:
    return Record(kind, msgspec.msgpack.decode(content, type=dict[int, Said]), gone)
