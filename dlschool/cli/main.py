"""`python -m dlschool [--data-dir DIR] [--language kk|ru] COMMAND … [--json]`."""

import sys
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import click

from dlschool import __version__, i18n, paths, settings
from dlschool.cli import (
    backup,
    breaches,
    cases,
    click_words,
    exchange,
    journal,
    law,
    marks,
    materials,
    personal,
    planning,
    pupils,
    readiness,
    readiness_records,
    repair,
    report,
    review,
    school,
    sittings,
    trace,
    update,
    users,
    year,
    year_change,
    year_rooms,
)
from dlschool.cli.output import Place, refuse
from dlschool.cli.streams import speak_kazakh
from dlschool.errors import Refused


@click.group(name="dlschool", context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--data-dir", type=click.Path(), help="The school's data folder.")
@click.option("--language", type=click.Choice(i18n.LANGUAGES), help="Kazakh or Russian.")
@click.option("--user", default="", help="Who gives the command; the password is asked for.")
@click.option("--go-on", is_flag=True, help="Work on with data that moved here or are an old copy.")
@click.option("--date-is-right", is_flag=True, help="The computer's date is right.")
@click.option("--self-test", is_flag=True, expose_value=False, help="Is this program whole?")
@click.version_option(__version__, message="dlschool %(version)s", help="Which version this is.")
@click.pass_context
def dlschool(
    context: click.Context,
    data_dir: str | None,
    language: str | None,
    user: str,
    go_on: bool,
    date_is_right: bool,
) -> None:
    """Distance learning of a school's pupils kept in order. Without a command: the window."""
    if data_dir is not None and not data_dir.strip():
        raise click.BadParameter(i18n._("the folder has no name"), param_hint="--data-dir")
    known = settings.load()
    code = language or known.language
    i18n.set_language(code)
    chosen = data_dir or known.data_folder
    root = Path(chosen) if chosen else paths.default_data_folder()
    try:
        root.exists()
    except OSError as error:
        raise click.BadParameter(str(error.strerror), param_hint="--data-dir") from error
    folder = paths.DataFolder(root.absolute())
    context.obj = Place(folder, data_dir is not None, code, _now, user, go_on, date_is_right)


def _now() -> datetime:
    """Local time; a school has one clock, on its wall."""
    return datetime.now().replace(microsecond=0)  # noqa: DTZ005


for command in (
    backup.backup,
    breaches.breaches,
    exchange.exchange,
    law.law,
    marks.marks,
    materials.materials,
    personal.personal_,
    pupils.pupils,
    *cases.COMMANDS,
    *planning.COMMANDS,
    *school.COMMANDS,
    *journal.COMMANDS,
    *users.COMMANDS,
    readiness.readiness,
    repair.repair,
    report.report,
    review.review,
    sittings.sittings,
    trace.trace,
    update.update,
    year.year,
):
    dlschool.add_command(command)
for command in readiness_records.COMMANDS:
    readiness.readiness.add_command(command)
for command in (*year_change.COMMANDS, *year_rooms.COMMANDS):
    year.year.add_command(command)


def _choose_words(arguments: list[str]) -> None:
    """The language of what click says before it has read --language itself; kept where none is known."""
    asked = [b for a, b in pairwise(arguments) if a == "--language"][:1]
    asked += [a.partition("=")[2] for a in arguments if a.startswith("--language=")]
    known = [code for code in (*asked, settings.load().language) if code in i18n.LANGUAGES]
    if known:
        i18n.set_language(known[0])
    click_words.speak()


def run(arguments: list[str]) -> int:
    """Runs one command; 0 done, 1 refused, 2 wrong use."""
    speak_kazakh()
    _choose_words(arguments)
    try:
        code = dlschool.main(arguments, prog_name="dlschool", standalone_mode=False)
    except Refused as refused:
        return refuse(refused, "--json" in arguments)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        error.show()
        return 2
    except click.Abort:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    return code if isinstance(code, int) else 0
