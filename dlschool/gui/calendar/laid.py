"""Where the weeks, days and chips of a board lie, in px of the board. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect

from dlschool.gui.calendar.chips import TALL, Chip
from dlschool.gui.calendar.days import NUMBER, PAD

HEAD = 26
"""Height of the row of weekdays."""
LEAST = 96
"""Height of a week without chips; a week that stands alone is four times as high."""
DAYS = 6
"""Monday to Saturday; Sunday is never a school day."""
STEP = TALL + 2
MORE = 20
"""Height of the line that counts the chips for which a day has no room."""
MOST = 5
"""So many chips of a day are seen in a term: one day must not hide the others."""


@dataclass
class Laid:
    """`chips` with a day each; `wide`: of the whole board; `most` chips are seen of a day, 0: all."""

    monday: date
    weeks: int
    wide: int
    chips: Sequence[Chip]
    most: int = 0
    by_day: dict[date, list[Chip]] = field(default_factory=dict)
    """The chips in sight; those that can still be moved come first."""
    left_out: dict[date, int] = field(default_factory=dict)
    tops: list[int] = field(default_factory=lambda: [HEAD])
    """Where each week begins, and where the last one ends."""
    places: list[tuple[QRect, Chip]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for chip in sorted(self.chips, key=lambda chip: chip.done):
            if chip.day is not None:
                self.by_day.setdefault(chip.day, []).append(chip)
        for day, found in self.by_day.items():
            if self.most and len(found) > self.most:
                self.left_out[day] = len(found) - self.most
                del found[self.most :]
        for week in range(self.weeks):
            self.tops.append(self.tops[-1] + self._tall(week))
        for day in self.days():
            for at, chip in enumerate(self.by_day.get(day, ())):
                self.places.append((self._slot(day, at), chip))

    def days(self, week: int | None = None) -> list[date]:
        """Every day of the board, or of one week."""
        weeks = range(self.weeks) if week is None else [week]
        return [self.monday + timedelta(days=7 * w + n) for w in weeks for n in range(DAYS)]

    def _tall(self, week: int) -> int:
        found = [
            len(self.by_day.get(day, ())) * STEP + (MORE if day in self.left_out else 0)
            for day in self.days(week)
        ]
        least = LEAST if self.weeks > 1 else 4 * LEAST
        return max(least, NUMBER + max(found) + 2 * PAD)

    def _slot(self, day: date, at: int) -> QRect:
        cell = self.cell(day)
        top = cell.top() + NUMBER + PAD + at * STEP
        return QRect(cell.left() + PAD, top, cell.width() - 2 * PAD, TALL)

    def cell(self, day: date) -> QRect:
        """Where a day of the board lies."""
        week, weekday = divmod((day - self.monday).days, 7)
        wide = self.wide // DAYS
        top, end = self.tops[week], self.tops[week + 1]
        return QRect(weekday * wide, top, wide, end - top)

    def top_of(self, day: date) -> int:
        """Where the week of a day begins; the board's top for another week."""
        week = (day - self.monday).days // 7
        return self.tops[week] if 0 <= week < self.weeks else 0

    def place(self, chip_id: int) -> QRect | None:
        """Where a chip lies; None while its day has no room for it."""
        return next((QRect(place) for place, chip in self.places if chip.id == chip_id), None)

    def more(self, day: date) -> QRect:
        """Where the line stands that counts those left out."""
        slot = self._slot(day, len(self.by_day.get(day, ())))
        slot.setHeight(MORE)
        return slot

    def day_at(self, point: QPoint) -> date | None:
        return next((day for day in self.days() if self.cell(day).contains(point)), None)

    def chip_at(self, point: QPoint) -> Chip | None:
        return next((chip for place, chip in self.places if place.contains(point)), None)

    def more_at(self, point: QPoint) -> date | None:
        """The day whose line of those left out lies under a point."""
        return next((day for day in self.left_out if self.more(day).contains(point)), None)
