"""Commands about who signs in: a new school, users, passwords, the recovery sheet."""

import os
from pathlib import Path

import click

from dlschool.cli import passwords
from dlschool.cli.output import Place, answer, as_json, place, read_file
from dlschool.domain.access import ROLE_NAMES, Role
from dlschool.errors import Refused
from dlschool.i18n import N_, _
from dlschool.services import opening
from dlschool.services import users as service

_WORDS = "DLSCHOOL_RECOVERY"
_name = click.option("--name", required=True, help="The name on the sign-in screen.")


@click.command()
@_name
@as_json
@place
def found(here: Place, name: str, as_json: bool) -> None:
    """A new school in the data folder; its first user is the owner."""
    if opening.needs_users(here.folder):
        made = opening.adopt(here.folder, here.clock, name, passwords.new_password())
    else:
        made = opening.found(here.folder, here.clock, name, passwords.new_password())
    made.db.close()
    _tell_words(made.words, as_json)


@click.command()
@_name
@click.option(
    "--department-key", type=click.Path(path_type=Path), help="The department's private key."
)
@as_json
@place
def recover(here: Place, name: str, department_key: Path | None, as_json: bool) -> None:
    """A new password by the recovery sheet (words typed, or in DLSCHOOL_RECOVERY)."""
    if department_key is not None:
        private = _key(read_file(department_key))
        db = opening.recover_by_department(
            here.folder, here.clock, private, name, passwords.new_password()
        )
    else:
        words = os.environ.get(_WORDS) or str(click.prompt(_("Words of the sheet"), err=True))
        db = opening.recover(here.folder, here.clock, words, name, passwords.new_password())
    db.close()
    answer({"user": name}, as_json, [_("The new password of {name} is set.").format(name=name)])


_OLD_SHEET = N_(
    "The old sheet still opens the keys.json file of an older backup, and with it today's data too: "
    "the key of the store stays the same. Destroy the old sheet."
)


@click.group("users")
def users_() -> None:
    """Who signs in."""


@users_.command("list")
@as_json
@place
def list_(here: Place, as_json: bool) -> None:
    """Users with their roles."""
    with here.school() as db:
        found = [user for user in service.users(db) if not user.gone]
    data = [
        {"id": u.id, "name": u.name, "role": u.role, "classes": u.classes, "subjects": u.subjects}
        for u in found
    ]
    lines = [f"{u.id:>4}  {u.name}  ({ROLE_NAMES[u.role][here.language]})" for u in found]
    answer({"users": data}, as_json, lines)


@users_.command()
@_name
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--class", "classes", multiple=True, help="A teacher's class, «8Ә»; again for more.")
@click.option("--subject", "subjects", multiple=True, help="A teacher's subject; again for more.")
@as_json
@place
def add(
    here: Place,
    name: str,
    role: str,
    classes: tuple[str, ...],
    subjects: tuple[str, ...],
    as_json: bool,
) -> None:
    """A new user; the password is asked for twice, or taken from DLSCHOOL_NEW_PASSPHRASE."""
    with here.school() as db:
        made = service.add(db, name, Role(role), passwords.new_password(), classes, subjects)
    answer({"id": made}, as_json, [_("User added: {name}").format(name=name)])


@users_.command()
@_name
@as_json
@place
def remove(here: Place, name: str, as_json: bool) -> None:
    """The user signs in no more; what the user did stays in the journal."""
    with here.school() as db:
        user = next((u for u in service.users(db) if u.name == name and not u.gone), None)
        if user is None:
            raise Refused(N_("This user is no longer there."))
        service.remove(db, user.id)
    answer({"id": user.id}, as_json, [_("User removed: {name}").format(name=name)])


@users_.command()
@as_json
@place
def password(here: Place, as_json: bool) -> None:
    """One's own new password."""
    name = passwords.user(here.folder, here.user)
    old = passwords.password(name)
    db = opening.sign_in(here.folder, here.clock, name, old)
    try:
        service.change_password(db, old, passwords.new_password())
    finally:
        db.close()
    answer({"user": name}, as_json, [_("The new password of {name} is set.").format(name=name)])


@users_.command()
@as_json
@place
def sheet(here: Place, as_json: bool) -> None:
    """A new recovery sheet: its words are told once; the old one opens only keys in older backups."""
    with here.school() as db:
        words = service.new_sheet(db)
    _tell_words(words, as_json, _(_OLD_SHEET))


@users_.command()
@click.argument("key", type=click.Path(path_type=Path), required=False)
@as_json
@place
def department(here: Place, key: Path | None, as_json: bool) -> None:
    """Leave the keys with the department (its public KEY file); without one: take them back."""
    with here.school() as db:
        service.for_department(db, _key(read_file(key)) if key else None)
    said = _("The keys are left with the department.") if key else _("The keys are taken back.")
    answer({"left": key is not None}, as_json, [said])


def _key(content: bytes) -> bytes:
    """32 bytes, written as 64 hexadecimal digits."""
    try:
        return bytes.fromhex(content.decode("ascii").strip())
    except ValueError as error:
        raise Refused(N_("This file holds no key: 64 hexadecimal digits are expected.")) from error


def _tell_words(words: tuple[str, ...], as_json: bool, *more: str) -> None:
    lines = [
        _("Recovery sheet: write the words down and keep them in the safe. They are told once."),
        *(f"{place:>3}. {word}" for place, word in enumerate(words, 1)),
        *more,
    ]
    answer({"words": words}, as_json, lines)


COMMANDS = (found, recover, users_)
