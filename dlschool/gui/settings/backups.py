"""Settings: the backups. What was copied when, the second place, the list, verify, restore."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.errors import Refused
from dlschool.gui import backing
from dlschool.gui.session import Session
from dlschool.gui.settings.backup_words import PLACES, made_at, sentence, state
from dlschool.gui.settings.restore import ask_restore
from dlschool.gui.widgets.buttons import Action
from dlschool.gui.widgets.card import Card, EmptyState, Strip, buttons
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Fields
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.messages import tell
from dlschool.gui.widgets.numbers import number_edit
from dlschool.gui.widgets.rows import ListRow, RowCard
from dlschool.gui.words import shown
from dlschool.i18n import N_
from dlschool.services import backups, second_place
from dlschool.services.backups import Backup, Last
from dlschool.services.school import save_setting, setting

SHOWN = 40
"""So many backups stand in the list."""
MOST_DAYS = 365


class BackupsPage(QWidget):
    """Cards: what is copied and when, the second place, every backup that can be reached."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self.made = self._card(column, N_("Backups"))
        self.second = self._card(column, N_("Second place"))
        self.rows = RowCard(N_("All backups"))
        column.addWidget(self.rows)
        column.addStretch(1)

    def _card(self, column: QVBoxLayout, head: str) -> Card:
        card = Card(head)
        column.addWidget(card)
        return card

    def reload(self) -> None:
        """Reads the places again."""
        self._put_made()
        self._put_second()
        found = backups.listed(self._session.db, self._session.settings)
        rows: list[QWidget] = [self._row(backup) for backup in found[:SHOWN]]
        self.rows.put(rows or [EmptyState("hard-drive", N_("No backup has been made yet."))])

    def _put_made(self) -> None:
        card, db = self.made, self._session.db
        card.clear()
        card.body.addWidget(
            Label(
                N_(
                    "The program copies the data by itself: after work, at most every half hour, and "
                    "when it is closed. Every copy is opened and checked. Kept are all of two days, "
                    "then 12 days, 10 weeks, 9 months."
                ),
                "soft",
            )
        )
        card.body.addWidget(_when(N_("On this computer: {when}"), backups.last(db)))
        card.body.addWidget(
            buttons(self._action(N_("Back up now"), self.back_up, primary=True, icon="save"))
        )

    def _put_second(self) -> None:
        card, session = self.second, self._session
        db, days = session.db, int(setting(session.db, "copy_days"))
        card.clear()
        card.body.addWidget(Label(self._where(), "body"))
        card.body.addWidget(_when(N_("Last copy there: {when}"), _second(session)))
        warned = backups.warning(db)
        if warned is not None:
            card.body.addWidget(Strip(warned))
        card.body.addWidget(
            Label(
                N_("School rule: Today tells of it when it is older than {n} days."), "soft", n=days
            )
        )
        actions = [
            self._action(N_("Choose the place…"), self.choose, icon="hard-drive"),
            Action(
                N_("Change the days"), self.change_days, enabled=session.db.user.may(Right.SCHOOL)
            ),
        ]
        if second_place.chosen(session.settings):
            actions.append(self._action(N_("No second place"), lambda: self.keep(None)))
        card.body.addWidget(buttons(*actions))

    def _where(self) -> Refused:
        """The place in words: its label or folder, whether it can be reached, a word of warning."""
        session = self._session
        try:
            place = second_place.find(session.db, session.settings)
        except Refused as refused:
            return refused
        if place is None:
            return Refused(
                N_(
                    "No second place is chosen. A stick or another disk saves the data if this one fails."
                )
            )
        root = place.root.parent.parent
        if second_place.same_disk(session.folder, root):
            words = N_(
                "{folder}. It is the very disk of the data: it does not help if the disk fails."
            )
            return Refused(words, folder=root)
        return Refused(N_("In reach: {folder}"), folder=root)

    def _row(self, backup: Backup) -> ListRow:
        actions = []
        if backup.manifest is not None:
            actions.append(self._action(N_("Verify"), lambda: self.verify(backup)))
        if backup.sound and self._session.db.user.may(Right.RESTORE):
            actions.append(Action(N_("Restore…"), lambda: ask_restore(self, self._session, backup)))
        badge = state(backup) or (PLACES[backup.place.second], "neutral")
        return ListRow(
            badge, made_at(backup), sentence(backup, self._session.now()), actions=actions
        )

    def _action(self, words: str, do: Callable[[], object], **look: Any) -> Action:
        """A button for who may make backups."""
        return Action(words, do, enabled=self._session.db.user.may(Right.BACKUP), **look)

    def back_up(self) -> None:
        backing.now(self, self._session, self._session.changed.emit)

    def verify(self, backup: Backup) -> None:
        """Reads everything in it beside the window and says what was found."""

        def told(wrong: list[Refused]) -> None:
            if wrong:
                tell(
                    self, N_("This backup is not whole"), lambda: "\n".join(w.text() for w in wrong)
                )
            else:
                self._session.tell(N_("The backup of {when} is whole"), when=made_at(backup))

        words = N_("Reading the backup…")
        work = lambda db, step: backups.verify(db, backup, step)  # noqa: E731
        backing.beside(self, self._session, work, told, words)

    def choose(self) -> None:
        """Asks for a folder on a stick or on another disk."""
        chosen = QFileDialog.getExistingDirectory(self, shown(N_("Where to put the second copies")))
        if chosen:
            self.keep(Path(chosen))

    def keep(self, folder: Path | None) -> None:
        """From now on the second copies go there."""
        session = self._session
        known = second_place.kept(session.db, session.settings, folder)
        session.keep(second_folder=known.second_folder, second_label=known.second_label)
        if folder is None:
            self.reload()
        else:
            self.back_up()

    def change_days(self) -> Dialog:
        """How old the last copy in the second place may be: the school's own rule."""
        session, fields = self._session, Fields()
        days = fields.add(
            N_("Days that the last copy may be old"),
            number_edit(int(setting(session.db, "copy_days")), 1, MOST_DAYS),
        )

        def save() -> None:
            session.act(save_setting, session.db, "copy_days", days.value())

        box = Dialog(self, N_("Second place"), fields, N_("Save"), save)
        box.open()
        return box


def _second(session: Session) -> Last | None:
    return backups.last(session.db, backups.SECOND)


def _when(words: str, known: Last | None) -> Label:
    never = N_("never")
    when = f"{known.at:%d.%m.%Y, %H:%M}" if known else Refused(never)
    return Label(words, "body", when=when)
