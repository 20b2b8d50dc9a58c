"""Directives: what was sent and how schools answered; a new one to chosen schools or a whole district."""

import secrets
from collections import Counter
from collections.abc import Sequence
from typing import Any

from dlschool.errors import Refused
from dlschool.exchange import kinds
from dlschool.hub import acts, audit
from dlschool.hub.accounts import Role
from dlschool.hub.database import Row, Tx
from dlschool.hub.web import directive_forms, listed, reach, schools
from dlschool.hub.web.directive_forms import SHAPES, Shape
from dlschool.hub.web.parts import (
    Answer,
    Cell,
    Column,
    Facts,
    Field,
    Form,
    Go,
    Option,
    Page,
    Part,
    Table,
    Tone,
    Words,
)  # fmt: skip
from dlschool.hub.web.places import deed, page
from dlschool.hub.web.school import ANSWERS
from dlschool.hub.web.visit import Nowhere, Visit, moment
from dlschool.i18n import N_

MOST_SHOWN = 300
"""Schools to tick on one page; more are found by words or district."""
TICKED = "ticked"
EVERYWHERE = "all"
_TONES: dict[str, Tone] = {"used": "done", "refused": "late"}


@page("/directives")
def directives(visit: Visit, tx: Tx) -> Answer:
    say = visit.say
    rows = tx.rows(
        "select d.batch, d.key, min(d.at) as at, min(d.who) as who, d.state, count(*) as count "
        f"from directives d join schools s on s.id = d.school where {reach.SEEN} "
        "group by d.batch, d.key, d.state order by 3 desc limit 2000",
        visit.who.id,
    )
    title = say(N_("Directives"))
    links: tuple[tuple[str, str], ...] = ()
    if visit.may(Role.OPERATOR):
        links = tuple((f"/directives/{key}", say(shape.title)) for key, shape in SHAPES.items())
    parts = (_sent(visit, rows),)
    return Page(title=title, parts=parts, here="directives", links=links)


def _sent(visit: Visit, rows: Sequence[Row]) -> Table:
    batches: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        batches.setdefault((row["batch"], row["key"]), []).append(row)
    say = visit.say
    columns = (
        Column(say(N_("Directive"))),
        Column(say(N_("Sent")), "date"),
        Column(say(N_("By"))),
        Column(say(N_("Schools")), "number"),
        Column(say(N_("Carried out")), "number"),
        Column(say(N_("Refused")), "number"),
        Column(say(N_("No answer yet")), "number"),
    )
    cells = [_batch(visit, key, found) for key, found in batches.items()]
    none = say(N_("Nothing was sent yet."))
    return Table(
        key="sent", title=say(N_("Sent")), columns=columns, rows=cells, none=none, quiet=True
    )


def _batch(visit: Visit, key: tuple[str, str], rows: list[Row]) -> list[Cell]:
    found: Counter[str] = Counter()
    for row in rows:
        found[row["state"]] += row["count"]
    whole = sum(found.values())
    answered = found["used"] + found["refused"]
    return [
        Cell(value=kinds.of(key[1]).name[visit.language],
             link=f"/directives/sent/{key[0]}" if key[0] else ""),
        Cell(value=moment(rows[0]["at"])),
        Cell(value=rows[0]["who"]),
        Cell(value=whole),
        Cell(value=found["used"]),
        Cell(value=found["refused"], tone="late" if found["refused"] else ""),
        Cell(value=whole - answered),
    ]  # fmt: skip


@page("/directives/sent/{batch:str}")
def sent(visit: Visit, tx: Tx, batch: str) -> Answer:
    rows = tx.rows(
        "select d.*, s.name_kk, s.name_ru from directives d join schools s on s.id = d.school "
        f"where d.batch = ? and {reach.SEEN} order by d.state, d.school",
        batch, visit.who.id,
    )  # fmt: skip
    if not batch or not rows:
        raise Nowhere
    say = visit.say
    kind = kinds.of(rows[0]["key"])
    columns = (
        Column(say(N_("School"))),
        Column(say(N_("Number")), "number"),
        Column(say(N_("State"))),
    )
    cells = [
        (
            Cell(value=row[f"name_{visit.language}"], link=f"/schools/{row['school']}"),
            Cell(value=row["number"]),
            Cell(value=visit.word(ANSWERS, row["state"]),
                 tone=_TONES.get(row["state"], "")),
        )
        for row in rows
    ]  # fmt: skip
    table = Table(
        key="schools", title=say(N_("Schools")), columns=columns, rows=cells, count=len(rows)
    )
    facts = Facts(title=say(N_("What it says")), rows=_content(visit, kind, rows[0]))
    up = (("/directives", say(N_("Directives"))),)
    return Page(title=kind.name[visit.language], parts=(facts, table), here="directives", up=up)


def _content(visit: Visit, kind: kinds.Kind, row: Row) -> list[tuple[str, Cell]]:
    import json

    said: dict[str, Any] = json.loads(row["content"])
    hidden = ("content", "signature", "epoch", "record")
    return [
        (f.name[visit.language], Cell(value=_plain(said[f.key])))
        for f in kind.fields
        if f.key in said and f.key not in hidden and said[f.key] not in ("", None, [])
    ]


def _plain(value: Any) -> str:
    return ", ".join(str(each) for each in value) if isinstance(value, list) else str(value)


@page("/directives/{key:str}", Role.OPERATOR)
def new(visit: Visit, tx: Tx, key: str) -> Answer:
    shape = _shape(key)
    names = listed.district_names(tx, visit)
    found = listed.ordered(visit, listed.found(visit, listed.every(tx, visit.who)))
    form = Form(
        action=f"/directives/{key}",
        submit=visit.say(N_("Send")),
        main=True,
        key="directive",
        words=visit.say(shape.words) if shape.words else "",
        fields=[*shape.fields(visit), _whom(visit, names), _batch_field()],
    )
    parts: list[Part] = [form, _ticks(visit, found, names)]
    if len(found) > MOST_SHOWN or visit.asked:
        parts.insert(1, schools.search(visit, names, f"/directives/{key}"))
    if len(found) > MOST_SHOWN:
        more = visit.say(N_("The list shows {most} schools. Find others by words or district."),
                         most=MOST_SHOWN)  # fmt: skip
        parts.append(Words(lines=(more,), tone="late"))
    up = (("/directives", visit.say(N_("Directives"))),)
    return Page(title=visit.say(shape.title), parts=parts, here="directives", up=up)


def _shape(key: str) -> Shape:
    if key not in SHAPES:
        raise Nowhere
    return SHAPES[key]


def _whom(visit: Visit, names: dict[str, str]) -> Field:
    say = visit.say
    options = [
        Option(TICKED, say(N_("The schools ticked below"))),
        *(Option(code, say(N_("All schools of the district: {name}"), name=name))
          for code, name in names.items()),
        Option(EVERYWHERE, say(N_("All my schools"))),
    ]  # fmt: skip
    return Field(name="whom", label=say(N_("To whom")), kind="select", options=options)


def _batch_field() -> Field:
    """The same form sent twice is one directive."""
    return Field(name="batch", kind="hidden", value=secrets.token_hex(8))


def _ticks(visit: Visit, found: list[listed.Listed], names: dict[str, str]) -> Table:
    say = visit.say
    ticked = {visit.asked.get("school", ""), *visit.ticked("schools")}
    rows = [
        (
            Cell(ticked=str(s.id), note=s.name(visit.language), on=str(s.id) in ticked,),
            Cell(value=s.name(visit.language), note=s.bin),
            Cell(value=names.get(s.district, s.district)),
        )
        for s in found[:MOST_SHOWN]
    ]  # fmt: skip
    columns = (Column("", "tick"), Column(say(N_("School"))), Column(say(N_("District"))))
    none = say(N_("No school fits. Ask for less."))
    return Table(
        key="schools", title=say(N_("Schools")), columns=columns, rows=rows, none=none,
        count=len(found), form="directive",
    )  # fmt: skip


@deed("/directives/{key:str}", whole=False)
def send(visit: Visit, key: str) -> Answer:
    """To each school in a transaction of its own: its order is locked as short as can be."""
    _shape(key)
    values = directive_forms.said(visit, key)
    batch = visit.field("batch", 32)
    with visit.office.db.transaction(writes=False) as tx:
        whom = _addressed(visit, tx)
    if not batch or not batch.isalnum():
        raise Nowhere
    for school in whom:
        give(visit, school, key, values, batch)
    visit.office.db.run(lambda tx: _noted(visit, tx, key, batch, len(whom)))
    said = visit.say(N_("Sent to {count} schools."), count=len(whom))
    return Go(to=f"/directives/sent/{batch}", said=said, wake=whom)


def _noted(visit: Visit, tx: Tx, key: str, batch: str, count: int) -> None:
    audit.write(
        tx, visit.office.at(), visit.who, "directive", None, key=key, batch=batch, schools=count
    )


def _addressed(visit: Visit, tx: Tx) -> list[int]:
    """Nowhere: a school or a district that is not the person's. Refused: none."""
    whom = visit.field("whom")
    if whom == EVERYWHERE:
        found = reach.all_of(tx, visit.who)
    elif whom == TICKED:
        found = reach.chosen(tx, visit.who, visit.ticked("schools"))
    elif whom in {row["code"] for row in reach.districts(tx, visit.who)}:
        found = reach.all_of(tx, visit.who, whom)
    else:
        raise Nowhere
    if not found:
        raise Refused(N_("Choose at least one school."))
    return found


def give(visit: Visit, school: int, key: str, values: dict[str, Any], batch: str) -> None:
    """Once: a form that was sent twice says nothing twice."""
    office, who = visit.office, visit.who
    content = {"key": key, "values": values, "batch": batch}
    source = f"page-{batch}-{school}"

    def given(tx: Tx) -> None:
        tx.lock(school)
        if not tx.value("select 1 from acts where source = ?", source):
            acts.write(
                tx, school, "directive", content, at=office.at(), who=who.login, source=source
            )

    office.db.run(given)
