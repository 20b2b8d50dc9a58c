"""Weeks in rows, days in columns, chips on them: dragged by the mouse, chosen by the arrows."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from dlschool.gui import theme
from dlschool.gui.calendar import chips as drawn
from dlschool.gui.calendar import days
from dlschool.gui.calendar.chips import TALL, Chip
from dlschool.gui.calendar.hint import Hint
from dlschool.gui.calendar.laid import DAYS, HEAD, MOST, Laid
from dlschool.gui.theme import SMALL
from dlschool.gui.words import Words, locale, on_language, say, shown
from dlschool.i18n import N_

WIDTH = 110
"""A day is never narrower, px."""

Check = Callable[[Chip, date], Words]
"""Why the chip may not lie on the day; "" where it may."""


class Board(QWidget):
    """`put(monday, weeks, chips, closed)`. `moved(id, day)`: dropped where it may lie; `opened(id)`."""

    moved = Signal(int, object)
    opened = Signal(int)
    unfolded = Signal(object)
    """A day whose chips are not all in sight: somebody wants them all."""
    wanted = Signal(QRect)
    """What ought to be in sight now: the chip that is chosen, the mouse that drags one."""

    def __init__(self, check: Check) -> None:
        super().__init__()
        self._check = check
        self._today: date | None = None
        self._chips: list[Chip] = []
        self.laid = Laid(date.min, 0, WIDTH * DAYS, [])
        self._closed: Mapping[date, Words] = {}
        self._at: int | None = None
        self._pressed: Chip | None = None
        self._held: Chip | None = None
        self._from = QPoint()
        self._mouse = QPoint()
        self._over: date | None = None
        self._why: Words = ""
        self.hint = Hint(self)
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
        """`closed`: days without lessons and why. Of several weeks a day shows some chips only."""
        self._today, self._closed = today, closed
        self._chips = [chip for chip in chips if chip.day is not None]
        self._lay(monday, weeks)
        here = {chip.id for _, chip in self.laid.places}
        if self._at not in here:
            self._at = None
        if self._held is not None and self._held.id not in here:
            self._rest()
        self.updateGeometry()
        self.update()

    def _lay(self, monday: date, weeks: int) -> None:
        most = MOST if weeks > 1 else 0
        self.laid = Laid(monday, weeks, self.width(), self._chips, most)

    def chips(self) -> list[Chip]:
        return list(self._chips)

    def chosen(self) -> int | None:
        return self._at

    def cell(self, day: date) -> QRect:
        return self.laid.cell(day)

    def place(self, chip_id: int) -> QRect:
        """Where a chip lies; nowhere while its day has no room for it."""
        return self.laid.place(chip_id) or QRect()

    def sizeHint(self) -> QSize:
        return QSize(DAYS * WIDTH, self.laid.tops[-1])

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, _event: QEvent) -> None:
        self._lay(self.laid.monday, self.laid.weeks)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for day in self.laid.days():
            cell = self.cell(day)
            if cell.intersects(event.rect()):
                closed = self._closed.get(day, "")
                days.paint(painter, cell, day, closed, today=day == self._today)
        for place, chip in self.laid.places:
            if place.intersects(event.rect()):
                drawn.paint(painter, place, chip, chosen=self.hasFocus() and chip.id == self._at)
        for day, count in self.laid.left_out.items():
            days.paint_more(painter, self.laid.more(day), count)
        if self._held is not None and self._over is not None:
            days.paint_target(painter, self.cell(self._over), allowed=not self._why)
            place = self.place(self._held.id)
            place.moveCenter(self._mouse)
            painter.setOpacity(0.85)
            drawn.paint(painter, place, self._held, chosen=True)
            painter.setOpacity(1)
        self._paint_head(painter)

    def _paint_head(self, painter: QPainter) -> None:
        """The names of the weekdays stay at the top of what is in sight."""
        top, wide = self.visibleRegion().boundingRect().top(), self.width() // DAYS
        painter.fillRect(QRect(0, top, self.width(), HEAD), theme.colour("background"))
        painter.setFont(theme.font(SMALL, bold=True))
        painter.setPen(theme.colour("soft"))
        for n in range(DAYS):
            head = QRect(n * wide, top, wide, HEAD)
            painter.drawText(head, Qt.AlignmentFlag.AlignCenter, locale().dayName(n + 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        chip = self.laid.chip_at(point)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        folded = self.laid.more_at(point)
        if folded is not None:
            self.unfolded.emit(folded)
        if chip is None:
            return
        self._choose(chip)
        self._pressed = chip
        if not chip.done and not self.frozen:
            self._held, self._from = chip, point

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._held is None:
            over = self.laid.chip_at(point)
            free = over is not None and not over.done and not self.frozen
            opens = over is not None or self.laid.more_at(point) is not None
            shape = Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor
            self.setCursor(Qt.CursorShape.OpenHandCursor if free else shape)
            return
        far = (point - self._from).manhattanLength() >= QApplication.startDragDistance()
        if self._over is None and not far:
            return
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._mouse = point
        day = self.laid.day_at(point)
        if day is not None and day != self._over:
            self._over = day
            self._why = self._check(self._held, day) if day != self._held.day else ""
        self.hint.put(self._why, point, self.visibleRegion().boundingRect())
        self.wanted.emit(QRect(point, QSize(1, 1)).adjusted(0, -TALL, 0, TALL))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go where it was pressed it opens; over another day that allows it, it moves."""
        pressed, held, over, why = self._pressed, self._held, self._over, self._why
        point = event.position().toPoint()
        self._rest()
        if over is None and pressed is not None and self.laid.chip_at(point) == pressed:
            self.opened.emit(pressed.id)
        if held is None or over is None or why or over == held.day:
            return
        if self.laid.day_at(point) == over:
            self.moved.emit(held.id, over)

    def _rest(self) -> None:
        self._pressed = self._held = self._over = None
        self._why = ""
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hint.put("", QPoint(), QRect())
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By Tab the first chip is chosen, so that it is seen where the focus is."""
        super().focusInEvent(event)
        by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
        if self._at is None and self.laid.places and not by_mouse:
            self._choose(self.laid.places[0][1])
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and self._held is not None:
            self._rest()
        elif (
            key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._at is not None
        ):
            self.opened.emit(self._at)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            self._stride(1 if key == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        """To the next chip or the one before, whatever its day."""
        ids = [chip.id for _, chip in self.laid.places]
        if ids:
            at = ids.index(self._at) + by if self._at in ids else 0
            self._choose(self.laid.places[at % len(ids)][1])

    def _stride(self, by: int) -> None:
        """To the first chip of the next day that has one, or of a day before."""
        now = next((chip.day for _, chip in self.laid.places if chip.id == self._at), None)
        filled = sorted(self.laid.by_day)
        if now is None or not filled:
            self._step(1)
            return
        day = filled[(filled.index(now) + by) % len(filled)]
        self._choose(self.laid.by_day[day][0])

    def _choose(self, chip: Chip) -> None:
        self._at = chip.id
        day = f"{chip.day:%d.%m.%Y}" if chip.day else ""
        self.setAccessibleDescription(f"{day}: {chip.spoken}")
        self.wanted.emit(self.place(chip.id))
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            chip, day = self.laid.chip_at(event.pos()), self.laid.day_at(event.pos())
            closed = self._closed.get(day) if day else None
            words = chip.spoken if chip else shown(closed) if closed else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)
