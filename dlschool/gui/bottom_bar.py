"""The line at the bottom that reassures: saved here, the department, last copy, what Undo takes."""

from datetime import datetime, timedelta

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from dlschool.gui.feeds import Feeds
from dlschool.gui.session import Session
from dlschool.gui.widgets.labels import Elided
from dlschool.gui.words import on_language, say
from dlschool.i18n import N_

TOLD_MS = 6000


class BottomBar(QFrame):
    """`tell(text)` puts a word of success in the place of the first line for some seconds."""

    def __init__(self, session: Session, feeds: Feeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._feeds = session, feeds
        self.setProperty("role", "bottom")
        self.setFixedHeight(28)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(24)
        self._saved, self._department, self._copy = QLabel(), QLabel(), QLabel()
        for label in (self._saved, self._department, self._copy):
            label.setProperty("role", "small-soft")
            row.addWidget(label)
        row.addStretch(1)
        self._undo = Elided()
        self._undo.setProperty("role", "small-soft")
        row.addWidget(self._undo, 3)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._rest)
        self._rest()
        on_language(self, self._say_undo)

    def tell(self, text: str) -> None:
        self._saved.setProperty("role", "small-done")
        self._polish()
        say(self._saved, "setText", lambda: f"✓ {text}")
        self._timer.start(TOLD_MS)

    def _rest(self) -> None:
        self._saved.setProperty("role", "small-soft")
        self._polish()
        say(self._saved, "setText", N_("● Everything is saved on this computer"))

    def _polish(self) -> None:
        self._saved.style().unpolish(self._saved)
        self._saved.style().polish(self._saved)

    def reload(self) -> None:
        """Asks for the department, the last copy and what Undo would take back."""
        stands = self._feeds.exchange()
        say(self._department, "setText", stands or N_("The department is not connected yet"))
        at = self._feeds.last_copy()
        if at is None:
            say(self._copy, "setText", N_("No copy has been made yet"))
        else:
            say(
                self._copy,
                "setText",
                _copied(at, self._session.now()),
                time=at.time(),
                day=at.date(),
            )
        self._say_undo()

    def _say_undo(self) -> None:
        words = self._feeds.next_undo()
        if words is None:
            say(self._undo, "setText", "")
        else:
            say(self._undo, "setText", N_("Undo: “{action}” (Ctrl+Z)"), action=words)


def _copied(at: datetime, now: datetime) -> str:
    if at.date() == now.date():
        return N_("Copy: today {time}")
    if at.date() == now.date() - timedelta(days=1):
        return N_("Copy: yesterday {time}")
    return N_("Copy: {day} {time}")
