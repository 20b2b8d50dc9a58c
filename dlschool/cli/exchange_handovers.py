"""`exchange handovers …`: a pupil's case goes to another school, or comes from one."""

from typing import Any

import click

from dlschool.cli.output import Place, answer, as_json, place
from dlschool.services import cases, handovers, handovers_schools, handovers_taking
from dlschool.services.handovers import Handover

ID = click.argument("handover_id", type=click.IntRange(1, 2**63 - 1))
CONSENT = (
    click.option("--who", required=True, help="Who agreed at this school."),
    click.option("--document", required=True, help="By which document."),
)


@click.group("handovers")
def handovers_() -> None:
    """Cases handed over between schools."""


@handovers_.command("list")
@as_json
@place
def list_(here: Place, as_json: bool) -> None:
    """Cases on their way, and the schools that the department named."""
    with here.school() as db:
        found = handovers.every(db)
        schools = handovers_schools.schools(db)
    data = {
        "handovers": [_data(each) for each in found],
        "schools": [{"bin": each.bin, "name": each.name.json()} for each in schools],
    }
    lines = [_line(each, here.language) for each in found]
    lines += [f"{each.bin}  {each.name[here.language]}" for each in schools]
    answer(data, as_json, lines)


def _data(each: Handover) -> dict[str, Any]:
    return {
        "id": each.id,
        "way": each.way,
        "school": each.school,
        "name": each.name,
        "case": each.case_id,
        "state": each.state,
        "at": each.at.isoformat(),
        "agreed": each.agreed,
        "note": each.note,
    }


def _line(each: Handover, language: str) -> str:
    arrow = "→" if each.way == "out" else "←"
    return f"{each.id:>4}  {arrow} {each.name}: {handovers.STATE_NAMES[each.state][language]}"


def _shown(here: Place, found: Handover, as_json: bool) -> None:
    answer(_data(found), as_json, [_line(found, here.language)])


def _consent(command: Any) -> Any:
    for option in CONSENT:
        command = option(command)
    return command


@click.command("hand-over")
@click.argument("case")
@click.argument("school")
@_consent
@as_json
@place
def hand_over(here: Place, case: str, school: str, who: str, document: str, as_json: bool) -> None:
    """Ask SCHOOL (its BIN) whether it takes CASE (its number)."""
    with here.school() as db:
        case_id = cases.find_case(db, case)
        made = handovers.ask(db, case_id, school, who, document)
        found = handovers.find(db, made)
    _shown(here, found, as_json)


@handovers_.command()
@ID
@_consent
@as_json
@place
def agree(here: Place, handover_id: int, who: str, document: str, as_json: bool) -> None:
    """This school is ready to take the case."""
    with here.school() as db:
        handovers.agree(db, handover_id, who, document)
        found = handovers.find(db, handover_id)
    _shown(here, found, as_json)


@handovers_.command()
@ID
@as_json
@place
def send(here: Place, handover_id: int, as_json: bool) -> None:
    """Send the case: from now on it is only read here."""
    with here.school() as db:
        handovers.send(db, handover_id)
        found = handovers.find(db, handover_id)
    _shown(here, found, as_json)


@handovers_.command()
@ID
@as_json
@place
def withdraw(here: Place, handover_id: int, as_json: bool) -> None:
    """Take the word back while the other school has not taken the case."""
    with here.school() as db:
        handovers.withdraw(db, handover_id)
        found = handovers.find(db, handover_id)
    _shown(here, found, as_json)


@click.command("take-over")
@ID
@click.option("--number", default="", help="Of the case here; empty: the next one.")
@as_json
@place
def take_over(here: Place, handover_id: int, number: str, as_json: bool) -> None:
    """Open the case that came, under this school's number."""
    with here.school() as db:
        handovers_taking.take(db, handover_id, number)
        found = handovers.find(db, handover_id)
    _shown(here, found, as_json)


@handovers_.command()
@ID
@click.argument("why")
@as_json
@place
def refuse(here: Place, handover_id: int, why: str, as_json: bool) -> None:
    """Do not take the case."""
    with here.school() as db:
        handovers.refuse(db, handover_id, why)
        found = handovers.find(db, handover_id)
    _shown(here, found, as_json)


COMMANDS = (handovers_, hand_over, take_over)
