"""Differences to decide and what lies in quarantine: both values, who, when; chosen or put away."""

from typing import Any

import msgspec

from dlschool.errors import Refused
from dlschool.exchange import kinds, payload
from dlschool.exchange.fault import Fault
from dlschool.hub import acts, audit, merging
from dlschool.hub.accounts import Role
from dlschool.hub.database import Row, Tx
from dlschool.hub.web import named, reach
from dlschool.hub.web.parts import Answer, Cell, Column, Field, Form, Go, Page, Table
from dlschool.hub.web.places import deed, page
from dlschool.hub.web.school import name
from dlschool.hub.web.visit import Nowhere, Visit, moment
from dlschool.i18n import N_

MOST = 300
"""Of each list, on one page; the oldest first."""
REASONS = {
    "parked": N_("waits for a record that has not come"),
    "there already": N_("is there already"),
    "kind": N_("is another kind of record"),
    "damaged": N_("is damaged"),
    "body": N_("cannot be read"),
    "seal": N_("sealed for another key"),
    "value": N_("has a value that it cannot have"),
}


@page("/trouble")
def trouble(visit: Visit, tx: Tx) -> Answer:
    only, values = _only(visit, tx)
    title = visit.say(N_("Differences and quarantine"))
    parts = (
        _conflicts(visit, tx, only, values),
        _quarantine(visit, tx, only, values),
        _decided(visit, tx, only, values),
    )
    return Page(title=title, parts=parts, here="trouble")


def _only(visit: Visit, tx: Tx) -> tuple[str, tuple[Any, ...]]:
    """A condition: the person's schools, or one of them. Nowhere: another's."""
    if "school" not in visit.asked:
        return reach.SEEN, (visit.who.id,)
    school = reach.school(tx, visit.who, visit.number("school", -1))
    return f"{reach.SEEN} and s.id = ?", (visit.who.id, school["id"])


_CONFLICTS = (
    "select c.*, r.kind, r.fields, r.gone, s.name_kk, s.name_ru, s.bin from conflicts c "
    "join schools s on s.id = c.school join records r on r.id = c.record where "
)


def _conflicts(visit: Visit, tx: Tx, only: str, values: tuple[Any, ...]) -> Table:
    rows = tx.rows(
        f"{_CONFLICTS} c.state = 'open' and {only} order by c.at, c.school, c.number limit ?",
        *values, MOST,
    )  # fmt: skip
    say = visit.say
    columns = [
        Column(say(N_("School"))),
        Column(say(N_("What it is about"))),
        Column(say(N_("Field"))),
        Column(say(N_("What stands"))),
        Column(say(N_("What else was said"))),
        Column(say(N_("When")), "date"),
    ]
    if visit.may(Role.OPERATOR):
        columns.append(Column(say(N_("Decide")), "forms"))
    cells = [_conflict(visit, tx, row, len(columns)) for row in rows]
    none = say(N_("No differences."))
    return Table(
        key="conflicts", title=say(N_("Differences")), columns=columns, rows=cells, none=none,
        count=len(rows),
    )  # fmt: skip


def _conflict(visit: Visit, tx: Tx, row: Row, width: int) -> list[Cell]:
    action = f"/schools/{row['school']}/conflicts/{row['number']}"
    forms = tuple(
        Form(
            action=action, submit=visit.say(words), key=f"c{row['school']}-{row['number']}-{take}",
            fields=(Field(name="take", kind="hidden", value=take),),
        )
        for take, words in (("current", N_("Keep the first")), ("other", N_("Take the second")))
    )  # fmt: skip
    current, other = (_value(visit, row, row[each]) for each in ("current", "other"))
    cells = [
        _school(visit, row),
        Cell(value=named.kind_name(visit, row["kind"]), note=_which(row)),
        Cell(value=named.field_name(visit, row["kind"], row["field"])),
        Cell(value=current, note=_source(visit, tx, row, row["current_source"])),
        Cell(value=other, note=_source(visit, tx, row, row["other_source"])),
        Cell(value=moment(row["at"])),
        Cell(forms=forms),
    ]
    return cells[:width]


def _school(visit: Visit, row: Row) -> Cell:
    return Cell(value=name(visit, row), link=f"/schools/{row['school']}")


def _which(row: Row) -> str:
    """The number of a case or an order: what people call it by."""
    record = merging.unpacked(row["kind"], bytes(row["fields"]), bool(row["gone"]))
    kind = kinds.up().get(row["kind"])
    said = kind.named(record.values()) if kind else {}
    return str(said.get("number") or "")


def _value(visit: Visit, row: Row, packed: Any) -> Any:
    found = msgspec.msgpack.decode(bytes(packed))
    if row["field"] == merging.EXISTENCE:
        return visit.say(N_("the record is there") if found else N_("the record was taken away"))
    return named.value(visit, row["kind"], row["field"], found).value


def _source(visit: Visit, tx: Tx, row: Row, source: int) -> str:
    if source == merging.DEPARTMENT:
        return visit.say(N_("the department"))
    label = tx.value("select label from devices where no = ? and school = ?", source, row["school"])
    return str(label or source)


def _quarantine(visit: Visit, tx: Tx, only: str, values: tuple[Any, ...]) -> Table:
    rows = tx.rows(
        "select q.*, s.name_kk, s.name_ru, s.bin, e.at from quarantine q "
        "join schools s on s.id = q.school "
        "left join envelopes e on e.school = q.school and e.position = q.position "
        f"where q.state in ('open', 'parked') and {only} order by q.school, q.position limit ?",
        *values, MOST,
    )  # fmt: skip
    say = visit.say
    columns = [
        Column(say(N_("School"))),
        Column(say(N_("Place in order")), "number"),
        Column(say(N_("What it speaks of"))),
        Column(say(N_("Why"))),
        Column(say(N_("When")), "date"),
    ]
    if visit.may(Role.OPERATOR):
        columns.append(Column(say(N_("Put it away")), "forms"))
    cells = [_held(visit, row)[: len(columns)] for row in rows]
    none = say(N_("Nothing lies in quarantine."))
    return Table(
        key="quarantine", title=say(N_("Quarantine")), columns=columns, rows=cells, none=none,
        count=len(rows),
    )  # fmt: skip


def _held(visit: Visit, row: Row) -> list[Cell]:
    key = f"q{row['school']}-{row['position']}-{row['op'] + 1}"
    reason = Field(
        name="reason", label=visit.say(N_("Why it is put away")), required=True, longest=300
    )
    form = Form(
        action=f"/schools/{row['school']}/quarantine/{row['position']}/{row['op'] + 1}",
        submit=visit.say(N_("Put it away")), fields=(reason,), key=key,
    )  # fmt: skip
    return [
        _school(visit, row),
        Cell(value=row["position"]),
        Cell(value=_spoken(visit, row)),
        Cell(value=_why(visit, row)),
        Cell(value=moment(row["at"])),
        Cell(forms=(form,)),
    ]


def _why(visit: Visit, row: Row) -> str:
    """A reason; where it is the key of a field, that this field's value cannot be."""
    known = (f for op in _ops(row) for f in _fields(op.kind) if f.key == row["reason"])
    field = next(known, None)
    if field is None or row["reason"] in REASONS:
        return visit.word(REASONS, row["reason"])
    name = field.name[visit.language]
    return visit.say(N_("“{field}” has a value that it cannot have"), field=name)


def _fields(number: int) -> tuple[kinds.Field, ...]:
    kind = kinds.up().get(number)
    return kind.fields if kind else ()


def _ops(row: Row) -> tuple[payload.Op, ...]:
    """Of an envelope that does not open: none."""
    if row["op"] < 0:
        return ()
    try:
        return payload.unpacked(bytes(row["content"])).ops
    except Fault:
        return ()


def _spoken(visit: Visit, row: Row) -> str:
    """The kind of record of an operation; of an envelope that does not open, that."""
    if row["op"] < 0:
        return visit.say(N_("the whole envelope"))
    return ", ".join(sorted({named.kind_name(visit, op.kind) for op in _ops(row)}))


def _decided(visit: Visit, tx: Tx, only: str, values: tuple[Any, ...]) -> Table:
    rows = tx.rows(
        f"{_CONFLICTS} c.state = 'resolved' and {only} order by c.at desc limit 50", *values
    )
    say = visit.say
    columns = (
        Column(say(N_("School"))),
        Column(say(N_("What it is about"))),
        Column(say(N_("Field"))),
        Column(say(N_("What stands"))),
        Column(say(N_("By"))),
    )
    cells = [
        (
            _school(visit, row),
            Cell(value=named.kind_name(visit, row["kind"]), note=_which(row)),
            Cell(value=named.field_name(visit, row["kind"], row["field"])),
            Cell(value=_value(visit, row, row["chosen"])),
            Cell(value=row["who"] or say(N_("the school"))),
        )
        for row in rows
    ]
    none = say(N_("Nothing was decided yet."))
    return Table(
        key="decided", title=say(N_("Differences decided")), columns=columns, rows=cells, none=none
    )


@deed("/schools/{school:int}/conflicts/{conflict:int}", again="/trouble")
def decide(visit: Visit, tx: Tx, school: Row, conflict: int) -> Answer:
    take = visit.field("take")
    if take not in ("current", "other"):
        raise Nowhere
    tx.lock(school["id"])
    item = tx.row(
        "select state from conflicts where school = ? and number = ?", school["id"], conflict
    )
    if item is None:
        raise Nowhere
    if item["state"] != "open":
        raise Refused(N_("This difference was decided meanwhile."))
    content = {"conflict": conflict, "take": take}
    return _done(
        visit, tx, school["id"], "resolve", content, N_("It is decided; the school hears of it.")
    )


@deed("/schools/{school:int}/quarantine/{position:int}/{op:int}", again="/trouble")
def put_away(visit: Visit, tx: Tx, school: Row, position: int, op: int) -> Answer:
    """`op` counts from 1; 0 is the envelope itself."""
    reason = visit.field("reason")
    tx.lock(school["id"])
    item = tx.value(
        "select 1 from quarantine where school = ? and position = ? and op = ? and state <> 'closed'",
        school["id"], position, op - 1,
    )  # fmt: skip
    if item is None:
        raise Nowhere
    if not reason:
        raise Refused(N_("Write why it is put away."))
    content = {"position": position, "op": op - 1, "reason": reason}
    return _done(visit, tx, school["id"], "release", content, N_("It is put away."))


def _done(visit: Visit, tx: Tx, school: int, kind: str, content: dict[str, Any], said: str) -> Go:
    at, who = visit.office.at(), visit.who
    acts.write(tx, school, kind, content, at=at, who=who.login)
    audit.write(tx, at, who, kind, school, **content)
    return Go(to="/trouble", said=visit.say(said), wake=[school])
