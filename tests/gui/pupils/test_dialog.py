"""A pupil is registered and corrected."""

from datetime import date

from gui.naming import nameless
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from dlschool.domain.pupil import Guardian, Pupil, Relation, Sex
from dlschool.gui import words
from dlschool.gui.pupils.dialog import PupilDialog
from dlschool.gui.session import Session
from dlschool.services import pupils

RIGHT, WRONG = "110305500003", "110305500004"


def opened(qtbot: QtBot, session: Session, card: pupils.Card | None = None) -> PupilDialog:
    dialog = PupilDialog(None, session, card)
    with qtbot.waitActive(dialog):
        dialog.open()
        dialog.activateWindow()
    return dialog


def named(dialog: PupilDialog) -> None:
    dialog.fields.last.setText("Қасымов")
    dialog.fields.first.setText("Өркен")


def everybody(session: Session) -> list[Pupil]:
    return pupils.lines(session.db, pupils.ids(session.db, pupils.Filter()))


def said(dialog: PupilDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_name_number_and_control_enter_register_a_pupil(qtbot: QtBot, session: Session) -> None:
    dialog = opened(qtbot, session)
    named(dialog)
    qtbot.keyClicks(dialog.fields.iin.edit, RIGHT)
    qtbot.mouseClick(dialog.fields.iin.offer.button, Qt.MouseButton.LeftButton)
    dialog.fields.grade.set_key(8)
    dialog.fields.letter.setText("ә")
    with qtbot.waitSignal(session.changed):
        qtbot.keyClick(
            dialog.fields.iin.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        )
    (made,) = everybody(session)
    assert (made.full_name, made.iin, made.class_name) == ("Қасымов Өркен", RIGHT, "8 «Ә»")
    assert (made.birth_date, made.sex) == (date(2011, 3, 5), Sex.MALE)


def test_a_doubtful_number_is_refused_until_it_is_kept_with_a_reason(
    qtbot: QtBot, session: Session
) -> None:
    dialog = opened(qtbot, session)
    named(dialog)
    dialog.fields.iin.edit.setText(WRONG)
    assert "бақылау" in dialog.fields.iin.doubts.text()
    dialog.accept()
    assert dialog.isVisible()
    assert not everybody(session)
    assert (dialog.fields.last.text(), dialog.fields.iin.iin()) == ("Қасымов", WRONG)
    assert dialog.fields.iin.reason.isVisible()
    dialog.fields.iin.reason.setText("куәлікте осылай")
    dialog.accept()
    assert [(p.iin, p.iin_reason) for p in everybody(session)] == [(WRONG, "куәлікте осылай")]


def test_without_a_number_a_reason_is_asked(qtbot: QtBot, session: Session) -> None:
    dialog = opened(qtbot, session)
    named(dialog)
    dialog.accept()
    assert dialog.isVisible()
    dialog.fields.iin.reason.setText("шетелден келді")
    dialog.accept()
    assert everybody(session)[0].iin_reason == "шетелден келді"


def test_one_click_repairs_latin_letters(qtbot: QtBot, session: Session) -> None:
    dialog = opened(qtbot, session)
    named(dialog)
    assert not dialog.fields.offer.isVisible()
    dialog.fields.last.setText("Қacымов")
    assert "Қасымов" in dialog.fields.offer.words.text()
    qtbot.mouseClick(dialog.fields.offer.button, Qt.MouseButton.LeftButton)
    assert dialog.fields.last.text() == "Қасымов"
    assert not dialog.fields.offer.isVisible()


def test_a_switch_of_language_keeps_what_was_typed(qtbot: QtBot, session: Session) -> None:
    dialog = opened(qtbot, session)
    named(dialog)
    dialog.fields.iin.edit.setText(WRONG)
    dialog.fields.sex.set_key(Sex.FEMALE)
    dialog.fields.grade.set_key(0)
    dialog.fields.guardians.add()
    dialog.fields.guardians.cards[0].name.setText("Қасымова Дана")
    words.speak("ru")
    assert "Новый обучающийся" in said(dialog)
    assert "контрольная" in dialog.fields.iin.doubts.text()
    assert dialog.fields.last.text() == "Қасымов"
    assert (dialog.fields.sex.key(), dialog.fields.grade.key()) == (Sex.FEMALE, 0)
    assert dialog.fields.sex.currentText() == "женский"
    assert dialog.fields.guardians.cards[0].name.text() == "Қасымова Дана"


def test_guardians_are_kept_with_numbers_in_one_way_and_one_main(
    qtbot: QtBot, session: Session
) -> None:
    dialog = opened(qtbot, session)
    named(dialog)
    dialog.fields.iin.edit.setText(RIGHT)
    for name, number in (("Қасымова Дана", "8 701 222 33 44"), ("Қасымов Ерлан", "")):
        dialog.fields.guardians.add()
        card = dialog.fields.guardians.cards[-1]
        card.name.setText(name)
        card.phone.setText(number)
        card.phone.editingFinished.emit()
    dialog.fields.guardians.cards[1].main.click()
    dialog.accept()
    found = pupils.card(session.db, everybody(session)[0].id or 0).guardians
    assert [(g.name, g.phone, g.main) for g in found] == [
        ("Қасымов Ерлан", "", True),
        ("Қасымова Дана", "+77012223344", False),
    ]


def test_a_guardian_taken_out_is_gone_and_another_becomes_the_main_one(
    qtbot: QtBot, session: Session
) -> None:
    mother = Guardian(name="Қасымова Дана", relation=Relation.MOTHER, main=True)
    father = Guardian(name="Қасымов Ерлан", relation=Relation.FATHER)
    pupil = Pupil(last="Қасымов", first="Өркен", iin=RIGHT)
    made = pupils.register_pupil(session.db, pupil, [mother, father])
    dialog = opened(qtbot, session, pupils.card(session.db, made))
    qtbot.mouseClick(dialog.fields.guardians.cards[0].remove, Qt.MouseButton.LeftButton)
    dialog.accept()
    (left,) = pupils.card(session.db, made).guardians
    assert (left.name, left.relation, left.main) == ("Қасымов Ерлан", Relation.FATHER, True)


def test_a_number_that_is_no_number_is_said_and_stays(qtbot: QtBot, session: Session) -> None:
    dialog = opened(qtbot, session)
    dialog.fields.guardians.add()
    card = dialog.fields.guardians.cards[0]
    card.phone.setText("123")
    card.phone.editingFinished.emit()
    assert card.phone.property("wrong")
    assert card.phone.text() == "123"


def test_a_pupil_of_whom_nothing_is_known_opens_and_saves_unchanged(
    qtbot: QtBot, session: Session
) -> None:
    bare = Pupil(last="Ким", first="Артём", iin_reason="құжаты жоқ", note="көшіп келді")
    made = pupils.register_pupil(session.db, bare)
    dialog = opened(qtbot, session, pupils.card(session.db, made))
    before = pupils.card(session.db, made)
    dialog.accept()
    assert not dialog.isVisible()
    assert pupils.card(session.db, made) == before


def test_a_date_that_is_none_is_said_under_its_field(qtbot: QtBot, session: Session) -> None:
    dialog = opened(qtbot, session)
    named(dialog)
    dialog.fields.iin.edit.setText(RIGHT)
    dialog.fields.birth.edit.setText("31.02.2011")
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.fields.birth.edit.text() == "31.02.2011"
    assert not everybody(session)


def test_every_field_has_a_name_for_a_screen_reader(qtbot: QtBot, session: Session) -> None:
    dialog = opened(qtbot, session)
    dialog.fields.guardians.add()
    assert not nameless(dialog)


def test_escape_closes_and_registers_nobody(qtbot: QtBot, session: Session) -> None:
    dialog = opened(qtbot, session)
    named(dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not everybody(session)


def test_tab_goes_through_a_representative_added_later_and_then_on(
    qtbot: QtBot, session: Session
) -> None:
    dialog = opened(qtbot, session)
    dialog.fields.guardians.add()
    card = dialog.fields.guardians.cards[0]
    qtbot.waitUntil(card.address.isVisible)
    assert card.name.hasFocus()
    met = []
    for _ in range(6):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        met.append(dialog.focusWidget())
    assert met == [
        card.relation,
        card.phone,
        card.iin,
        card.email,
        card.address,
        dialog.fields.needs,
    ]
