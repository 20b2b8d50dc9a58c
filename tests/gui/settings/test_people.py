"""Staff and both councils."""

from gui.naming import nameless
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from dlschool.domain.case import Council
from dlschool.domain.school import Member, Staff
from dlschool.gui.session import Session
from dlschool.gui.settings.councils import CouncilsPage, member_dialog
from dlschool.gui.settings.staff import StaffFields, StaffPage, staff_dialog
from dlschool.services import councils, school


def said(widget: QWidget) -> str:
    QApplication.processEvents()
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_a_person_is_written_with_the_keyboard(qtbot: QtBot, session: Session) -> None:
    dialog = staff_dialog(None, session, None)
    with qtbot.waitActive(dialog):
        dialog.open()
        dialog.activateWindow()
    fields = dialog.body
    assert isinstance(fields, StaffFields)
    fields.name.setText("Жұмабаева  Гүлнәр")
    fields.post_kk.setText("директордың орынбасары")
    with qtbot.waitSignal(session.changed):
        qtbot.keyClick(fields.name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (found,) = school.staff(session.db)
    assert (found.name, found.post_kk) == ("Жұмабаева Гүлнәр", "директордың орынбасары")


def test_a_person_without_a_name_is_refused_and_the_post_stays_typed(session: Session) -> None:
    dialog = staff_dialog(None, session, None)
    dialog.open()
    assert isinstance(dialog.body, StaffFields)
    dialog.body.post_kk.setText("хатшы")
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.body.post_kk.text() == "хатшы"
    assert not nameless(dialog)


def test_who_left_is_seen_only_when_asked_for(session: Session) -> None:
    school.save_staff(session.db, Staff(name="Оразова Дана", left=True))
    school.save_staff(session.db, Staff(name="Ким Анна"))
    page = StaffPage(session)
    page.reload()
    page.show()
    assert len(page.findChildren(QWidget)) > 0
    assert "Оразова" not in _rows(page)
    page.with_gone.setChecked(True)
    assert "Оразова" in _rows(page)


def test_a_second_chair_is_refused_and_the_dialog_stays(session: Session) -> None:
    chair = Member(council=Council.PEDAGOGICAL, name="Сәрсенбаев Нұрлан", role="chair")
    councils.save_member(session.db, chair)
    dialog = member_dialog(None, session, Council.PEDAGOGICAL, None)
    dialog.open()
    dialog.body.name.setText("Ким Анна")  # type: ignore[attr-defined]
    dialog.body.role.set_key("chair")  # type: ignore[attr-defined]
    dialog.accept()
    assert dialog.isVisible()
    assert "Сәрсенбаев Нұрлан" in said(dialog)
    dialog.body.role.set_key("member")  # type: ignore[attr-defined]
    dialog.accept()
    assert len(councils.members(session.db, Council.PEDAGOGICAL)) == 2
    assert not councils.members(session.db, Council.TRUSTEE)


def test_both_rosters_are_shown_and_an_empty_one_says_so(session: Session) -> None:
    councils.save_member(session.db, Member(council=Council.TRUSTEE, name="Үсенов Бауыржан"))
    page = CouncilsPage(session)
    page.reload()
    page.show()
    assert "Үсенов Бауыржан" in _rows(page)
    assert "кворум жоқ" in said(page)
    assert not nameless(page)


def _rows(page: QWidget) -> str:
    from dlschool.gui.widgets.rows import ListRow

    QApplication.processEvents()
    return " ".join(row.prose.text() for row in page.findChildren(ListRow) if row.isVisible())
