"""The register is typed through like a spreadsheet; grades show how they came; works are analysed."""

from dataclasses import replace
from datetime import datetime

import marks_school as school
import pytest
from gui.kept import dialog, press, refused, said
from gui.naming import nameless
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from dlschool.domain.access import Role
from dlschool.domain.learning import Period, ResultKind, SittingState
from dlschool.gui import words
from dlschool.gui.marks.view import MarksView
from dlschool.gui.preview import Preview
from dlschool.gui.session import Session
from dlschool.services import grade_rules, grades, results

AFTER = datetime.fromisoformat("2029-11-05T09:41")


@pytest.fixture
def algebra(session: Session) -> int:
    return school.subject(session.db)


@pytest.fixture
def people(session: Session, algebra: int) -> list[int]:
    """Three pupils of 8Ә with a SOR of 20 and a SOCh of 25 in the first term, and formative marks."""
    found = [school.pupil(session.db, name) for name in ("Ақ", "Бек", "Ғали")]
    for kind, most in (("SOR", "20"), ("SOCh", "25")):
        work = school.work(session.db, algebra, kind, most=most, aims=("8.1.1.1",))
        for one in found:
            school.sitting(session.db, work, one)
    for one in found:
        school.formative(session.db, one, algebra, "8")
    return found


@pytest.fixture
def view(qtbot: QtBot, session: Session, people: list[int]) -> MarksView:
    made = MarksView(session)
    qtbot.addWidget(made)
    session.changed.connect(made.reload)
    made.resize(1166, 692)
    made.show()
    made.reload()
    made.term.set_key(1)
    QApplication.processEvents()
    return made


def test_a_school_without_classes_is_led_to_its_pupils(qtbot: QtBot, session: Session) -> None:
    made = MarksView(session)
    qtbot.addWidget(made)
    made.show()
    made.reload()
    assert not made.no_classes.isHidden()
    assert made.nothing.isHidden()
    gone: list[tuple[object, ...]] = []
    session.wanted.connect(lambda *to: gone.append(to))
    press(made.no_classes, "Білім алушыны тіркеу")
    assert gone == [("pupils", "new")]


def typed(qtbot: QtBot, view: MarksView, at: int, place: int, text: str) -> None:
    cell = view.register.cells[at, place]
    cell.setFocus()
    cell.selectAll()
    cell.insert(text)
    qtbot.keyClick(cell, Qt.Key.Key_Return)


def test_points_are_typed_down_a_column(
    qtbot: QtBot, view: MarksView, session: Session, algebra: int
) -> None:
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    for at, points in enumerate(("14", "12,5", "20")):
        typed(qtbot, view, at, 1, points)
        if at < 2:
            assert QApplication.focusWidget() is view.register.cells[at + 1, 1]
    work = results.assessments(session.db, school.YEAR, "8Ә", algebra, 1)[0]
    lines = results.register(session.db, work.id or 0)
    assert [line.newest and line.newest.points for line in lines] == ["14", "12.5", "20"]
    assert view.register.cells[1, 1].text() == "12,5"


def test_impossible_points_are_said_at_once_and_stay_in_the_cell(
    qtbot: QtBot, view: MarksView, session: Session, algebra: int
) -> None:
    typed(qtbot, view, 0, 1, "21")
    cell = view.register.cells[0, 1]
    assert cell.text() == "21"
    assert cell.property("wrong")
    assert "20" in said(view.register)
    typed(qtbot, view, 1, 1, "15")
    assert cell.text() == "21"
    work = results.assessments(session.db, school.YEAR, "8Ә", algebra, 1)[0]
    assert results.register(session.db, work.id or 0)[0].results == ()
    qtbot.keyClick(cell, Qt.Key.Key_Escape)
    assert cell.text() == ""
    assert not cell.property("wrong")


def test_a_letter_asks_why_the_pupil_was_absent(
    qtbot: QtBot, view: MarksView, session: Session, algebra: int
) -> None:
    typed(qtbot, view, 0, 1, "б")
    box = dialog()
    box.accept()
    assert "Себебін жазыңыз" in refused(box)
    box.findChildren(QLineEdit)[0].setText("ауырды")
    box.accept()
    work = results.assessments(session.db, school.YEAR, "8Ә", algebra, 1)[0]
    line = results.register(session.db, work.id or 0)[0]
    assert (line.sitting.state, line.sitting.reason) == (SittingState.MISSED, "ауырды")
    assert view.register.cells[0, 1].text() == "б"
    typed(qtbot, view, 0, 1, "11")
    assert results.of_sitting(session.db, line.sitting.id or 0)[-1].kind is ResultKind.AGAIN


def test_an_absence_that_is_not_entered_leaves_the_cell_as_it_was(
    qtbot: QtBot, view: MarksView
) -> None:
    typed(qtbot, view, 0, 1, "н")
    dialog().reject()
    assert view.register.cells[0, 1].text() == ""


def test_formative_marks_are_a_row_in_a_cell(
    qtbot: QtBot, view: MarksView, session: Session
) -> None:
    typed(qtbot, view, 0, 0, "8 9,5 4/5")
    assert view.register.cells[0, 0].text() == "8 9,5 4/5"
    typed(qtbot, view, 0, 0, "8 11")
    assert view.register.cells[0, 0].property("wrong")


def test_the_grade_of_the_worked_example_is_put_with_its_arithmetic_in_sight(
    qtbot: QtBot, view: MarksView, session: Session, people: list[int], algebra: int
) -> None:
    typed(qtbot, view, 0, 1, "14")
    typed(qtbot, view, 0, 2, "18")
    assert "73,5" in said(view.register)
    press(view.register, "(4)")
    box = dialog()
    assert "18 / 25 × 50 = 36" in said(box)
    assert "Дөңгелектеу" in said(box)
    box.accept()
    made = grades.of_pupil(session.db, people[0], school.YEAR)[algebra][Period.TERM_1]
    assert (made.grade, made.percent) == (4, "73.5")
    typed(qtbot, view, 0, 1, "15")
    assert "қойылған" in said(view.register)
    press(view.register, "4")
    press(dialog(), "Бағаны алып тастау")
    assert "себебі" in refused(dialog())
    dialog().findChildren(QLineEdit)[0].setText("қате енгізілді")
    press(dialog(), "Бағаны алып тастау")
    assert grades.of_pupil(session.db, people[0], school.YEAR) == {}


def test_the_whole_class_is_graded_and_who_cannot_be_is_not_attested(
    qtbot: QtBot, view: MarksView, session: Session, people: list[int], algebra: int
) -> None:
    typed(qtbot, view, 0, 1, "14")
    typed(qtbot, view, 0, 2, "18")
    press(view, "Тоқсан бағаларын қою")
    put = [grades.of_pupil(session.db, one, school.YEAR)[algebra] for one in people]
    assert [g[Period.TERM_1].mark for g in put] == ["", "not-attested", "not-attested"]
    press(view.register, "у/а")
    assert "БЖБ № 1" in said(dialog())


def test_grades_of_the_year_open_their_arithmetic_and_cards_print(
    qtbot: QtBot, view: MarksView, session: Session
) -> None:
    typed(qtbot, view, 0, 1, "14")
    typed(qtbot, view, 0, 2, "18")
    press(view, "Тоқсан бағаларын қою")
    view.tabs.go("grades")
    press(view.grades, "4")
    assert "73,5" in said(dialog())
    dialog().reject()
    press(view.grades, "Жылдық бағаларды қою")
    assert "әлі жоқ" in said(dialog())
    dialog().reject()
    view.print_()
    qtbot.waitUntil(lambda: bool(_previews()), timeout=10_000)


def test_the_analysis_has_levels_and_prints(qtbot: QtBot, view: MarksView) -> None:
    typed(qtbot, view, 0, 1, "5")
    typed(qtbot, view, 1, 1, "19")
    view.tabs.go("analysis")
    assert "2 / 3" in said(view.analysis)
    view.print_()
    qtbot.waitUntil(lambda: bool(_previews()), timeout=10_000)


def _previews() -> list[Preview]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, Preview) and w.isVisible()]


def test_rounding_is_set_with_its_note_in_sight(view: MarksView, session: Session) -> None:
    view.tabs.go("grades")
    assert "мектеп өзі таңдайды" in said(view.grades)
    view.grades.rounding.set_key("half-up")
    view.grades.rounding.activated.emit(1)
    assert grade_rules.rounding(session.db, school.YEAR) == "half-up"


def test_a_pupil_is_found_by_the_first_letters(qtbot: QtBot, view: MarksView) -> None:
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.find()
    view.search.setText("ғал")
    qtbot.keyClick(view.search, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is view.register.cells[2, 0]


def test_a_teacher_of_another_subject_reads_only(
    qtbot: QtBot, session: Session, people: list[int]
) -> None:
    session.db.user = replace(
        session.db.user, role=Role.TEACHER, classes=("8Ә",), subjects=("Физика",)
    )
    made = MarksView(session)
    qtbot.addWidget(made)
    made.show()
    made.reload()
    made.term.set_key(1)
    assert all(cell.isReadOnly() for cell in made.register.cells.values())


def test_everything_has_a_name_and_both_languages(view: MarksView) -> None:
    for tab in ("register", "grades", "analysis"):
        view.tabs.go(tab)
        assert nameless(view) == []
    words.speak("ru")
    view.tabs.go("register")
    assert "Формативное оценивание" in said(view)


def test_a_class_without_subjects_says_where_they_come_from(qtbot: QtBot, session: Session) -> None:
    school.pupil(session.db)
    made = MarksView(session)
    qtbot.addWidget(made)
    made.show()
    made.reload()
    press(made, "Оқу жылына өту")


def test_a_year_without_rules_says_so(qtbot: QtBot, session: Session, people: list[int]) -> None:
    later = Session(session.db, session.folder, session.settings, lambda: AFTER)
    made = MarksView(later)
    qtbot.addWidget(made)
    made.show()
    made.reload()
    assert "бағалау ережелері әлі жоқ" in said(made)
    made.print_()
