"""What the texts that are held do not tell, and what is called practice."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dlschool.gui import theme
from dlschool.gui.law.places import PRACTICE
from dlschool.gui.widgets.card import Card
from dlschool.gui.widgets.fields import same
from dlschool.gui.widgets.labels import Badge, Label
from dlschool.gui.widgets.prose import Prose, Span
from dlschool.i18n import N_
from dlschool.law.shape import Edition

WHY = N_(
    "Where the program asks for something that no point asks for, it says “practice” instead of a "
    "point: schools do so, the order does not demand it. The director's order is such a step."
)


def unknown_page(edition: Edition) -> QWidget:
    """Open questions of the edition, then what «practice» means."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    card = Card(N_("The texts that are held do not tell"))
    for unknown in edition.unknown:
        card.body.addWidget(
            Prose([Span(same("•  "), token="late"), Span(unknown.topic)], theme.BODY)
        )
    if not edition.unknown:
        card.body.addWidget(Label(N_("Nothing is noted as unknown."), "soft"))
    column.addWidget(card)
    practice = Card()
    practice.body.addWidget(Badge(PRACTICE, "neutral"))
    practice.body.addWidget(Label(WHY))
    column.addWidget(practice)
    return holder
