"""The IIN while it is typed: doubts at once, the reason for keeping it, birth date and sex by it."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from dlschool.domain.iin import Facts
from dlschool.domain.pupil import SEX_NAMES, Sex
from dlschool.domain.text import Text
from dlschool.gui.pupils.offer import Offer
from dlschool.gui.pupils.typed import IinWord, iin_word
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import say
from dlschool.i18n import N_


class IinField(QWidget):
    """`changed` tells of every change of the digits; `taken` gives the facts that the user took."""

    changed = Signal()
    taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.edit = QLineEdit()
        say(self.edit, "setAccessibleName", N_("IIN"))
        self.doubts = Label("", "late")
        self.offer = Offer(N_("Fill in"), self._take)
        self.asked = Label("", "small-soft")
        self.reason = QLineEdit()
        for widget in (self.edit, self.doubts, self.offer, self.asked, self.reason):
            column.addWidget(widget)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self.changed)
        self._facts: Facts | None = None
        self.judge(None, None)

    def iin(self) -> str:
        """What was typed, without spaces."""
        return "".join(self.edit.text().split())

    def put(self, iin: str, reason: str) -> None:
        self.edit.setText(iin)
        self.reason.setText(reason)

    def judge(self, birth: date | None, sex: Sex | None) -> IinWord:
        """Says what the digits give beside this birth date and sex."""
        word = iin_word(self.iin(), birth, sex)
        self._facts = word.facts
        self.doubts.setVisible(bool(word.doubts))
        self.doubts.say(_together(word.doubts) if word.doubts else "")
        if word.facts is None:
            self.offer.put("")
        else:
            self.offer.put(
                N_("By the IIN: born {birth}, sex: {sex}"),
                birth=word.facts.birth_date,
                sex=SEX_NAMES[word.facts.sex],
            )
        self._ask(word)
        return word

    def _ask(self, word: IinWord) -> None:
        """Why there is none, or why a doubtful one is kept; nothing for a right one."""
        asked = N_("Why the doubtful IIN is kept") if self.iin() else N_("Why no IIN is assigned")
        needed = bool(word.doubts) or not self.iin() or bool(self.reason.text())
        self.asked.say(asked)
        say(self.reason, "setAccessibleName", asked)
        self.asked.setVisible(needed)
        self.reason.setVisible(needed)

    def _take(self) -> None:
        if self._facts is not None:
            self.taken.emit(self._facts)


def _together(doubts: tuple[Text, ...]) -> Text:
    return Text(" ".join(d.kk for d in doubts), " ".join(d.ru for d in doubts))
