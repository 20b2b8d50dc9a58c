"""`exchange directives …`: what the department asks for, done or refused by the person at the keyboard."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import click

from dlschool.cli.output import Place, answer, as_json, place
from dlschool.errors import Refused
from dlschool.i18n import N_, _
from dlschool.services import (
    directives,
    directives_calendars,
    directives_calls,
    directives_editions,
    directives_levels,
    directives_numbers,
    directives_reports,
    directives_scans,
    directives_words,
)
from dlschool.services.directives import Directive
from dlschool.services.opening import Store

NUMBER = click.argument("number", type=click.IntRange(1, 2**63 - 1))
DAY = click.DateTime(["%Y-%m-%d"])


@click.group("directives")
def directives_() -> None:
    """What the department asks of the school."""


@directives_.command("list")
@click.option("--all", "everything", is_flag=True, help="Also what was decided.")
@as_json
@place
def list_(here: Place, everything: bool, as_json: bool) -> None:
    """What waits, the newest first."""
    with here.school() as db:
        found = [each for each in directives.every(db) if everything or each.waits]
    lines = [_line(each, here.language) for each in found]
    answer({"directives": [_data(each) for each in found]}, as_json, lines)


def _line(each: Directive, language: str) -> str:
    state = directives.STATE_NAMES[each.state][language]
    return f"{each.id:>4}  {directives.title(each)[language]}: {state}"


def _data(each: Directive) -> dict[str, Any]:
    return {
        "id": each.id,
        "number": each.content.get("directive"),
        "kind": each.kind,
        "title": directives.title(each).json(),
        "at": each.at.isoformat(),
        "state": each.state,
        "note": each.note,
        "made": list(each.made) if each.made else None,
        "content": each.content,
    }


@directives_.command()
@NUMBER
@as_json
@place
def show(here: Place, number: int, as_json: bool) -> None:
    """Everything that it says, and what would change."""
    with here.school() as db:
        found = directives.see(db, directives.numbered(db, number).id)
        changes = _changes(db, found)
    said = directives_words.facts(found)
    lines = [f"{name[here.language]}: {value[here.language]}" for name, value in said]
    lines += [" → ".join(text[here.language] for text in change) for change in changes]
    data = {**_data(found), "changes": [[text.json() for text in each] for each in changes]}
    answer(data, as_json, lines)


def _changes(db: Store, found: Directive) -> list[tuple[Any, ...]]:
    """What a calendar or an edition would change; of another kind nothing."""
    if found.kind == directives_calendars.KIND:
        return list(directives_calendars.compared(db, found))
    if found.kind == directives_editions.KIND:
        changed = directives_editions.offered(db, found).changed
        return [(each.point, each.after or each.point) for each in changed]
    return []


@directives_.command()
@NUMBER
@click.option("--reason", default="", help="Of an emergency order: why; of a report: correction.")
@click.option("--order-number", default="", help="Of the school's own order; empty: the next one.")
@click.option("--scan", type=int, help="Which scan goes to the department.")
@click.option("--consent", is_flag=True, help="This scan may go to the department.")
@click.option("--document", default="", help="The written agreement on a level.")
@click.option("--date", "day", type=DAY, help="Of the written agreement.")
@as_json
@place
def use(here: Place, /, number: int, as_json: bool, **given: Any) -> None:
    """Do what it asks for: the case, the report, the calendar, the edition, the numbers, the scan."""
    with here.school() as db:
        found = directives.numbered(db, number)
        way = _WAYS.get(found.kind, _put_away)
        data = way(db, found, given)
        found = directives.find(db, found.id)
    answer({**_data(found), **data}, as_json, [_line(found, here.language)])


Way = Callable[[Store, Directive, dict[str, Any]], dict[str, Any]]


def _call(db: Store, found: Directive, given: dict[str, Any]) -> dict[str, Any]:
    morning = directives_calls.prepared(db, found.id).morning
    reason = given["reason"] or morning.reason
    made = replace(morning, reason=reason, order_number=given["order_number"])
    return {"case": directives_calls.call_off(db, found.id, made)}


def _report(db: Store, found: Directive, given: dict[str, Any]) -> dict[str, Any]:
    made = directives_reports.answer(db, found.id, given["reason"])
    return {"report": made.id, "version": made.version}


def _calendar(db: Store, found: Directive, _given: dict[str, Any]) -> dict[str, Any]:
    directives_calendars.use(db, found.id)
    return {}


def _edition(db: Store, found: Directive, _given: dict[str, Any]) -> dict[str, Any]:
    return {"edition": directives_editions.use(db, found.id)}


def _numbers(db: Store, found: Directive, _given: dict[str, Any]) -> dict[str, Any]:
    directives_numbers.accept(db, found.id)
    return {}


def _level(db: Store, found: Directive, given: dict[str, Any]) -> dict[str, Any]:
    _level, document, day = directives_levels.offered(found)
    on: datetime | None = given["day"]
    directives_levels.agree(db, found.id, given["document"] or document, on.date() if on else day)
    return {}


def _scan(db: Store, found: Directive, given: dict[str, Any]) -> dict[str, Any]:
    offered = directives_scans.offered(db, found).scans
    scan = given["scan"]
    if scan is None and len(offered) > 1:
        ids = ", ".join(str(each.id) for _paper, each in offered)
        raise Refused(N_("Say which scan with --scan: {ids}."), ids=ids)
    chosen = scan if scan is not None else offered[0][1].id or 0
    return {"parts": directives_scans.send(db, found.id, chosen, consent=given["consent"])}


def _put_away(db: Store, found: Directive, given: dict[str, Any]) -> dict[str, Any]:
    directives.put_away(db, found.id, given["reason"])
    return {}


_WAYS: dict[str, Way] = {
    "call": _call,
    "report-request": _report,
    "calendar": _calendar,
    "edition": _edition,
    "number-block": _numbers,
    "level-offer": _level,
    "scan-request": _scan,
}


@directives_.command()
@NUMBER
@click.argument("why")
@as_json
@place
def refuse(here: Place, number: int, why: str, as_json: bool) -> None:
    """It is not done; the department hears that."""
    with here.school() as db:
        found = directives.numbered(db, number)
        directives.refuse(db, found.id, why)
        found = directives.find(db, found.id)
    answer(
        _data(found),
        as_json,
        [_("Refused: {what}").format(what=directives.title(found)[here.language])],
    )
