"""Before the act is printed: its day and number, who signs, what the commission concludes."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from dlschool.errors import Refused
from dlschool.gui import printouts
from dlschool.gui.session import Session
from dlschool.gui.widgets.date_edit import DateEdit
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Combo, Fields
from dlschool.i18n import N_
from dlschool.services import readiness_act
from dlschool.services.readiness_act import Commission

LANGUAGES = (("both", N_("In both languages")), ("kk", N_("In Kazakh")), ("ru", N_("In Russian")))


class ActDialog(Dialog):
    """`made()` is the commission as typed."""

    def __init__(self, parent: QWidget | None, session: Session, edition: str = "") -> None:
        self._session, self._edition = session, edition
        offered = readiness_act.offered(session.db, session.settings.language, edition)
        self.fields = fields = Fields()
        self.day = DateEdit(session.today, offered.date)
        self.number, self.language = QLineEdit(), Combo(LANGUAGES)
        fields.row((N_("Date"), self.day), (N_("№"), self.number), (N_("Language"), self.language))
        self.chair = fields.add(N_("Chair of the commission"), QLineEdit(offered.chair))
        self.chair.setCursorPosition(0)
        self.members = fields.add(
            N_("Members"),
            QPlainTextEdit("\n".join(offered.members)),
            N_("One a line: name, post."),
        )
        self.members.setFixedHeight(96)
        self.conclusion = fields.add(
            N_("Conclusion"),
            QPlainTextEdit(),
            N_("Empty: dotted lines to write by hand."),
        )
        self.conclusion.setFixedHeight(72)
        for edit in (self.members, self.conclusion):
            edit.setTabChangesFocus(True)
        super().__init__(
            parent, N_("Act of readiness"), fields, N_("Show the act"), self._show, wide=640
        )

    def made(self) -> Commission:
        """Refused: there is no day."""
        day = self.day.value()
        if day is None:
            raise Refused(N_("Write the day."))
        return Commission(
            date=day,
            number=self.number.text(),
            chair=self.chair.text(),
            members=tuple(filter(str.strip, self.members.toPlainText().splitlines())),
            conclusion=self.conclusion.toPlainText(),
        )

    def _show(self) -> bool:
        if not self.fields.check():
            return False
        commission, language, edition = self.made(), str(self.language.key()), self._edition
        owner = self.parentWidget()
        assert owner is not None
        printouts.lay_out(
            owner,
            self._session,
            lambda db, _progress: readiness_act.prepare(db, commission, language, edition),
        )
        return True
