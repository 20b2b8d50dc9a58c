"""The first start: the sample school, one's own, and the way from the one to the other."""

from datetime import datetime
from pathlib import Path

import pytest
from builders import opened
from gui.naming import nameless
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dlschool.domain.pupil import Pupil
from dlschool.domain.school import School
from dlschool.gui import beginning, feeds, start, words
from dlschool.gui.first_start import FirstStart
from dlschool.gui.main_window import MainWindow
from dlschool.gui.my_school import MySchool
from dlschool.gui.sample_strip import SampleStrip
from dlschool.gui.users.entering import SWITCH_USER
from dlschool.gui.users.forgotten import ForgottenDialog
from dlschool.gui.users.owner import OwnerDialog
from dlschool.gui.users.sheet import SheetDialog
from dlschool.gui.users.sign_in import SignIn
from dlschool.paths import DataFolder
from dlschool.services import opening, pupils, sample_school, school
from dlschool.settings import Settings

OWNER, PASSWORD = "Ғалымова Б.", "ақ қайың биік өседі"
NAME_KK, NAME_RU = "№ 7 мектеп", "Школа № 7"


def at_noon() -> datetime:
    return datetime.fromisoformat("2026-11-21T12:00")


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def test_the_sample_lies_apart_and_is_opened_again_not_made_twice(folder: DataFolder) -> None:
    place = beginning.open_sample(folder, at_noon)
    assert place.root == folder.root / "sample"
    assert beginning.open_sample(folder, at_noon) == place
    assert not opening.exists(folder)
    assert beginning.own_in(folder) == folder


def test_ones_own_school_goes_beside_a_store_that_is_there(folder: DataFolder) -> None:
    opened(folder, at_noon).close()
    assert beginning.own_in(folder).root == folder.root / "school"


def test_my_school_asks_for_both_names_and_keeps_what_was_typed(qtbot: QtBot) -> None:
    begun: list[School] = []
    dialog = MySchool(None, begun.append)
    dialog.open()
    dialog.name_kk.setPlainText(NAME_KK)
    dialog.director.setText("Ғалымова Б.")
    dialog.accept()
    assert dialog.isVisible()
    words.speak("ru")
    assert (dialog.name_kk.toPlainText(), dialog.director.text()) == (NAME_KK, "Ғалымова Б.")
    dialog.name_ru.setPlainText(NAME_RU)
    dialog.region.set_key("390000000")
    assert not nameless(dialog)
    dialog.accept()
    (made,) = begun
    assert (made.name.kk, made.name.ru, made.region) == (NAME_KK, NAME_RU, "390000000")


def test_the_strip_of_the_sample_says_so_and_leads_to_ones_own_school(qtbot: QtBot) -> None:
    began: list[bool] = []
    strip = SampleStrip(lambda: began.append(True))
    qtbot.addWidget(strip)
    strip.begin.click()
    assert began == [True]


class Person:
    """Does one thing each time that the program waits for somebody."""

    def __init__(self, deeds: list[str]) -> None:
        self.deeds, self.seen = deeds, list[str]()
        self.words: tuple[str, ...] = ()
        self.timer = QTimer()
        self.timer.timeout.connect(self.act)
        self.timer.start(50)

    def act(self) -> None:
        window = next((w for w in QApplication.topLevelWidgets() if self._wanted(w)), None)
        if window is None or not self.deeds:
            return
        self.seen.append(type(window).__name__)
        deed = getattr(self, self.deeds.pop(0))
        QTimer.singleShot(0, window, lambda: deed(window))  # a dialog opened in it has its own loop

    def _wanted(self, window: object) -> bool:
        kind = {
            "look": FirstStart,
            "mine": FirstStart,
            "cancel": MySchool,
            "fill": MySchool,
            "own": OwnerDialog,
            "later": OwnerDialog,
            "paper": SheetDialog,
            "word": SheetDialog,
            "wrong": SignIn,
            "sign_in": SignIn,
            "lose": SignIn,
            "recover": ForgottenDialog,
        }
        wanted = kind.get(self.deeds[0] if self.deeds else "", MainWindow)
        return isinstance(window, wanted) and window.isVisible()

    def look(self, window: FirstStart) -> None:
        window.sample.click()

    def mine(self, window: FirstStart) -> None:
        window.mine.click()

    def leave(self, window: MainWindow) -> None:
        (strip,) = window.findChildren(SampleStrip)
        strip.begin.click()

    def cancel(self, window: MySchool) -> None:
        window.reject()

    def fill(self, window: MySchool) -> None:
        window.name_kk.setPlainText(NAME_KK)
        window.name_ru.setPlainText(NAME_RU)
        window.accept()

    def later(self, window: OwnerDialog) -> None:
        window.reject()

    def own(self, window: OwnerDialog) -> None:
        window.name.setText(OWNER)
        window.password.first.setText(PASSWORD)
        window.password.again.setText(PASSWORD)
        window.accept()

    def paper(self, window: SheetDialog) -> None:
        self.words = window._words
        window.accept()

    def word(self, window: SheetDialog) -> None:
        window.word.setText(window._words[window.place])
        window.accept()

    def sign_in(self, window: SignIn) -> None:
        window.password.setText(PASSWORD)
        window.try_it()

    def switch(self, window: MainWindow) -> None:
        assert window.session.db.user.name == OWNER
        QApplication.exit(SWITCH_USER)

    def lose(self, window: SignIn) -> None:
        window.forgotten.click()

    def recover(self, window: ForgottenDialog) -> None:
        window.words.setPlainText(" ".join(self.words))
        window.password.first.setText(PASSWORD[::-1])
        window.password.again.setText(PASSWORD[::-1])
        window.accept()

    def close(self, window: MainWindow) -> None:
        assert not window.findChildren(SampleStrip)
        window.close()


def test_from_the_sample_to_ones_own_school_without_a_restart(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dlschool.gui.errors.install", lambda _: None)
    person = Person(
        [
            "look",
            "leave",
            "cancel",
            "leave",
            "fill",
            "later",
            "fill",
            "own",
            "paper",
            "word",
            "close",
        ]
    )
    assert start.run(folder, Settings(theme="light")) == 0
    assert person.seen == [
        "FirstStart",
        "MainWindow",
        "MySchool",
        "MainWindow",
        "MySchool",
        "OwnerDialog",
        "MySchool",
        "OwnerDialog",
        "SheetDialog",
        "SheetDialog",
        "MainWindow",
    ]
    db = opening.sign_in(folder, at_noon, OWNER, PASSWORD)
    assert school.school(db).name.ru == NAME_RU
    assert pupils.count(db) == 0
    db.close()


def test_signing_in_another_person_signs_in_and_the_forgotten_password_is_set_anew(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dlschool.gui.errors.install", lambda _: None)
    monkeypatch.setattr("dlschool.gui.users.entering._offer_sheet", lambda _: None)
    founded = opening.found(folder, at_noon, OWNER, PASSWORD, opening.Cost(1, 8 * 2**20))
    founded.db.close()
    person = Person(["sign_in", "switch", "lose", "recover", "close"])
    person.words = founded.words
    assert start.run(folder, Settings(theme="light")) == 0
    assert person.deeds == []
    opening.sign_in(folder, at_noon, OWNER, PASSWORD[::-1]).close()


def test_a_folder_of_the_first_version_gets_an_owner_and_a_sheet(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dlschool.gui.errors.install", lambda _: None)
    folder.root.mkdir()
    old = Path(__file__).parent.parent / "store" / "old" / "0001_first_school"
    folder.store.write_bytes(old.with_suffix(".db").read_bytes())
    folder.key.write_bytes(old.with_suffix(".key").read_bytes())
    person = Person(["own", "paper", "word", "close"])
    assert start.run(folder, Settings(theme="light")) == 0
    assert person.deeds == []
    assert not folder.key.exists()
    opening.sign_in(folder, at_noon, OWNER, PASSWORD).close()


def test_a_question_closed_without_an_answer_ends_the_program_and_leaves_nothing(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dlschool.gui.errors.install", lambda _: None)
    monkeypatch.setattr(FirstStart, "exec", lambda _self: 0)
    assert start.run(folder, Settings(theme="light")) == 1
    assert not folder.root.exists()


def test_one_undo_too_many_does_not_take_the_sample_away(folder: DataFolder) -> None:
    db = sample_school.opened(beginning.open_sample(folder, at_noon), at_noon)
    answers = feeds.of(db)
    assert answers.sample()
    assert answers.next_undo() is None
    pupils.register_pupil(db, Pupil(last="Ким", first="Артём", iin_reason="құжаты жоқ"))
    assert "Ким" in (answers.next_undo() or "")
    answers.undo()
    assert answers.next_undo() is None
    db.close()
