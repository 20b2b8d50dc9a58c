"""What a point of the law says, in the program's own words, beside the work that it asks for."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from dlschool.domain.text import Text
from dlschool.gui.cases.link import add_link
from dlschool.gui.session import Session
from dlschool.gui.widgets.card import Card
from dlschool.gui.widgets.labels import Label
from dlschool.i18n import N_
from dlschool.law.points import words
from dlschool.law.shape import Edition


class PointCard(Card):
    """One or a few points of an edition, paraphrased; hidden while there is none to show."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._session = session
        self.shown: tuple[str, ...] = ()
        self.hide()

    def put(self, edition: Edition, keys: Sequence[str]) -> None:
        """Shows these points; those that the edition does not list are left out."""
        self.clear()
        found = [point for key in keys if (point := edition.point(key)) is not None]
        self.shown = tuple(point.key for point in found)
        for point in found:
            self.body.addWidget(Label(N_("What {point} says"), "head", point=words(point.key)))
            self.body.addWidget(Label(point.text, "small"))
            if not point.confirmed:
                self.body.addWidget(
                    Label(N_("Known second-hand: the point's own text is not held."), "small-late")
                )
        self._foot(edition)
        self.setVisible(bool(found))

    def put_practice(self, edition: Edition, note: Text | None) -> None:
        """Shows why a step that no point asks for stands here."""
        self.clear()
        self.shown = ()
        self.body.addWidget(Label(N_("Practice of schools"), "head"))
        said = note or N_("No point of the order asks for this; schools do it by their practice.")
        self.body.addWidget(Label(said, "small"))
        self.body.addWidget(Label(edition.act.short, "small-soft"))
        self.show()

    def _foot(self, edition: Edition) -> None:
        self.body.addWidget(
            Label(N_("{edition} · in our own words"), "small-soft", edition=edition.act.short)
        )
        if self.shown:
            target = f"{edition.key}#{self.shown[0]}"
            add_link(self.body, N_("Open in Law"), lambda: self._session.go("law", target))
