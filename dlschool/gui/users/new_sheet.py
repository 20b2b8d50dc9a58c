"""A new recovery sheet: what it means is said first, then its words are handed out."""

from PySide6.QtWidgets import QWidget

from dlschool.domain.access import Right
from dlschool.domain.text import Text
from dlschool.gui.session import Session
from dlschool.gui.users.sheet import SheetDialog
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.labels import Label
from dlschool.i18n import N_

SHEET = Text("Қалпына келтіру парағы", "Лист восстановления")
TITLE = N_("A new recovery sheet?")
WANTED = N_(
    "The old sheet stops opening the data here; together with the key file of an older backup it "
    "still opens them. Destroy it when the new one is in the safe."
)
USED = N_(
    "The recovery sheet was just used and others may have seen its words. With a new one the old "
    "words open only the key file of an older backup."
)
ASK_OWNER = N_(
    "The new password is set. The recovery sheet was just used and others may have seen its words: "
    "ask the owner to make a new one (Settings, Users)."
)


def ask_sheet(parent: QWidget | None, session: Session) -> None:
    """From the settings: asks once more, then makes the sheet."""
    _dialog(parent, session, WANTED).open()


def offer_sheet(session: Session) -> None:
    """After the sheet was used at the sign-in; returns when the person has answered."""
    if session.db.user.may(Right.USERS):
        _dialog(None, session, USED).exec()
    else:
        Dialog(None, TITLE, Label(ASK_OWNER), cancel=N_("Close")).exec()


def _dialog(parent: QWidget | None, session: Session, words: str) -> Dialog:
    def make() -> None:
        from dlschool.services import users

        made = session.act(users.new_sheet, session.db)
        SheetDialog(parent, session, made).exec()

    return Dialog(parent, TITLE, Label(words), N_("Make a new sheet"), make, cancel=N_("Not now"))
