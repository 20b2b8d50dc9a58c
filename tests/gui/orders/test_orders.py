"""Orders are issued, changed and annulled; the register finds them; a refusal keeps what was typed."""

from datetime import date

import pytest
from builders import approved_case, ready_case, stored_pupil
from gui.kept import press, refused, said
from gui.naming import nameless
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from dlschool.domain.case import OrderKind
from dlschool.domain.record import Order
from dlschool.gui import words
from dlschool.gui.orders.annul import annul_dialog
from dlschool.gui.orders.issue import OrderDialog, change_dialog, issue_dialog
from dlschool.gui.orders.view import OrdersView
from dlschool.gui.preview import Preview
from dlschool.gui.session import Session
from dlschool.services import editions, orders
from dlschool.services.order_register import orders as register


@pytest.fixture
def view(qtbot: QtBot, session: Session) -> OrdersView:
    made = OrdersView(session)
    qtbot.addWidget(made)
    session.changed.connect(made.reload)
    made.resize(1166, 692)
    made.show()
    made.reload()
    return made


def issued(session: Session, **facts: object) -> Order:
    case_id = approved_case(session.db, **facts)
    draft = orders.draft_order(session.db, case_id, OrderKind.TRANSFER)
    return orders.order(session.db, orders.issue_order(session.db, draft))


def opened(qtbot: QtBot, session: Session, view: OrdersView, case_id: int) -> OrderDialog:
    box = issue_dialog(session, view, case_id)
    qtbot.waitUntil(lambda: bool(box.sheet._pictures), timeout=5000)
    return box


def test_without_orders_the_register_says_where_they_come_from(view: OrdersView) -> None:
    assert "Әзірге бұйрық жоқ" in said(view)


def test_a_case_that_lacks_nothing_gets_its_order_in_two_presses(
    qtbot: QtBot, view: OrdersView, session: Session
) -> None:
    approved_case(session.db)
    view.reload()
    press(view, "Бұйрық шығару")
    box = next(w for w in QApplication.topLevelWidgets() if isinstance(w, OrderDialog))
    qtbot.waitUntil(box.isActiveWindow)
    qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [line.order.number for line in register(session.db)] == ["1-о"]
    assert view.table.current_id() == box.made
    assert "№ 1-о бұйрық" in said(view.card)


def test_the_sheet_shows_the_order_as_it_is_written(
    qtbot: QtBot, view: OrdersView, session: Session
) -> None:
    box = opened(qtbot, session, view, approved_case(session.db))
    before = box.sheet._pictures[0]
    box.clause_kk.setPlainText("Қосымша тармақ.")
    box.clause_ru.setPlainText("Дополнительный пункт.")
    qtbot.waitUntil(lambda: box.sheet._pictures[0] != before, timeout=5000)


def test_what_is_missing_stands_above_the_fields_and_refuses_with_points(
    qtbot: QtBot, view: OrdersView, session: Session
) -> None:
    box = issue_dialog(session, view, ready_case(session.db))
    assert "13-т." in refused(box)
    box.number.setText("77-о")
    box.accept()
    assert box.isVisible()
    assert box.number.text() == "77-о"
    assert register(session.db) == []


def test_the_replaced_edition_is_warned_of_before_the_order_is_issued(
    view: OrdersView, session: Session
) -> None:
    key = editions.default(session.db).key
    case_id = approved_case(session.db)
    box = issue_dialog(session, view, case_id)
    warned = editions.warning(session.db, key) is not None
    assert ("кейінгі акт" in refused(box)) is warned


def test_a_wrong_date_is_said_under_its_field(
    qtbot: QtBot, view: OrdersView, session: Session
) -> None:
    box = issue_dialog(session, view, approved_case(session.db))
    box.day.edit.setText("31.02.2026")
    box.accept()
    assert box.isVisible()
    assert box.day.edit.property("wrong")


def test_a_switch_of_language_keeps_the_clause(view: OrdersView, session: Session) -> None:
    box = issue_dialog(session, view, approved_case(session.db))
    box.clause_kk.setPlainText("Қосымша тармақ.")
    words.speak("ru")
    assert box.clause_kk.toPlainText() == "Қосымша тармақ."
    assert box.windowTitle() == "О переводе на дистанционное обучение"


def test_an_order_that_has_not_left_is_changed(view: OrdersView, session: Session) -> None:
    order = issued(session)
    box = change_dialog(session, view, order.id or 0)
    box.number.setText("15-о")
    box.accept()
    assert orders.order(session.db, order.id or 0).number == "15-о"


def test_a_printed_order_can_only_be_annulled(view: OrdersView, session: Session) -> None:
    order = issued(session)
    orders.freeze(session.db, order.id or 0, "printed")
    session.changed.emit()
    view.open(order.id)
    assert "тек басқа бұйрық" in said(view.card)
    with pytest.raises(AssertionError):
        press(view.card, "Өзгерту")
    press(view.card, "Күшін жою")


def test_annulling_asks_why_in_both_languages(view: OrdersView, session: Session) -> None:
    order = issued(session)
    box = annul_dialog(session, view, order)
    kk, ru = _named(box, "Себебі, қазақша"), _named(box, "Себебі, орысша")
    kk.setText("Ата-ананың өтініші")
    box.accept()
    assert box.isVisible()
    ru.setText("Заявление родителя")
    box.accept()
    assert orders.order(session.db, order.id or 0).annulled


def _named(box: QWidget, name: str) -> QLineEdit:
    return next(e for e in box.findChildren(QLineEdit) if e.accessibleName() == name)


def test_the_register_is_narrowed_by_words_kind_and_series(
    qtbot: QtBot, view: OrdersView, session: Session
) -> None:
    issued(session, pupil_id=stored_pupil(session.db, last="Үсенова", first="Әлия"))
    issued(session, pupil_id=stored_pupil(session.db, last="Ким", first="Артём"))
    view.reload()
    assert view.model.rowCount() == 2
    view.search.setText("үсен")
    qtbot.waitUntil(lambda: view.model.rowCount() == 1)
    view.search.clear()
    view.kind.set_key(OrderKind.RETURN)
    assert view.model.rowCount() == 0
    assert "Мұндай бұйрық жоқ" in said(view)


def test_everything_has_a_name_for_a_screen_reader(view: OrdersView, session: Session) -> None:
    issued(session)
    view.reload()
    assert nameless(view) == []
    assert nameless(issue_dialog(session, view, approved_case(session.db))) == []


def test_a_name_of_300_letters_stands_in_full_beside_the_register(
    view: OrdersView, session: Session
) -> None:
    long = ("Әбдірахманқожаева " * 17).strip()
    issued(session, pupil_id=stored_pupil(session.db, last=long))
    view.reload()
    QApplication.processEvents()
    assert long in said(view.card)
    assert view.minimumSizeHint().width() <= 1166


def test_an_order_is_opened_by_its_id_though_the_register_is_narrowed(
    view: OrdersView, session: Session
) -> None:
    order = issued(session)
    view.reload()
    view.kind.set_key(OrderKind.RETURN)
    view.open(order.id)
    assert view.table.current_id() == order.id
    assert order.date == date(2026, 11, 5)


@pytest.mark.parametrize("language", ["kk", "ru", "both"])
def test_printing_freezes_the_order_and_it_is_said_before(
    qtbot: QtBot, view: OrdersView, session: Session, language: str
) -> None:
    order = issued(session)
    view.reload()
    assert "өзгертілмейді" in said(view.card)
    view.card.print_(language)
    qtbot.waitUntil(lambda: bool(previews()), timeout=10000)
    preview = previews()[0]
    assert not orders.order(session.db, order.id or 0).frozen
    assert preview._used is not None
    preview._used("printed")
    assert orders.order(session.db, order.id or 0).frozen == "printed"
    assert "басып шығарылды" in said(view.card)


def previews() -> list[Preview]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, Preview)]
