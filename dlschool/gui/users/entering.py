"""Into a school that is there: the sample at once, an old folder through its owner, else by password."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from dlschool.gui.session import Session
from dlschool.gui.users.sign_in import SignIn
from dlschool.paths import DataFolder
from dlschool.services import logins
from dlschool.settings import Settings

if TYPE_CHECKING:
    from dlschool.services.opening import Founded

Clock = Callable[[], datetime]

SWITCH_USER = 102
"""Exit code of the window when another person wants to sign in."""


def sample_in(folder: DataFolder) -> DataFolder:
    """Where the sample school of a data folder lies: apart, so that it is never mixed with one's own."""
    return DataFolder(folder.root / "sample")


def enter(place: DataFolder, known: Settings, clock: Clock) -> Session | None:
    """A session for who signed in; None when the person closed the window.

    Refused: the store or its keys cannot be read.
    """
    if logins.needs_users(place):
        return _adopted(place, known, clock)
    names = [login.name for login in logins.logins(place)]
    if _is_sample(place, names):
        return sample_session(place, known, clock)
    recovered: list[Any] = []

    def forgot(window: QWidget, name: str) -> bool:
        store = _forgotten(window, place, names, name, clock)
        recovered.extend([store] if store is not None else [])
        return store is not None

    screen = SignIn(place, names, clock, forgot)
    screen.exec()
    keys = screen.keys
    screen.deleteLater()
    if recovered:
        session = joined(recovered[0], known, clock)
        _offer_sheet(session)
        return session
    return _signed_in(place, known, clock, keys) if keys is not None else None


def _signed_in(place: DataFolder, known: Settings, clock: Clock, keys: Any) -> Session | None:
    """A damaged store is mended first, a newer one told of; None when the person closed the
    program instead.
    """
    from dlschool.services import entering

    try:
        entered = entering.enter(place, clock, keys, entering.this_machine())
    except entering.TooNew as newer:
        from dlschool.gui import updates_newer

        if not updates_newer.chosen(newer, place, known, clock):
            return None
        return _signed_in(place, known, clock, keys)
    except entering.Damaged as damaged:
        from dlschool.gui.trouble import mended

        if not mended(damaged, place, known, clock):
            return None
        return _signed_in(place, known, clock, keys)
    return session_of(entered, known, clock)


def sample_session(place: DataFolder, known: Settings, clock: Clock) -> Session:
    """The sample school opens without a question."""
    from dlschool.services import sample_school

    return joined(sample_school.opened(place, clock), known, clock)


def joined(db: Any, known: Settings, clock: Clock) -> Session:
    """A session over a store that was just founded, recovered, adopted or made."""
    from dlschool.services import entering

    return session_of(entering.joined(db), known, clock)


def hand_out(founded: "Founded", known: Settings, clock: Clock) -> Session:
    """Shows the recovery sheet until one of its words was typed back from the paper."""
    from dlschool.gui.users.sheet import SheetDialog

    session = joined(founded.db, known, clock)
    SheetDialog(None, session, founded.words).exec()
    return session


def session_of(entered: Any, known: Settings, clock: Clock) -> Session:
    """`entered` is a `services.entering.Entered`: the session leaves it at its end."""
    session = Session(entered.db, entered.db.folder, known, clock)
    session.entered = entered
    return session


def _is_sample(place: DataFolder, names: list[str]) -> bool:
    """Whether the sample school lies there: its one user has a password that all know."""
    if place != sample_in(DataFolder(place.root.parent)):
        return False
    from dlschool.services.sample_school import USER

    return names == [USER]


def _adopted(place: DataFolder, known: Settings, clock: Clock) -> Session | None:
    """A folder of version 0.1: its owner is asked for, the recovery sheet is handed out."""
    from dlschool.gui.users.owner import OLD, OwnerDialog
    from dlschool.services import opening

    founded: list[Founded] = []
    OwnerDialog(
        None,
        OLD,
        lambda name, password: founded.append(opening.adopt(place, clock, name, password)),
    ).exec()
    return hand_out(founded[0], known, clock) if founded else None


def _forgotten(
    window: QWidget, place: DataFolder, names: list[str], name: str, clock: Clock
) -> Any:
    """The store opened by the recovery sheet's words, or None."""
    from dlschool.gui.users.forgotten import ForgottenDialog

    dialog = ForgottenDialog(window, place, names, name, clock)
    found: list[Any] = []
    dialog.finished.connect(lambda _: found.append(dialog.store))
    dialog.exec()
    return found[0] if found else None


def _offer_sheet(session: Session) -> None:
    """The sheet was out of its safe: a new one is offered to who may make it."""
    from dlschool.gui.users.new_sheet import offer_sheet

    offer_sheet(session)
