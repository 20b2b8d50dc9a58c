"""Settings, Users: everybody's own password and PIN; for the owner the others, the sheet, the key."""

from pathlib import Path

import pytest
from gui.kept import dialog, press, refused, said
from gui.naming import nameless
from gui.users.conftest import AT, HERS, OWNER, PASSWORD, SECRETARY
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from dlschool.domain.access import Role
from dlschool.errors import Refused
from dlschool.gui.session import Session
from dlschool.gui.users.page import UsersPage
from dlschool.gui.users.password import PasswordEdit
from dlschool.gui.users.sheet import SheetDialog
from dlschool.gui.users.user_dialog import UserFields
from dlschool.gui.widgets.dialog import Dialog
from dlschool.services import opening, users
from dlschool.store.keys import public


def page_of(session: Session, qtbot: QtBot) -> UsersPage:
    made = UsersPage(session)
    qtbot.addWidget(made)
    session.changed.connect(made.reload)
    made.reload()
    made.resize(1100, 700)
    made.show()
    return made


def passwords(box: Dialog, *typed: str) -> None:
    fields = [edit for edit in box.findChildren(PasswordEdit) if edit.isVisible()]
    for field, text in zip(fields, typed, strict=True):
        field.setText(text)


def test_who_is_no_owner_sees_only_oneself(secretary: Session, qtbot: QtBot) -> None:
    page = page_of(secretary, qtbot)
    assert SECRETARY in said(page)
    assert OWNER not in said(page)
    assert nameless(page) == []


def test_the_owner_adds_a_teacher_with_classes_as_they_are_written(
    owner: Session, qtbot: QtBot
) -> None:
    page = page_of(owner, qtbot)
    assert nameless(page) == []
    press(page, "Пайдаланушы қосу…")
    box = dialog()
    assert isinstance(box.body, UserFields)
    box.body.name.setText(SECRETARY.lower())
    passwords(box, "жеті таң", "жеті таң")
    box.accept()
    assert SECRETARY.lower() in refused(box)
    box.body.name.setText("Сәрсенбаев Ө.")
    box.body.role.set_key(Role.TEACHER)
    box.body.classes.setText("8 «ә», алтыншы")
    box.accept()
    assert "алтыншы" in refused(box)
    box.body.classes.setText("8 «ә»; 7-б")
    box.body.subjects.setText("Физика")
    box.accept()
    teacher = users.users(owner.db)[-1]
    assert (teacher.role, teacher.classes, teacher.subjects) == (
        Role.TEACHER,
        ("8Ә", "7Б"),
        ("Физика",),
    )
    assert "8Ә, 7Б · Физика" in said(page)


def test_another_persons_password_is_set_and_the_person_removed(
    owner: Session, qtbot: QtBot
) -> None:
    page = page_of(owner, qtbot)
    page.new_password(users.users(owner.db)[1])
    passwords(dialog(), "жаңа құпиясөз", "жаңа құпиясөз")
    dialog().accept()
    opening.sign_in(owner.folder, lambda: AT, SECRETARY, "жаңа құпиясөз").close()
    page.remove(users.users(owner.db)[1])
    dialog().accept()
    with pytest.raises(Refused):
        opening.sign_in(owner.folder, lambda: AT, SECRETARY, "жаңа құпиясөз")
    assert SECRETARY not in said(page)


def test_ones_own_password_needs_the_old_one(secretary: Session, qtbot: QtBot) -> None:
    page = page_of(secretary, qtbot)
    page.change_password()
    box = dialog()
    passwords(box, "бөтен құпиясөз", "жеті таң", "жеті таң")
    box.accept()
    assert box.isVisible()
    passwords(box, HERS, "жеті таң", "жеті таң")
    box.accept()
    opening.sign_in(secretary.folder, lambda: AT, SECRETARY, "жеті таң").close()


def test_a_pin_is_set_typed_twice_and_taken_away(secretary: Session, qtbot: QtBot) -> None:
    page = page_of(secretary, qtbot)
    page.change_pin()
    passwords(dialog(), "40a1", "40a1")
    dialog().accept()
    assert "4" in refused(dialog())
    passwords(dialog(), "4071", "4070")
    dialog().accept()
    passwords(dialog(), "4071", "4071")
    dialog().accept()
    assert users.has_pin(secretary.db)
    page.change_pin()
    passwords(dialog(), "", "")
    dialog().accept()
    assert not users.has_pin(secretary.db)


def test_a_new_sheet_takes_the_old_words_their_power(
    owner: Session, founded: opening.Founded, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[SheetDialog] = []

    def keep(box: SheetDialog) -> None:
        made.append(box)

    monkeypatch.setattr(SheetDialog, "exec", keep)
    page = page_of(owner, qtbot)
    page.make_sheet()
    dialog().accept()
    (box,) = made
    with pytest.raises(Refused):
        opening.recover(owner.folder, lambda: AT, " ".join(founded.words), OWNER, PASSWORD)
    opening.recover(owner.folder, lambda: AT, " ".join(box._words), OWNER, PASSWORD).close()


def test_the_departments_key_comes_from_a_file_and_goes_back(
    owner: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    page = page_of(owner, qtbot)
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("кілт емес", "utf-8")
    with pytest.raises(Refused):
        page.leave_key_of(wrong)
    file = tmp_path / "key.txt"
    file.write_text(public(bytes(range(32))).hex() + "\n", "ascii")
    page.leave_key_of(file)
    assert users.left_with_department(owner.db)
    page.take_back()
    dialog().accept()
    assert not users.left_with_department(owner.db)


def test_the_minutes_of_the_lock_are_a_setting_of_the_school(owner: Session, qtbot: QtBot) -> None:
    from dlschool.services.school import setting

    page = page_of(owner, qtbot)
    page.minutes.setValue(9)
    page.minutes.findChild(QLineEdit).editingFinished.emit()
    page.minutes.editingFinished.emit()
    assert setting(owner.db, "lock_minutes") == 9
