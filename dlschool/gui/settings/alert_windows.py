"""Between which times of day the school tells of a day without lessons; a rule of the school."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from dlschool.domain.alert import AUDIENCE_NAMES, Audience, Window
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Button, IconButton
from dlschool.gui.widgets.date_edit import TimeEdit
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Combo
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.tab_order import tab_through
from dlschool.gui.words import Words, say
from dlschool.i18n import N_
from dlschool.services import telling

TIME_WIDTH = 84
LONGEST = 28
"""Letters of the longest audience."""
HEADS: tuple[Words, ...] = (
    N_("Who is told"),
    N_("Shift in Kazakh"),
    N_("Shift in Russian"),
    N_("From what time"),
    N_("Until what time"),
)


class WindowRow:
    """The fields of one window, to stand in a row of a grid."""

    def __init__(self, window: Window | None) -> None:
        self.audience = Combo([(one, AUDIENCE_NAMES[one]) for one in Audience])
        self.audience.setMinimumContentsLength(LONGEST)
        self.kk, self.ru = QLineEdit(), QLineEdit()
        self.start, self.end = TimeEdit(), TimeEdit()
        self.remove = IconButton("trash-2", N_("Take this window out"))
        self.fields: tuple[QWidget, ...] = (
            self.audience,
            self.kk,
            self.ru,
            self.start,
            self.end,
        )
        for words, field in zip(HEADS, self.fields, strict=True):
            say(field, "setAccessibleName", words)
        for edit in (self.start, self.end):
            edit.setFixedWidth(TIME_WIDTH)
        if window is not None:
            self.audience.set_key(window.audience)
            self.kk.setText(window.shift.kk)
            self.ru.setText(window.shift.ru)
            self.start.set_value(window.start)
            self.end.set_value(window.end)

    def value(self) -> Window:
        """Refused: a shift without a name in both languages, a time that is missing or is none."""
        start, end = self.start.value(), self.end.value()
        kk, ru = self.kk.text().strip(), self.ru.text().strip()
        if start is None or end is None or not (kk and ru):
            raise Refused(N_("Each window needs its shift in both languages and both times."))
        audience = Audience(str(self.audience.key()))
        return Window(audience=audience, shift=Text(kk, ru), start=start, end=end)


class WindowRows(QWidget):
    """All windows; `values()` are they as typed."""

    def __init__(self, windows: Sequence[Window]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(
            Label(
                N_(
                    "Until the school sets its own, those of order 349, points 14 and 15, stand here. "
                    "Whoever is told later is marked as late."
                ),
                "soft",
            )
        )
        self._grid = QGridLayout()
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        self._grid.setColumnStretch(2, 2)
        for at, words in enumerate(HEADS):
            self._grid.addWidget(Label(words, "field"), 0, at)
        column.addLayout(self._grid)
        self.rows: list[WindowRow] = []
        for window in windows:
            self._add(WindowRow(window))
        row = QHBoxLayout()
        row.addWidget(Button(N_("Add a window"), self.add, icon="plus"))
        row.addStretch(1)
        column.addLayout(row)

    def add(self) -> None:
        """Fields for one more, ready to type."""
        row = WindowRow(None)
        self._add(row)
        row.kk.setFocus()

    def values(self) -> list[Window]:
        return [row.value() for row in self.rows]

    def _add(self, row: WindowRow) -> None:
        place = self._grid.rowCount()
        for at, field in enumerate((*row.fields, row.remove)):
            self._grid.addWidget(field, place, at)
        row.remove.clicked.connect(lambda: self._take_out(row))
        if self.rows:
            tab_through(self.rows[-1].remove, *row.fields, row.remove)
        self.rows.append(row)

    def _take_out(self, row: WindowRow) -> None:
        self.rows.remove(row)
        for field in (*row.fields, row.remove):
            field.hide()
            field.deleteLater()


def alert_windows(parent: QWidget | None, session: Session) -> Dialog:
    """The windows, to change, add and take out."""
    rows = WindowRows(telling.windows(session.db))

    def save() -> None:
        session.act(telling.save_windows, session.db, rows.values())

    return Dialog(parent, N_("Windows of telling"), rows, N_("Save"), save, wide=880)


def windows_words(windows: Sequence[Window]) -> Words:
    """All windows in one sentence, or that there is none."""
    if not windows:
        return N_("not set")
    lines = [(window, f"{window.start:%H:%M}–{window.end:%H:%M}") for window in windows]
    return Text(
        "; ".join(f"{w.shift.kk}: {AUDIENCE_NAMES[w.audience].kk} {at}" for w, at in lines),
        "; ".join(f"{w.shift.ru}: {AUDIENCE_NAMES[w.audience].ru} {at}" for w, at in lines),
    )
