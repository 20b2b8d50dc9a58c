"""The list of schools: who spoke when, what hangs, what is wrong."""

from dlschool.hub.database import Tx
from dlschool.hub.web import listed, named, sums
from dlschool.hub.web.listed import Listed
from dlschool.hub.web.parts import Answer, Cell, Column, Field, Form, Option, Page, Table
from dlschool.hub.web.places import page
from dlschool.hub.web.sums import Sums
from dlschool.hub.web.visit import Visit
from dlschool.i18n import N_

ON_PAGE = 50
STATES = {
    "": N_("All"),
    "quiet": N_("Long without contact"),
    "problems": N_("With differences or quarantine"),
    "behind": N_("With something on its way"),
    "unconnected": N_("Not connected yet"),
}


@page("/schools")
def schools(visit: Visit, tx: Tx) -> Answer:
    names = listed.district_names(tx, visit)
    found = listed.ordered(visit, listed.found(visit, listed.every(tx, visit.who)))
    at, pages, shown = part(visit, found)
    counted = sums.of(tx, visit.office, [{"id": s.id, "applied": s.applied} for s in shown])
    table = Table(
        key="schools",
        title=visit.say(N_("Schools")),
        columns=_columns(visit),
        rows=[_row(visit, s, counted[s.id], names) for s in shown],
        none=visit.say(N_("No school fits. Ask for less.")),
        count=len(found),
        page=at,
        pages=pages,
        sort=visit.asked.get("sort", "name"),
        back=bool(visit.asked.get("back")),
        quiet=True,
    )
    title = visit.say(N_("Schools"))
    return Page(title=title, parts=(search(visit, names), table), here="schools")


def part(visit: Visit, found: list[Listed]) -> tuple[int, int, list[Listed]]:
    """Which page of how many, and what stands on it; in an Excel file everything."""
    pages = max(1, -(-len(found) // ON_PAGE))
    at = min(max(1, visit.number("page")), pages)
    return at, pages, found if visit.excel else found[(at - 1) * ON_PAGE : at * ON_PAGE]


def search(visit: Visit, names: dict[str, str], action: str = "/schools") -> Form:
    say, asked = visit.say, visit.asked
    districts = [Option("", say(N_("All"))), *(Option(code, name) for code, name in names.items())]
    fields = [
        Field(name="q", label=say(N_("Name or BIN")), kind="search", value=asked.get("q", "")),
        Field(
            name="district", label=say(N_("District")), kind="select", options=districts,
            value=asked.get("district", ""),
        ),
        Field(
            name="state", label=say(N_("State")), kind="select", value=asked.get("state", ""),
            options=[Option(key, say(words)) for key, words in STATES.items()],
        ),
    ]  # fmt: skip
    return Form(action=action, submit=say(N_("Find")), fields=fields, ask=True, key="search")


def _columns(visit: Visit) -> tuple[Column, ...]:
    say = visit.say
    return (
        Column(say(N_("School")), sort="name"),
        Column(say(N_("District")), sort="district"),
        Column(say(N_("What it tells"))),
        Column(say(N_("Last contact")), "date", sort="contact"),
        Column(say(N_("On its way")), "number", sort="waiting"),
        Column(say(N_("Problems")), "number", sort="problems"),
        Column(say(N_("Cases today")), "number"),
    )


def _row(visit: Visit, s: Listed, counted: Sums, names: dict[str, str]) -> list[Cell]:
    late = s.quiet(visit.office.now())
    return [
        Cell(value=s.name(visit.language), link=f"/schools/{s.id}", note=s.bin),
        Cell(value=names.get(s.district, s.district)),
        Cell(value=level(visit, s.level)),
        contact(visit, s, late),
        Cell(value=s.waiting + s.behind),
        Cell(value=s.problems, tone="late" if s.problems else ""),
        Cell(value=sum(counted.running.values())),
    ]


def contact(visit: Visit, s: Listed, late: bool) -> Cell:
    if s.contact is None:
        words = N_("has never spoken") if s.computers else N_("not connected")
        return Cell(value=visit.say(words), tone="late")
    return Cell(value=s.contact, tone="late" if late else "")


def level(visit: Visit, key: str) -> str:
    return visit.word({each.value: words for each, words in named.LEVELS.items()}, key)
