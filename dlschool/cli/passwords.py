"""Who gives a command, and the password: from the environment, or asked for without showing it."""

import os
import sys

import click

from dlschool.errors import Refused
from dlschool.i18n import N_, _
from dlschool.paths import DataFolder
from dlschool.services import opening, sample_school

VARIABLE = "DLSCHOOL_PASSPHRASE"
NEW_VARIABLE = "DLSCHOOL_NEW_PASSPHRASE"


def user(folder: DataFolder, given: str) -> str:
    """The name given, or the only one there is. Refused: no school there, or several users."""
    if not opening.exists(folder):
        raise Refused(
            N_(
                "There is no school in {folder} yet. Open the window, "
                "or begin with the command “found” or “sample”."
            ),
            folder=folder.root,
        )
    names = [login.name for login in opening.logins(folder)]
    if given or len(names) == 1:
        return given or names[0]
    raise Refused(N_("Say who you are with --user. Known: {names}."), names=", ".join(names))


def password(name: str) -> str:
    """The password of `name`. Refused: it is not given and there is nobody to ask."""
    given = os.environ.get(VARIABLE)
    if given is not None:
        return given
    if name == sample_school.USER:
        return sample_school.PASSWORD
    return _asked(_("Password of {name}").format(name=name), VARIABLE, twice=False)


def new_password() -> str:
    """A password that is being set, typed twice. Refused as `password`."""
    given = os.environ.get(NEW_VARIABLE)
    return given if given is not None else _asked(_("New password"), NEW_VARIABLE, twice=True)


def _asked(question: str, variable: str, *, twice: bool) -> str:
    if not sys.stdin.isatty():
        raise Refused(
            N_("A password is needed: type it in a terminal, or set the variable {variable}."),
            variable=variable,
        )
    return str(click.prompt(question, hide_input=True, confirmation_prompt=twice, err=True))
