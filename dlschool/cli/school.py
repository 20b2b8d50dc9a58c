"""Commands about the school's data as a whole: sample, demo."""

from pathlib import Path

import click

from dlschool import demo as demonstration
from dlschool.cli.output import Place, answer, as_json, place, say
from dlschool.i18n import _
from dlschool.paths import DataFolder
from dlschool.services import sample, sample_school


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


COMMANDS = (sample_, demo)
