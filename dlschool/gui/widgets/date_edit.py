"""Fields for a date and a time, typed or picked; what is wrong is said, not swallowed."""

from collections.abc import Callable
from datetime import date, time

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from dlschool.errors import Refused
from dlschool.gui import theme
from dlschool.gui.widgets.buttons import IconButton
from dlschool.gui.widgets.dates import parse_date, parse_time
from dlschool.gui.words import locale, say
from dlschool.i18n import N_


class DateEdit(QWidget):
    """Types 21.11.2026, 21112026, 21.11; may be empty; a calendar opens with Alt+Down.

    `value()` is the date or None and raises Refused for what is no date; `changed` tells of every
    change of a value that can be read; `problem()` is the refusal of what stands there now.
    """

    changed = Signal()

    def __init__(
        self, today: Callable[[], date], value: date | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._popup: QFrame | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.edit = QLineEdit(self)
        say(self.edit, "setPlaceholderText", N_("dd.mm.yyyy"))
        self.edit.editingFinished.connect(self._finish)
        self.edit.textEdited.connect(self._edited)
        row.addWidget(self.edit, 1)
        self.button = IconButton("calendar", N_("Choose a date"), self.pick)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row.addWidget(self.button)
        self.setFocusProxy(self.edit)
        self.edit.setMinimumWidth(self.edit.fontMetrics().horizontalAdvance("00.00.00000") + 24)
        if value is not None:
            self.set_value(value)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)

    def value(self) -> date | None:
        return parse_date(self.edit.text(), self._today())

    def set_value(self, value: date | None) -> None:
        self.edit.setText(value.strftime("%d.%m.%Y") if value else "")
        self._mark()
        self.changed.emit()

    def problem(self) -> Refused | None:
        try:
            self.value()
        except Refused as refused:
            return refused
        return None

    def _edited(self) -> None:
        if self.problem() is None:
            self._mark()
            self.changed.emit()

    def _finish(self) -> None:
        """What was typed is written out in full, so that a guessed year is seen."""
        if self.problem() is None and (found := self.value()) is not None:
            self.edit.setText(found.strftime("%d.%m.%Y"))
        self._mark()

    def _mark(self) -> None:
        mark(self.edit, self.problem())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Down and alt:
            self.pick()
            return
        super().keyPressEvent(event)

    def pick(self) -> None:
        """Opens the calendar under the field."""
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setProperty("role", "popup")
        column = QVBoxLayout(popup)
        column.setContentsMargins(4, 4, 4, 4)
        calendar = calendar_for(self.value() if self.problem() is None else None, self._today())
        column.addWidget(calendar)

        def choose(day: QDate) -> None:
            self.set_value(date(day.year(), day.month(), day.day()))
            popup.close()
            self.edit.setFocus()

        calendar.clicked.connect(choose)
        calendar.activated.connect(choose)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.adjustSize()
        popup.move(self._under(popup.height()))
        popup.show()
        calendar.setFocus()
        self._popup = popup

    def _under(self, tall: int) -> QPoint:
        """Under the field, or above it where the screen ends."""
        below = self.mapToGlobal(QPoint(0, self.height() + 2))
        if below.y() + tall > self.screen().availableGeometry().bottom():
            return self.mapToGlobal(QPoint(0, -tall - 2))
        return below


def calendar_for(value: date | None, today: date) -> QCalendarWidget:
    """A calendar in the language of the window, Monday first."""
    calendar = QCalendarWidget()
    calendar.setLocale(QLocale(locale()))
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setGridVisible(False)
    calendar.setMinimumSize(320, 260)
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        rest = QTextCharFormat()
        rest.setForeground(theme.colour("late"))
        calendar.setWeekdayTextFormat(day, rest)
    shown = value or today
    calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
    say(calendar, "setAccessibleName", N_("Calendar"))
    return calendar


class TimeEdit(QLineEdit):
    """Types 15:00, 1530, 9; may be empty. `value()` raises Refused for what is no time."""

    def __init__(self, value: time | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        say(self, "setPlaceholderText", N_("hh:mm"))
        self.editingFinished.connect(self._finish)
        if value is not None:
            self.set_value(value)

    def value(self) -> time | None:
        return parse_time(self.text())

    def set_value(self, value: time | None) -> None:
        self.setText(value.strftime("%H:%M") if value else "")

    def problem(self) -> Refused | None:
        try:
            self.value()
        except Refused as refused:
            return refused
        return None

    def _finish(self) -> None:
        if self.problem() is None:
            self.set_value(self.value())
        mark(self, self.problem())


def mark(edit: QWidget, problem: Refused | None) -> None:
    """Shows a field as wrong, with the reason as its tooltip and description, or as right."""
    edit.setProperty("wrong", problem is not None)
    edit.setToolTip(problem.text() if problem else "")
    edit.setAccessibleDescription(problem.text() if problem else "")
    edit.style().unpolish(edit)
    edit.style().polish(edit)
