"""Commands about reports: what schools told, and the department's word on it."""

import json
from datetime import date
from typing import Any

import click
import hub_parts as parts
from click.testing import CliRunner, Result

from dlschool.domain.report import KEYS
from dlschool.errors import Refused
from dlschool.hub import report_commands
from dlschool.hub.office import Office


@click.group()
def hub() -> None:
    """As `dlschool-hub` mounts them."""


for command in report_commands.COMMANDS:
    hub.add_command(command)


def run(desk: Office, *words: str) -> Result:
    return CliRunner().invoke(hub, [*words], obj=desk)


def said(desk: Office, *words: str) -> dict[str, Any]:
    found = run(desk, *words, "--json")
    assert found.exit_code == 0, found.output + repr(found.exception)
    answer: dict[str, Any] = json.loads(found.stdout)
    return answer


def report(of: parts.Computer, version: int, figure: int) -> int:
    number = KEYS["pupils_total"].number
    values = {
        "period": "year", "start": date(2025, 9, 1), "until": date(2026, 5, 25),
        "version": version, "totals": {number: figure}, "made_on": date(2026, 6, 1), "gaps": 0,
    }  # fmt: skip
    return of.record(of.says(("report", values))[0])


def refusal(found: Result) -> str:
    assert isinstance(found.exception, Refused)
    return found.exception.text("ru")


def test_the_newest_version_of_each_schools_report_is_listed_with_its_figures(
    desk: Office,
) -> None:
    one, other = parts.school(desk, "А", "191600000"), parts.school(desk, "Б", "191600000")
    report(one, 1, 7)
    newest = report(one, 2, 9)
    report(other, 1, 3)
    found = said(desk, "reports")["reports"]
    assert sorted(each["figures"]["pupils_total"] for each in found) == [3, 9]
    bin_ = next(each["bin"] for each in found if each["report"] == newest)
    only = said(desk, "reports", "--bin", bin_)["reports"]
    assert [(each["report"], each["version"], each["state"]) for each in only] == [
        (newest, 2, "came")
    ]
    assert bin_ in run(desk, "reports").stdout
    assert "990140000007" in refusal(run(desk, "reports", "--bin", "990140000007"))


def test_a_report_is_returned_with_a_word_or_accepted(desk: Office) -> None:
    one = parts.school(desk, "А", "191600000")
    number = report(one, 1, 7)
    said(desk, "remark", str(number), "returned", "--text", "Қайта санау керек")
    assert said(desk, "reports")["reports"][0]["state"] == "returned"
    said(desk, "remark", str(number), "accepted", "--who", "Айша")
    assert said(desk, "reports")["reports"][0]["state"] == "accepted"
    with desk.db.transaction(writes=False) as tx:
        rows = tx.rows("select state, text, who from remarks order by number")
        assert tx.value("select count(*) from audit where action like 'report-%'") == 2
    assert [(row["state"], row["text"]) for row in rows] == [
        ("returned", "Қайта санау керек"), ("accepted", "")
    ]  # fmt: skip
    assert rows[1]["who"] == "Айша"


def test_what_cannot_be_said_of_a_report_is_refused_and_nothing_is_written(desk: Office) -> None:
    one = parts.school(desk, "А", "191600000")
    old = report(one, 1, 7)
    report(one, 2, 8)
    refusal(run(desk, "remark", str(old), "accepted"))
    refusal(run(desk, "remark", "99999", "accepted"))
    refusal(run(desk, "remark", str(old), "returned"))
    assert "2000" in refusal(run(desk, "remark", str(old), "returned", "--text", "ә" * 2001))
    with desk.db.transaction(writes=False) as tx:
        assert tx.value("select count(*) from remarks") == 0
