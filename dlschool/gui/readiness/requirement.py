"""The chosen requirement: its words and points, how it stands, what speaks for it, what is shown."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.domain.readiness import OF_MEANS, Requirement, Topic
from dlschool.gui import rights
from dlschool.gui.icons import Icon
from dlschool.gui.readiness import dialogs, records, words
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action
from dlschool.gui.widgets.card import Card, buttons, empty
from dlschool.gui.widgets.fields import facts, same
from dlschool.gui.widgets.labels import Badge, Label
from dlschool.gui.widgets.prose import Prose, Span, point_spans
from dlschool.gui.words import Words
from dlschool.i18n import N_
from dlschool.law.shape import Edition
from dlschool.services.readiness import Line


class RequirementSide(QWidget):
    """`put` another requirement; nothing is shown while none is chosen."""

    def __init__(self, session: Session, owner: QWidget) -> None:
        super().__init__()
        self._session, self._owner = session, owner
        self.line: Line | None = None
        self._edition: Edition | None = None
        self._known: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)

    def put(self, edition: Edition, line: Line | None) -> None:
        """The same requirement, unchanged, stays as it is: the eye keeps its place."""
        shown = records.shown(self._session.db, line)
        if (edition.key, line, shown) == self._known:
            return
        self._known = (edition.key, line, shown)
        self.line, self._edition = line, edition
        empty(self._column)
        if line is None:
            return
        self._column.addWidget(self._stands(line))
        for card in self._shown(line.requirement, edition.key):
            self._column.addWidget(card)
        self._column.addStretch(1)

    def _stands(self, line: Line) -> Card:
        card, asked = Card(), line.requirement
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label(asked.name, "head"), 1)
        said, kind, _icon = words.state(line)
        head.addWidget(Badge(said, kind), 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(head)
        spans = [Span(asked.text), *point_spans(asked.points)]
        card.body.addWidget(Prose(spans, opens=self._open_point))
        if asked.points and not asked.confirmed:
            card.body.addWidget(
                Label(N_("Known second-hand: the point's own text is not held."), "small-late")
            )
        for row in _findings(line):
            card.body.addWidget(row)
        card.body.addWidget(facts(list(_facts(line))))
        mark = Action(N_("Mark how it stands…"), self.judge, primary=True, icon="check")
        offered = rights.left(self._session, Right.READINESS, [mark])
        if offered:
            card.body.addWidget(buttons(*offered))
        return card

    def _shown(self, asked: Requirement, edition: str) -> Iterator[Card]:
        if asked.topic is Topic.CERTIFICATES:
            yield records.certificates_card(self._session, self._owner)
        elif asked.topic is Topic.EQUIPMENT:
            yield records.equipment_card(self._session, self._owner)
        elif asked.topic in OF_MEANS:
            yield records.means_card(self._session, self._owner, asked.topic)
        yield records.proofs_card(self._session, self._owner, asked, edition)

    def judge(self) -> None:
        """Asks how the requirement stands, who answers and by when."""
        if self.line is not None:
            rights.need(self._session, Right.READINESS)
            edition = self._edition.key if self._edition else ""
            dialogs.judge(self._owner, self._session, self.line, edition).open()

    def _open_point(self, key: str) -> None:
        if self._edition is not None:
            self._session.go("law", f"{self._edition.key}#{key}")


def _findings(line: Line) -> Iterator[QWidget]:
    for found in line.findings:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Icon(*words.SIGNS[found.kind], 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(found.text, words.ROLES[found.kind]), 1)
        yield holder


def _facts(line: Line) -> Iterator[tuple[Words, Words]]:
    judged, asked = line.judgement, line.requirement
    yield N_("Who answers"), same(line.who.name if line.who else "")
    if line.who is None and asked.usually is not None:
        yield N_("Usually answers"), asked.usually
    yield N_("By when"), same(f"{line.due:%d.%m.%Y}" if line.due else "")
    yield N_("Looked at on"), same(f"{judged.looked_on:%d.%m.%Y}" if judged else "")
    yield N_("Remark"), same(judged.remark if judged else "")
    if asked.evidence is not None:
        yield N_("Schools show (practice)"), asked.evidence
