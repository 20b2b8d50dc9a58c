"""Who did what, and when."""

import json
from typing import Any

from dlschool.hub.accounts import Role
from dlschool.hub.database import Row, Tx
from dlschool.hub.web import reach
from dlschool.hub.web.parts import Answer, Cell, Column, Page, Table
from dlschool.hub.web.places import page
from dlschool.hub.web.visit import Visit, moment
from dlschool.i18n import N_

ON_PAGE = 100
MOST = 20_000
"""Lines of an Excel file."""
ACTIONS = {
    "signed-in": N_("signed in"),
    "sign-in-refused": N_("wrong password"),
    "code-refused": N_("wrong digits"),
    "second-factor-set": N_("telephone set up"),
    "password-changed": N_("own password changed"),
    "account-made": N_("account made"),
    "account-changed": N_("account changed"),
    "account-reset": N_("new password given"),
    "district-named": N_("district named"),
    "excel": N_("saved as Excel"),
    "names-seen": N_("looked at names"),
    "report-accepted": N_("report accepted"),
    "report-returned": N_("report returned"),
    "directive": N_("directive sent"),
    "scan-opened": N_("scan opened"),
    "scan-asked": N_("scan asked for"),
    "resolve": N_("difference decided"),
    "release": N_("put away from quarantine"),
    "enrolled": N_("code made"),
    "computer-approved": N_("computer connected"),
    "computer-declined": N_("request declined"),
    "computer-revoked": N_("computer revoked"),
}


@page("/audit", Role.HEAD)
def audit_page(visit: Visit, tx: Tx) -> Answer:
    """Lines about the person's schools, and what people did of whom the person is the head."""
    people = tuple(each.id for each in reach.people(tx, visit.who))
    marks = ", ".join("?" * len(people))
    only = (
        f"((a.school is null and a.account in ({marks})) or exists "
        f"(select 1 from schools s where s.id = a.school and {reach.SEEN}))"
    )
    values: tuple[Any, ...] = (*people, visit.who.id)
    count = int(tx.value(f"select count(*) from audit a where {only}", *values))
    pages = max(1, -(-count // ON_PAGE))
    at = min(max(1, visit.number("page")), pages)
    limit, skip = (MOST, 0) if visit.excel else (ON_PAGE, (at - 1) * ON_PAGE)
    rows = tx.rows(
        "select a.*, n.name_kk, n.name_ru from audit a left join schools n on n.id = a.school "
        f"where {only} order by a.id desc limit ? offset ?",
        *values, limit, skip,
    )  # fmt: skip
    title = visit.say(N_("Who did what"))
    table = Table(
        key="audit", title=title, columns=_columns(visit), rows=[_row(visit, row) for row in rows],
        count=count, page=at, pages=pages, quiet=True,
    )  # fmt: skip
    return Page(title=title, parts=(table,), here="audit")


def _columns(visit: Visit) -> tuple[Column, ...]:
    say = visit.say
    return (
        Column(say(N_("When")), "date"),
        Column(say(N_("Who"))),
        Column(say(N_("What"))),
        Column(say(N_("School"))),
        Column(say(N_("More"))),
    )


def _row(visit: Visit, row: Row) -> tuple[Cell, ...]:
    said = json.loads(row["detail"])
    more = ", ".join(f"{key}: {_plain(value)}" for key, value in said.items())
    link = f"/schools/{row['school']}" if row["school"] else ""
    return (
        Cell(value=moment(row["at"])),
        Cell(value=row["who"]),
        Cell(value=visit.word(ACTIONS, row["action"])),
        Cell(value=row[f"name_{visit.language}"] or "", link=link),
        Cell(value=more),
    )


def _plain(value: Any) -> str:
    return " ".join(str(each) for each in value) if isinstance(value, list) else str(value)
