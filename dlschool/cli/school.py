"""Commands about the school's data as a whole: undo, check, sample, demo."""

from pathlib import Path
from typing import Any

import click

from dlschool import demo as demonstration
from dlschool.cli.output import Place, answer, as_json, place, refusal, say
from dlschool.errors import Refused
from dlschool.i18n import N_, _
from dlschool.paths import DataFolder
from dlschool.services import history, sample, sample_school


@click.command()
@click.option("--list", "only_list", is_flag=True, help="What can be taken back, newest first.")
@as_json
@place
def undo(here: Place, only_list: bool, as_json: bool) -> None:
    """Take back the newest action."""
    with here.school() as db:
        if only_list:
            actions = history.undoable(db)
            data = [
                {"id": a.id, "at": a.at.isoformat(), "who": a.who, "what": history.said(a)}
                for a in actions
            ]
            lines = [f"{a.at:%d.%m.%Y %H:%M}  {history.said(a)}" for a in actions]
            answer({"actions": data}, as_json, lines)
            return
        done = history.undo(db)
    what = history.said(done)
    answer(
        {"undone": {"id": done.id, "what": what}},
        as_json,
        [_("Taken back: {what}").format(what=what)],
    )


@click.command()
@as_json
@place
def check(here: Place, as_json: bool) -> None:
    """Verify the store, the journal's chain and the scans."""
    with here.school() as db:
        findings = history.check(db)
    data: dict[str, Any] = {
        "whole": not findings,
        "findings": [{"place": f.place, **f.text.json()} for f in findings],
    }
    if findings:
        broken = Refused(N_("The store is not whole: {count}."), count=len(findings))
        data["refused"] = refusal(broken)
        say(broken.text())
    lines = [f.text[here.language] for f in findings] or [_("Everything is whole.")]
    answer(data, as_json, lines)
    if findings:
        raise click.exceptions.Exit(1)


@click.command("sample")
@as_json
@place
def sample_(here: Place, as_json: bool) -> None:
    """Fill an empty data folder with the sample school."""
    db = sample_school.opened(here.folder, here.clock)
    try:
        made = sample.make(db)
    finally:
        db.close()
    answer(
        {"pupils": made.pupils, "cases": made.cases}, as_json, [_("The sample school is there.")]
    )


@click.command()
@click.option("--out", type=click.Path(path_type=Path), help="The folder for the PDFs.")
@as_json
@place
def demo(here: Place, out: Path | None, as_json: bool) -> None:
    """The whole job on a sample school, with no screen."""
    data = here.folder if here.chosen else DataFolder(here.folder.root / "demo")
    done = demonstration.run(data, out or data.printed / "demo", here.clock, say)
    answer(done.json(), as_json, done.lines())


COMMANDS = (undo, check, sample_, demo)
