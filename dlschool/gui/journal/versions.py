"""A record through time: who, what, from, to; «Restore this version»."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from dlschool.domain.text import Text
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action, Button
from dlschool.gui.widgets.card import EmptyState, buttons, empty
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import same
from dlschool.gui.widgets.labels import Badge, Label
from dlschool.gui.widgets.prose import Prose, Span
from dlschool.gui.widgets.rows import RowCard
from dlschool.gui.words import Words
from dlschool.i18n import N_
from dlschool.services import versions
from dlschool.services.journal_values import NOTHING
from dlschool.services.versions import Version

STEP = 40
"""So many lines at first, and so many more at each wish."""

Read = Callable[[int], Sequence[Version]]
"""The newest versions, at most so many."""


def show_of_pupil(session: Session, parent: QWidget, pupil_id: int) -> Dialog:
    """The card, its guardians and consents."""
    return _show(
        session, parent, N_("History of the card"), partial(versions.of_pupil, session.db, pupil_id)
    )


def show_of_case(session: Session, parent: QWidget, case_id: int) -> Dialog:
    """The case and every record in it."""
    return _show(
        session, parent, N_("History of the case"), partial(versions.of_case, session.db, case_id)
    )


def _show(session: Session, parent: QWidget, title: Words, read: Read) -> Dialog:
    body = VersionList(session, read)
    body.reload()
    dialog = Dialog(parent, title, body, cancel=N_("Close"), wide=760)
    dialog.open()
    return dialog


class VersionList(QWidget):
    """Rows of versions, newest first."""

    def __init__(self, session: Session, read: Read) -> None:
        super().__init__()
        self._session, self._read = session, read
        self._limit = STEP
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._list = QVBoxLayout()
        column.addLayout(self._list)
        self.older = buttons(Action(N_("Show older ones"), self.show_older, icon="history"))
        column.addWidget(self.older)
        column.addStretch(1)

    def reload(self) -> None:
        """Reads the newest versions again."""
        found = self._read(self._limit)
        empty(self._list)
        if found:
            card = RowCard()
            card.put([VersionRow(version, self._restore) for version in found])
            self._list.addWidget(card)
        else:
            self._list.addWidget(EmptyState("history", N_("Nothing was done yet.")))
        self.older.setVisible(len(found) >= self._limit)

    def show_older(self) -> None:
        self._limit += STEP
        self.reload()

    def _restore(self, version: Version) -> None:
        self._session.act(
            versions.restore, self._session.db, version.thing, version.row, version.id
        )
        self._session.tell(N_("Brought back: {record}"), record=version.record)
        self.reload()


class VersionRow(QFrame):
    """The action, when and who, each field from what to what; a button where it can be brought back."""

    def __init__(self, version: Version, restore: Callable[[Version], object]) -> None:
        super().__init__()
        self.setProperty("role", "row")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(12)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(Label(version.what, "strong"))
        column.addWidget(Label(_when(version), "small-soft"))
        for change in version.changes:
            column.addWidget(_field(change, version.removed))
        row.addLayout(column, 1)
        top = Qt.AlignmentFlag.AlignTop
        self.button: Button | None = None
        if version.thing in versions.FACTS:
            return
        if version.current:
            row.addWidget(Badge(N_("now"), "accent"), 0, top)
        elif version.removed:
            row.addWidget(Badge(N_("removed"), "neutral"), 0, top)
        else:
            words = N_("Restore this version")
            self.button = Button(words, partial(restore, version), icon="rotate-ccw")
            row.addWidget(self.button, 0, top)


def _when(version: Version) -> Text:
    when = ", ".join(filter(None, (f"{version.at:%d.%m.%Y %H:%M}", version.who)))
    return Text(f"{when} · {version.record.kk}", f"{when} · {version.record.ru}")


def _field(change: versions.FieldChange, removed: bool) -> Prose:
    """«Address: Abai st. 1 → Abai st. 2»; of a new record only what it became."""
    spans = [Span(change.name, token="soft"), Span(same(": "), token="soft")]
    if change.before != NOTHING or removed:
        spans += [Span(change.before, token="soft" if not removed else "ink")]
    if not removed:
        if change.before != NOTHING:
            spans.append(Span(same(" → "), token="soft"))
        spans.append(Span(change.after))
    return Prose(spans, 13)
