"""From a case to a preview, and what leaving the program notes."""

from pathlib import Path

import pytest
from builders import approved_case
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dlschool.domain.case import OrderKind, PaperKind
from dlschool.gui.cases import printing
from dlschool.gui.preview import Preview
from dlschool.gui.session import Session
from dlschool.gui.widgets import Button, Strip
from dlschool.services import orders
from dlschool.services.cases import case_file


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def preview(qtbot: QtBot) -> Preview:
    def found() -> list[Preview]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, Preview)]

    qtbot.waitUntil(lambda: bool(found()), timeout=30000)
    return found()[0]


def test_a_blank_form_is_shown_in_the_language_asked(
    session: Session, family: int, parent: QWidget, qtbot: QtBot
) -> None:
    printing.show_blank(session, parent, family, PaperKind.HOUSING_ACT, "ru")
    shown = preview(qtbot)
    assert shown.pages.count() >= 1


def test_the_whole_case_is_noted_once_it_is_saved(
    session: Session, parent: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    case_id = approved_case(session.db)
    draft = orders.draft_order(session.db, case_id, OrderKind.TRANSFER)
    order_id = orders.issue_order(session.db, draft)
    printing.show_case(session, parent, case_id, "both")
    shown = preview(qtbot)
    assert orders.order(session.db, order_id).frozen == ""
    assert len(shown.findChildren(Strip)) == 2, "a later edition, and an order that will be frozen"
    shown.save_to(tmp_path / "case.pdf")
    assert (tmp_path / "case.pdf").read_bytes().startswith(b"%PDF")
    assert orders.order(session.db, order_id).frozen == "exported"


def test_every_document_of_the_case_can_be_opened_or_printed_blank(
    session: Session, family: int, parent: QWidget, qtbot: QtBot
) -> None:
    dialog = printing.documents(session, parent, family)
    opens = [b for b in dialog.findChildren(Button) if b.text() == "Ашу"]
    blanks = [b for b in dialog.findChildren(Button) if b.text() == "Бос нысан"]
    assert len(opens) >= 6
    assert len(blanks) >= 6
    blanks[0].click()
    assert preview(qtbot).pages.count() >= 1
    QCoreApplication.processEvents()
    assert case_file(session.db, family).records.orders == ()
