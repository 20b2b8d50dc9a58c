"""What a command of the hub needs: where the database and the keys are, and one way to answer."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

from dlschool.errors import Refused
from dlschool.hub import database, office
from dlschool.hub.database import Database
from dlschool.hub.office import Office
from dlschool.i18n import N_

P = ParamSpec("P")
R = TypeVar("R")
DATABASE, KEYS = "DLSCHOOL_HUB_DATABASE", "DLSCHOOL_HUB_KEYS"
"""Variables of the environment that stand in for the options: a password in the address of the database
is then not seen in the list of processes.
"""


@dataclass(frozen=True, slots=True)
class Place:
    database: str
    keys: str = ""
    """Empty: beside the database file."""
    now: Callable[[], datetime] = datetime.now

    @property
    def keys_file(self) -> Path:
        """Refused: a database on a server, and no word where the keys are."""
        if self.keys:
            return Path(self.keys)
        if database.on_server(self.database):
            raise Refused(
                N_("Say with --keys where the department's key file is: {database} is no file."),
                database=shown(self.database),
            )
        return Path(database.file_of(self.database)).with_name("department-keys.json")

    @contextmanager
    def db(self) -> Iterator[Database]:
        db = database.of(self.database)
        try:
            _answers(db, self.database)
            yield db
        finally:
            db.close()

    @contextmanager
    def office(self) -> Iterator[Office]:
        """Refused: the database is of a newer hub, the keys are missing or are another hub's."""
        with self.db() as db:
            yield office.opened(db, self.keys_file, self.now)


def _answers(db: Database, url: str) -> None:
    """Refused: nothing answers at this address, or it lets nobody in."""
    try:
        with db.transaction(writes=False):
            return
    except Exception as error:
        if not db.engine.passes(error) and not isinstance(error, sqlite3.Error):
            raise
        why = str(error).strip().splitlines()[-1]
        raise Refused(
            N_("The database {database} does not answer: {reason}"),
            database=shown(url), reason=why,
        ) from error  # fmt: skip


def shown(url: str) -> str:
    """The address of a database without its password."""
    from urllib.parse import urlsplit, urlunsplit

    parts = urlsplit(url)
    if parts.password is None:
        return url
    bare = parts.netloc.replace(f":{parts.password}@", ":…@")
    return urlunsplit(parts._replace(netloc=bare))


def placed(function: Callable[P, R]) -> Callable[P, R]:
    """Gives a command --database, --keys and --json: `database`, `keys`, `as_json`."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout."),
        click.option("--keys", default="", envvar=KEYS, help="The department's key file."),
        click.option("--database", required=True, envvar=DATABASE, help="FILE or postgresql://…"),
    ):
        function = option(function)
    return function


def in_office(command: click.Command) -> click.Command:
    """A like command that gets --database and --keys, and the `Office` by them."""
    inner = command.callback
    assert inner is not None
    mounted = copy(command)

    def callback(database: str, keys: str, **values: Any) -> Any:
        with Place(database, keys).office() as found:
            click.get_current_context().obj = found
            return inner(**values)

    mounted.callback = callback
    mounted.params = [
        *command.params,
        click.Option(["--database"], required=True, envvar=DATABASE, help="FILE or postgresql://…"),
        click.Option(["--keys"], default="", envvar=KEYS, help="The department's key file."),
    ]
    return mounted


def answer(data: dict[str, Any], as_json: bool, lines: Iterable[str]) -> None:
    """The command's result: the object for a program, or the lines for a person."""
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False, indent=1, default=str))
        return
    for line in lines:
        click.echo(line)
