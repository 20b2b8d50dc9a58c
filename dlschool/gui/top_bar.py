"""The bar at the top: the program, the search, the school year, language, theme, the school."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from dlschool import i18n
from dlschool.domain.text import Text
from dlschool.gui import theme
from dlschool.gui.search_popup import GlobalSearch
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Choice, IconButton
from dlschool.gui.widgets.labels import Elided
from dlschool.gui.words import LANGUAGES, NAME, on_language, say
from dlschool.i18n import N_


def school_year(today: date) -> tuple[int, int]:
    """The two calendar years of the school year: it begins on 1 September (2026, 2027)."""
    first = today.year if today.month >= 9 else today.year - 1
    return first, first + 1


class TopBar(QFrame):
    """`menu` asks for the program's menu."""

    menu = Signal()

    def __init__(
        self, session: Session, search: GlobalSearch, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.setProperty("role", "top")
        self.setFixedHeight(48)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(12)
        self._name = QLabel()
        self._name.setFont(theme.font(bold=True))
        self._name.setProperty("role", "strong")
        self._name.setMinimumWidth(172)
        say(self._name, "setText", NAME)
        row.addWidget(self._name)
        row.addWidget(search, 4)
        self._year = QLabel()
        self._year.setProperty("role", "soft")
        row.addWidget(self._year)
        row.addStretch(1)
        self.language = Choice(LANGUAGES, i18n.language(), N_("Language"))
        self.language.chosen.connect(lambda code: session.keep(language=code))
        row.addWidget(self.language)
        self.theme = IconButton("moon", N_("Dark theme"), self._other_theme)
        row.addWidget(self.theme)
        self.school = Elided()
        self.school.setMaximumWidth(280)  # a name of 300 characters leaves the search its room
        row.addWidget(self.school)
        self.menu_button = IconButton("menu", N_("Menu"), self.menu.emit, shortcut="Alt")
        row.addWidget(self.menu_button, 0, Qt.AlignmentFlag.AlignRight)
        self._say_theme()
        theme.on_theme(self, self._say_theme)
        on_language(self, self._follow)

    def reload(self, school: Text | None) -> None:
        """Shows the school year of today and the school."""
        first, last = school_year(self._session.today())
        say(self._year, "setText", N_("School year {first}–{last}"), first=first, last=last)
        say(self.school, "setText", school if school is not None else "")

    def _follow(self) -> None:
        self.language.set_value(i18n.language())

    def _other_theme(self) -> None:
        self._session.keep(theme="light" if theme.is_dark() else "dark")

    def _say_theme(self) -> None:
        if theme.is_dark():
            self.theme.put("sun", N_("Light theme"))
        else:
            self.theme.put("moon", N_("Dark theme"))
