"""Commands of `dlschool-hub` about people who sign in on the pages; the office is the context's object.

The first head is made here; others then on the page “Staff”.
"""

import getpass
import json
from typing import Any

import click

from dlschool.errors import Refused
from dlschool.hub import accounts, audit
from dlschool.hub.accounts import Account, Role
from dlschool.hub.database import Tx
from dlschool.hub.office import Office
from dlschool.i18n import N_, _

_office = click.make_pass_decorator(Office)
_json = click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
_who = click.option("--who", default=getpass.getuser, help="Who does it; kept in the audit.")


def _answer(data: dict[str, Any], as_json: bool, line: str) -> None:
    click.echo(json.dumps(data, ensure_ascii=False) if as_json else line)


@click.command("staff-add")
@click.argument("login")
@click.option("--name", required=True, help="The person's name.")
@click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.HEAD.value)
@click.option(
    "--district", "districts", multiple=True, help="KATO code; again for more. Without: all."
)
@_who
@_json
@_office
def add(
    office: Office,
    login: str,
    name: str,
    role: str,
    districts: tuple[str, ...],
    who: str,
    as_json: bool,
) -> None:
    """Makes an account; prints its one-time password."""

    def work(tx: Tx) -> str:
        codes = list(districts) or [""]
        given = accounts.make(tx, login, name, Role(role), codes, office.at())
        audit.write(
            tx, office.at(), None, "account-made", None, login=login, role=role, districts=codes,
            by=who,
        )  # fmt: skip
        return given

    _given(login, office.db.run(work), as_json)


@click.command("staff-reset")
@click.argument("login")
@_who
@_json
@_office
def reset(office: Office, login: str, who: str, as_json: bool) -> None:
    """A new one-time password: the old one, the telephone and open sessions end."""

    def work(tx: Tx) -> str:
        found = _named(tx, login)
        audit.write(tx, office.at(), None, "account-reset", None, login=found.login, by=who)
        return accounts.reset(tx, found.id)

    _given(login, office.db.run(work), as_json)


def _given(login: str, password: str, as_json: bool) -> None:
    line = _("Password for the first time: {password}").format(password=password)
    _answer({"login": login.strip().lower(), "password": password}, as_json, line)


def _named(tx: Tx, login: str) -> Account:
    found = accounts.named(tx, login)
    if found is None:
        raise Refused(N_("There is no account {login}."), login=login)
    return found


@click.command("staff")
@_json
@_office
def listed(office: Office, as_json: bool) -> None:
    """Who may sign in."""
    with office.db.transaction(writes=False) as tx:
        people = accounts.every(tx)
    rows = [
        {
            "login": p.login, "name": p.name, "role": p.role, "active": p.active,
            "districts": list(p.prefixes),
        }
        for p in people
    ]  # fmt: skip
    lines = [f"{p.login}\t{p.role}\t{p.name}" for p in people]
    _answer({"staff": rows}, as_json, "\n".join(lines))


COMMANDS = (add, reset, listed)
