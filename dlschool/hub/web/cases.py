"""Cases of a school, with names only where the school tells them; who looked at names is noted."""

from typing import Any

from dlschool.exchange import kinds
from dlschool.hub import audit, records
from dlschool.hub.database import Row, Tx
from dlschool.hub.web import named, scans, sums
from dlschool.hub.web.parts import Answer, Cell, Column, Facts, Page, Table
from dlschool.hub.web.places import page
from dlschool.hub.web.school import shape, way
from dlschool.hub.web.visit import Nowhere, Visit
from dlschool.i18n import N_


@page("/schools/{school:int}/cases", writes=True)
def cases(visit: Visit, tx: Tx, school: Row) -> Answer:
    pupils, found = (sums.named(tx, school["id"], key) for key in ("pupil", "case"))
    if any(said.get("last") for said in pupils.values()):
        audit.write(tx, visit.office.at(), visit.person, "names-seen", school["id"])
    say, kind = visit.say, kinds.of("case")
    keys = ("ground", "opened_on", "wanted_from", "wanted_until", "classes")
    fields = [kind.field(key) for key in keys]
    columns = (
        Column(kind.field("number").name[visit.language]),
        Column(say(N_("Pupil"))),
        *(Column(f.name[visit.language], shape(f)) for f in fields),
        Column(say(N_("Today"))),
    )
    running = sums.running_cases(sums.named(tx, school["id"], "order").values(), visit.today)
    rows = [
        [
            Cell(value=str(said.get("number") or number), link=f"/schools/{school['id']}/cases/{number}"),
            _pupil(visit, pupils.get(said.get("pupil") or 0)),
            *(named.cell(visit, kind, f, said.get(f.key)) for f in fields),
            _today(visit, number in running),
        ]
        for number, said in sorted(found.items(), reverse=True)
    ]  # fmt: skip
    none = say(N_("The school tells no cases."))
    table = Table(
        key="cases", title=say(N_("Cases")), columns=columns, rows=rows, none=none, count=len(rows),
        quiet=True,
    )  # fmt: skip
    return Page(title=say(N_("Cases")), parts=(table,), here="schools", up=way(visit, school))


def _pupil(visit: Visit, said: sums.Fields | None) -> Cell:
    if said is None:
        return Cell()
    full = " ".join(str(said[key]) for key in ("last", "first", "middle") if said.get(key))
    grade = f"{said.get('grade', '')}{said.get('letter', '')}"
    note = visit.say(N_("grade {grade}"), grade=grade) if grade else ""
    return Cell(value=full or note, note=note if full else "")


def _today(visit: Visit, running: bool) -> Cell:
    return Cell(value=visit.say(N_("at a distance")), tone="done") if running else Cell()


@page("/schools/{school:int}/cases/{case:int}", writes=True)
def case(visit: Visit, tx: Tx, school: Row, case: int) -> Answer:
    said = sums.named(tx, school["id"], "case").get(case)
    if said is None:
        raise Nowhere
    pupil = _person(tx, school["id"], said.get("pupil"))
    if pupil and pupil.get("last"):
        audit.write(tx, visit.office.at(), visit.person, "names-seen", school["id"], case=case)
    kind, say = kinds.of("case"), visit.say
    rows = [
        (f.name[visit.language], named.cell(visit, kind, f, said[f.key]))
        for f in kind.fields
        if f.key in said and f.type != "record"
    ]
    rows.insert(0, (say(N_("Pupil")), _pupil(visit, pupil)))
    parts = [Facts(title=say(N_("Case")), rows=rows)]
    tables = [_of_case(visit, tx, school["id"], case, key) for key in _OF_CASE]
    tables.append(scans.table(visit, tx, school["id"], case))
    asking = scans.form(visit, school["id"], case)
    title = say(N_("Case {number}"), number=str(said.get("number") or case))
    up = (*way(visit, school), (f"/schools/{school['id']}/cases", say(N_("Cases"))))
    return Page(title=title, parts=(*parts, *tables, *asking), here="schools", up=up)


_OF_CASE = ("decision", "order", "issue", "sitting")


def _person(tx: Tx, school: int, number: Any) -> sums.Fields | None:
    return sums.named(tx, school, "pupil").get(number) if number else None


def _of_case(visit: Visit, tx: Tx, school: int, case: int, key: str) -> Table:
    kind = kinds.of(key)
    fields = [f for f in kind.fields if f.type != "record"]
    rows = [
        [named.cell(visit, kind, f, values.get(f.number)) for f in fields]
        for _, values in records.values(tx, school, kind.number)
        if values.get(kind.field("case").number) == case
    ]
    columns = [Column(f.name[visit.language], shape(f)) for f in fields]
    none = visit.say(N_("Nothing yet."))
    return Table(key=key, title=kind.name[visit.language], columns=columns, rows=rows, none=none)
