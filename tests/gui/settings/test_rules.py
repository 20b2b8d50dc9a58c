"""The school's own rules, each changed by a small dialog."""

from datetime import time

import pytest
from gui.naming import nameless
from PySide6.QtWidgets import QApplication, QCheckBox, QDoubleSpinBox, QLabel, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from dlschool.gui import words
from dlschool.gui.session import Session
from dlschool.gui.settings import alert_windows as windows
from dlschool.gui.settings import rule_dialogs
from dlschool.gui.settings.alert_windows import WindowRows
from dlschool.gui.settings.rules import RULE, RulesPage
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.rows import ListRow
from dlschool.services import history, telling
from dlschool.services.school import setting

RULES = (
    "quorum",
    "reminder",
    "certificate_days",
    "suffixes",
    "control",
    "blank",
    "alert_windows",
)


def opened(session: Session, rule: str) -> Dialog:
    place = rule_dialogs if hasattr(rule_dialogs, rule) else windows
    dialog: Dialog = getattr(place, rule)(None, session)
    dialog.open()
    return dialog


def shown(session: Session) -> list[ListRow]:
    page = RulesPage(session)
    page.reload()
    page.show()
    QApplication.processEvents()
    return page.findChildren(ListRow)


def test_every_rule_is_called_a_rule_of_the_school_in_both_languages(session: Session) -> None:
    rows = shown(session)
    assert len(rows) == len(RULES)
    assert {row.badge.text() for row in rows if row.badge} == {RULE.kk}
    words.speak("ru")
    assert {row.badge.text() for row in rows if row.badge} == {RULE.ru}


def test_the_quorum_is_a_fraction_and_tells_what_it_comes_to(session: Session) -> None:
    dialog = opened(session, "quorum")
    above, below = dialog.findChildren(QSpinBox)
    above.setValue(1)
    below.setValue(2)
    assert any("9" in label.text() for label in dialog.findChildren(QLabel))
    dialog.accept()
    assert setting(session.db, "quorum") == [1, 2]


def test_how_early_a_certificate_is_told_of_is_the_schools_own_number(session: Session) -> None:
    dialog = opened(session, "certificate_days")
    dialog.findChildren(QSpinBox)[0].setValue(45)
    dialog.accept()
    assert setting(session.db, "certificate_days") == 45
    assert any("45 күн" in row.prose.text() for row in shown(session))


def test_a_part_larger_than_the_whole_is_refused(session: Session) -> None:
    dialog = opened(session, "quorum")
    dialog.findChildren(QSpinBox)[0].setValue(7)
    dialog.accept()
    assert dialog.isVisible()
    assert setting(session.db, "quorum") == [2, 3]


def test_control_is_written_in_both_languages_or_in_none(session: Session) -> None:
    dialog = opened(session, "control")
    kk, ru = dialog.findChildren(QLineEdit)
    kk.setText("директордың орынбасары: Ким А.")
    dialog.accept()
    assert dialog.isVisible()
    ru.setText("заместитель директора: Ким А.")
    dialog.accept()
    assert setting(session.db, "control_ru") == "заместитель директора: Ким А."
    history.undo(session.db)
    assert setting(session.db, "control_kk") == ""


def test_an_own_blank_has_an_offset_and_a_plain_heading_has_none(session: Session) -> None:
    dialog = opened(session, "blank")
    offset = dialog.findChild(QDoubleSpinBox)
    assert offset is not None
    assert not offset.isVisible()
    own = dialog.findChild(QCheckBox)
    assert own is not None
    own.setChecked(True)
    assert offset.isVisible()
    offset.setValue(72)
    dialog.accept()
    assert setting(session.db, "blank_offset_mm") == 72
    assert "72" in " ".join(row.prose.text() for row in shown(session))


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_saves_as_it_stands_and_names_its_fields(
    qtbot: QtBot, session: Session, rule: str
) -> None:
    dialog = opened(session, rule)
    assert not nameless(dialog)
    dialog.accept()
    assert not dialog.isVisible()


def test_windows_of_telling_are_those_of_the_order_until_the_school_sets_its_own(
    session: Session,
) -> None:
    before = telling.windows(session.db)
    dialog = opened(session, "alert_windows")
    rows = dialog.body
    assert isinstance(rows, WindowRows)
    assert len(rows.rows) == len(before) > 0
    assert not nameless(dialog)
    rows.rows[0].start.setText("6:30")
    rows.add()
    dialog.accept()
    assert dialog.isVisible()
    assert rows.rows[0].start.text() == "6:30"
    assert telling.windows(session.db) == before
    rows.rows[-1].remove.click()
    dialog.accept()
    after = telling.windows(session.db)
    assert (after[0].start, after[1:]) == (time(6, 30), before[1:])
    assert "06:30" in " ".join(row.prose.text() for row in shown(session))
