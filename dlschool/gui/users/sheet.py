"""The recovery sheet's words: shown once, printed, and one of them typed back."""

import secrets
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action
from dlschool.gui.widgets.card import buttons
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Fields, same
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import say
from dlschool.i18n import N_

TITLE = Text("Қалпына келтіру парағы", "Лист восстановления")
WHY = N_(
    "These nine words open the school's data when a password is forgotten. They are shown only now "
    "and are kept nowhere on this computer. Print the sheet, or write the words down, and put it "
    "into the safe."
)
FIRST = N_(
    "Print the sheet or write the words down first, then continue: without them nobody can mend a "
    "forgotten password."
)
COLUMNS = 3


class SheetDialog(Dialog):
    """Closes only when the word that is asked for was typed back from the paper."""

    def __init__(self, parent: QWidget | None, session: Session, words: Sequence[str]) -> None:
        self._session, self._words = session, tuple(words)
        self.place = secrets.randbelow(len(self._words))
        self.pages = QStackedWidget()
        self.word = QLineEdit()
        self.pages.addWidget(self._shown_words())
        self.pages.addWidget(self._question())
        super().__init__(
            parent,
            TITLE,
            self.pages,
            N_("I have the words on paper"),
            self._next,
            cancel=N_("Back to the words"),
            wide=640,
        )
        self.setProperty("draft", False)
        self.cancel_button.hide()

    def _shown_words(self) -> QWidget:
        page, column = _page()
        column.addWidget(Label(WHY))
        frame = QFrame()
        frame.setProperty("role", "card")
        grid = QGridLayout(frame)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setVerticalSpacing(10)
        for place, word in enumerate(self._words):
            label = Label(same(f"{place + 1}.  {word}"), "title")
            label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            label.setWordWrap(False)
            grid.addWidget(label, *divmod(place, COLUMNS))
        column.addWidget(frame)
        column.addWidget(
            buttons(Action(N_("Print or save the sheet…"), self.print_, icon="printer"))
        )
        return page

    def _question(self) -> QWidget:
        page, column = _page()
        fields = Fields()
        fields.add(
            N_("Type word № {number} from the paper"),
            self.word,
            N_("So it is certain that the paper is at hand and can be read."),
            number=self.place + 1,
        )
        column.addWidget(fields)
        column.addStretch(1)
        return page

    def print_(self) -> None:
        """The sheet as it will be printed; it is saved only if the person saves it."""
        from dlschool.gui import preview
        from dlschool.services import recovery_sheet

        pdf = recovery_sheet.pdf(self._session.db, self._words)
        preview.show(self, self._session, TITLE, pdf, TITLE.kk)

    def _next(self) -> bool:
        if self.pages.currentIndex() == 0:
            self._ask()
            return False
        typed = self.word.text().strip().casefold()
        if typed != self._words[self.place]:
            raise Refused(
                N_("Word № {number} on the paper is another. Compare its letters, or go back."),
                number=self.place + 1,
            )
        return True

    def _ask(self) -> None:
        self.pages.setCurrentIndex(1)
        self.cancel_button.show()
        if self.ok_button is not None:
            say(self.ok_button, "setText", N_("Done"))
        self.word.setFocus()

    def _back(self) -> None:
        self.clear()
        self.pages.setCurrentIndex(0)
        self.cancel_button.hide()
        if self.ok_button is not None:
            say(self.ok_button, "setText", N_("I have the words on paper"))

    def reject(self) -> None:
        """Esc or the cross lead back; the words are not thrown away by a slip."""
        if self.pages.currentIndex() == 1:
            self._back()
        else:
            self.refuse(Refused(FIRST))


def _page() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    return page, column
