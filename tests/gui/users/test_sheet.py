"""The recovery sheet on the screen: printed, one word typed back, nothing left on the disk."""

from pathlib import Path

import pytest
from forms.reading import words as printed_words
from gui.naming import nameless
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from dlschool.errors import Refused
from dlschool.gui import preview, words
from dlschool.gui.session import Session
from dlschool.gui.users.owner import NEW, OwnerDialog
from dlschool.gui.users.sheet import SheetDialog
from dlschool.services import opening


def seen(box: SheetDialog) -> str:
    QApplication.processEvents()
    return " | ".join(one.text() for one in box.findChildren(QLabel) if one.isVisible())


def test_it_closes_only_after_the_word_was_typed_back_from_the_paper(
    owner: Session, founded: opening.Founded, qtbot: QtBot
) -> None:
    box = SheetDialog(None, owner, founded.words)
    box.open()
    assert nameless(box) == []
    assert all(word in seen(box) for word in founded.words)
    box.reject()
    assert box.isVisible()
    box.accept()
    assert not any(word in seen(box) for word in founded.words)
    wrong = founded.words[(box.place + 1) % 9]
    box.word.setText(wrong)
    box.accept()
    assert box.isVisible()
    words.speak("ru")
    assert box.word.text() == wrong
    box.reject()
    assert all(word in seen(box) for word in founded.words)
    box.accept()
    box.word.setText(f" {founded.words[box.place].upper()} ")
    with qtbot.waitSignal(box.accepted):
        box.accept()


def test_the_sheet_is_previewed_from_memory_and_no_file_is_written(
    owner: Session,
    founded: opening.Founded,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[bytes] = []
    monkeypatch.setattr(preview, "show", lambda _p, _s, _t, pdf, _n: shown.append(pdf))
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    box = SheetDialog(None, owner, founded.words)
    box.open()
    box.print_()
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
    assert all(word in printed_words(shown[0]) for word in founded.words)
    for path in tmp_path.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert not any(word.encode() in content for word in founded.words), path


def test_the_owner_is_asked_for_a_name_and_a_password_typed_twice() -> None:
    begun: list[tuple[str, str]] = []

    def begin(name: str, password: str) -> None:
        if len(begun) == 0:
            begun.append((name, password))
            raise Refused("Диск толы")

    box = OwnerDialog(None, NEW, begin)
    box.open()
    box.accept()
    assert not begun
    box.name.setText("  Ғалымова   Б. ")
    box.password.first.setText("жеті таң")
    box.password.again.setText("жеті таң.")
    box.accept()
    assert not begun
    assert box.password.again.text() == ""
    box.password.again.setText("жеті таң")
    box.accept()
    assert begun == [("Ғалымова Б.", "жеті таң")]
    assert box.isVisible()
    assert box.password.first.text() == "жеті таң"
    box.accept()
    assert not box.isVisible()
