"""Commands of `dlschool-hub` about reports: what schools told, and what the department says of it."""

import getpass
import json
from typing import Any

import click

from dlschool.domain.report import KEYS
from dlschool.errors import Refused
from dlschool.hub import acts, applying, audit
from dlschool.hub.database import Tx
from dlschool.hub.office import Office
from dlschool.i18n import N_, _

LONGEST = 2000
"""Letters of a remark."""
STANDINGS = {
    "came": N_("to be read"),
    "returned": N_("returned"),
    "accepted": N_("accepted"),
}
_office = click.make_pass_decorator(Office)
_json = click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
_bin = click.option("--bin", "bin_", default="", help="Only of the school with this BIN.")


@click.command()
@_bin
@_json
@_office
def reports(office: Office, bin_: str, as_json: bool) -> None:
    """The newest version of each report that schools sent, with its figures."""
    found = office.db.run(lambda tx: _found(tx, office, bin_))
    if as_json:
        click.echo(json.dumps({"reports": found}, ensure_ascii=False, indent=1, default=str))
        return
    for each in found:
        click.echo(
            f"{each['report']:>6}  {each['bin']}  {each['start']}–{each['until']}  "
            f"v{each['version']}  {_(STANDINGS[each['state']])}"
        )


def _found(tx: Tx, office: Office, bin_: str) -> list[dict[str, Any]]:
    from dlschool.hub.web import sums

    schools = tx.rows(
        "select s.id, s.bin, h.applied from schools s join heads h on h.school = s.id "
        "where s.gone is null order by s.bin"
    )
    asked = [row for row in schools if bin_ in ("", row["bin"])]
    if bin_ and not asked:
        raise Refused(N_("No school with the BIN {bin} is known here."), bin=bin_)
    counted = sums.of(tx, office, asked)
    names = {key.number: key.key for key in KEYS.values()}
    return [
        {
            "report": each.record,
            "bin": row["bin"],
            "period": each.said.get("period"),
            "start": sums.day(each.said, "start"),
            "until": sums.day(each.said, "until"),
            "version": each.said.get("version"),
            "gaps": each.said.get("gaps"),
            "reason": each.said.get("reason") or "",
            "state": _state(tx, each.record),
            "figures": {names.get(no, str(no)): n for no, n in sorted(each.figures.items())},
        }
        for row in asked
        for each in counted[row["id"]].reports
    ]


def _state(tx: Tx, record: int) -> str:
    """What was said of it last: accepted, returned; "came": nothing yet."""
    found = tx.value(
        "select state from remarks where record = ? order by number desc limit 1", record
    )
    return str(found or "came")


@click.command()
@click.argument("report", type=int)
@click.argument("state", type=click.Choice(["accepted", "returned"]))
@click.option("--text", default="", help="What has to be corrected; the school reads it.")
@click.option("--who", default=getpass.getuser, help="Who decides; kept with the act.")
@_json
@_office
def remark(office: Office, report: int, state: str, text: str, who: str, as_json: bool) -> None:
    """Accept a report, or return it with a remark; REPORT is its number in `reports`."""
    text = " ".join(text.split())
    if state == "returned" and not text:
        raise Refused(N_("Write what the school has to correct."))
    if len(text) > LONGEST:
        raise Refused(N_("The remark is too long: at most {most} letters."), most=LONGEST)

    def said(tx: Tx) -> int:
        school, name = _named(tx, office, report)
        content = {"record": name, "state": state, "text": text}
        acts.write(tx, school, "remark", content, at=office.at(), who=who)
        audit.write(tx, office.at(), None, f"report-{state}", school, report=report, by=who)
        return school

    applying.catch_up(office.db, office.db.run(said), office.pairs)
    line = _("The report is accepted.") if state == "accepted" else _("The report is returned.")
    data = {"report": report, "state": state}
    click.echo(json.dumps(data, ensure_ascii=False) if as_json else line)


def _named(tx: Tx, office: Office, report: int) -> tuple[int, list[object]]:
    """Its school and what a computer calls it. Refused: no newest version of a report has this number."""
    from dlschool.hub.web.reports import wire_name

    row = tx.row(
        "select s.id, s.bin from records r join schools s on s.id = r.school "
        "where r.id = ? and s.gone is null",
        report,
    )
    if row is None or report not in [e["report"] for e in _found(tx, office, row["bin"])]:
        raise Refused(N_("There is no report {report}, or a newer version came."), report=report)
    return int(row["id"]), wire_name(tx, report)


COMMANDS = (reports, remark)
