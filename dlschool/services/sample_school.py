"""Opening a data folder that holds the sample school: its one user and password are known to all."""

import os
from collections.abc import Callable
from datetime import datetime

from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.paths import DataFolder
from dlschool.services import opening
from dlschool.services.opening import Store
from dlschool.store.ring import Cost

USER = "Үлгі"
PASSWORD = "ulgi-mektep"
"""Stated, not secret: invented people live here."""

_CHEAP = Cost(1, 8 * 2**20)


def opened(folder: DataFolder, clock: Callable[[], datetime]) -> Store:
    """The store in the folder, made if absent, for the sample's own user; nothing is put into it.

    `DLSCHOOL_PASSPHRASE` goes before the stated password. Refused: others work in the folder.
    """
    password = os.environ.get("DLSCHOOL_PASSPHRASE") or PASSWORD
    if not opening.exists(folder):
        return opening.found(folder, clock, USER, password, _CHEAP).db
    if opening.needs_users(folder) or USER not in [login.name for login in opening.logins(folder)]:
        raise Refused(
            N_("The folder {folder} holds a real school: the sample leaves it alone."),
            folder=folder.root,
        )
    return opening.sign_in(folder, clock, USER, password)
