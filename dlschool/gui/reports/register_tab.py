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
from dlschool.gui.widgets.labels import Label
from dlschool.i18n import N_, language
from dlschool.services import reports_register
from dlschool.services.protected_files import Protection
from dlschool.services.reports_register import HEADS, WHAT_NAMES, Line

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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        row = QHBoxLayout()
        self.said = Label("", "soft")
        row.addWidget(self.said, 1)
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
        self._lines = reports_register.changed(self._session.db)
        known = reports_register.registered(self._session.db)
        if known:
            self.said.say(
                N_("Changes since the sheet of {date}: {n}."),
                date=known[0].date,
                n=len(self._lines),
            )
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

    def save(self) -> None:
        ProtectDialog(self.window(), FILE, "Excel (*.xlsx)", self._write).open()

    def _write(self, path: Path, protection: Protection) -> None:
        count = self._session.act(
            reports_register.export, self._session.db, path, language(), protection
        )
        self._session.tell(N_("Saved and registered: {count}, {file}"), count=count, file=path)


def _change(of: Line) -> Text | str:
    """«Адрес: было → стало»; of a new pupil nothing."""
    if of.field is None:
        return ""
    kk, ru = (
        f"{of.field[c]}: " + " → ".join(part[c] for part in (of.before, of.after) if part)
        for c in ("kk", "ru")
    )
    return Text(kk, ru)
