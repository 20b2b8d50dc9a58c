"""Settings, Users: oneself; and for the owner everybody, the recovery sheet, the department's key."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from dlschool.domain.access import ROLE_NAMES, Right, Role, User
from dlschool.domain.text import Text
from dlschool.gui import rights
from dlschool.gui.session import Session
from dlschool.gui.users import new_sheet, own, roles, user_dialog
from dlschool.gui.widgets.buttons import Action
from dlschool.gui.widgets.card import Card, Strip, buttons, empty
from dlschool.gui.widgets.fields import same
from dlschool.gui.widgets.labels import Badge, Label
from dlschool.gui.widgets.messages import ask
from dlschool.gui.widgets.numbers import number_edit
from dlschool.gui.widgets.rows import ListRow, RowCard
from dlschool.gui.words import Words, say, shown
from dlschool.i18n import N_
from dlschool.services import department_key, users

SHEET = N_(
    "Nine words on paper open the data when every password is forgotten. Make a new sheet when the "
    "old one is lost or somebody else has seen it."
)
DEPARTMENT = N_(
    "If you wish, the keys can be left with the education department, closed with its public key: "
    "it can then open the data when passwords and the sheet are lost. Nothing is sent anywhere."
)
GONE = N_(
    "The key file {file} is gone; without it nobody can sign in. "
    "Put it back from a backup: it lies beside every copy of the store."
)
SETTING = "lock_minutes"


class UsersPage(QWidget):
    """Cards that are made anew at each reload."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)

    def reload(self) -> None:
        """Reads the users again."""
        empty(self._column)
        self._column.addWidget(self._me())
        if rights.may(self._session, Right.USERS):
            if not self._session.folder.ring.exists():
                self._column.addWidget(Strip(GONE, kind="loss", file=self._session.folder.ring))
                self._column.addStretch(1)
                return
            self._column.addWidget(self._everybody())
            self._column.addWidget(self._sheet())
            self._column.addWidget(self._department())
        if rights.may(self._session, Right.SCHOOL):
            self._column.addWidget(self._minutes())
        self._column.addStretch(1)

    def _me(self) -> Card:
        user: User = self._session.db.user
        card = Card(N_("You"))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Label(same(user.name), "strong"))
        row.addWidget(Badge(ROLE_NAMES[user.role], "accent"))
        row.addStretch(1)
        card.body.addLayout(row)
        card.body.addWidget(Label(roles.told(user.role), "small-soft"))
        pin = N_("Another PIN…") if users.has_pin(self._session.db) else N_("Set a PIN…")
        card.body.addWidget(
            buttons(
                Action(N_("Change the password…"), self.change_password, icon="lock"),
                Action(pin, self.change_pin, icon="keyboard"),
            )
        )
        return card

    def _everybody(self) -> RowCard:
        card = RowCard(N_("Who works with the data"))
        listed = [user for user in users.users(self._session.db) if not user.gone]
        card.put([self._row(user) for user in listed])
        foot = QHBoxLayout()
        foot.setContentsMargins(15, 8, 15, 15)
        foot.addWidget(buttons(Action(N_("Add a user…"), self.add, icon="user-plus")))
        card.body.addLayout(foot)
        return card

    def _row(self, user: User) -> ListRow:
        actions = [Action(N_("Change…"), lambda: self.change(user))]
        if user.id != self._session.db.user.id:
            actions += [
                Action(N_("New password…"), lambda: self.new_password(user)),
                Action(N_("Remove…"), lambda: self.remove(user)),
            ]
        kind = "accent" if user.role == Role.OWNER else "neutral"
        badge: tuple[Words, str] = (ROLE_NAMES[user.role], kind)
        return ListRow(badge, same(user.name), _about(user), actions=actions)

    def _sheet(self) -> Card:
        card = Card(new_sheet.SHEET)
        card.body.addWidget(Label(SHEET, "soft"))
        card.body.addWidget(
            buttons(Action(N_("Make a new sheet…"), self.make_sheet, icon="printer"))
        )
        return card

    def _department(self) -> Card:
        card = Card(N_("The department's key"))
        card.body.addWidget(Label(DEPARTMENT, "soft"))
        if users.left_with_department(self._session.db):
            card.body.addWidget(Label(N_("The keys are left with the department.")))
            action = Action(N_("Take the keys back…"), self.take_back, icon="undo-2")
        else:
            action = Action(N_("Choose the department's key file…"), self.leave_key, icon="upload")
        card.body.addWidget(buttons(action))
        return card

    def _minutes(self) -> Card:
        from dlschool.services.school import setting

        card = Card(N_("Lock by itself"))
        row = QHBoxLayout()
        row.setSpacing(8)
        words = N_("Minutes without anybody at the computer (0: only by Ctrl+L)")
        row.addWidget(Label(words), 1)
        self.minutes = number_edit(int(setting(self._session.db, SETTING)), 0, 120)
        say(self.minutes, "setAccessibleName", words)
        self.minutes.editingFinished.connect(self._keep_minutes)
        row.addWidget(self.minutes)
        card.body.addLayout(row)
        return card

    def _keep_minutes(self) -> None:
        from dlschool.services.school import save_setting, setting

        if self.minutes.value() != setting(self._session.db, SETTING):
            value = self.minutes.value()
            self._session.act(save_setting, self._session.db, SETTING, value)

    def change_password(self) -> None:
        own.password_dialog(self, self._session).open()

    def change_pin(self) -> None:
        own.pin_dialog(self, self._session).open()

    def add(self) -> None:
        user_dialog.add_dialog(self, self._session).open()

    def change(self, user: User) -> None:
        user_dialog.change_dialog(self, self._session, user).open()

    def new_password(self, user: User) -> None:
        user_dialog.password_dialog(self, self._session, user).open()

    def remove(self, user: User) -> None:
        """Asks first; what the person did stays in the journal under the name."""
        ask(
            self,
            N_("Remove the user?"),
            N_("{name} signs in no more. What was done under this name stays in the journal."),
            N_("Remove"),
            lambda: self._session.act(users.remove, self._session.db, user.id),
            loss=True,
            name=user.name,
        )

    def make_sheet(self) -> None:
        new_sheet.ask_sheet(self, self._session)

    def leave_key(self) -> None:
        title = shown(N_("Choose the department's key file…"))
        path, _ = QFileDialog.getOpenFileName(self, title, str(Path.home()))
        if path:
            self.leave_key_of(Path(path))

    def leave_key_of(self, path: Path) -> None:
        """Refused: the file holds no key."""
        key = department_key.read(path)
        self._session.act(users.for_department, self._session.db, key)
        self._session.tell(N_("The keys are left with the department."))

    def take_back(self) -> None:
        ask(
            self,
            N_("Take the keys back?"),
            N_(
                "The key file here holds nothing for the department any more. With the key file of an "
                "older backup it can still open the data."
            ),
            N_("Take the keys back"),
            lambda: self._session.act(users.for_department, self._session.db, None),
        )


def _about(user: User) -> Words:
    """A teacher's classes and subjects."""
    parts = [", ".join(part) for part in (user.classes, user.subjects) if part]
    return Text(*(" · ".join(parts),) * 2) if parts else ""
