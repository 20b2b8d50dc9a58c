"""What the department asks of schools and corrects in their records, and what they answer."""

import json
import re
from typing import Any

import msgspec

from dlschool.exchange import kinds
from dlschool.exchange.payload import Value
from dlschool.hub import clashes, counters, merging, outgoing, records
from dlschool.hub.arrived import Arrived
from dlschool.hub.database import Row, Tx
from dlschool.hub.merging import Said

MOST_PARTS = 10_000
_MIME = re.compile(r"[a-z0-9.+-]{1,40}/[a-z0-9.+-]{1,80}")
ANSWERS = ("new", "seen", "used", "refused")
"""What a school may say of a directive."""


def given(tx: Tx, act: Row, content: dict[str, Any]) -> None:
    """A directive of any kind to every device of the school; it gets the school's next number."""
    number = counters.following(tx, act["school"], "directive")
    key, values = content["key"], wired(content["key"], content["values"])
    tx.run(
        "insert into directives (school, number, key, content, at, who, state, batch) "
        "values (?, ?, ?, ?, ?, ?, 'sent', ?)",
        act["school"], number, key, json.dumps(content["values"], ensure_ascii=False), act["at"],
        act["who"], content.get("batch", ""),
    )  # fmt: skip
    for device in active(tx, act["school"], act["position"]):
        outgoing.tell(tx, device, act["position"], key, directive=number, **values)


def tell_open(tx: Tx, school: int, position: int, device: int) -> None:
    """To a device that comes later: what nobody of its school answered yet."""
    rows = tx.rows(
        "select number, key, content from directives where school = ? and state = 'sent' "
        "order by number",
        school,
    )
    for row in rows:
        values = wired(row["key"], json.loads(row["content"]))
        outgoing.tell(tx, device, position, row["key"], directive=row["number"], **values)


def wired(key: str, values: dict[str, Any]) -> dict[str, Value]:
    """Values of a form or of JSON as they stand on the wire: dates as days, bytes from hexadecimal."""
    from datetime import date

    known = {f.key: f for f in kinds.of(key).fields}
    found: dict[str, Value] = {}
    for name, value in values.items():
        field = known[name]
        made = date.fromisoformat(value) if field.type == "date" and value else value
        if field.type == "bytes" and isinstance(value, str):
            made = bytes.fromhex(value)
        found[name] = kinds.told(field, made)
    return found


def active(tx: Tx, school: int, position: int) -> list[int]:
    """Devices that heard the department at this position of the school's order."""
    rows = tx.rows(
        "select no from devices where school = ? and state in ('active', 'revoked') and since <= ? "
        "and (revoked is null or revoked >= ?) order by no",
        school, position, position,
    )  # fmt: skip
    return [row["no"] for row in rows]


def answered(tx: Tx, now: Arrived, said: dict[str, Any]) -> None:
    """ValueError: the school has no such directive."""
    if said["state"] not in ANSWERS:
        raise ValueError("state")
    touched = tx.run(
        "update directives set state = ? where school = ? and number = ?",
        said["state"], now.school, said["directive"],
    )  # fmt: skip
    if not touched:
        raise ValueError("directive")


def level_agreed(tx: Tx, now: Arrived, said: dict[str, Any]) -> None:
    """What the school tells from now on. ValueError: no such level."""
    level = kinds.Level(said["level"])
    tx.run("update schools set told_level = ? where id = ?", level, now.school)


def scan_came(tx: Tx, now: Arrived, said: dict[str, Any]) -> None:
    """A part of a scan that the department asked for by name. ValueError: it did not, or no such part."""
    part, parts, mime = said["part"], said["parts"], said["mime"]
    if (
        not 1 <= part <= parts <= MOST_PARTS
        or len(said["digest"]) > 64
        or not _MIME.fullmatch(mime)
    ):
        raise ValueError("part")
    asked = tx.row(
        "select key from directives where school = ? and number = ?", now.school, said["request"]
    )
    if asked is None or asked["key"] != "scan-request":
        raise ValueError("unasked")
    tx.run(
        "insert into scan_parts (school, request, part, parts, mime, digest, content) "
        "values (?, ?, ?, ?, ?, ?, ?) on conflict (school, request, digest, part) do nothing",
        now.school, said["request"], part, parts, mime, said["digest"],
        said["content"],
    )  # fmt: skip


def _named(tx: Tx, act: Row, content: dict[str, Any]) -> int:
    """The record that an act names as [device, epoch in hexadecimal, number]."""
    device, epoch, no = content["record"]
    found = records.find(tx, (device, bytes.fromhex(epoch), no))
    if found is None:
        raise ValueError("record")
    mine = tx.value("select school from records where id = ?", found)
    if mine != act["school"]:
        raise ValueError("record")
    return found


def corrected(tx: Tx, act: Row, content: dict[str, Any]) -> None:
    """The department writes fields that it may write."""
    found = _named(tx, act, content)
    record = records.load(tx, found)
    kind = kinds.up()[record.kind]
    allowed = {f.key: f for f in kind.fields if f.both}
    said: dict[Any, Value] = {}
    for key, value in wired(kind.key, content["values"]).items():
        number = allowed[key].number
        record.fields[number] = Said(value, merging.DEPARTMENT, act["position"])
        said[number] = value
    records.keep(tx, found, record, act["position"])
    outgoing.tell_holders(tx, act["position"], found, said, merging.DEPARTMENT)


def resolved(tx: Tx, act: Row, content: dict[str, Any]) -> None:
    """A conflict is decided by the department: one of its two values."""
    item = tx.row(
        "select current, other from conflicts where school = ? and number = ?",
        act["school"], content["conflict"],
    )  # fmt: skip
    if item is None:
        return
    chosen = item["other"] if content["take"] == "other" else item["current"]
    value = msgspec.msgpack.decode(bytes(chosen))
    clashes.resolve(
        tx, act["school"], act["position"], content["conflict"], value, merging.DEPARTMENT,
        act["who"],
    )  # fmt: skip


def remarked(tx: Tx, act: Row, content: dict[str, Any]) -> None:
    """A report is accepted or returned with a text."""
    found = _named(tx, act, content)
    number = counters.following(tx, act["school"], "directive")
    tx.run(
        "insert into remarks (school, record, number, state, text, at, who) "
        "values (?, ?, ?, ?, ?, ?, ?)",
        act["school"], found, number, content["state"], content["text"], act["at"], act["who"],
    )  # fmt: skip
    for device, (epoch, no) in records.holders(tx, found).items():
        outgoing.tell(
            tx, device, act["position"], "remark",
            directive=number, record=no, state=content["state"], text=content["text"], epoch=epoch,
        )  # fmt: skip


def released(tx: Tx, act: Row, content: dict[str, Any]) -> None:
    """A quarantined operation is put away with a word."""
    tx.run(
        "update quarantine set state = 'closed', detail = ? "
        "where school = ? and position = ? and op = ?",
        content["reason"], act["school"], content["position"], content["op"],
    )  # fmt: skip
