"""Under which edition a new case is opened; why not the later one, where a later one is known."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from dlschool.gui.session import Session
from dlschool.gui.widgets.fields import Combo, Fields
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words
from dlschool.i18n import N_
from dlschool.law.edition import later_edition, usable
from dlschool.law.shape import Edition
from dlschool.services import editions


class EditionChoice(QWidget):
    """The editions that can be used; the standing warning, with a field for the reason."""

    chosen = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._db = session.db
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        fields = Fields()
        column.addWidget(fields)
        known = editions.known(session.db)
        choice = editions.choice(session.db)
        options: list[tuple[object, Words]] = [
            (edition.key, edition.act.short)
            for edition in known.values()
            if usable(edition, choice)
        ]
        self.edition = fields.add(N_("Edition of the order"), Combo(options))
        self.edition.set_key(editions.default(session.db).key)
        self.warning = fields.wide(Label("", "small-late"))
        self.why = fields.add(
            N_("Why the later edition is not taken"),
            QLineEdit(),
            N_("May be left empty: the warning then stays on the case until it is answered."),
        )
        self._fields = fields
        self.edition.currentIndexChanged.connect(lambda _at: self._say())
        self._say()

    def value(self) -> Edition:
        return editions.edition(self._db, str(self.edition.key()))

    def reason(self) -> str:
        """Why the later edition is not taken; "" where there is none."""
        return self.why.text().strip() if not self.warning.isHidden() else ""

    def _say(self) -> None:
        later = later_edition(editions.known(self._db), str(self.edition.key()))
        self.warning.setVisible(later is not None)
        self._fields.set_visible(self.why, later is not None)
        if later is not None:
            self.warning.say(
                N_(
                    "A later act replaced this edition: {later}. Choose it here once it is "
                    "switched on in Law, or write why it is not taken."
                ),
                later=later.act.short,
            )
        self.chosen.emit()
