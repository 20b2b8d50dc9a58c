"""What the marks say when something is wanting: no class, no pupil of that name, grades not put."""

import marks_school as school
import pytest
from builders import opened
from gui.kept import AT, dialog, press, refused, said
from gui.naming import nameless
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from dlschool.domain.access import Role
from dlschool.domain.learning import Period
from dlschool.errors import Refused
from dlschool.gui.marks import dialogs
from dlschool.gui.marks.class_put import said_dialog
from dlschool.gui.marks.view import MarksView
from dlschool.gui.session import Session
from dlschool.services import results
from dlschool.services.grades import Whole
from dlschool.settings import Settings


@pytest.fixture
def view(qtbot: QtBot, session: Session) -> MarksView:
    algebra = school.subject(session.db)
    people = [school.pupil(session.db, name) for name in ("Ақ", "Бек")]
    work = school.work(session.db, algebra, "SOR", most="20")
    for one in people:
        school.sitting(session.db, work, one)
    made = shown(qtbot, session)
    made.term.set_key(1)
    return made


def shown(qtbot: QtBot, session: Session) -> MarksView:
    made = MarksView(session)
    qtbot.addWidget(made)
    session.changed.connect(made.reload)
    made.resize(1166, 692)
    made.show()
    made.reload()
    QApplication.processEvents()
    return made


def test_without_classes_no_empty_choices_stand_there(qtbot: QtBot, session: Session) -> None:
    made = shown(qtbot, session)
    for combo in (made.class_, made.subject, made.term):
        assert not combo.isVisible()
    school.pupil(session.db, "Ақ")
    made.reload()
    assert made.class_.isVisible(), "another class may have subjects"
    assert not made.subject.isVisible()


def test_who_registers_no_pupils_is_not_offered_to(qtbot: QtBot, session: Session) -> None:
    folder = session.folder
    session.db.close()
    session.db = opened(folder, lambda: AT, "Омарова А.", Role.TEACHER, ("8Ә",))
    made = shown(qtbot, Session(session.db, folder, Settings(theme="light"), lambda: AT))
    assert made.no_classes.isVisible()
    with pytest.raises(AssertionError, match="no button"):
        press(made.no_classes, "Білім алушыны тіркеу")


def test_a_name_that_nobody_bears_is_said(view: MarksView, session: Session) -> None:
    told: list[str] = []
    session.told.connect(told.append)
    view.search.setText("Жоқ")
    view.search.returnPressed.emit()
    assert told == ["Бұл сыныпта мұндай есімді білім алушы жоқ."]
    view.search.setText("бек")
    view.search.returnPressed.emit()
    assert len(told) == 1


def test_points_of_a_work_are_not_called_points_of_an_order(view: MarksView) -> None:
    line, work = view.register._line(0, 1)
    for make in (dialogs.again_dialog, dialogs.moderate_dialog):
        box = make(view._session, view, line, work)
        assert "Балл" in [label.text() for label in box.findChildren(QLabel)]
        assert "Тармақтар" not in said(box)
        box.reject()


def test_aims_are_ticked_at_a_second_sitting_and_at_moderation(
    view: MarksView, session: Session
) -> None:
    old = view.register._line(0, 1)[1]
    aims = ("8.1.1.1", "8.1.1.2")
    made = school.work(session.db, old.subject_id, "SOCh", most="25", aims=aims)
    held = school.sitting(session.db, made, view.register._line(0, 1)[0].pupil.id or 0)
    work = results.assessment(session.db, made)
    results.enter(session.db, held, "12", aims=aims)
    before: list[bool] = []
    for make, at in ((dialogs.again_dialog, 0), (dialogs.moderate_dialog, 1)):
        box = make(session, view, results.register(session.db, made)[0], work)
        assert "Қол жеткізілмеген оқу мақсаттары" in said(box)
        boxes = box.findChildren(QCheckBox)
        assert [each.text() for each in boxes] == list(aims)
        before += [each.isChecked() for each in boxes]
        edits = [each for each in box.findChildren(QLineEdit) if not each.text()]
        for edit, text in zip(edits, ("13", "№ 4"), strict=True):
            edit.setText(text)
        for place, each in enumerate(boxes):
            each.setChecked(place == at)
        box.accept()
        assert not refused(box)
        assert results.of_sitting(session.db, held)[-1].aims == (aims[at],)
    assert before == [False, False, True, False]


def test_each_pupil_without_a_grade_has_a_line(qtbot: QtBot, view: MarksView) -> None:
    why = Refused("Алгебра: {what}", what="БЖБ № 1")
    box = said_dialog(
        view, Period.TERM_1, Whole(3, ("Бек Ө.",), (("Ақ Ө.", why), ("Ғали Ө.", why)))
    )
    qtbot.addWidget(box)
    box.open()
    words = said(dialog())
    assert words.count("Алгебра: БЖБ № 1") == 2
    assert "Қойылған бағалар: 3" in words
    assert "Қойылмағаны: 2" in words
    assert "Бек Ө." in words


def test_a_work_that_nobody_wrote_has_no_empty_chart(view: MarksView) -> None:
    view.tabs.go("analysis")
    assert "ешкім жазған жоқ" in said(view.analysis)
    assert not nameless(view)


def test_tab_comes_to_the_rounding_after_the_grades(view: MarksView) -> None:
    view.tabs.go("grades")
    at, seen = view.grades.annual.nextInFocusChain(), []
    while at is not None and at is not view.grades.annual:
        if at.isVisible() and view.grades.isAncestorOf(at) and at.focusPolicy():
            seen.append(at)
        at = at.nextInFocusChain()
    assert seen[-1] is view.grades.rounding
