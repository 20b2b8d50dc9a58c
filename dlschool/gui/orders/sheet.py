"""The sheet of an order as it will be printed, laid out anew while it is written."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from dlschool.domain.record import Order
from dlschool.gui import pages
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Choice
from dlschool.gui.widgets.dialog import scrolled
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import say
from dlschool.i18n import N_, language

SCALE = 2.0
"""Pixels a point at which a page is drawn before it is fitted to the width."""

TALL = 400
"""Height in px that the sheet wants at least; it scrolls."""


class Sheet(QWidget):
    """All pages, one under the other; `order` gives the order of now, or None while it is unfinished."""

    def __init__(
        self, session: Session, order: Callable[[], Order | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._order = session, order
        self._pictures: list[QImage] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.addWidget(Label(N_("How it will be printed"), "field"), 1)
        options = [("kk", N_("kaz")), ("ru", N_("rus")), ("both", N_("both"))]
        self.choice = Choice(options, language(), N_("Language of the sheet"))
        self.choice.chosen.connect(lambda _value: self.lay_out())
        row.addWidget(self.choice)
        column.addLayout(row)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(8)
        self._area = scrolled(inner)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setMinimumHeight(TALL)
        say(self._area, "setAccessibleName", N_("How it will be printed"))
        column.addWidget(self._area, 1)
        self._labels: list[QLabel] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumWidth(320)

    def lay_out(self) -> None:
        from dlschool.services import printing

        order = self._order()
        if order is None:
            return
        pdf = printing.preview_order(self._session.db, order, self.choice.value())
        document = pages.document(pdf)
        self._pictures = [pages.draw(document[at], SCALE) for at in range(len(document))]
        self._fit()

    def _fit(self) -> None:
        while len(self._labels) < len(self._pictures):
            label = QLabel()
            label.setProperty("role", "sheet")
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            say(label, "setAccessibleName", N_("Page {n}"), n=len(self._labels) + 1)
            self._labels.append(label)
            self._column.addWidget(label)
        for at, label in enumerate(self._labels):
            label.setVisible(at < len(self._pictures))
            if at < len(self._pictures):
                picture = self._pictures[at].scaledToWidth(
                    max(self._area.viewport().width() - 8, 320),
                    Qt.TransformationMode.SmoothTransformation,
                )
                label.setPixmap(QPixmap.fromImage(picture))
                label.setFixedHeight(picture.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
