"""`exchange differences`, `resolve`, `put-back`: values that school and department wrote differently."""

from typing import Any

import click

from dlschool.cli.output import Place, answer, as_json, place
from dlschool.i18n import _
from dlschool.services import exchange_differences
from dlschool.services.exchange_differences import TAKES, Difference
from dlschool.services.opening import Store

NUMBER = click.argument("number", type=click.IntRange(1, 2**63 - 1))


@click.command("differences")
@as_json
@place
def differences(here: Place, as_json: bool) -> None:
    """Both values of each, open ones first."""
    with here.school() as db:
        found = exchange_differences.every(db)
        data = [_data(db, each) for each in found]
    lines = [_line(each, here.language) for each in data]
    answer({"differences": data}, as_json, lines)


def _data(db: Store, each: Difference) -> dict[str, Any]:
    return {
        "number": each.number,
        "record": exchange_differences.record(db, each).json(),
        "field": exchange_differences.field(each).json(),
        "current": exchange_differences.value(each, "current").json(),
        "other": exchange_differences.value(each, "other").json(),
        "current_source": exchange_differences.source(db, each.current_source).json(),
        "other_source": exchange_differences.source(db, each.other_source).json(),
        "at": each.at.isoformat(),
        "state": each.state,
    }


def _line(data: dict[str, Any], language: str) -> str:
    current, other = data["current"][language], data["other"][language]
    mark = "≠" if data["state"] == "open" else "✓"
    record, field = data["record"][language], data["field"][language]
    return f"{data['number']:>4}  {record}, {field}: {current} {mark} {other}"


@click.command()
@NUMBER
@click.argument("take", type=click.Choice(TAKES))
@as_json
@place
def resolve(here: Place, number: int, take: str, as_json: bool) -> None:
    """TAKE current (the department's value) or other (this school's): it stands from now on."""
    with here.school() as db:
        exchange_differences.resolve(db, number, take)
        found = _data(db, exchange_differences.find(db, number))
    answer(found, as_json, [_line(found, here.language)])


@click.command("put-back")
@NUMBER
@as_json
@place
def put_back(here: Place, number: int, as_json: bool) -> None:
    """The value that was not chosen stands again."""
    with here.school() as db:
        exchange_differences.put_back(db, number)
        found = _data(db, exchange_differences.find(db, number))
    said = _("The other value stands again: № {number}").format(number=number)
    answer(found, as_json, [said])


COMMANDS = (differences, resolve, put_back)
