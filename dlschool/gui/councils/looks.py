"""What the links beside an item of the agenda open: a paper with its scans, the case, a point."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from dlschool.domain.details import DETAILS
from dlschool.domain.record import Paper
from dlschool.domain.text import Text
from dlschool.gui.session import Session
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import facts, same
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words, say
from dlschool.i18n import N_
from dlschool.law import points, says
from dlschool.services import scans
from dlschool.services.cases import CaseFile

WIDE = 720
"""Width of a scanned page in px."""


class Looks:
    """Called with the link: «paper:12», «case», or the key of a point."""

    def __init__(self, session: Session, owner: QWidget, file: CaseFile) -> None:
        self._session, self._owner, self._file = session, owner, file

    def __call__(self, link: str) -> None:
        kind, _, what = link.partition(":")
        if kind == "paper":
            paper = next(p for p in self._file.records.papers if p.id == int(what))
            look(self._session, self._owner, self._file, paper)
        elif kind == "case":
            self._session.go("cases", self._file.case.id)
        else:
            self._point(link)

    def _point(self, key: str) -> None:
        point = self._file.edition.point(key)
        if point is not None:
            said = points.words(key)
            title = N_("What {point} says")
            box = Dialog(self._owner, title, Label(point.text), cancel=N_("Close"), point=said)
            box.open()


def look(session: Session, owner: QWidget, file: CaseFile, paper: Paper) -> Dialog:
    """The fields of a paper and its scanned pages, to read."""
    name = file.edition.paper_name(paper.kind) or Text(paper.kind, paper.kind)
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    column.addWidget(facts(_facts(paper)))
    pages = 0
    for scan in file.scans.get(paper.id or 0, ()):
        for page in scans.scan_pages(session.db, scan.id or 0, 1400):
            pages += 1
            column.addWidget(_page(page, pages))
    if not pages:
        column.addWidget(Label(N_("Nothing is scanned."), "soft"))
    box = Dialog(owner, name, body, cancel=N_("Close"), wide=WIDE + 80)
    box.open()
    return box


def _facts(paper: Paper) -> list[tuple[Words, Words]]:
    period = f"{says.day(paper.valid_from)} – {says.day(paper.valid_until)}"
    found: list[tuple[Words, Words]] = [
        (N_("Number"), same(paper.number)),
        (N_("Date"), same(says.day(paper.date))),
        (N_("Issued by"), same(paper.issuer)),
        (N_("Valid"), same(period if paper.valid_from or paper.valid_until else "")),
    ]
    for field in DETAILS.get(paper.kind, ()):
        value = paper.details.get(field.key, "")
        chosen = dict(field.choices).get(value)
        found.append((field.name, chosen if chosen is not None else same(value)))
    return found


def _page(png: bytes, number: int) -> QLabel:
    label = QLabel()
    picture = QPixmap()
    picture.loadFromData(png)
    label.setPixmap(
        picture.scaledToWidth(WIDE, Qt.TransformationMode.SmoothTransformation)
        if picture.width() > WIDE
        else picture
    )
    say(label, "setAccessibleName", N_("Page {n}"), n=number)
    return label
