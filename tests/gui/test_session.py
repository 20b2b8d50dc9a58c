"""What windows share: one signal after work, settings kept, the clock handed in."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from dlschool import i18n, settings
from dlschool.errors import Refused
from dlschool.gui import theme
from dlschool.gui.session import Session


def test_work_is_followed_by_one_signal(qtbot: QtBot, bare_session: Session) -> None:
    told: list[bool] = []
    bare_session.changed.connect(lambda: told.append(True))
    assert bare_session.act(divmod, 7, 2) == (3, 1)
    assert told == [True]


def test_refused_work_tells_nobody(bare_session: Session) -> None:
    told: list[bool] = []
    bare_session.changed.connect(lambda: told.append(True))

    def refuse() -> None:
        raise Refused("Cancel")

    with pytest.raises(Refused):
        bare_session.act(refuse)
    assert told == []


def test_the_clock_is_handed_in(bare_session: Session) -> None:
    assert bare_session.today() == date(2026, 11, 5)
    assert bare_session.now().hour == 9


def test_a_setting_is_shown_at_once_and_kept(bare_session: Session) -> None:
    bare_session.keep(language="ru", theme="dark")
    assert (i18n.language(), theme.is_dark()) == ("ru", True)
    kept = settings.load()
    assert (kept.language, kept.theme) == ("ru", "dark")


def test_a_word_of_success_is_said_in_the_language_of_the_window(
    qtbot: QtBot, bare_session: Session
) -> None:
    with qtbot.waitSignal(bare_session.told) as told:
        bare_session.tell("Saved: {file}", file="a.pdf")
    assert told.args == ["Сақталды: a.pdf"]
