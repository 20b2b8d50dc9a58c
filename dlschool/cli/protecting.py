"""How a command's file with personal data is protected: a password, or --plain said out loud."""

import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import protected_files
from dlschool.services.protected_files import PLAIN, Protection

PASSWORD = "DLSCHOOL_EXPORT_PASSWORD"
Command = TypeVar("Command", bound=Callable[..., Any])


def protecting(command: Command) -> Command:
    """Adds the options `--password-env NAME` and `--plain`."""
    plain = click.option("--plain", is_flag=True, help="No password: the journal will say so.")
    named = click.option(
        "--password-env", default=PASSWORD, show_default=True, help="Variable with the password."
    )
    return plain(named(command))


def chosen(password_env: str, plain: bool) -> Protection:
    """Refused: neither a password nor --plain, or the password is too short."""
    password = os.environ.get(password_env, "")
    if plain:
        return PLAIN
    if not password:
        raise Refused(
            N_(
                "The file holds personal data: put its password into {variable}, "
                "or say --plain to write it without one."
            ),
            variable=password_env,
        )
    return protected_files.under(password)


def offered(password_env: str) -> Protection:
    """For single official forms: a password where the variable holds one."""
    password = os.environ.get(password_env, "")
    return protected_files.under(password) if password else PLAIN
