"""Materials on the screen: the catalogue, a plan typed and pasted, issue, return."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from builders import at_noon, opened, school, stored_pupil
from gui.naming import nameless
from material_builders import book, plan
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from dlschool.domain.access import Role
from dlschool.domain.learning import MaterialKind
from dlschool.gui.materials.issue_dialog import IssueDialog
from dlschool.gui.materials.item_dialog import ItemDialog
from dlschool.gui.materials.plan_dialog import PlanDialog
from dlschool.gui.materials.view import MaterialsView
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import PrimaryButton
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.prose import Prose
from dlschool.paths import DataFolder
from dlschool.services import lent, loans, materials, pupils
from dlschool.services import school as schools
from dlschool.settings import Settings

PASTED = "Тақырып\tСағат саны\tКүні\nКвадрат түбір\t1,5\t02.09\nФункция\t2\t04.09\n"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    folder = DataFolder(tmp_path / "school")
    db = opened(folder, at_noon, "Оразова Д.")
    schools.save_school(db, school())
    for last in ("Абаев", "Әбенов"):
        stored_pupil(db, last=last)
    yield Session(db, folder, Settings(theme="light"), at_noon)
    db.close()


@pytest.fixture
def view(qtbot: QtBot, session: Session) -> MaterialsView:
    made = MaterialsView(session)
    qtbot.addWidget(made)
    made.resize(1140, 700)
    session.changed.connect(made.reload)
    made.reload()
    made.show()
    return made


def said(widget: QWidget) -> str:
    QApplication.processEvents()
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_an_empty_catalogue_says_what_to_enter(view: MaterialsView) -> None:
    assert view.catalogue.nothing.isVisible()
    view.tabs.go("out")
    assert view.out.nothing.isVisible()


def test_a_textbook_is_entered_in_a_dialog(qtbot: QtBot, view: MaterialsView) -> None:
    view.new()
    box = view.findChild(ItemDialog)
    assert box is not None
    box.accept()
    assert box.isVisible()
    box.fields.title.setText("Алгебра 8")
    box.fields.copies.setValue(12)
    box.accept()
    (shelf,) = materials.catalogue(view._session.db)
    assert (shelf.item.title, shelf.item.copies) == ("Алгебра 8", 12)
    assert view.catalogue.shelf() == shelf
    assert "Алгебра 8" in said(view.catalogue.card)


def test_a_plan_is_pasted_typed_and_saved(qtbot: QtBot, view: MaterialsView) -> None:
    made = plan(view._session.db)
    box = PlanDialog(view, view._session, made)
    box.open()
    box.grid.paste(PASTED)
    assert [line[1] for line in box.grid.cells()][:2] == ["Квадрат түбір", "Функция"]
    box.grid.setCurrentCell(2, 1)
    box.grid.edit(box.grid.currentIndex())
    editor = box.grid.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.setText("Бөлшек")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: (box.grid.currentRow(), box.grid.currentColumn()) == (2, 2))
    box.accept()
    assert box.isVisible()
    box.grid.setCurrentCell(2, 3)
    box.grid.paste("1")
    box.accept()
    lines = materials.plan(view._session.db, made)
    assert [(line.topic, line.hours, line.date) for line in lines] == [
        ("Квадрат түбір", "1.5", date(2026, 9, 2)),
        ("Функция", "2", date(2026, 9, 4)),
        ("Бөлшек", "1", None),
    ]


def test_tab_goes_through_the_plan_and_ctrl_enter_leaves_it_saved_as_the_hint_says(
    qtbot: QtBot, view: MaterialsView
) -> None:
    made = plan(view._session.db)
    box = PlanDialog(view, view._session, made)
    box.open()
    QApplication.processEvents()
    assert "Ctrl+Enter" in said(box)
    box.grid.paste(PASTED)
    box.grid.setFocus()
    qtbot.keyClick(box.grid, Qt.Key.Key_Tab)
    assert box.grid.hasFocus()
    qtbot.keyClick(box.grid, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not box.isVisible()
    assert len(materials.plan(view._session.db, made)) == 2


def test_a_wrong_paste_is_said_and_nothing_is_lost(qtbot: QtBot, view: MaterialsView) -> None:
    box = PlanDialog(view, view._session, plan(view._session.db))
    box.open()
    box.grid.paste(PASTED)
    box.grid.paste("Тақырып\tСағат саны\nТүбір\tкөп\n")
    assert "«Сағат саны» бағаны" in said(box)
    assert [line[1] for line in box.grid.cells()][:2] == ["Квадрат түбір", "Функция"]
    box.grid.item(0, 4).setText("31.02")
    assert "31.02" in box.grid.item(0, 4).toolTip()
    box.grid.setCurrentCell(0, 0)
    box.grid.remove_line()
    assert box.grid.cells()[0][1] == "Функция"


def test_a_class_is_given_a_book_and_gives_one_back(qtbot: QtBot, view: MaterialsView) -> None:
    db = view._session.db
    made = book(db, copies=1)
    view.reload()
    box = IssueDialog(None, view._session, [made])
    box.open()
    assert box.things.value() == [made]
    box.accept()
    assert box.isVisible()
    assert "Алгебра 8" in said(box)
    materials.more_copies(db, made, 1)
    box.accept()
    assert len(lent.still_out(db)) == 2
    view.tabs.go("out")
    view.out.table.selectionModel().select(
        view.out.model.index(0, 0),
        QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
    )
    assert view.out.back_button.isEnabled()
    view.out.give_back()
    back = view.out.findChild(Dialog)
    assert back is not None
    back.accept()
    assert [line.pupil.last for line in lent.still_out(db)] == ["Әбенов"]


def test_a_pupil_is_given_what_is_ticked(qtbot: QtBot, view: MaterialsView) -> None:
    db = view._session.db
    pupil_id = lent.pupils_of_class(db, "8Ә")[1]
    made = book(db)
    book(db, title="Химия 9", grade=9)
    box = IssueDialog(None, view._session, (), pupil_id)
    box.open()
    titles = [box.things.list.item(at).text() for at in range(box.things.list.count())]
    assert len(titles) == 1
    assert titles[0].startswith("Алгебра 8")
    box.things.list.item(0).setCheckState(Qt.CheckState.Checked)
    assert box.things.value() == [made]
    box.accept()
    assert [line.pupil.id for line in lent.still_out(db)] == [pupil_id]


def test_every_field_has_a_name(qtbot: QtBot, view: MaterialsView) -> None:
    made = plan(view._session.db)
    boxes = [
        IssueDialog(None, view._session, [made]),
        PlanDialog(None, view._session, made),
        ItemDialog(None, view._session, materials.item(view._session.db, made)),
    ]
    for box in boxes:
        qtbot.addWidget(box)
    assert [nameless(widget) for widget in (view, *boxes)] == [[], [], [], []]


def test_who_may_only_read_is_offered_no_change(qtbot: QtBot, session: Session) -> None:
    made = book(session.db)
    loans.issue(session.db, lent.pupils_of_class(session.db, "8Ә"), [made], session.today())
    db = opened(session.folder, at_noon, "Көруші", role=Role.VIEWER)
    try:
        view = MaterialsView(Session(db, session.folder, session.settings, at_noon))
        qtbot.addWidget(view)
        view.reload()
        assert not view.adding.isEnabled()
        assert not view.issuing.isEnabled()
        assert materials.shelf(db, made).item.kind is MaterialKind.TEXTBOOK
        view.tabs.go("out")
        assert not view.out.back_button.isEnabled()
    finally:
        db.close()


def test_an_empty_catalogue_offers_one_thing_only(view: MaterialsView) -> None:
    QApplication.processEvents()
    filled = [button for button in view.findChildren(PrimaryButton) if button.isVisible()]
    assert [button.text() for button in filled] == ["Тізімдемеге қосу"]
    assert not view.catalogue.search.isVisible()
    view.tabs.go("out")
    assert not view.out.back_button.isVisible()
    book(view._session.db)
    view.tabs.go("catalogue")
    assert view.issuing.isVisible()
    assert view.catalogue.search.isVisible()


def test_a_programme_of_several_grades_has_a_word_for_its_grade(view: MaterialsView) -> None:
    book(view._session.db, grade=None, kind=MaterialKind.PROGRAMME)
    view.reload()
    assert view.catalogue.model.index(0, 2).data() == "бәрі"
    spoken = [prose.text() for prose in view.catalogue.card.findChildren(Prose)]
    assert "Сынып: бәрі" in spoken


def test_a_settled_pupil_is_offered_what_is_lacking_and_not_what_is_there(
    qtbot: QtBot, view: MaterialsView
) -> None:
    db = view._session.db
    had, lacks = book(db, title="Алгебра 8"), book(db, title="Физика 8")
    (pupil,) = pupils.ids(db, pupils.Filter(text="Абаев"))
    loans.issue(db, [pupil], [had], db.today())
    view.open(("issue", pupil))
    box = view.findChild(IssueDialog)
    assert box is not None
    assert "Абаев" in said(box)
    assert not box.pupil.isVisible()
    assert box.things.value() == [lacks]
    listed = [box.things.list.item(n).text() for n in range(box.things.list.count())]
    assert listed == ["Физика 8 · Оқулық · мектепте: 3"]
    box.accept()
    assert lent.held(db, pupil) == {had, lacks}
    again = IssueDialog(view, view._session, (), pupil)
    qtbot.addWidget(again)
    again.show()
    assert "алдымен тізімдемеге қосыңыз" in said(again)


def test_a_book_that_nobody_has_is_not_said_to_be_at_school(view: MaterialsView) -> None:
    db = view._session.db
    made = book(db)
    loans.issue(db, pupils.ids(db, pupils.Filter()), [made], db.today())
    view.tabs.go("out")
    view.out.search.setText("Химия")
    view.out.reload()
    assert view.out.not_found.isVisible()
    assert not view.out.nothing.isVisible()
