"""Boxes that say one thing: a refusal, a fault, a question. None of them blocks."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from dlschool.errors import Refused
from dlschool.gui.widgets.buttons import Button
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Fields
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words, say
from dlschool.i18n import N_

if TYPE_CHECKING:
    from dlschool.planning import NoPlan

HELPS = 12
"""So many changes that would free a plan are listed."""


def refusal(parent: QWidget | None, refused: Refused) -> Dialog:
    """What is wrong, where, what to do. Inside a dialog it is said in the dialog itself."""
    if isinstance(parent, Dialog) and parent.isVisible():
        parent.refuse(refused)
        return parent
    from dlschool.planning import NoPlan

    if isinstance(refused, NoPlan) and refused.would_help:
        return _no_plan(parent, refused)
    return tell(parent, N_("This cannot be done"), refused)


def _no_plan(parent: QWidget | None, refused: "NoPlan") -> Dialog:
    """The rules in the way, then each change that would free a plan."""
    body = Fields()
    body.wide(Label(refused))
    for change in refused.would_help[:HELPS]:
        body.wide(Label(N_("It would help: {change}"), change=change.text))
    box = Dialog(parent, N_("This cannot be done"), body, cancel=N_("Close"), wide=640)
    box.open()
    return box


def tell(parent: QWidget | None, title: Words, words: Words, **values: Any) -> Dialog:
    """Says something that has to be read before work goes on."""
    box = Dialog(parent, title, Label(words, **values), cancel=N_("Close"))
    box.open()
    return box


def ask(
    parent: QWidget | None,
    title: Words,
    words: Words,
    ok: Words,
    on_ok: Callable[[], object],
    *,
    loss: bool = False,
    **values: Any,
) -> Dialog:
    """Asks before something is done; `ok` is its verb, never “Yes”. `loss`: it destroys."""
    box = Dialog(parent, title, Label(words, **values), ok, on_ok, loss=loss)
    box.open()
    return box


def fault(parent: QWidget | None, words: Words, details: str) -> Dialog:
    """A mistake of the program: what it means for the work, and details to send."""
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    column.addWidget(Label(words))
    shown = QPlainTextEdit(details)
    shown.setReadOnly(True)
    shown.setFixedHeight(160)
    say(shown, "setAccessibleName", N_("Details of the mistake"))
    column.addWidget(shown)
    box = Dialog(parent, N_("A mistake of the program"), body, cancel=N_("Close"), wide=640)
    copy = Button(
        N_("Copy details"), lambda: QGuiApplication.clipboard().setText(details), icon="copy"
    )
    box.foot.insertWidget(0, copy)
    box.open()
    return box
