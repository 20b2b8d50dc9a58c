"""The main window: bars around the screens, which are made when they are first shown."""

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from dlschool.gui import errors, window_place
from dlschool.gui.bottom_bar import BottomBar
from dlschool.gui.feeds import Feeds
from dlschool.gui.sample_strip import SampleStrip
from dlschool.gui.search_popup import GlobalSearch
from dlschool.gui.session import Session
from dlschool.gui.side_bar import ITEMS, NUMBERED, SideBar
from dlschool.gui.top_bar import TopBar
from dlschool.gui.words import NAME, say

SCREENS = {
    "today": "dlschool.gui.today.view:TodayView",
    "pupils": "dlschool.gui.pupils.view:PupilsView",
    "cases": "dlschool.gui.cases.view:CasesView",
    "councils": "dlschool.gui.councils.view:CouncilsView",
    "orders": "dlschool.gui.orders.view:OrdersView",
    "marks": "dlschool.gui.marks.view:MarksView",
    "calendar": "dlschool.gui.calendar.view:CalendarView",
    "year": "dlschool.gui.year.view:YearView",
    "materials": "dlschool.gui.materials.view:MaterialsView",
    "readiness": "dlschool.gui.readiness.view:ReadinessView",
    "reports": "dlschool.gui.reports.view:ReportsView",
    "exchange": "dlschool.gui.exchange.view:ExchangeView",
    "law": "dlschool.gui.law.view:LawView",
    "settings": "dlschool.gui.settings.view:SettingsView",
    "mornings": "dlschool.gui.mornings.view:MorningsView",
}
FIRST = "today"
SMALLEST = (1000, 600)


class MainWindow(QMainWindow):
    """`go(name, target)` shows a screen; everything else follows `session.changed`."""

    def __init__(
        self, session: Session, feeds: Feeds, screens: Mapping[str, str] = SCREENS
    ) -> None:
        super().__init__()
        self.session, self.feeds = session, feeds
        self._screens = screens
        self._made: dict[str, QWidget] = {}
        self._stale: set[str] = set()
        self._name = ""
        self._alt = False
        say(self, "setWindowTitle", NAME)
        self.search = GlobalSearch(feeds.search, self.go)
        self.top = TopBar(session, self.search)
        self.side = SideBar()
        self.stack = QStackedWidget()
        self.bottom = BottomBar(session, feeds)
        self._lay()
        self.side.chosen.connect(self.go)
        self.top.menu.connect(self.open_menu)
        session.changed.connect(self.changed)
        session.told.connect(self.bottom.tell)
        session.wanted.connect(self.go)
        self._keys()
        window_place.put(self, window_place.load())

    def _lay(self) -> None:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        if self.feeds.sample():
            column.addWidget(SampleStrip())
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addWidget(self.stack, 1)
        column.addLayout(row, 1)
        column.addWidget(self.bottom)
        self.setCentralWidget(whole)
        self.setMinimumSize(*SMALLEST)

    def _keys(self) -> None:
        ways: dict[str, Callable[[], object]] = {
            "Ctrl+K": self._find_anything,
            "Ctrl+N": lambda: self.on_screen("new"),
            "Ctrl+P": lambda: self.on_screen("print_"),
            "Ctrl+F": self._find_here,
            "Ctrl+Z": self.undo,
            "Ctrl+Y": self.redo,
            "Ctrl+Shift+Z": self.redo,
            "F5": self.reload,
            "Alt+Left": lambda: self.on_screen("back"),
            "Ctrl+Shift+W": lambda: self.go("mornings"),
            "F10": self.open_menu,
            "F1": self.show_keys,
            "Ctrl+Q": self.close,
        }
        for place, (name, _, _) in enumerate(ITEMS[:NUMBERED], 1):
            ways[f"Ctrl+{place}"] = partial(self.go, name)
        for key, way in ways.items():
            QShortcut(QKeySequence(key), self).activated.connect(way)

    def screen_widget(self, name: str) -> QWidget | None:
        """A screen that was made already."""
        return self._made.get(name)

    def current(self) -> str:
        """The name of the screen that is seen."""
        return self._name

    def go(self, name: str, target: object = None) -> None:
        """Shows a screen, made now if need be, and opens `target` in it."""
        screen = self._made.get(name)
        if screen is None:
            screen = self._make(name)
        elif name in self._stale:
            self._reload(name)
        self._name = name
        self.side.mark(name)
        self.stack.setCurrentWidget(screen)
        if target is not None:
            self.on_screen("open", target)

    def _make(self, name: str) -> QWidget:
        module, _, kind = self._screens[name].partition(":")
        screen: QWidget = getattr(import_module(module), kind)(self.session)
        self._made[name] = screen
        self.stack.addWidget(screen)
        self._reload(name)
        return screen

    def _reload(self, name: str) -> None:
        self._stale.discard(name)
        self._made[name].reload()  # type: ignore[attr-defined]

    def reload(self) -> None:
        """F5: reads the screen and the bars again."""
        self.changed()

    def changed(self) -> None:
        """The screen in sight shows the records of now; the others when they are shown next."""
        self._stale = set(self._made) - {self._name}
        self.bars()
        if self._name:
            self._reload(self._name)

    def bars(self) -> None:
        """Counts, the school, the last copy, what Undo takes back."""
        self.side.put(self.feeds.counts())
        self.top.reload(self.feeds.school())
        self.bottom.reload()

    def undo(self) -> None:
        """Takes the newest piece of work back."""
        if self.feeds.next_undo() is not None:
            self.session.act(self.feeds.undo)

    def redo(self) -> None:
        """Does again what was taken back last."""
        if self.feeds.next_redo() is not None:
            self.session.act(self.feeds.redo)

    def on_screen(self, what: str, *given: object) -> None:
        """What the screen in sight does for a key, if it does it."""
        way = getattr(self.stack.currentWidget(), what, None)
        if way is not None:
            way(*given)

    def _find_here(self) -> None:
        """Every QWidget has a `find` of Qt's own, which is not meant."""
        screen = self.stack.currentWidget()
        if screen is not None and type(screen).find is not QWidget.find:
            self.on_screen("find")

    def _find_anything(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def open_menu(self) -> None:
        from dlschool.gui.menu import menu

        place = self.top.menu_button
        menu(self, self).popup(place.mapToGlobal(place.rect().bottomLeft()))

    def show_keys(self) -> None:
        from dlschool.gui.menu import keys

        keys(self)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Alt and self._alt:
            self._alt = False
            self.open_menu()
        super().keyReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._alt = event.key() == Qt.Key.Key_Alt
        if event.key() == Qt.Key.Key_Escape:
            self.on_screen("back")
        super().keyPressEvent(event)

    def start(self) -> None:
        """Shows the screen that was open last; the bars are filled after the first paint."""
        name = window_place.load().screen
        try:
            self.go(name if name in self._screens else FIRST)
        except Exception as error:  # the window must come up whatever a screen does
            errors.show(error, self)
        self.setFocus()
        QTimer.singleShot(0, self.bars)

    def closeEvent(self, event: QCloseEvent) -> None:
        window_place.keep_place(self, screen=self._name)
        super().closeEvent(event)
