"""What every window shares: the school's store, the settings, the clock, one signal of change."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from dlschool import settings as machine
from dlschool.gui import theme, words
from dlschool.gui.words import Words, shown
from dlschool.paths import DataFolder
from dlschool.settings import Settings

P = ParamSpec("P")
T = TypeVar("T")


def wall_clock() -> datetime:
    """Local time; a school has one clock, on its wall."""
    return datetime.now().replace(microsecond=0)  # noqa: DTZ005


class Session(QObject):
    """`db` is what services take first and is handed on unopened: no window looks inside it."""

    changed = Signal()
    """Something was done: every view that is seen reloads."""
    told = Signal(str)
    """A short word of success for the bottom bar."""
    wanted = Signal(str, object)
    """A screen that somebody wants to see, and what on it."""
    locking = Signal()
    """The person goes away: the window is locked."""

    def __init__(
        self,
        db: Any,
        folder: DataFolder,
        settings: Settings,
        clock: Callable[[], datetime] = wall_clock,
    ) -> None:
        super().__init__()
        self.db = db
        self.folder = folder
        self.settings = settings
        self.entered: Any = None
        """The `services.entering.Entered` that this session ends with; None in tests."""
        self._clock = clock

    def now(self) -> datetime:
        return self._clock()

    def today(self) -> date:
        return self._clock().date()

    def act(self, do: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs a service that writes, then tells every view. A refusal passes and tells nobody."""
        done = do(*args, **kwargs)
        self.changed.emit()
        return done

    def leave(self) -> None:
        """Ends the work in the store well."""
        if self.entered is not None:
            self.entered.leave()
        else:
            self.db.close()

    def tell(self, message: Words, **values: Any) -> None:
        """A quiet line at the bottom of the window, for some seconds: «The paper is added»."""
        self.told.emit(shown(message, **values))

    def go(self, screen: str, target: object = None) -> None:
        """Shows a screen of the main window, opened at `target` (an id)."""
        self.wanted.emit(screen, target)

    def keep(self, **changes: Any) -> None:
        """Changes settings of this machine; a language or a theme is shown at once."""
        before, self.settings = self.settings, replace(self.settings, **changes)
        machine.save(self.settings)
        if self.settings.language != before.language:
            words.speak(self.settings.language)
        if self.settings.theme != before.theme:
            theme.switch(self.settings.theme)
