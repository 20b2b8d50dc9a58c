"""Who may sign in to a data folder: read from the key file alone, before anything is opened.

The sign-in screen stands on this module: it loads nothing of the store.
"""

from dataclasses import dataclass

from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.paths import DataFolder
from dlschool.store import ring
from dlschool.store.ring import Ring


@dataclass(frozen=True, slots=True)
class Login:
    """A name on the sign-in screen."""

    id: int
    name: str


def exists(folder: DataFolder) -> bool:
    """Whether a school's data lie in the folder."""
    return folder.ring.exists() or folder.store.exists()


def needs_users(folder: DataFolder) -> bool:
    """Whether the folder was made by version 0.1, without users: `opening.adopt` it."""
    return folder.key.exists() and not folder.ring.exists()


def logins(folder: DataFolder) -> list[Login]:
    """Who may sign in. Refused: the key file is gone or damaged."""
    return [Login(wrap.user_id, wrap.name) for wrap in ring_of(folder).users]


def ring_of(folder: DataFolder) -> Ring:
    """The folder's ring of keys. Refused: it has no users yet; gone, damaged."""
    if needs_users(folder):
        raise Refused(
            N_(
                "The data in {folder} have no users yet. Open the window and set an owner's password."
            ),
            folder=folder.root,
        )
    return ring.read(folder.ring)
