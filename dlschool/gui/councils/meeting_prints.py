"""What is printed of a meeting: minutes, extracts, notices to parents; in one language or both."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.gui import printouts, rights
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Button
from dlschool.gui.widgets.card import Card
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words, say, shown
from dlschool.i18n import N_
from dlschool.services.meetings import MeetingFile

WAYS: tuple[tuple[str, Words, Words], ...] = (
    ("kk", N_("kaz"), N_("{what}, in Kazakh")),
    ("ru", N_("rus"), N_("{what}, in Russian")),
    ("both", N_("both"), N_("{what}, in both languages")),
)
"""Language of a print, the word on its button, what a screen reader says."""


class PrintRow(QWidget):
    """A document and its three buttons: kaz, rus, both."""

    def __init__(
        self, words: Words, print_: Callable[[str], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Label(words), 1)
        self.buttons: dict[str, Button] = {}
        for language, short, full in WAYS:
            button = Button(short, partial(print_, language))
            say(button, "setAccessibleName", full, what=words_of(words))
            self.buttons[language] = button
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)


def words_of(words: Words) -> Words:
    """A message as the value of another: shown in the language of the window."""
    return lambda: shown(words)


class MeetingPrints(Card):
    """Minutes can be printed before the meeting is closed: as a draft to read."""

    def __init__(self, session: Session, owner: QWidget) -> None:
        super().__init__(N_("Print"))
        self._session, self._owner = session, owner
        self._file: MeetingFile | None = None
        self.minutes = PrintRow(N_("Minutes"), self.print_minutes)
        self.extracts = PrintRow(N_("Extracts"), self.print_extracts)
        self.notices = PrintRow(N_("Notices to parents"), self.print_notices)
        for row in (self.minutes, self.extracts, self.notices):
            rights.forbid_all(session, Right.PRINT, row.buttons.values())
            self.body.addWidget(row)
        self.note = Label(N_("Extracts and notices come once something is decided."), "small-soft")
        self.body.addWidget(self.note)

    def put(self, file: MeetingFile) -> None:
        self._file = file
        decided = any(line.decision is not None for line in file.agenda)
        self.minutes.setEnabled(bool(file.agenda))
        self.extracts.setEnabled(decided)
        families = any(line.decision and line.case.ground == "family" for line in file.agenda)
        self.notices.setEnabled(families)
        self.note.setVisible(not decided)

    def print_minutes(self, language: str) -> None:
        self._print("minutes", language)

    def print_extracts(self, language: str) -> None:
        self._print("extract", language)

    def print_notices(self, language: str) -> None:
        """Notices of every case that is decided here, as one file."""
        from dlschool.services import printing

        assert self._file is not None
        decided = [line.case.id or 0 for line in self._file.agenda if line.decision is not None]
        printouts.lay_out(
            self._owner,
            self._session,
            lambda db, progress: printing.prepare_cases(
                db, decided, ["notice"], language, progress
            ),
        )

    def _print(self, code: str, language: str) -> None:
        from dlschool.services import printing

        assert self._file is not None
        meeting_id = self._file.meeting.id
        printouts.lay_out(
            self._owner,
            self._session,
            lambda db, _progress: printing.prepare(
                db, code, meeting_id=meeting_id, language=language
            ),
        )
