"""A year at a glance: a small sheet for each month, every day in the colour of what it is."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from dlschool.domain.school_days import Day, DayKind
from dlschool.gui import theme
from dlschool.gui.words import locale, on_language, say, shown
from dlschool.i18n import N_

CELL, TALL, HEAD, GAP = 21, 20, 40, 18
"""Width and height of a day, height of a month's head, room between months; px."""
MONTH = (7 * CELL, HEAD + 6 * TALL)
DAYS_IN_WEEK = 7

LOOKS: dict[DayKind, tuple[str, str]] = {
    DayKind.LESSONS: ("", "ink"),
    DayKind.WORKED: ("done", "card"),
    DayKind.WEEKEND: ("", "soft"),
    DayKind.HOLIDAY: ("late-tint", "late"),
    DayKind.BREAK: ("tint", "accent"),
    DayKind.OFF: ("loss", "card"),
}
"""Colour of the ground and of the number."""
KIND_WORDS = {
    DayKind.LESSONS: N_("Lessons"),
    DayKind.WORKED: N_("A weekend day that is worked"),
    DayKind.WEEKEND: N_("Weekend"),
    DayKind.HOLIDAY: N_("Public holiday"),
    DayKind.BREAK: N_("Break"),
    DayKind.OFF: N_("No lessons"),
}
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -DAYS_IN_WEEK,
    Qt.Key.Key_Down: DAYS_IN_WEEK,
}


class YearGlance(QWidget):
    """`put(days, today)`; arrows and the mouse choose a day, `chosen` gives it."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._days: Mapping[date, Day] = {}
        self._months: list[date] = []
        self._today: date | None = None
        self._at: date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        say(self, "setAccessibleName", N_("The year at a glance"))
        on_language(self, self.update)
        theme.on_theme(self, self.update)

    def put(self, days: Mapping[date, Day], today: date) -> None:
        """Shows the months from the first of these days to the last."""
        self._days, self._today = days, today
        first, last = min(days), max(days)
        end = 12 * (last.year - first.year) + last.month
        self._months = [
            date(first.year + at // 12, at % 12 + 1, 1) for at in range(first.month - 1, end)
        ]
        if self._at not in days:
            self._at = today if today in days else None
        self.updateGeometry()
        self.update()

    def day(self) -> date | None:
        """The day that is chosen."""
        return self._at

    def words_of(self, day: date) -> str:
        """«16.12.2026, Wednesday: Independence Day»; nothing for a day of another year."""
        what = self._days.get(day)
        if what is None:
            return ""
        name = locale().dayName(day.isoweekday())
        said = shown(what.words if what.words is not None else KIND_WORDS[what.kind])
        return f"{day:%d.%m.%Y}, {name}: {said}"

    def choose(self, day: date) -> None:
        """Moves to a day of the year; another stays unheard."""
        if day in self._days and day != self._at:
            self._at = day
            self.setAccessibleDescription(self.words_of(day))
            self.chosen.emit(day)
            self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, wide: int) -> int:
        across = self._across(wide)
        rows = -(-len(self._months) // across)
        return max(rows, 1) * (MONTH[1] + GAP) - GAP

    def sizeHint(self) -> QSize:
        wide = 4 * (MONTH[0] + GAP)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(MONTH[0], self.heightForWidth(max(self.width(), MONTH[0])))

    def _across(self, wide: int) -> int:
        return max(min((wide + GAP) // (MONTH[0] + GAP), len(self._months) or 1), 1)

    def _place(self, at: int) -> QPoint:
        row, column = divmod(at, self._across(self.width()))
        return QPoint(column * (MONTH[0] + GAP), row * (MONTH[1] + GAP))

    def _cell(self, corner: QPoint, day: date) -> QRect:
        week, weekday = divmod(day.day - 1 + day.replace(day=1).weekday(), DAYS_IN_WEEK)
        at = corner + QPoint(weekday * CELL, HEAD + week * TALL)
        return QRect(at, QSize(CELL, TALL))

    def day_at(self, point: QPoint) -> date | None:
        """The day of the year that lies under a point."""
        for at, month in enumerate(self._months):
            corner = self._place(at)
            if QRect(corner, QSize(*MONTH)).contains(point):
                for day in _month(month):
                    if day in self._days and self._cell(corner, day).contains(point):
                        return day
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at, month in enumerate(self._months):
            corner = self._place(at)
            if QRect(corner, QSize(*MONTH)).intersects(event.rect()):
                self._head(painter, corner, month)
                for day in _month(month):
                    if day in self._days:
                        self._day(painter, self._cell(corner, day), day)

    def _head(self, painter: QPainter, corner: QPoint, month: date) -> None:
        name = locale().standaloneMonthName(month.month)
        painter.setFont(theme.font(bold=True))
        painter.setPen(theme.colour("ink"))
        line = QRect(corner, QSize(MONTH[0], TALL))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, f" {name[:1].upper()}{name[1:]}")
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(theme.colour("soft"))
        for weekday in range(DAYS_IN_WEEK):
            box = QRect(corner + QPoint(weekday * CELL, TALL), QSize(CELL, TALL))
            short = locale().dayName(weekday + 1, locale().FormatType.ShortFormat)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, short.strip(".")[:2])

    def _day(self, painter: QPainter, box: QRect, day: date) -> None:
        ground, ink = LOOKS[self._days[day].kind]
        inner = box.adjusted(1, 1, -1, -1)
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(ground))
            painter.drawRoundedRect(inner, 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if day == self._today:
            painter.setPen(theme.colour("accent"))
            painter.drawRoundedRect(inner, 3, 3)
        if day == self._at and self.hasFocus():
            painter.setPen(theme.colour("ink"))
            painter.drawRoundedRect(inner.adjusted(1, 1, -1, -1), 3, 3)
        painter.setFont(theme.font(theme.SMALL, bold=day == self._today))
        painter.setPen(theme.colour(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(day.day))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            day = self.day_at(event.pos())
            if day is not None:
                QToolTip.showText(event.globalPos(), self.words_of(day), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position().toPoint())
        if day is not None:
            self.choose(day)
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or not self._days:
            super().keyPressEvent(event)
            return
        start = self._at or min(self._days)
        self.choose(start + timedelta(days=step))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._at is None and self._days:
            self.choose(min(self._days))
        self.update()


def _month(month: date) -> list[date]:
    return [month.replace(day=n + 1) for n in range(monthrange(month.year, month.month)[1])]
