"""The history of one record: from what to what in words, a version restored, a refusal in the dialog."""

from dataclasses import replace

from builders import opened, paper, stored_case, stored_pupil
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dlschool.domain.access import Role
from dlschool.domain.case import PaperKind
from dlschool.gui.journal.saw import Saw
from dlschool.gui.journal.versions import VersionList, VersionRow, show_of_case, show_of_pupil
from dlschool.gui.pupils.card import PupilCard
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import QuietButton
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.prose import Prose
from dlschool.gui.words import speak
from dlschool.services import cases, pupils, viewings


def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def rows(dialog: Dialog) -> list[VersionRow]:
    QApplication.processEvents()
    return [row for row in dialog.findChildren(VersionRow) if row.isVisible()]


def fields(row: VersionRow) -> list[str]:
    return [prose.text() for prose in row.findChildren(Prose)]


def noted(session: Session, *notes: str) -> int:
    pupil_id = stored_pupil(session.db, note=notes[0])
    for note in notes[1:]:
        known = pupils.card(session.db, pupil_id).pupil
        pupils.edit_pupil(session.db, replace(known, note=note))
    return pupil_id


def test_a_card_tells_from_what_to_what_and_goes_back(qtbot: QtBot, session: Session) -> None:
    pupil_id = noted(session, "бірінші", "екінші")
    window = host(qtbot)
    dialog = show_of_pupil(session, window, pupil_id)
    newest = rows(dialog)[0]
    assert fields(newest) == ["Ескертпе: бірінші → екінші"]
    buttons = [row.button for row in rows(dialog) if row.button is not None]
    assert (newest.button, len(buttons)) == (None, 1)
    buttons[0].click()
    assert pupils.card(session.db, pupil_id).pupil.note == "бірінші"
    assert fields(rows(dialog)[0]) == ["Ескертпе: екінші → бірінші"]
    speak("ru")
    assert fields(rows(dialog)[0]) == ["Примечание: екінші → бірінші"]


def test_a_case_tells_of_everything_in_it(qtbot: QtBot, session: Session) -> None:
    case_id = stored_case(session.db, number="2026/7")
    paper_id = cases.add_paper(session.db, paper(PaperKind.APPLICATION, case_id=case_id))
    cases.remove_paper(session.db, paper_id)
    window = host(qtbot)
    dialog = show_of_case(session, window, case_id)
    removed, added, _case = rows(dialog)
    assert (removed.button, added.button is not None) == (None, True)
    assert added.button is not None
    added.button.click()
    assert len(cases.records(session.db, case_id).papers) == 1


def test_older_versions_are_shown_on_wish(qtbot: QtBot, session: Session) -> None:
    pupil_id = noted(session, *(str(n) for n in range(50)))
    window = host(qtbot)
    dialog = show_of_pupil(session, window, pupil_id)
    assert len(rows(dialog)) == 40
    listed = dialog.findChild(VersionList)
    assert isinstance(listed, VersionList)
    listed.show_older()
    assert len(rows(dialog)) == 51


def test_who_saw_is_a_tab_for_who_may_see_the_whole_journal(qtbot: QtBot, session: Session) -> None:
    pupil_id = noted(session, "бірінші")
    card = PupilCard(session, QuietButton("x"))
    qtbot.addWidget(card)
    card.show_pupil(pupil_id)
    card.tabs.go("saw")
    card.show()
    assert card.saw.model.rowCount() == 2
    assert card.saw.model.data(card.saw.model.index(0, 1)) == "Оразова Д."
    secretary = opened(session.folder, session.now, "Ким А.", Role.SECRETARY)
    secretary.user = replace(secretary.user, id=7)
    other = PupilCard(
        Session(secretary, session.folder, session.settings, session.now), QuietButton("x")
    )
    qtbot.addWidget(other)
    other.show_pupil(pupil_id)
    assert other.tabs.bar.count() == card.tabs.bar.count() - 1
    assert {line.who for line in viewings.of_pupil(session.db, pupil_id)} == {
        "Оразова Д.",
        "Ким А.",
    }
    secretary.close()


def test_nobody_looked_is_said(qtbot: QtBot, session: Session) -> None:
    saw = Saw(session)
    qtbot.addWidget(saw)
    saw.put(99)
    saw.show()
    assert saw.nothing.isVisible()
