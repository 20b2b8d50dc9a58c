"""The command that repairs a damaged store."""

import click

from dlschool.cli import passwords
from dlschool.cli.output import Place, answer, as_json, place
from dlschool.services import opening, repairing
from dlschool.services.repairing import Report


@click.command()
@as_json
@place
def repair(here: Place, as_json: bool) -> None:
    """Save what can be read of a damaged store; name what cannot."""
    name = passwords.user(here.folder, here.user)
    keys = opening.unlocked(here.folder, here.clock, name, passwords.password(name))
    report = repairing.repair_store(here.folder, here.clock, keys)
    answer(_data(report), as_json, repairing.said(report, here.language))
    if not report.whole():
        raise click.exceptions.Exit(1)


def _data(report: Report) -> dict[str, object]:
    return {
        "whole": report.whole(),
        "records": report.rows,
        "pages": report.pages,
        "broken_pages": report.broken_pages,
        "set_aside": str(report.aside),
        **{name: [text.json() for text in texts] for name, texts in report.parts().items()},
    }
