"""What a command needs around its service: the store, the words, and one way to answer."""

import errno
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from dlschool import i18n
from dlschool.cli import passwords
from dlschool.errors import Refused, reason
from dlschool.paths import DataFolder
from dlschool.planning.result import NoPlan
from dlschool.services import clock_sense, entering, epochs, opening


@dataclass(frozen=True, slots=True)
class Place:
    """Where a command works: the data folder, the language, the clock."""

    folder: DataFolder
    chosen: bool
    """Whether the folder was named on the command line."""
    language: str
    clock: Callable[[], datetime]
    user: str = ""
    """Who gives the command; empty: the only user there is."""
    go_on: bool = False
    """Work with data that moved here, or are an old copy, from now on."""
    date_is_right: bool = False
    """The computer's date is right, however odd it looks beside the journal."""

    @contextmanager
    def school(self, *, strange: bool = False) -> Iterator[opening.Store]:
        """The store, signed in. Refused: no school there, who it is, what signing in refuses; unless
        `strange`, also data that moved here, are one of two copies, or an old one.
        """
        name = passwords.user(self.folder, self.user)
        entered = entering.sign_in(self.folder, self.clock, name, passwords.password(name))
        db = entered.db
        try:
            self._sense_clock(db)
            if not strange:
                epochs.refuse_strange(db, go_on=self.go_on)
            yield db
            epochs.remember(db)
        finally:
            entered.leave()

    def _sense_clock(self, db: opening.Store) -> None:
        """Refused: the computer's date cannot be right, and nobody says that it is."""
        if self.date_is_right:
            clock_sense.confirm(db)
        clock_sense.refuse_odd(db)


place = click.make_pass_decorator(Place)

as_json = click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")


def answer(data: dict[str, Any], as_json: bool, lines: Iterator[str] | list[str]) -> None:
    """The command's result: the object for a program, or the lines for a person."""
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False, indent=1, default=str))
        return
    for line in lines:
        click.echo(line)


def say(text: str) -> None:
    """A message beside the result."""
    click.echo(text, err=True)


MOST_BYTES = 100 * 2**20
"""No list, plan or letter is longer; more is never taken into memory."""


def read_file(path: Path) -> bytes:
    """Refused: no file, a folder, one that may not be read, one that is too large."""
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "", str(path))
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refused(
            i18n.N_("The file {file} cannot be read: {reason}"), file=path, reason=reason(error)
        ) from error
    if len(content) > MOST_BYTES:
        raise Refused(
            i18n.N_("The file is too large: at most {most} MB."), most=MOST_BYTES // 2**20
        )
    return content


def refuse(refused: Refused, as_json: bool) -> int:
    """Prints a refusal in the user's language; the exit code is 1."""
    say(refused.text())
    more: dict[str, Any] = {}
    if isinstance(refused, NoPlan):
        more = refused.json()
        for change in refused.would_help:
            say(i18n._("It would help: {change}").format(change=change.text[i18n.language()]))
    if as_json:
        told = {"refused": {**refusal(refused), **more}}
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    return 1


def refusal(refused: Refused) -> dict[str, str]:
    """What stands under "refused" in the object of every command that ends with 1."""
    return {"message": refused.text(), "kk": refused.text("kk"), "ru": refused.text("ru")}
