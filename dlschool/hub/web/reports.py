"""Reports: which are waited for, which came; read, accepted, returned with a remark."""

from collections.abc import Sequence

from dlschool.domain.report import TABLES
from dlschool.domain.report_shape import Table as Shape
from dlschool.errors import Refused
from dlschool.hub import acts, audit
from dlschool.hub.accounts import Role
from dlschool.hub.database import Row, Tx
from dlschool.hub.web import due, listed, named, schools, sums
from dlschool.hub.web.due import Line
from dlschool.hub.web.listed import Listed
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
from dlschool.hub.web.school import name, way
from dlschool.hub.web.sums import Report
from dlschool.hub.web.visit import Nowhere, Visit
from dlschool.i18n import N_

PATH = "/schools/{school:int}/reports/{report:int}"
LONGEST = 2000
STANDINGS = {
    "late": N_("late"),
    "came": N_("to be read"),
    "returned": N_("returned"),
    "due": N_("waited for"),
    "accepted": N_("accepted"),
}
_TONES: dict[str, Tone] = {"late": "late", "came": "late", "accepted": "done", "returned": "soft"}


@page("/reports")
def reports(visit: Visit, tx: Tx) -> Answer:
    names = listed.district_names(tx, visit)
    known = {s.id: s for s in listed.every(tx, visit.who)}
    asked = [s for s in known.values() if visit.asked.get("district", "") in ("", s.district)]
    state = visit.asked.get("state", "")
    lines = [line for line in due.lines(tx, visit, asked) if not state or line.standing == state]
    title = visit.say(N_("Reports"))
    table = _table(visit, lines, known)
    parts: list[Part] = [_search(visit, names), table]
    if visit.may(Role.OPERATOR):
        label = visit.say(N_("Ask for a report…"))
        parts.append(Words(lines=(), link="/directives/report-request", label=label))
    return Page(title=title, parts=parts, here="reports")


def _search(visit: Visit, names: dict[str, str]) -> Form:
    say, asked = visit.say, visit.asked
    everything = Option("", say(N_("All")))
    fields = [
        Field(
            name="state", label=say(N_("State")), kind="select", value=asked.get("state", ""),
            options=[everything, *(Option(key, say(words)) for key, words in STANDINGS.items())],
        ),
        Field(
            name="district", label=say(N_("District")), kind="select",
            value=asked.get("district", ""),
            options=[everything, *(Option(code, words) for code, words in names.items())],
        ),
    ]  # fmt: skip
    return Form(action="/reports", submit=say(N_("Find")), fields=fields, ask=True, key="search")


def _table(visit: Visit, lines: Sequence[Line], known: dict[int, Listed]) -> Table:
    say = visit.say
    per = schools.ON_PAGE
    pages = max(1, -(-len(lines) // per))
    at = min(max(1, visit.number("page")), pages)
    shown = lines if visit.excel else lines[(at - 1) * per : at * per]
    columns = (
        Column(say(N_("School"))),
        Column(say(N_("Period"))),
        Column(say(N_("Due")), "date"),
        Column(say(N_("State"))),
        Column(say(N_("Made")), "date"),
        Column(say(N_("Version")), "number"),
        Column(say(N_("Missing facts")), "number"),
        Column(say(N_("Remark to the report"))),
    )
    rows = [_row(visit, line, known[line.school]) for line in shown]
    none = say(N_("No report fits."))
    return Table(
        key="reports", title=say(N_("Reports")), columns=columns, rows=rows, none=none, quiet=True,
        count=len(lines), page=at, pages=pages,
    )  # fmt: skip


def _row(visit: Visit, line: Line, school: Listed) -> list[Cell]:
    link = f"/schools/{school.id}"
    said = line.report.said if line.report else {}
    if line.report is not None:
        link += f"/reports/{line.report.record}"
    return [
        Cell(value=school.name(visit.language), link=link),
        Cell(value=_period(visit, line)),
        Cell(value=line.due, tone="late" if line.standing == "late" else ""),
        Cell(value=visit.say(STANDINGS[line.standing]), tone=_TONES.get(line.standing, "")),
        Cell(value=sums.day(said, "made_on")),
        Cell(value=said.get("version")),
        Cell(value=said.get("gaps")),
        Cell(value=line.remark),
    ]


def _period(visit: Visit, line: Line) -> str:
    word = named.PERIODS.get(line.period)
    days = "–".join(f"{day:%d.%m.%Y}" for day in (line.start, line.until) if day)
    return f"{word[visit.language]}, {days}" if word else days


@page("/schools/{school:int}/reports")
def of_school(visit: Visit, tx: Tx, school: Row) -> Answer:
    known = [s for s in listed.every(tx, visit.who) if s.id == school["id"]]
    table = _table(visit, due.lines(tx, visit, known), {s.id: s for s in known})
    title = visit.say(N_("Reports"))
    return Page(title=title, parts=(table,), here="schools", up=way(visit, school))


@page(PATH)
def one(visit: Visit, tx: Tx, school: Row, report: int) -> Answer:
    found = _report(visit, tx, school, report)
    say = visit.say
    kind_rows = [
        (say(N_("School")), Cell(value=name(visit, school), link=f"/schools/{school['id']}")),
        (say(N_("Made")), Cell(value=sums.day(found.said, "made_on"))),
        (say(N_("Version")), Cell(value=found.said.get("version"))),
        (say(N_("Missing facts")), Cell(value=found.said.get("gaps"))),
        (say(N_("Why it was corrected")), Cell(value=found.said.get("reason"))),
    ]
    facts = Facts(
        title=say(N_("The report")), rows=[r for r in kind_rows if r[1].value is not None]
    )
    line = Line(
        school["id"], sums.day(found.said, "start"), sums.day(found.said, "until"),
        str(found.said.get("period", "")), None, found, "came",
    )  # fmt: skip
    parts: list[Part] = [facts, _remarks(visit, tx, report), *_forms(visit, school["id"], report)]
    parts += [t for shape in TABLES if (t := _figures(visit, shape, found.figures)) is not None]
    title = say(N_("Report: {period}"), period=_period(visit, line))
    up = (("/reports", say(N_("Reports"))), *way(visit, school)[1:])
    return Page(title=title, parts=parts, here="reports", up=up)


def _report(visit: Visit, tx: Tx, school: Row, report: int) -> Report:
    """The newest version of a period. Nowhere: no report of this school, or an older version."""
    found = sums.one(tx, visit.office, school["id"]).reports
    for each in found:
        if each.record == report:
            return each
    raise Nowhere


def _remarks(visit: Visit, tx: Tx, report: int) -> Table:
    rows = tx.rows("select * from remarks where record = ? order by number desc", report)
    say = visit.say
    columns = (
        Column(say(N_("When")), "date"),
        Column(say(N_("Who"))),
        Column(say(N_("State"))),
        Column(say(N_("Remark to the report"))),
    )
    cells = [
        (
            Cell(value=str(row["at"])[:16].replace("T", " ")),
            Cell(value=row["who"]),
            Cell(value=visit.word(STANDINGS, row["state"])),
            Cell(value=row["text"]),
        )
        for row in rows
    ]
    none = say(N_("Nobody has read it yet."))
    return Table(key="remarks", title=say(N_("Remarks")), columns=columns, rows=cells, none=none)


def _forms(visit: Visit, school: int, report: int) -> list[Form]:
    if not visit.may(Role.OPERATOR):
        return []
    say, here = visit.say, f"/schools/{school}/reports/{report}"
    text = Field(
        name="text", label=say(N_("What has to be corrected")), kind="area", required=True,
        longest=LONGEST,
    )  # fmt: skip
    return [
        Form(action=f"{here}/accept", submit=say(N_("Accept the report")), main=True),
        Form(action=f"{here}/return", submit=say(N_("Return it with this remark")), fields=(text,)),
    ]


def _figures(visit: Visit, shape: Shape, figures: dict[int, int]) -> Table | None:
    """A table of the report; None: all its figures are noughts."""
    numbers = {key.key: key.number for key in shape.numbered()}
    if not any(figures.get(number) for number in numbers.values()):
        return None

    def cells(label: str, keys: list[str]) -> list[Cell]:
        return [Cell(value=label), *(Cell(value=figures.get(numbers[key], 0)) for key in keys)]

    language = visit.language
    rows = [
        cells(line.name[language], [shape.key(line, column) for column in shape.counted])
        for line in shape.lines
    ]
    if shape.total:
        whole = shape.total_name[language] if shape.total_name else visit.say(N_("In all"))
        rows.append(cells(whole, [shape.total_key(column) for column in shape.counted]))
    heads = [Column(column.name[language], "number") for column in shape.counted]
    columns = [Column(shape.head[language]), *heads]
    return Table(key=f"t-{shape.code}", title=shape.title[language], columns=columns, rows=rows)


@deed(f"{PATH}/accept", again=PATH)
def accept(visit: Visit, tx: Tx, school: Row, report: int) -> Answer:
    return _remark(visit, tx, school, report, "accepted", "")


@deed(f"{PATH}/return", again=PATH)
def give_back(visit: Visit, tx: Tx, school: Row, report: int) -> Answer:
    text = visit.field("text", LONGEST)
    if not text:
        raise Refused(N_("Write what the school has to correct."))
    return _remark(visit, tx, school, report, "returned", text)


def _remark(visit: Visit, tx: Tx, school: Row, report: int, state: str, text: str) -> Go:
    _report(visit, tx, school, report)
    content = {"record": wire_name(tx, report), "state": state, "text": text}
    at, who = visit.office.at(), visit.who
    acts.write(tx, school["id"], "remark", content, at=at, who=who.login)
    audit.write(tx, at, who, f"report-{state}", school["id"], report=report)
    said = N_("The report is accepted.") if state == "accepted" else N_("The report is returned.")
    return Go(
        to=f"/schools/{school['id']}/reports/{report}", said=visit.say(said), wake=[school["id"]]
    )


def wire_name(tx: Tx, record: int) -> list[object]:
    """What a device calls the record: device, epoch in hexadecimal, number."""
    row = tx.row(
        "select device, epoch, no from names where record = ? order by position desc, no limit 1",
        record,
    )
    if row is None:
        raise Nowhere
    return [row["device"], bytes(row["epoch"]).hex(), row["no"]]
