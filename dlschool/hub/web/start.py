"""The first page: how much distance learning there is, where, on which grounds; what waits."""

from collections import Counter

from dlschool.domain.case import GROUND_NAMES, Ground
from dlschool.hub.database import Tx
from dlschool.hub.web import due, listed, sums
from dlschool.hub.web.listed import Listed
from dlschool.hub.web.parts import Answer, Bar, Cell, Chart, Column, Facts, Page, Table, Words
from dlschool.hub.web.places import page
from dlschool.hub.web.sums import Sums
from dlschool.hub.web.visit import Nowhere, Visit
from dlschool.i18n import N_

GROUNDS = tuple(Ground)


@page("/{rest:path}", None)
def elsewhere(visit: Visit, tx: Tx, rest: str) -> Answer:
    raise Nowhere


@page("/")
def start(visit: Visit, tx: Tx) -> Answer:
    schools = listed.every(tx, visit.who)
    say = visit.say
    if not schools:
        none = Words(lines=(say(N_("No school is connected in your districts yet.")),))
        return Page(title=say(N_("Overview")), parts=(none,), here="start")
    counted = sums.of(tx, visit.office, [{"id": s.id, "applied": s.applied} for s in schools])
    names = listed.district_names(tx, visit)
    districts = _by_district(schools, counted)
    parts = (
        _waits(visit, tx, schools),
        _chart(visit, districts, names),
        _table(visit, schools, districts, counted, names),
    )
    return Page(title=say(N_("Overview")), parts=parts, here="start")


def _by_district(schools: list[Listed], counted: dict[int, Sums]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for school in schools:
        found.setdefault(school.district, Counter()).update(counted[school.id].running)
    return dict(sorted(found.items()))


def _waits(visit: Visit, tx: Tx, schools: list[Listed]) -> Facts:
    say, now = visit.say, visit.office.now()
    quiet = sum(s.quiet(now) for s in schools)
    problems = sum(s.problems for s in schools)
    unread, late = due.counts(tx, visit, schools)
    rows = (
        (say(N_("Schools")), Cell(value=len(schools), link="/schools")),
        (
            say(N_("Without contact for {days} days"), days=listed.QUIET.days),
            _count(quiet, "/schools?state=quiet"),
        ),
        (say(N_("Reports to read")), _count(unread, "/reports?state=came")),
        (say(N_("Reports that are late")), _count(late, "/reports?state=late")),
        (say(N_("Differences and quarantine")), _count(problems, "/trouble")),
    )
    return Facts(title=say(N_("What waits")), rows=rows)


def _count(number: int, link: str) -> Cell:
    return Cell(value=number, link=link if number else "", tone="late" if number else "")


def _chart(visit: Visit, districts: dict[str, Counter[str]], names: dict[str, str]) -> Chart:
    bars = [
        Bar(
            names.get(code, code),
            tuple(found[ground.value] for ground in GROUNDS),
            f"/schools?district={code}",
        )
        for code, found in districts.items()
    ]
    parts = [GROUND_NAMES[ground][visit.language] for ground in GROUNDS]
    return Chart(title=visit.say(N_("Cases in force today, by ground")), parts=parts, bars=bars)


def _table(
    visit: Visit,
    schools: list[Listed],
    districts: dict[str, Counter[str]],
    counted: dict[int, Sums],
    names: dict[str, str],
) -> Table:
    say = visit.say
    heads = (
        Column(say(N_("District"))),
        Column(say(N_("Schools")), "number"),
        *(Column(GROUND_NAMES[ground][visit.language], "number") for ground in GROUNDS),
        Column(say(N_("In all")), "number"),
        Column(say(N_("Not ready")), "number"),
    )
    rows = [
        _row(names.get(code, code), f"/schools?district={code}", found,
             [s for s in schools if s.district == code], counted)
        for code, found in districts.items()
    ]  # fmt: skip
    whole: Counter[str] = sum(districts.values(), Counter())
    rows.append(_row(say(N_("In all")), "", whole, schools, counted))
    return Table(key="districts", title=say(N_("By district and ground")), columns=heads, rows=rows)


def _row(
    label: str, link: str, found: Counter[str], schools: list[Listed], counted: dict[int, Sums]
) -> list[Cell]:
    unready = sum(bool(counted[s.id].ready["not-met"]) for s in schools)
    return [
        Cell(value=label, link=link),
        Cell(value=len(schools)),
        *(Cell(value=found[ground.value]) for ground in GROUNDS),
        Cell(value=sum(found[ground.value] for ground in GROUNDS)),
        Cell(value=unready),
    ]
