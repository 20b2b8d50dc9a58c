"""The readiness screen: the list, a state marked, records written, the act, rights, languages."""

from datetime import date

import pytest
from builders import LONG_NAME, opened, taken_back
from gui.kept import AT, dialog, press, refused, said
from gui.naming import nameless
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot
from readiness_parts import certified, channel, teachers

from dlschool.domain.access import Role
from dlschool.domain.readiness import Equipment, Means, Proof, State
from dlschool.gui import words
from dlschool.gui.readiness.act_dialog import ActDialog
from dlschool.gui.readiness.view import ReadinessView
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Button
from dlschool.gui.widgets.date_edit import DateEdit
from dlschool.gui.widgets.fields import Combo
from dlschool.gui.widgets.rows import ListRow
from dlschool.services import certificates, editions, readiness
from dlschool.services import readiness_records as records
from dlschool.settings import Settings


@pytest.fixture
def view(qtbot: QtBot, session: Session) -> ReadinessView:
    made = ReadinessView(session)
    qtbot.addWidget(made)
    made.resize(1140, 640)
    session.changed.connect(made.reload)
    made.reload()
    made.show()
    return made


def named(name: str, kind: type[QLineEdit | QPlainTextEdit | Combo | DateEdit]) -> object:
    """The field of the open dialog with this name."""
    return next(one for one in dialog().findChildren(kind) if one.accessibleName() == name)


def test_the_list_counts_and_the_first_requirement_is_told_with_its_point(
    view: ReadinessView,
) -> None:
    text = said(view)
    assert "Орындалған: 0 / 7" in text
    assert "Оқу жұмысы үшін интернетке қосатын телекоммуникациялық арналар бар." in text
    assert "1-қосымша" in text
    assert "Ештеңе жазылмаған" in text
    assert not nameless(view)
    primary = [b for b in view.findChildren(Button) if b.kind == "primary" and b.isVisible()]
    assert len(primary) == 1


def test_a_state_is_marked_with_who_answers_and_by_when(
    view: ReadinessView, session: Session
) -> None:
    (who,) = teachers(session.db, 1)
    view.side.judge()
    box = dialog()
    state, person = box.findChildren(Combo)
    state.set_key(State.NOT_NEEDED)
    press(box, "Сақтау")
    assert "неге қажет емес" in refused(box)
    state.set_key(State.PARTLY)
    person.set_key(who)
    day = named("Мерзімі", DateEdit)
    assert isinstance(day, DateEdit)
    day.set_value(date(2026, 12, 1))
    press(box, "Сақтау")
    assert not box.isVisible()
    text = said(view)
    assert "Ішінара: 1" in text
    assert "Әлімова Ж." in text
    assert "01.12.2026" in text
    taken_back(session.db)
    session.changed.emit()
    assert "Ішінара: 0" in said(view)


def test_a_date_that_cannot_be_read_keeps_the_dialog(view: ReadinessView, session: Session) -> None:
    view.side.judge()
    day = named("Мерзімі", DateEdit)
    assert isinstance(day, DateEdit)
    day.edit.setText("кеше")
    press(dialog(), "Сақтау")
    assert dialog().isVisible()
    assert readiness.summary(session.db).count(None) == 7


def test_a_channel_is_written_changed_and_removed(view: ReadinessView, session: Session) -> None:
    press(view, "Қосу…")
    box = dialog()
    speed = named("Жылдамдығы, Мбит/с", QLineEdit)
    assert isinstance(speed, QLineEdit)
    speed.setText("жылдам")
    press(box, "Сақтау")
    assert "жылдам" in refused(box)
    speed.setText("20,5")
    press(box, "Сақтау")
    assert "20,5 Мбит/с" in said(view)
    press(view, "Өзгерту…")
    press(dialog(), "Алып тастау")
    assert records.every(session.db, Means) == []
    assert "Ештеңе жазылмаған" in said(view)


def test_equipment_and_papers_are_written(view: ReadinessView, session: Session) -> None:
    view.open("equipment")
    press(view, "Қосу…")
    for name, value in (("Кабинет, жұмыс орны", "12"), ("Жабдық немесе бағдарлама", "ноутбук")):
        field = named(name, QLineEdit)
        assert isinstance(field, QLineEdit)
        field.setText(value)
    press(dialog(), "Сақтау")
    assert [one.item for one in records.every(session.db, Equipment)] == ["ноутбук"]
    assert "0 / 1" in said(view)
    view.open("journal")
    assert "Электрондық журнал мен күнделік" in said(view)
    add = [b for b in view.findChildren(Button) if b.text() == "Қосу…" and b.isVisible()]
    add[-1].click()
    field = named("Қандай құжат", QLineEdit)
    assert isinstance(field, QLineEdit)
    field.setText("Қосылу туралы хат")
    press(dialog(), "Сақтау")
    assert [one.requirement for one in records.every(session.db, Proof)] == ["journal"]
    assert "Қосылу туралы хат" in said(view)


def test_a_teacher_without_a_certificate_stands_first_and_gets_one(
    view: ReadinessView, session: Session
) -> None:
    first, second = teachers(session.db, 2)
    certified(session.db, first)
    session.changed.emit()
    view.open("certificates")
    said(view)
    rows = [row.prose.text() for row in view.findChildren(ListRow) if row.isVisible()]
    assert [text.split(" — ")[0] for text in rows] == ["Бектенов А.", "Әлімова Ж."]
    press(view, "Қосу…")
    press(dialog(), "Сақтау")
    assert refused(dialog())
    title = named("Курстың атауы", QLineEdit)
    day = named("Күні", DateEdit)
    assert isinstance(title, QLineEdit)
    assert isinstance(day, DateEdit)
    title.setText("АКТ")
    day.set_value(date(2026, 5, 2))
    press(dialog(), "Сақтау")
    trained = {one.staff.id: len(one.certificates) for one in certificates.trained(session.db)}
    assert trained == {first: 1, second: 1}
    assert "2 / 2" in said(view)


def test_enter_on_the_list_asks_how_it_stands(qtbot: QtBot, view: ReadinessView) -> None:
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_Down)
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert "Ресурстарға қол жеткізу құралдары" in said(dialog())


def test_met_without_anything_to_show_is_called_doubtful(
    view: ReadinessView, session: Session
) -> None:
    session.act(readiness.judge, session.db, "channels", State.MET)
    assert "Тексеру керек" in said(view)
    channel(session.db)
    session.changed.emit()
    assert "Тексеру керек" not in said(view)


def test_an_unread_order_says_so_above_the_list(view: ReadinessView, session: Session) -> None:
    editions.switch_on(session.db, "order-349-2023")
    session.act(editions.choose_default, session.db, "order-349-2023")
    assert "№ 349 бұйрықтың" in said(view)


def test_a_language_switch_keeps_the_chosen_requirement(view: ReadinessView) -> None:
    view.open("system")
    words.speak("ru")
    text = said(view)
    assert "Выполнено: 0 из 7" in text
    assert "Есть информационная система" in text
    assert view.table.current_id() == "system"


def test_long_names_wrap_and_the_screen_keeps_its_width(
    view: ReadinessView, session: Session
) -> None:
    channel(session.db, provider=LONG_NAME.kk, contract=LONG_NAME.ru)
    session.changed.emit()
    said(view)
    area = view.side.parentWidget()
    while area is not None and area is not view:
        assert area.width() <= view.width()
        area = area.parentWidget()
    assert view.side.width() <= view.width() // 2 + 20


def test_the_act_is_offered_with_the_people_of_the_school(
    view: ReadinessView, session: Session
) -> None:
    view.print_()
    box = dialog()
    assert isinstance(box, ActDialog)
    assert not nameless(box)
    box.members.setPlainText("Ким А., психолог\n\nОразова Д., хатшы\n")
    box.number.setText("5")
    made = box.made()
    assert made.members == ("Ким А., психолог", "Оразова Д., хатшы")
    assert (made.number, made.date) == ("5", date(2026, 11, 5))
    box.day.set_value(None)
    press(box, "Актіні көрсету")
    assert box.isVisible()
    assert refused(box)


def test_who_only_reads_is_offered_nothing_to_change(qtbot: QtBot, session: Session) -> None:
    session.db.close()
    db = opened(session.folder, lambda: AT, "Ким А.", Role.VIEWER)
    session.db = db
    made = ReadinessView(Session(db, session.folder, Settings(theme="light"), lambda: AT))
    qtbot.addWidget(made)
    made.reload()
    made.show()
    said(made)
    offered = [b.text() for b in made.findChildren(Button) if b.isVisible() and b.isEnabled()]
    assert offered == []


def test_an_ended_certificate_is_reached_from_the_dialog_of_a_new_one(
    view: ReadinessView, session: Session
) -> None:
    (who,) = teachers(session.db, 1)
    old = certified(session.db, who, valid_until=date(2026, 10, 1))
    session.changed.emit()
    view.open("certificates")
    press(view, "Қосу…")
    press(dialog(), "АКТ курсы, 02.03.2026")
    press(dialog(), "Алып тастау")
    assert certificates.trained(session.db)[0].certificates == ()
    taken_back(session.db)
    assert certificates.certificate(session.db, old).number == "15"


def test_a_narrow_window_leaves_the_dates_to_the_side(view: ReadinessView) -> None:
    assert not view.table.isColumnHidden(2)
    view.resize(760, 500)
    said(view)
    assert view.table.isColumnHidden(2)
    widths = [view.table.columnWidth(at) for at in range(2)]
    assert view.table.viewport().width() - 2 <= sum(widths) <= view.table.viewport().width()


def test_an_earlier_edition_is_looked_at_and_marked_as_its_own(
    view: ReadinessView, session: Session
) -> None:
    view.editions.set_key("order-137-141-2020")
    assert "Орындалған: 0 / 6" in said(view)
    view.open("testing")
    view.side.judge()
    dialog().findChildren(Combo)[0].set_key(State.MET)
    press(dialog(), "Сақтау")
    assert readiness.line(session.db, "testing", "order-137-141-2020").state is State.MET
    assert "Орындалған: 1 / 6" in said(view)
    view.editions.set_key("order-137-97-2022")
    assert "Орындалған: 0 / 7" in said(view)
