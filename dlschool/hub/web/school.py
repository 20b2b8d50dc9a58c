"""One school: what it told, its computers, reports, readiness, envelopes, and its cases."""

from typing import Any

from dlschool.exchange import kinds
from dlschool.hub.accounts import Role
from dlschool.hub.database import Row, Tx
from dlschool.hub.web import named, schools, sums
from dlschool.hub.web.parts import Answer, Cell, Column, Facts, Field, Form, Page, Table
from dlschool.hub.web.places import page
from dlschool.hub.web.visit import Visit, moment
from dlschool.i18n import N_

ENVELOPES = 200
"""The newest are shown."""


def name(visit: Visit, school: Row) -> str:
    first, second = ("name_kk", "name_ru") if visit.language == "kk" else ("name_ru", "name_kk")
    return str(school[first] or school[second] or school["bin"])


def way(visit: Visit, school: Row | None = None) -> tuple[tuple[str, str], ...]:
    """The way back from a page under a school."""
    up = [("/schools", visit.say(N_("Schools")))]
    if school is not None:
        up.append((f"/schools/{school['id']}", name(visit, school)))
    return tuple(up)


@page("/schools/{school:int}")
def one(visit: Visit, tx: Tx, school: Row) -> Answer:
    number, say = school["id"], visit.say
    links = (
        (f"/schools/{number}/cases", say(N_("Cases"))),
        (f"/schools/{number}/envelopes", say(N_("Envelopes"))),
        (f"/schools/{number}/reports", say(N_("Reports"))),
        (f"/trouble?school={number}", say(N_("Differences and quarantine"))),
        *_writing(visit, number),
    )
    parts = (
        _facts(visit, tx, school),
        _told(visit, tx, number),
        _computers(visit, tx, number),
        _readiness(visit, tx, number),
        _directives(visit, tx, number),
    )
    return Page(title=name(visit, school), parts=parts, here="schools", up=way(visit), links=links)


def _writing(visit: Visit, school: int) -> list[tuple[str, str]]:
    """For who may write to schools."""
    if not visit.may(Role.OPERATOR):
        return []
    words = (
        ("report-request", N_("Ask for a report…")),
        ("call", N_("Send an order…")),
        ("level-offer", N_("Agree what it tells…")),
    )
    return [(f"/directives/{key}?school={school}", visit.say(each)) for key, each in words]


def _facts(visit: Visit, tx: Tx, school: Row) -> Facts:
    say = visit.say
    told = next(iter(sums.named(tx, school["id"], "school").values()), {})
    kind = kinds.of("school")
    rows = [
        (say(N_("Name in Kazakh")), Cell(value=school["name_kk"])),
        (say(N_("Name in Russian")), Cell(value=school["name_ru"])),
        (say(N_("BIN")), Cell(value=school["bin"])),
        (say(N_("District")), Cell(value=_district(visit, tx, school["district"]))),
        (say(N_("What it tells")), Cell(value=schools.level(visit, school["told_level"]))),
        (say(N_("Agreed level")), Cell(value=schools.level(visit, school["level"]))),
    ]
    for key in ("place_kk", "place_ru", "language", "small", "program"):
        if key in told:
            field = kind.field(key)
            rows.append((field.name[visit.language], named.cell(visit, kind, field, told[key])))
    return Facts(title=say(N_("The school")), rows=rows)


def _district(visit: Visit, tx: Tx, code: str) -> str:
    row = tx.row("select * from districts where code = ?", code)
    return str(row["name_kk" if visit.language == "kk" else "name_ru"]) if row else code


def _told(visit: Visit, tx: Tx, school: int) -> Table:
    rows = tx.rows(
        "select kind, count(*) as count from records where school = ? and gone = 0 "
        "group by kind order by kind",
        school,
    )
    say = visit.say
    return Table(
        key="told",
        title=say(N_("What it told")),
        columns=(Column(say(N_("Kind"))), Column(say(N_("How many")), "number")),
        rows=[
            (Cell(value=named.kind_name(visit, row["kind"])), Cell(value=row["count"]))
            for row in rows
        ],
        none=say(N_("Nothing yet.")),
    )


STATES = {
    "asked": N_("waits for approval"),
    "active": N_("connected"),
    "revoked": N_("revoked"),
    "declined": N_("declined"),
}


def _computers(visit: Visit, tx: Tx, school: int) -> Table:
    rows = tx.rows(
        "select d.no, d.label, d.state, d.at, d.contact, "
        "(select count(*) from pending p where p.device = d.no) as waiting, "
        "(select coalesce(sum(f.count), 0) from faults f where f.device = d.no) as refused "
        "from devices d where d.school = ? order by d.no",
        school,
    )
    say = visit.say
    columns: tuple[Column, ...] = (
        Column(say(N_("Number")), "number"),
        Column(say(N_("Computer"))),
        Column(say(N_("State"))),
        Column(say(N_("Since")), "date"),
        Column(say(N_("Last contact")), "date"),
        Column(say(N_("Messages not fetched")), "number"),
        Column(say(N_("Refused pieces")), "number"),
    )
    head = visit.may(Role.HEAD)
    if head:
        columns = (*columns, Column("", "forms"))
    cells = [
        (
            Cell(value=row["no"]),
            Cell(value=row["label"]),
            Cell(value=visit.word(STATES, row["state"]),
                 tone="done" if row["state"] == "active" else "soft"),
            Cell(value=moment(row["at"])),
            Cell(value=moment(row["contact"])),
            Cell(value=row["waiting"]),
            Cell(value=int(row["refused"]), tone="late" if row["refused"] else ""),
            *([_revoking(visit, school, row)] if head else []),
        )
        for row in rows
    ]  # fmt: skip
    none = say(N_("No computer of this school is connected."))
    return Table(
        key="computers", title=say(N_("Computers")), columns=columns, rows=cells, none=none
    )


def _revoking(visit: Visit, school: int, row: Row) -> Cell:
    if row["state"] != "active":
        return Cell()
    reason = Field(name="reason", label=visit.say(N_("Why")), required=True, longest=300)
    form = Form(
        action=f"/schools/{school}/computers/{row['no']}/revoke", submit=visit.say(N_("Revoke")),
        fields=(reason,), danger=True,
    )  # fmt: skip
    return Cell(forms=(form,))


def _readiness(visit: Visit, tx: Tx, school: int) -> Table:
    kind = kinds.of("readiness")
    return _listing(visit, tx, school, kind, visit.say(N_("Readiness")), "readiness")


def _listing(visit: Visit, tx: Tx, school: int, kind: kinds.Kind, title: str, key: str) -> Table:
    """All records of a kind with their known fields."""
    fields = [f for f in kind.fields if f.type in ("text", "number", "date", "flag")]
    rows = [
        [named.cell(visit, kind, f, said.get(f.key)) for f in fields]
        for said in sums.named(tx, school, kind.key).values()
    ]
    columns = [Column(f.name[visit.language], shape(f)) for f in fields]
    return Table(
        key=key, title=title, columns=columns, rows=rows, count=len(rows),
        none=visit.say(N_("Nothing yet.")),
    )  # fmt: skip


def shape(field: kinds.Field) -> Any:
    return {"number": "number", "date": "date"}.get(field.type, "text")


def _directives(visit: Visit, tx: Tx, school: int) -> Table:
    rows = tx.rows(
        "select * from directives where school = ? order by number desc limit 50", school
    )
    say = visit.say
    columns = (
        Column(say(N_("Number")), "number"),
        Column(say(N_("Directive"))),
        Column(say(N_("Sent")), "date"),
        Column(say(N_("By"))),
        Column(say(N_("State"))),
    )
    cells = [
        (
            Cell(value=row["number"]),
            Cell(value=kinds.of(row["key"]).name[visit.language]),
            Cell(value=moment(row["at"])),
            Cell(value=row["who"]),
            Cell(value=visit.word(ANSWERS, row["state"])),
        )
        for row in rows
    ]
    return Table(
        key="directives", title=say(N_("Directives")), columns=columns, rows=cells,
        none=say(N_("Nothing yet.")),
    )  # fmt: skip


ANSWERS = {
    "sent": N_("no answer yet"),
    "new": N_("arrived"),
    "seen": N_("read"),
    "used": N_("carried out"),
    "refused": N_("refused"),
}


@page("/schools/{school:int}/envelopes")
def envelopes(visit: Visit, tx: Tx, school: Row) -> Answer:
    rows = tx.rows(
        "select e.position, e.device, e.seq, e.lane, e.at, e.state, length(e.content) as bytes, d.label "
        "from envelopes e join devices d on d.no = e.device where e.school = ? "
        "order by e.position desc limit ?",
        school["id"], ENVELOPES,
    )  # fmt: skip
    say = visit.say
    columns = (
        Column(say(N_("Place in order")), "number"),
        Column(say(N_("Computer"))),
        Column(say(N_("Number")), "number"),
        Column(say(N_("Bytes")), "number"),
        Column(say(N_("Came")), "date"),
        Column(say(N_("State"))),
    )
    cells = [
        (
            Cell(value=row["position"]),
            Cell(value=row["label"], note=str(row["device"])),
            Cell(value=row["seq"]),
            Cell(value=row["bytes"]),
            Cell(value=moment(row["at"])),
            Cell(value=visit.word(ENVELOPE_STATES, row["state"])),
        )
        for row in rows
    ]
    title = say(N_("Envelopes"))
    table = Table(
        key="envelopes", title=title, columns=columns, rows=cells, none=say(N_("Nothing yet.")),
        quiet=True,
    )  # fmt: skip
    return Page(title=title, parts=(table,), here="schools", up=way(visit, school))


ENVELOPE_STATES = {
    "stored": N_("stored"),
    "applied": N_("applied"),
    "waiting": N_("waits for an upgrade"),
    "quarantined": N_("in quarantine"),
}
