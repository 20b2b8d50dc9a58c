"""This computer: language, theme, the check; and the history with its undo."""

from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from dlschool import settings as machine
from dlschool.domain.pupil import Pupil
from dlschool.gui.session import Session
from dlschool.gui.settings.computer import ComputerPage
from dlschool.services import pupils


def said(widget: QWidget) -> str:
    QApplication.processEvents()
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def registered(session: Session) -> int:
    pupil = Pupil(last="Қасымов", first="Өркен", iin_reason="үлгі")
    return pupils.register_pupil(session.db, pupil)


def page_of(qtbot: QtBot, session: Session) -> ComputerPage:
    page = ComputerPage(session)
    qtbot.addWidget(page)
    page.reload()
    page.show()
    return page


def test_language_and_theme_are_kept_at_once(qtbot: QtBot, session: Session) -> None:
    page = page_of(qtbot, session)
    page.language.button("ru").click()
    page.theme.set_key("dark")
    assert "Папка данных" in said(page)
    kept = machine.load()
    assert (kept.language, kept.theme) == ("ru", "dark")


def test_the_folder_of_the_data_is_shown(qtbot: QtBot, session: Session) -> None:
    assert page_of(qtbot, session).path.text() == str(session.folder.root)


def test_a_whole_store_is_said_to_be_whole_and_a_lost_scan_is_named(
    qtbot: QtBot, session: Session
) -> None:
    page = page_of(qtbot, session)
    page.check()
    qtbot.waitUntil(lambda: "Бәрі бүтін" in said(page))
    made = registered(session)
    session.db.execute("update pupils set note = 'бөтен' where id = ?", (made,))
    page.check()
    qtbot.waitUntil(lambda: f"pupils:{made}" in said(page))
