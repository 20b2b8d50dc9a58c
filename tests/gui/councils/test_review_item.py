"""A review on the agenda: the results lie before the council when the item is opened."""

from datetime import date

from builders import approved_case
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from dlschool.domain.case import Council, OrderKind
from dlschool.gui.councils.at_hand import AtHand
from dlschool.gui.session import Session
from dlschool.services import cases, orders, reviews


def test_what_was_taken_and_what_lacks_stands_above_the_decision(
    qtbot: QtBot, session: Session
) -> None:
    db = session.db
    case_id = approved_case(db)
    draft = orders.draft_order(db, case_id, OrderKind.TRANSFER, date(2026, 11, 5))
    orders.issue_order(db, draft)
    file = cases.case_file(db, case_id)
    shown = AtHand(file, Council.PEDAGOGICAL, "review", lambda _: None, reviews.said(db, file))
    qtbot.addWidget(shown)
    assert any("БЖБ мен ТЖБ жоспарланбаған" in label for label in texts(shown))
    plain = AtHand(file, Council.PEDAGOGICAL, "transfer", lambda _: None)
    qtbot.addWidget(plain)
    assert not any("БЖБ мен ТЖБ жоспарланбаған" in label for label in texts(plain))


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]
