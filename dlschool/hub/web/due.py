"""Reports that were asked for and reports that came: how each stands."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dlschool.hub.database import Row, Tx
from dlschool.hub.web import listed, reach, sums
from dlschool.hub.web.sums import Report
from dlschool.hub.web.visit import Visit

Standing = Literal["due", "late", "came", "accepted", "returned"]


@dataclass(frozen=True, slots=True)
class Line:
    """A report that is waited for, or came, or both."""

    school: int
    start: date | None
    until: date | None
    period: str
    due: date | None
    report: Report | None
    standing: Standing
    remark: str = ""


def lines(tx: Tx, visit: Visit, schools: Iterable[listed.Listed]) -> list[Line]:
    """Of these schools: late first, then to be read, then the rest by its date."""
    found = {s.id: s for s in schools}
    counted = sums.of(
        tx, visit.office, [{"id": s.id, "applied": s.applied} for s in found.values()]
    )
    asked = _by_school(_asked(tx, visit))
    remarks = {row["record"]: row for row in _remarks(tx, visit)}
    answer: list[Line] = []
    for school in found:
        answer += _of(school, counted[school].reports, asked.get(school, []), remarks, visit.today)
    return sorted(answer, key=_order)


def _order(line: Line) -> tuple[int, date, int]:
    rank = ("late", "came", "returned", "due", "accepted").index(line.standing)
    day = line.due or line.until or date.max
    return rank, day, line.school


def _asked(tx: Tx, visit: Visit) -> list[Row]:
    return tx.rows(
        "select r.school, r.number, r.content from directives r join schools s on s.id = r.school "
        f"where r.key = 'report-request' and r.state <> 'refused' and {reach.SEEN} "
        "order by r.school, r.number",
        visit.who.id,
    )


def _remarks(tx: Tx, visit: Visit) -> list[Row]:
    """The newest of a report comes last."""
    return tx.rows(
        "select r.record, r.state, r.text from remarks r join schools s on s.id = r.school "
        f"where {reach.SEEN} order by r.school, r.number",
        visit.who.id,
    )


def _by_school(rows: list[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row["school"], []).append(row)
    return found


def _of(
    school: int, reports: tuple[Report, ...], asked: list[Row], remarks: dict[int, Row], today: date
) -> list[Line]:
    left = list(reports)
    found = []
    for row in asked:
        said = json.loads(row["content"])
        report = next((r for r in left if _answers(r, row["number"], said)), None)
        if report is not None:
            left.remove(report)
        found.append(_line(school, said, report, remarks, today))
    return found + [_line(school, {}, report, remarks, today) for report in left]


def _answers(report: Report, number: int, said: dict[str, str]) -> bool:
    """It names the request, or covers the same days."""
    if report.said.get("request") == number:
        return True
    return all(
        sums.day(report.said, key) == _date(said.get(key)) is not None for key in ("start", "until")
    )


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _line(
    school: int, said: dict[str, str], report: Report | None, remarks: dict[int, Row], today: date
) -> Line:
    due = _date(said.get("due"))
    if report is None:
        late: Standing = "late" if due and due < today else "due"
        start, until = _date(said.get("start")), _date(said.get("until"))
        return Line(school, start, until, said.get("period", ""), due, None, late)
    remark = remarks.get(report.record)
    standing: Standing = remark["state"] if remark else "came"
    return Line(
        school, sums.day(report.said, "start"), sums.day(report.said, "until"),
        str(report.said.get("period", "")), due, report, standing, remark["text"] if remark else "",
    )  # fmt: skip


def counts(tx: Tx, visit: Visit, schools: list[listed.Listed]) -> tuple[int, int]:
    """How many came and were not read; how many are late."""
    found = [line.standing for line in lines(tx, visit, schools)]
    return found.count("came"), found.count("late")
