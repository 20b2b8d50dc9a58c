"""Envelopes of version 1 as they were released: bytes that every later program has to read.

`python tests/golden_envelopes.py` writes those that are not there yet into exchange/golden/; what is
there is never written again.
"""

import json
from pathlib import Path
from typing import Any

from dlschool.exchange import kinds, payload, wire
from dlschool.exchange.keys import Private
from dlschool.exchange.payload import Act, Content, Op
from dlschool.exchange.wire import Header

FOLDER = Path(__file__).with_name("exchange") / "golden"
SCHOOL = bytes(range(16))
DEVICE, DEPARTMENT = Private(b"d" * 32, b"D" * 32), Private(b"h" * 32, b"H" * 32, 2)
EPOCH = wire.epoch_mark("1:golden")
AT = 29_900_000


def _every(found: dict[int, kinds.Kind]) -> tuple[Op, ...]:
    """One operation of each kind with each of its fields."""
    said: dict[str, Any] = {
        "text": "Мәтін, текст", "number": 7, "flag": 1, "date": 2516, "record": 1,
        "totals": {1: 5, 300: 0}, "bytes": b"\x00\xff", "any": [1, "екі", {3: None}],
    }  # fmt: skip
    return tuple(
        Op(kind.number, Act.NEW, number, {f.number: said[f.type] for f in kind.fields})
        for number, kind in enumerate(found.values(), 1)
    )


CONTENTS: dict[str, Content] = {
    "one-change": Content((Op(3, Act.SET, 17, {3: "family"}),), AT, 4, 250, 250),
    "ten-changes": Content(
        tuple(Op(3, Act.SET, 2 * n, {7: 2500 + n}, n) for n in range(1, 11)), AT, 4, 251, 260
    ),
    "whole-and-gone": Content(
        (
            Op(3, Act.WHOLE, 1, {0: [[7, b"abcd", 9, b"12345678"]], 1: "1/2026"}),
            Op(3, Act.GONE, 2),
            Op(57, Act.NEW, 1, {1: "end", 2: 2, 3: b"abcd"}),
        ),
        AT,
    ),
    "every-kind-up": Content(_every(kinds.up()), AT, 9, 1, 500),
    "every-kind-down": Content(_every(kinds.down()), AT),
    "types": Content(
        tuple(
            Op(3, Act.SET, n, {1: value})
            for n, value in enumerate([1, True, "1", None, 0, False, "", b"", [], {}, -5, 1 << 60])
        ),
        AT,
    ),
    "newer-schema": Content((Op(3, 9, 17, {3: "family"}),), AT, schema=2, more=("later", 5)),
    "unknown-numbers": Content(
        (Op(3, Act.SET, 17, {3: "family", 900: "new"}), Op(48, Act.NEW, 18, {1: {2: [3]}})), AT
    ),
    "nothing": Content((), AT),
}


def header(name: str) -> Header:
    """What stands outside of the envelope of this name."""
    if name.endswith("-down"):
        return Header(7, b"life", 3, b"previous", 1, down=True)
    lane = int(name == "types")
    return Header(7, EPOCH, 300, b"previous", 2, lane=lane)


def keys_of(name: str) -> tuple[Private, Private]:
    """Who sends, who reads."""
    return (DEPARTMENT, DEVICE) if name.endswith("-down") else (DEVICE, DEPARTMENT)


def plain(content: Content) -> Any:
    """As it stands in the JSON beside the bytes."""
    head = [content.at, content.base, content.first, content.last, content.schema]
    ops = [repr((op.kind, int(op.act), op.no, op.fields, op.age)) for op in content.ops]
    return [ops, [*head, repr(content.more)]]


def write() -> list[str]:
    """Returns the names of those that were new."""
    FOLDER.mkdir(exist_ok=True)
    new = [name for name in CONTENTS if not (FOLDER / f"{name}.dlx").exists()]
    for name in new:
        sender, to = keys_of(name)
        content = payload.packed(CONTENTS[name])
        made = wire.make(header(name), content, SCHOOL, sender, to.public)
        (FOLDER / f"{name}.dlx").write_bytes(made)
        said = json.dumps(plain(CONTENTS[name]), ensure_ascii=False, indent=1)
        (FOLDER / f"{name}.json").write_text(said + "\n", "utf-8")
    return new


if __name__ == "__main__":
    write()
