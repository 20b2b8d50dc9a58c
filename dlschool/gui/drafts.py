"""Unsaved text survives a crash: every dialog's fields are kept while it is open, and offered again.

A dialog is known by its title and by what stood in its fields when it was opened: the same form of
the same record. Passwords are never kept; a dialog with `setProperty("draft", False)` neither.
"""

import contextlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import blake2b
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QTextEdit,
    QWidget,
)

from dlschool.errors import Refused
from dlschool.gui.session import Session
from dlschool.gui.widgets import dialog as kit
from dlschool.gui.widgets.buttons import Action
from dlschool.gui.widgets.card import Strip
from dlschool.gui.widgets.dialog import Dialog
from dlschool.i18n import N_
from dlschool.services import drafts, opening
from dlschool.services.drafts import TEXT, Draft, Field

PAUSE = 3_000
"""Milliseconds between two looks at an open form."""
TEXTS = (QLineEdit, QPlainTextEdit, QTextEdit)
KINDS = (*TEXTS, QComboBox, QCheckBox, QRadioButton)


class Keeper:
    """Keeps what is typed in the dialogs of one session; `close` waits for what is being written."""

    def __init__(self, session: Session, screen: Callable[[], str] = str) -> None:
        self.session, self.screen = session, screen
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="drafts")
        self._last: Future[Any] | None = None
        kit.watched = self.watch

    def watch(self, dialog: Dialog) -> None:
        """From now on the dialog's fields are kept; what was left in it last time is offered."""
        if dialog.property("draft") is False or not _wanted(dialog):
            return
        watch = Watch(self, dialog)
        if known := drafts.draft(self.session.db, watch.form):
            watch.offer(known)

    def write(self, do: Callable[[Any], None]) -> None:
        """Runs `do(db)` beside the window, in order, on a connection of its own; not after `close`."""
        if kit.watched == self.watch:
            self._last = self._thread.submit(_written, self.session.db, do)

    def settled(self) -> None:
        """Waits until all that was handed over is written."""
        if self._last is not None:
            self._last.result()

    def close(self) -> None:
        kit.watched = None
        self._thread.shutdown(wait=True)


class Watch(QObject):
    """One open dialog: looked at every few seconds, written when something differs."""

    def __init__(self, keeper: Keeper, dialog: Dialog) -> None:
        super().__init__(dialog)
        self._keeper, self._dialog = keeper, dialog
        self.title = dialog.draft_title
        self._begun = self._kept = fields(dialog.body)
        self.form = f"{self.title}#{_digest(self._begun)}"
        self._strip: Strip | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(PAUSE)
        dialog.finished.connect(self.end)

    def look(self) -> None:
        """Keeps the fields if they differ from what was kept."""
        now = fields(self._dialog.body)
        if now == self._kept:
            return
        self._kept = now
        form, title, screen = self.form, self.title, self._keeper.screen()
        if now == self._begun:
            self._keeper.write(lambda db: drafts.drop(db, form))
        else:
            self._keeper.write(lambda db: drafts.keep(db, form, title, screen, now))

    def end(self) -> None:
        """Saved or given up: there is nothing to come back to."""
        self._timer.stop()
        form = self.form
        self._keeper.write(lambda db: drafts.drop(db, form))

    def offer(self, known: Draft) -> None:
        """A strip above the buttons: go on with what was typed, or forget it."""
        self._strip = Strip(
            N_("There is unfinished text of {at}."),
            Action(N_("Continue"), lambda: self._fill(known)),
            Action(N_("Discard"), self._discard),
            kind="accent",
            at=f"{known.at:%d.%m.%Y %H:%M}",
        )
        self._dialog.said_above(self._strip)

    def _fill(self, known: Draft) -> None:
        self._away()
        fill(self._dialog.body, known.fields)

    def _discard(self) -> None:
        self._away()
        form = self.form
        self._keeper.write(lambda db: drafts.drop(db, form))

    def _away(self) -> None:
        if self._strip is not None:
            self._strip.hide()
            self._strip.deleteLater()
            self._strip = None


def fields(body: QWidget) -> tuple[Field, ...]:
    """What stands in every field now."""
    return tuple(
        Field(kind, place, _text(widget), widget.accessibleName())
        for kind, place, widget in _inputs(body)
    )


def fill(body: QWidget, known: tuple[Field, ...]) -> None:
    """Puts the texts back; choices first, for they may bring further fields."""
    wanted = {(field.kind, field.place): field.text for field in known}
    for texts in (False, True):
        for kind, place, widget in list(_inputs(body)):
            text = wanted.get((kind, place))
            if (kind == TEXT) == texts and text is not None and text != _text(widget):
                _put(widget, text)


def _inputs(body: QWidget) -> Iterator[tuple[str, int, QWidget]]:
    """Fields with their kinds, in the order in which they were made; parts of a field are not one."""
    places: dict[str, int] = {}
    for widget in body.findChildren(QWidget):
        if not isinstance(widget, KINDS) or _is_part(widget):
            continue
        kind = TEXT if isinstance(widget, TEXTS) else "choice"
        places[kind] = places.get(kind, -1) + 1
        yield kind, places[kind], widget


def _is_part(widget: QWidget) -> bool:
    return isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox)


def _wanted(dialog: Dialog) -> bool:
    """Whether there is anything to type, and nothing secret."""
    edits = dialog.findChildren(QLineEdit)
    if any(edit.echoMode() != QLineEdit.EchoMode.Normal for edit in edits):
        return False
    found = [w for _, _, w in _inputs(dialog.body) if isinstance(w, TEXTS)]
    return any(not widget.isReadOnly() for widget in found)


def _text(widget: QWidget) -> str:
    if isinstance(widget, QLineEdit):
        return widget.text()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QComboBox):
        return f"{widget.currentIndex()} {widget.currentText() if widget.isEditable() else ''}"
    return "1" if isinstance(widget, QCheckBox | QRadioButton) and widget.isChecked() else ""


def _put(widget: QWidget, text: str) -> None:
    if isinstance(widget, QLineEdit):
        widget.setText(text)
        widget.textEdited.emit(text)
        widget.editingFinished.emit()
    elif isinstance(widget, QPlainTextEdit | QTextEdit):
        widget.setPlainText(text)
    elif isinstance(widget, QComboBox):
        index, _, typed = text.partition(" ")
        widget.setCurrentIndex(int(index))
        widget.activated.emit(int(index))
        if widget.isEditable():
            widget.setEditText(typed)
    elif isinstance(widget, QCheckBox | QRadioButton):
        widget.setChecked(text == "1")


def _digest(known: tuple[Field, ...]) -> str:
    said = "\0".join(f"{f.kind}\1{f.place}\1{f.text}" for f in known)
    return blake2b(said.encode(), digest_size=12).hexdigest()


def _written(db: Any, do: Callable[[Any], None]) -> None:
    """A disk that is full or gone is told by what the person saves, not by what is kept aside."""
    with contextlib.suppress(Refused):
        own = opening.another_connection(db)
        try:
            do(own)
        finally:
            own.close()
