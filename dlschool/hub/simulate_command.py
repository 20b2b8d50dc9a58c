"""`dlschool-hub simulate`: how this machine would carry so many schools."""

import shutil
import tempfile
from pathlib import Path

import click

from dlschool.hub import simulation
from dlschool.hub.place import DATABASE, answer
from dlschool.i18n import _


@click.command()
@click.option("--schools", default=100, show_default=True, type=click.IntRange(1, 100_000))
@click.option("--days", default=3, show_default=True, type=click.IntRange(1, 400))
@click.option("--threads", default=2, show_default=True, type=click.IntRange(1, 64))
@click.option("--seed", default=1, show_default=True)
@click.option("--partitions", default=0, show_default=True, type=click.IntRange(0, 1024))
@click.option("--database", default="", envvar=DATABASE, help="An empty one; else a file for once.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
def simulate(
    schools: int, days: int, threads: int, seed: int, partitions: int, database: str, as_json: bool
) -> None:
    """Invented schools send envelopes to a hub in this process: speed, memory, growth."""
    folder = Path(tempfile.mkdtemp(prefix="dlschool-hub-"))
    try:
        url = database or f"sqlite:{folder / 'hub.db'}"
        found = simulation.run(
            url, folder, simulation.Plan(schools, days, threads, seed, partitions)
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    line = _("{name}: {value}")
    answer(found, as_json, [line.format(name=name, value=value) for name, value in found.items()])
