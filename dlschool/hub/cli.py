"""`dlschool-hub COMMAND … [--json]`: the department's side."""

import io
import json
import sys

import click

from dlschool import i18n
from dlschool.errors import Refused
from dlschool.hub import (
    commands,
    enrolling_commands,
    report_commands,
    simulate_command,
    staff_commands,
)
from dlschool.hub.place import in_office


@click.group(name="dlschool-hub", context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--language", type=click.Choice(i18n.LANGUAGES), help="Kazakh or Russian.")
def hub(language: str | None) -> None:
    """Receives what schools send about distance learning, and answers them."""
    if language:
        i18n.set_language(language)


for command in (*commands.COMMANDS, simulate_command.simulate):
    hub.add_command(command)
for command in (
    *enrolling_commands.COMMANDS,
    *staff_commands.COMMANDS,
    *report_commands.COMMANDS,
):
    hub.add_command(in_office(command))


def run(arguments: list[str]) -> int:
    """Runs one command; 0 done, 1 refused, 2 wrong use."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = hub.main(arguments, prog_name="dlschool-hub", standalone_mode=False)
    except Refused as refused:
        return _refuse(refused, "--json" in arguments)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as wrong:
        wrong.show()
        return wrong.exit_code
    except click.Abort:
        return 1
    return code if isinstance(code, int) else 0


def _refuse(refused: Refused, as_json: bool) -> int:
    click.echo(refused.text(), err=True)
    if as_json:
        said = {
            "message": refused.text(),
            "kk": refused.text("kk"),
            "ru": refused.text("ru"),
        }
        click.echo(json.dumps({"refused": said}, ensure_ascii=False))
    return 1


def main() -> int:
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
