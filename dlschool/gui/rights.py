"""What the signed-in person's role leaves of a window: the services refuse by themselves, the window
does not offer what they would refuse."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QWidget

from dlschool.domain.access import CLOSED, ROLE_NAMES, Right, User
from dlschool.errors import Refused
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action
from dlschool.gui.words import Words, say
from dlschool.i18n import N_
from dlschool.services import access

NOT_ALLOWED = N_("Your role does not allow this: {role}.")
CLOSED_TIP = N_("Closed: your role does not open medical, psychological or social data.")


def may(session: Session, right: Right) -> bool:
    """Whether the person may; a session over no store (tests of the frame) allows everything."""
    user: User | None = getattr(session.db, "user", None)
    return user is None or user.may(right)


def need(session: Session, right: Right) -> None:
    """Refused before a form is filled in vain."""
    if not may(session, right):
        access.need(session.db, right)


def refusal(session: Session, right: Right) -> Refused | None:
    """Why the person may not; None: may."""
    return None if may(session, right) else access.refusal(session.db, right)


def forbid(session: Session, right: Right, *widgets: QWidget) -> None:
    """Greys what the person may not do and says why in its tool tip."""
    forbid_all(session, right, widgets)


def forbid_all(session: Session, right: Right, widgets: Iterable[QWidget]) -> None:
    if may(session, right):
        return
    role = ROLE_NAMES[session.db.user.role]
    for widget in widgets:
        widget.setEnabled(False)
        say(widget, "setToolTip", NOT_ALLOWED, role=role)


def left(session: Session, right: Right, actions: Sequence[Action]) -> list[Action]:
    """The actions, or none of them where the role does not allow it."""
    return list(actions) if may(session, right) else []


def is_closed(value: object) -> bool:
    """Whether a value is sealed for others."""
    return value == CLOSED


def tip(widget: QWidget, value: object) -> None:
    """Says in a tool tip why a value is closed, where it is."""
    words: Words = CLOSED_TIP if is_closed(value) else ""
    say(widget, "setToolTip", words)
