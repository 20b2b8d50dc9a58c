"""The agreement with the department in the window: shown, changed by the owner with a paper only."""

from datetime import date
from pathlib import Path

import exchange_hub
import pytest
from builders import opened
from gui.kept import AT, dialog, press, refused, said
from gui.naming import nameless
from pytestqt.qtbot import QtBot

from dlschool.domain.access import Role
from dlschool.gui.exchange.level import LevelCard, LevelDialog
from dlschool.gui.exchange.pairing_dialog import EnrolmentDialog
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Button
from dlschool.paths import DataFolder
from dlschool.services import exchange_level
from dlschool.services.exchange_level import Level
from dlschool.settings import Settings


@pytest.fixture
def card(qtbot: QtBot, session: Session, tmp_path: Path) -> LevelCard:
    exchange_hub.enrol(exchange_hub.opened(tmp_path), session.db, Level.TOTALS)
    return shown(qtbot, session)


def shown(qtbot: QtBot, session: Session) -> LevelCard:
    made = LevelCard(session)
    qtbot.addWidget(made)
    session.changed.connect(made.reload)
    made.reload()
    made.show()
    return made


def changing(card: LevelCard) -> LevelDialog:
    press(card, "Өзгерту…")
    box = dialog()
    assert isinstance(box, LevelDialog)
    return box


def choose(box: LevelDialog, level: Level) -> None:
    box.levels.chosen.emit(level.value)


def test_before_the_connection_there_is_nothing_to_agree(qtbot: QtBot, session: Session) -> None:
    made = LevelCard(session)
    qtbot.addWidget(made)
    made.reload()
    assert made.isHidden()


def test_more_than_totals_asks_for_the_paper(card: LevelCard, session: Session) -> None:
    box = changing(card)
    assert not box.document.isVisible()
    choose(box, Level.CASES)
    assert box.document.isVisible()
    box.accept()
    assert "жазбаша келісім" in refused(box)
    assert exchange_level.agreed(session.db).level is Level.TOTALS
    box.document.setText("№ 4 келісім")
    box.day.set_value(date(2026, 11, 4))
    box.accept()
    assert not box.isVisible()
    assert exchange_level.agreed(session.db).level is Level.CASES
    assert "№ 4 келісім" in said(card)
    assert "04.11.2026" in said(card)


def test_a_date_that_is_none_keeps_the_dialog(card: LevelCard, session: Session) -> None:
    box = changing(card)
    choose(box, Level.NAMES)
    box.document.setText("№ 4")
    box.day.edit.setText("99.99")
    box.accept()
    assert box.isVisible()
    assert exchange_level.agreed(session.db).level is Level.TOTALS


def test_everything_in_the_dialog_has_a_name(card: LevelCard) -> None:
    assert not nameless(changing(card))


def test_the_owner_may_connect_anew(card: LevelCard) -> None:
    press(card, "Қайта қосылу…")
    assert isinstance(dialog(), EnrolmentDialog)


def test_who_is_not_the_owner_only_reads(qtbot: QtBot, card: LevelCard, tmp_path: Path) -> None:
    db = opened(DataFolder(tmp_path / "school"), lambda: AT, "Б. Б.", Role.SECRETARY)
    other = Session(db, DataFolder(tmp_path / "school"), Settings(theme="light"), lambda: AT)
    made = shown(qtbot, other)
    assert made.isVisible()
    assert not made.findChildren(Button)
    db.close()
