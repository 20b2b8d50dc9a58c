"""What the marks say when something is wanting: no class, no pupil of that name, grades not put."""

import marks_school as school
import pytest
from builders import opened
from gui.kept import AT, dialog, press, said
from gui.naming import nameless
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from dlschool.domain.access import Role
from dlschool.domain.learning import Period
from dlschool.errors import Refused
from dlschool.gui.marks import dialogs
from dlschool.gui.marks.class_put import said_dialog
from dlschool.gui.marks.view import MarksView
from dlschool.gui.session import Session
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
    place = next(
        at for at, work in enumerate(view.register._register.works, 1)
        if work.kind is AssessmentKind.SOCH
    )  # fmt: skip
    line, work = view.register._line(0, place)
    held = line.sitting.id or 0
    results.enter(session.db, held, "12")
    for make in (dialogs.again_dialog, dialogs.moderate_dialog):
        line, work = _read_again(session, line, work)
        box = make(session, view, line, work)
        assert "қол жеткізілмеген" in said(box).lower() or "жетпеген" in said(box).lower()
        boxes = box.findChildren(QCheckBox)
        assert [each.text() for each in boxes] == list(work.aims)
        points, *_, reason = (e for e in box.findChildren(QLineEdit) if e.isEnabled())
        points.setText("13")
        reason.setText("№ 4")
        boxes[0].setChecked(True)
        box.accept()
        assert results.of_sitting(session.db, held)[-1].aims == work.aims[:1]
    line, work = _read_again(session, line, work)
    box = dialogs.moderate_dialog(session, view, line, work)
    assert box.findChildren(QCheckBox)[0].isChecked()
    box.reject()


def _read_again(session: Session, line: Line, work: Assessment) -> tuple[Line, Assessment]:
    lines = results.register(session.db, work.id or 0)
    return next(x for x in lines if x.sitting.id == line.sitting.id), work


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
