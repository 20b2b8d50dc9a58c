"""Pages under a bar of names."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from dlschool.gui.words import Words, on_language, say, shown


class Tabs(QWidget):
    """`add(key, words, page)`; `switched` gives the key of the page that came up.

    `name` is said to a screen reader. Ctrl+Tab goes on to the next page.
    """

    switched = Signal(str)

    def __init__(self, name: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        say(self.bar, "setAccessibleName", name)
        self.pages = QStackedWidget()
        column.addWidget(self.bar)
        column.addWidget(self.pages, 1)
        self._keys: list[str] = []
        self._words: list[tuple[Words, dict[str, object]]] = []
        self.bar.currentChanged.connect(self._show)
        on_language(self, self._said)

    def add(self, key: str, words: Words, page: QWidget, **values: object) -> None:
        """One more page, at the end."""
        self._keys.append(key)
        self._words.append((words, values))
        self.pages.addWidget(page)
        self.bar.addTab(shown(words, **values))

    def rename(self, key: str, words: Words, **values: object) -> None:
        """Other words on the bar, for a name with a number in it."""
        self._words[self._keys.index(key)] = (words, values)
        self._said()

    def key(self) -> str:
        """The page in sight; "" before there is one."""
        at = self.bar.currentIndex()
        return self._keys[at] if at >= 0 else ""

    def go(self, key: str) -> None:
        self.bar.setCurrentIndex(self._keys.index(key))

    def _show(self, at: int) -> None:
        if 0 <= at < self.pages.count():
            self.pages.setCurrentIndex(at)
            self.switched.emit(self._keys[at])

    def _said(self) -> None:
        for at, (words, values) in enumerate(self._words):
            self.bar.setTabText(at, shown(words, **values))
