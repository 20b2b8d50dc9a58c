"""Beside the window: due by itself, at once when asked, never in the way, gone with the window."""

from pathlib import Path
from time import monotonic
from typing import Any

import exchange_hub
import pytest
from builders import opened, stored_case
from exchange_hub import Way
from gui.kept import AT
from gui.waiting_line import Waiting, finished
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from dlschool.domain.access import Role
from dlschool.domain.case import Ground
from dlschool.errors import Refused
from dlschool.gui.exchange import courier
from dlschool.gui.exchange.courier import Courier
from dlschool.gui.session import Session
from dlschool.hub.office import Office
from dlschool.services import exchange_tries
from dlschool.settings import Settings
from dlschool.store import exchange


@pytest.fixture
def desk(session: Session, tmp_path: Path) -> Office:
    made = exchange_hub.opened(tmp_path)
    exchange_hub.enrol(made, session.db)
    return made


def test_what_is_due_goes_by_itself_and_the_views_hear_of_what_came(
    session: Session, desk: Office, qtbot: QtBot
) -> None:
    stored_case(session.db, classes=("1А",), ground=Ground.WEATHER)
    runner = Courier(session, lambda _to: Way(desk))
    with qtbot.waitSignal(session.changed):
        runner.tick()
    finished(qtbot, runner)
    assert exchange.counts(session.db).keys() == {"accepted"}
    runner.tick()
    assert not runner.busy


def test_a_person_who_asks_hears_what_came_of_it(
    session: Session, desk: Office, qtbot: QtBot
) -> None:
    told: list[str] = []
    session.told.connect(told.append)
    ways: list[Any] = [Waiting(desk), Way(desk)]
    ways[0].cut()
    runner = Courier(session, lambda _to: ways.pop(0))
    for _ in range(2):
        runner.send_now()
        finished(qtbot, runner)
    assert "байланыс болмады" in told[0]
    assert "бәрін алды" in told[1]


def test_the_window_works_on_while_the_line_stands_still(
    session: Session, desk: Office, qtbot: QtBot
) -> None:
    line = Waiting(desk)
    runner = Courier(session, lambda _to: line)
    runner.send_now()
    began = monotonic()
    stored_case(session.db, classes=("1А",), ground=Ground.WEATHER)
    assert monotonic() - began < 2
    assert runner.busy
    line.go.set()
    finished(qtbot, runner)
    runner.send_now()
    finished(qtbot, runner)
    assert exchange_hub.agree(desk, session.db)


def test_the_end_of_the_window_cuts_the_line_and_keeps_what_moved(
    session: Session, desk: Office, qtbot: QtBot
) -> None:
    line = Waiting(desk)
    runner = courier.of(session)
    runner._ways = lambda _to: line
    runner.send_now()
    qtbot.waitUntil(lambda: exchange.last_out(session.db, 0) is not None)
    began = monotonic()
    courier.end(session)
    assert monotonic() - began < courier.WAIT
    runner.tick()
    QCoreApplication.processEvents()
    assert courier.of(session) is not runner
    exchange_tries.at_once(session.db)
    again = Courier(session, lambda _to: Way(desk))
    again.tick()
    finished(qtbot, again)
    assert exchange.counts(session.db).keys() == {"accepted"}


def test_a_paused_exchange_is_left_alone(session: Session, desk: Office) -> None:
    exchange_tries.pause(session.db, on=True)
    runner = Courier(session, lambda _to: Way(desk))
    runner.tick()
    assert not runner.busy


def test_a_teachers_window_does_not_exchange(session: Session, desk: Office) -> None:
    db = opened(session.folder, lambda: AT, "М.", Role.TEACHER, ("8Ә",))
    other = Session(db, session.folder, Settings(theme="light"), lambda: AT)
    runner = Courier(other, lambda _to: Way(desk))
    runner.begin()
    assert not runner._timer.isActive()
    db.close()


def test_without_a_department_the_network_is_not_even_looked_at(session: Session) -> None:
    runner = Courier(session)
    runner.begin()
    runner.tick()
    assert runner._timer.isActive()
    assert not runner.busy
    assert not runner._watches
    runner.stop()


def test_a_department_that_came_later_is_spoken_with(
    session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    runner = Courier(session, lambda _to: Way(made))
    runner.begin()
    made = exchange_hub.opened(tmp_path)
    exchange_hub.enrol(made, session.db)
    stored_case(session.db, classes=("1А",), ground=Ground.WEATHER)
    runner.tick()
    finished(qtbot, runner)
    assert runner._watches
    assert exchange.counts(session.db).keys() == {"accepted"}
    runner.stop()


def test_a_network_that_came_back_is_used_at_once(
    session: Session, desk: Office, qtbot: QtBot
) -> None:
    ways: list[Any] = [Waiting(desk), Way(desk)]
    ways[0].cut()
    runner = Courier(session, lambda _to: ways.pop(0))
    runner.tick()
    finished(qtbot, runner)
    runner.tick()
    assert not runner.busy
    runner._network_changed()
    finished(qtbot, runner)
    assert exchange.counts(session.db).keys() == {"accepted"}


def test_a_fault_in_the_middle_is_shown_once_and_the_next_try_comes_all_the_same(
    session: Session, desk: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[BaseException] = []
    monkeypatch.setattr(courier.errors, "show", shown.append)

    class Broken:
        def post(self, path: str, body: bytes) -> Any:
            raise ZeroDivisionError

    ways: list[Any] = [Broken(), Way(desk)]
    runner = Courier(session, lambda _to: ways.pop(0))
    runner.tick()
    finished(qtbot, runner)
    assert [type(error) for error in shown] == [ZeroDivisionError]
    session.db.clock = lambda: AT.replace(hour=11)
    for _ in range(courier.REST):
        runner.tick()
    finished(qtbot, runner)
    assert exchange.counts(session.db).keys() == {"accepted"}


def test_a_full_disk_is_no_window_in_the_way_of_who_did_not_ask(
    session: Session, desk: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: Any, **_more: Any) -> Any:
        raise Refused("full")

    shown: list[BaseException] = []
    monkeypatch.setattr(courier.errors, "show", shown.append)
    monkeypatch.setattr(exchange_tries, "attempt", full)
    runner = Courier(session, lambda _to: Way(desk))
    runner.tick()
    finished(qtbot, runner)
    assert shown == []
    runner.send_now()
    finished(qtbot, runner)
    assert [str(error) for error in shown] == ["full"]
