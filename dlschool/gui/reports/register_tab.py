"""Pupils for the national database: what changed since the last registered sheet."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.domain.text import Text
from dlschool.gui import rights, table
from dlschool.gui.protect import ProtectDialog
from dlschool.gui.session import Session
from dlschool.gui.table import Column, PagedModel
from dlschool.gui.widgets.buttons import Button
from dlschool.gui.widgets.card import EmptyState
from dlschool.gui.widgets.fields import Combo
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import say
from dlschool.i18n import N_, language
from dlschool.services import reports_register
from dlschool.services.protected_files import Protection
from dlschool.services.reports_register import EVERYBODY, HEADS, WHAT_NAMES, Line, Registered

FROM_START = Text("басынан бастап: барлығы", "с самого начала: все")
CHANGE = Text("Өзгеріс", "Изменение")
COLUMNS = (
    Column("iin", HEADS[1], 150, sorts=False),
    Column("name", HEADS[2], 270, sorts=False),
    Column("class", HEADS[4], 80, sorts=False),
    Column("what", HEADS[5], 160, sorts=False),
    Column("change", CHANGE, 480, sorts=False),
)
FILE = "nobd.xlsx"


class RegisterTab(QWidget):
    """`reload()` reads the changes; saving registers them, and the next sheet begins after."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._lines: Sequence[Line] = ()
        self._newest: int | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        row = QHBoxLayout()
        self.said = Label("", "soft")
        row.addWidget(self.said, 1)
        self.after = Combo()
        self.after.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
        say(self.after, "setAccessibleName", N_("After which sheet"))
        self.after.currentIndexChanged.connect(lambda _: self._read())
        row.addWidget(self.after)
        self.saving = Button(N_("Save and register…"), self.save, icon="save")
        row.addWidget(self.saving)
        column.addLayout(row)
        self.model = PagedModel(COLUMNS, lambda *_: range(len(self._lines)), self._rows)
        self.table = table.view(self.model, N_("Changes for the national database"))
        self.table.horizontalHeader().setSortIndicatorShown(False)
        column.addWidget(self.table, 1)
        self.nothing = EmptyState("check", N_("Nothing changed since the last sheet."))
        column.addWidget(self.nothing, 1)
        rights.forbid(session, Right.PERSONAL, self.saving)

    def reload(self) -> None:
        if not rights.may(self._session, Right.PERSONAL):
            return
        known = reports_register.registered(self._session.db)
        newest = known[0].id if known else EVERYBODY
        if newest != self._newest:
            self._newest = newest
            self.after.blockSignals(True)
            self.after.put([*((each.id, _sheet(each)) for each in known), (EVERYBODY, FROM_START)])
            self.after.set_key(newest)
            self.after.blockSignals(False)
        self.after.setVisible(bool(known))
        self._read()

    def _read(self) -> None:
        """The changes after the chosen sheet."""
        self._lines = reports_register.changed(self._session.db, self._after())
        if self._newest:
            self.said.say(N_("Changes for the national database: {n}."), n=len(self._lines))
        else:
            self.said.say(N_("No sheet is registered yet: everybody, {n}."), n=len(self._lines))
        self.table.setVisible(bool(self._lines))
        self.nothing.setVisible(not self._lines)
        self.saving.setVisible(bool(self._lines))
        self.model.reload()

    def _rows(self, places: Sequence[int]) -> list[Sequence[object]]:
        return [self._cells(self._lines[place]) for place in places]

    def _cells(self, of: Line) -> Sequence[object]:
        return (of.iin, of.name, of.class_name, WHAT_NAMES[of.what], _change(of))

    def _after(self) -> int | None:
        key = self.after.key()
        return key if isinstance(key, int) else None

    def save(self) -> None:
        ProtectDialog(self.window(), FILE, "Excel (*.xlsx)", self._write).open()

    def _write(self, path: Path, protection: Protection) -> None:
        count = self._session.act(
            reports_register.export,
            self._session.db,
            path,
            language(),
            protection,
            after=self._after(),
        )
        self._session.tell(N_("Saved and registered: {count}, {file}"), count=count, file=path)


def _sheet(of: Registered) -> Text:
    """«После списка 21.11.2026, строк: 3»."""
    day = f"{of.date:%d.%m.%Y}"
    kk, ru = f"{day} тізімінен кейін ({of.lines})", f"после списка {day} ({of.lines})"
    return Text(kk, ru)


def _change(of: Line) -> Text | str:
    """«Адрес: было → стало»; of a new pupil nothing."""
    if of.field is None:
        return ""
    kk, ru = (
        f"{of.field[c]}: " + " → ".join(part[c] for part in (of.before, of.after) if part)
        for c in ("kk", "ru")
    )
    return Text(kk, ru)
