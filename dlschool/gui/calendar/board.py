"""Weeks in rows, days in columns, chips on them: dragged by the mouse, chosen by the arrows."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from dlschool.gui import theme
from dlschool.gui.calendar import chips as drawn
from dlschool.gui.calendar.chips import TALL, Chip
from dlschool.gui.theme import SMALL
from dlschool.gui.words import Words, locale, on_language, say, shown
from dlschool.i18n import N_

HEAD, DAY, PAD = 26, 20, 4
"""Height of the row of weekdays, of a day's number; room inside a day; px."""
LEAST = 96
"""Height of a week without chips."""
WIDTH = 110
"""A day is never narrower."""
DAYS = 6
"""Monday to Saturday; Sunday is never a school day."""

Check = Callable[[Chip, date], Words]
"""Why the chip may not lie on the day; "" where it may."""


class Board(QWidget):
    """`put(monday, weeks, chips, closed)`. `moved(id, day)`: dropped where it may lie; `opened(id)`."""

    moved = Signal(int, object)
    opened = Signal(int)
    told = Signal(str)
    """What is said while a chip is dragged; "" when it rests."""

    def __init__(self, check: Check) -> None:
        super().__init__()
        self._check = check
        self._monday = date.min
        self._today: date | None = None
        self._weeks = 0
        self._chips: list[Chip] = []
        self._by_day: dict[date, list[Chip]] = {}
        self._tops: list[int] = [HEAD]
        """Where each week begins, and where the last one ends."""
        self._places: list[tuple[QRect, Chip]] = []
        self._closed: Mapping[date, Words] = {}
        self._at: int | None = None
        self._held: Chip | None = None
        self._from = QPoint()
        self._over: date | None = None
        self._why = ""
        self.frozen = False
        """Nothing may be dragged: the user may only look."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        say(self, "setAccessibleName", N_("Calendar of SOR and SOCh"))
        on_language(self, self.update)
        theme.on_theme(self, self.update)

    def put(
        self,
        monday: date,
        weeks: int,
        chips: Sequence[Chip],
        closed: Mapping[date, Words],
        today: date | None = None,
    ) -> None:
        """`closed`: days without lessons and why."""
        self._today = today
        self._monday, self._weeks, self._closed = monday, weeks, closed
        self._chips = [chip for chip in chips if chip.day is not None]
        self._lay()
        if self._at not in {chip.id for chip in self._chips}:
            self._at = None
        self.updateGeometry()
        self.update()

    def chips(self) -> list[Chip]:
        return list(self._chips)

    def chosen(self) -> int | None:
        return self._at

    def _tall(self, week: int) -> int:
        days = (self._monday + timedelta(days=7 * week + n) for n in range(DAYS))
        most = max((len(self._by_day.get(day, ())) for day in days), default=0)
        return max(LEAST if self._weeks > 1 else 4 * LEAST, DAY + most * (TALL + 2) + 2 * PAD)

    def _lay(self) -> None:
        self._by_day, self._places, self._tops = {}, [], [HEAD]
        for chip in self._chips:
            if chip.day is not None:
                self._by_day.setdefault(chip.day, []).append(chip)
        for week in range(self._weeks):
            self._tops.append(self._tops[-1] + self._tall(week))
        for week in range(self._weeks):
            for n in range(DAYS):
                day = self._monday + timedelta(days=7 * week + n)
                cell = self.cell(day)
                for at, chip in enumerate(self._by_day.get(day, ())):
                    top = cell.top() + DAY + PAD + at * (TALL + 2)
                    place = QRect(cell.left() + PAD, top, cell.width() - 2 * PAD, TALL)
                    self._places.append((place, chip))

    def cell(self, day: date) -> QRect:
        """Where a day of the board lies."""
        week, weekday = divmod((day - self._monday).days, 7)
        wide = self.width() // DAYS
        top, end = self._tops[week], self._tops[week + 1]
        return QRect(weekday * wide, top, wide, end - top)

    def place(self, chip_id: int) -> QRect:
        """Where a chip lies."""
        return next(place for place, chip in self._places if chip.id == chip_id)

    def day_at(self, point: QPoint) -> date | None:
        for week in range(self._weeks):
            for n in range(DAYS):
                day = self._monday + timedelta(days=7 * week + n)
                if self.cell(day).contains(point):
                    return day
        return None

    def chip_at(self, point: QPoint) -> Chip | None:
        return next((chip for place, chip in self._places if place.contains(point)), None)

    def sizeHint(self) -> QSize:
        return QSize(DAYS * WIDTH, self._tops[-1])

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, _event: QEvent) -> None:
        self._lay()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(SMALL, bold=True))
        painter.setPen(theme.colour("soft"))
        wide = self.width() // DAYS
        for n in range(DAYS):
            head = QRect(n * wide, 0, wide, HEAD)
            painter.drawText(head, Qt.AlignmentFlag.AlignCenter, locale().dayName(n + 1))
        for week in range(self._weeks):
            for n in range(DAYS):
                day = self._monday + timedelta(days=7 * week + n)
                if self.cell(day).intersects(event.rect()):
                    self._paint_day(painter, day)
        for place, chip in self._places:
            if place.intersects(event.rect()):
                drawn.paint(painter, place, chip, chosen=self.hasFocus() and chip.id == self._at)

    def _paint_day(self, painter: QPainter, day: date) -> None:
        cell, closed = self.cell(day), self._closed.get(day)
        painter.setBrush(theme.colour("hover" if closed else "card"))
        painter.setPen(theme.colour("line"))
        painter.drawRect(cell.adjusted(0, 0, -1, -1))
        if self._held is not None and day == self._over:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("loss" if self._why else "done"), 3))
            painter.drawRect(cell.adjusted(2, 2, -3, -3))
        painter.setFont(theme.font(SMALL, bold=True))
        painter.setPen(theme.colour("soft" if closed else "ink"))
        room = cell.adjusted(2 * PAD, 2, -2 * PAD, 0)
        room.setHeight(DAY)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        if day == self._today:
            painter.setPen(theme.colour("accent"))
            painter.fillRect(
                QRect(cell.left(), cell.top(), cell.width(), 3), theme.colour("accent")
            )
        painter.drawText(room, left, f"{day:%d.%m}")
        if closed and self.fontMetrics().horizontalAdvance(shown(closed)) < room.width() - 44:
            painter.setFont(theme.font(SMALL))
            painter.drawText(room, right, shown(closed))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        chip = self.chip_at(point)
        if event.button() != Qt.MouseButton.LeftButton or chip is None:
            return
        self._choose(chip)
        if not chip.done and not self.frozen:
            self._held, self._from = chip, point

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._held is None:
            over = self.chip_at(point)
            free = over is not None and not over.done and not self.frozen
            self.setCursor(Qt.CursorShape.OpenHandCursor if free else Qt.CursorShape.ArrowCursor)
            return
        far = (point - self._from).manhattanLength() >= QApplication.startDragDistance()
        if self._over is None and not far:
            return
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        day = self.day_at(point)
        if day is not None and day != self._over:
            self._over = day
            self._why = shown(self._check(self._held, day)) if day != self._held.day else ""
            self.told.emit(self._why)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, over, why = self._held, self._over, self._why
        self._rest()
        if held is None:
            return
        if over is None:
            self.opened.emit(held.id)
        elif not why and over != held.day and self.day_at(event.position().toPoint()) == over:
            self.moved.emit(held.id, over)

    def _rest(self) -> None:
        self._held, self._over, self._why = None, None, ""
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.told.emit("")
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and self._held is not None:
            self._rest()
        elif (
            key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._at is not None
        ):
            self.opened.emit(self._at)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up):
            self._step(1 if key in (Qt.Key.Key_Right, Qt.Key.Key_Down) else -1)
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        inside = [chip for _, chip in self._places]
        if not inside:
            return
        ids = [chip.id for chip in inside]
        at = ids.index(self._at) + by if self._at in ids else 0
        self._choose(inside[at % len(inside)])

    def _choose(self, chip: Chip) -> None:
        self._at = chip.id
        day = f"{chip.day:%d.%m.%Y}" if chip.day else ""
        self.setAccessibleDescription(f"{day}: {chip.spoken}")
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            chip, day = self.chip_at(event.pos()), self.day_at(event.pos())
            closed = self._closed.get(day) if day else None
            words = chip.spoken if chip else shown(closed) if closed else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)
