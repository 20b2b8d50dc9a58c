"""The tab of the trace: an entry in one line, the timeline, prints, what the role leaves of it."""

from datetime import date

import pytest
from builders import opened
from gui.naming import nameless
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dlschool.domain.access import Role
from dlschool.domain.learning import Trace
from dlschool.gui import words
from dlschool.gui.cases.case_view import CaseView
from dlschool.gui.preview import Preview
from dlschool.gui.session import Session
from dlschool.gui.trace.dialog import EntryDialog
from dlschool.gui.trace.tab import AT_ONCE, TraceTab
from dlschool.gui.widgets import Label, ListRow, Strip
from dlschool.services import cases, traces
from dlschool.settings import Settings


def shown(session: Session, case_id: int) -> CaseView:
    view = CaseView(session, lambda: None)
    session.changed.connect(view.reload)
    view.resize(1140, 680)
    view.put(case_id)
    view.tabs.go("trace")
    view.show()
    return view


def tab(view: CaseView) -> TraceTab:
    return view.tabs.trace


def rows(widget: QWidget) -> list[str]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [row.prose.text() for row in widget.findChildren(ListRow)]


def write(session: Session, case_id: int, kind: str = "attendance", **facts: str) -> int:
    pupil_id = cases.records(session.db, case_id).case.pupil_id or 0
    return traces.add(
        session.db,
        Trace(
            pupil_id=pupil_id, case_id=case_id, kind=kind, date=date(2026, 11, 4),
            who=facts.get("who", ""), system=facts.get("system", ""),
            verified_by=facts.get("verified_by", ""), text=facts.get("text", ""),
        ),
    )  # fmt: skip


def test_enter_writes_the_entry_and_stands_ready_for_the_next(
    qtbot: QtBot, session: Session, family: int
) -> None:
    view = shown(session, family)
    qtbot.addWidget(view)
    line = tab(view).entry
    line.kind.set_key("event")
    line.who.setText("Ахметов С.")
    line.text.setFocus()
    line.text.setText("Спорт күні")
    qtbot.keyClick(line.text, Qt.Key.Key_Return)
    kept = traces.of_case(session.db, family)
    assert [(e.kind, e.text, e.who) for e in kept] == [("event", "Спорт күні", "Ахметов С.")]
    assert line.text.text() == ""
    assert (line.who.text(), line.kind.key()) == ("Ахметов С.", "event")
    assert view.tabs.key() == "trace"
    assert any("Спорт күні" in row for row in rows(view))


def test_a_refused_entry_is_said_at_once_and_nothing_typed_is_lost(
    qtbot: QtBot, session: Session, family: int
) -> None:
    view = shown(session, family)
    qtbot.addWidget(view)
    line = tab(view).entry
    line.day.set_value(date(2027, 1, 1))
    line.text.setText("Ертең")
    line.keep()
    assert len(line.findChildren(Strip)) == 1
    assert line.text.text() == "Ертең"
    assert traces.of_case(session.db, family) == []
    line.day.set_value(date(2026, 11, 5))
    line.keep()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert line.findChildren(Strip) == []


def test_the_timeline_is_narrowed_to_a_group_and_says_what_is_not_verified(
    qtbot: QtBot, session: Session, family: int
) -> None:
    write(session, family, "attendance", text="Онлайн-сабақ")
    write(session, family, "library", text="Үш кітап")
    view = shown(session, family)
    qtbot.addWidget(view)
    assert len(rows(view)) == 2
    tab(view).group.set_key("places")
    assert len(rows(view)) == 1
    assert "Үш кітап" in rows(view)[0]
    tab(view).group.set_key("study")
    assert "тексерілмеген" in rows(view)[0]


def test_an_entry_is_changed_and_removed_in_its_dialog(
    qtbot: QtBot, session: Session, family: int
) -> None:
    made = write(session, family, "teacher", text="Дроби")
    dialog = EntryDialog(session, None, made)
    qtbot.addWidget(dialog)
    dialog.text.setPlainText("Бөлшектер")
    dialog.hours.setText("0,5")
    dialog.accept()
    kept = traces.entry(session.db, made)
    assert (kept.text, kept.hours) == ("Бөлшектер", "0.5")
    other = EntryDialog(session, None, made)
    qtbot.addWidget(other)
    other.remove()
    assert traces.of_case(session.db, family) == []


def test_a_closed_text_is_not_shown_and_stays_as_it_was(
    qtbot: QtBot, session: Session, family: int
) -> None:
    made = write(session, family, "inspector", text="құпия")
    secretary = opened(session.folder, session.now, "Хатшы", role=Role.SECRETARY)
    theirs = Session(secretary, session.folder, Settings(theme="light"), session.now)
    view = shown(theirs, family)
    qtbot.addWidget(view)
    assert all("құпия" not in row for row in rows(view))
    assert any("рөліңізге жабық" in row for row in rows(view))
    dialog = EntryDialog(theirs, None, made)
    qtbot.addWidget(dialog)
    dialog.who.setText("Инспектор")
    dialog.accept()
    secretary.close()
    assert traces.entry(session.db, made).text == "құпия"
    assert traces.entry(session.db, made).who == "Инспектор"


def test_a_teacher_reads_the_timeline_and_is_offered_no_entry(
    qtbot: QtBot, session: Session, family: int
) -> None:
    write(session, family, text="Онлайн-сабақ")
    theirs = opened(session.folder, session.now, "Мұғалім", role=Role.TEACHER, classes=("8Ә",))
    view = shown(Session(theirs, session.folder, Settings(theme="light"), session.now), family)
    qtbot.addWidget(view)
    assert not tab(view).entry.isVisible()
    assert len(rows(view)) == 1
    theirs.close()


@pytest.mark.parametrize("language", ["kk", "ru", "both"])
def test_the_trace_and_the_journal_are_laid_out_and_shown(
    qtbot: QtBot, session: Session, family: int, language: str
) -> None:
    write(session, family, "teacher", text="Бөлшектер")
    view = shown(session, family)
    qtbot.addWidget(view)
    for print_ in (tab(view).print_trace, tab(view).print_journal):
        print_(language)
        qtbot.waitUntil(lambda: _preview() is not None, timeout=20000)
        found = _preview()
        assert found is not None
        found.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_words_follow_the_language_and_every_field_has_a_name(
    qtbot: QtBot, session: Session, family: int
) -> None:
    write(session, family, "library")
    view = shown(session, family)
    qtbot.addWidget(view)
    try:
        for language, heading in (("ru", "Новая запись"), ("kk", "Жаңа жазба")):
            words.speak(language)
            assert heading in [label.text() for label in view.findChildren(Label)]
            assert nameless(view) == []
    finally:
        words.speak("kk")


def _preview() -> Preview | None:
    found = (w for w in QApplication.topLevelWidgets() if isinstance(w, Preview))
    return next((window for window in found if window.isVisible()), None)


def test_a_long_timeline_shows_its_newest_lines_until_all_are_asked_for(
    qtbot: QtBot, session: Session, family: int
) -> None:
    for n in range(AT_ONCE + 3):
        write(session, family, text=f"Сабақ {n}")
    view = shown(session, family)
    qtbot.addWidget(view)
    assert len(rows(view)) == AT_ONCE
    tab(view).show_all()
    assert len(rows(view)) == AT_ONCE + 3


def test_a_point_is_told_beside_the_timeline(qtbot: QtBot, session: Session, family: int) -> None:
    write(session, family, "library")
    view = shown(session, family)
    qtbot.addWidget(view)
    assert not tab(view).point.isVisible()
    tab(view).findChildren(ListRow)[0].prose.opened.emit("annex-2:13.7")
    assert tab(view).point.isVisible()
