"""Today: lines that lead somewhere, the path of an empty school, one filled button."""

from datetime import timedelta

import pytest
from builders import opened, ready_case, stored_pupil
from gui.naming import nameless
from pytestqt.qtbot import QtBot

from dlschool.gui import words
from dlschool.gui.session import Session
from dlschool.gui.today.view import TodayView
from dlschool.gui.widgets import Button, ListRow, PrimaryButton, StepRow
from dlschool.services import sample
from dlschool.services.today import today


def view_of(session: Session) -> TodayView:
    made = TodayView(session)
    made.resize(1140, 680)
    made.reload()
    made.show()
    return made


def test_an_empty_school_sees_three_steps_and_what_is_next(session: Session, qtbot: QtBot) -> None:
    view = view_of(session)
    assert [row.state for row in view.rows.findChildren(StepRow)] == ["done", "next", "open"]
    (filled,) = view.findChildren(PrimaryButton)
    with qtbot.waitSignal(session.wanted) as signal:
        filled.click()
    assert signal.args == ["pupils", "import"]


def test_the_day_stands_in_the_language_of_the_window(session: Session, qtbot: QtBot) -> None:
    view = view_of(session)
    assert view.heading.text() == "Бүгін, 5 қараша, бейсенбі"
    words.speak("ru")
    assert view.heading.text() == "Сегодня, 5 ноября, четверг"


def test_a_missing_paper_leads_to_its_step_in_the_case(
    session: Session, family: int, qtbot: QtBot
) -> None:
    view = view_of(session)
    (filled,) = view.findChildren(PrimaryButton)
    with qtbot.waitSignal(session.wanted) as signal:
        filled.click()
    assert signal.args == ["cases", (family, "paper:progress-statement")]


def test_cases_without_a_meeting_lead_to_the_council(session: Session, qtbot: QtBot) -> None:
    ready_case(session.db)
    view = view_of(session)
    button = next(b for b in view.findChildren(Button) if b.text() == "Отырыс тағайындау")
    with qtbot.waitSignal(session.wanted) as signal:
        button.click()
    screen, (what, council) = signal.args
    assert (screen, what, str(council)) == ("councils", "new", "pedagogical")


def test_a_point_shows_what_it_says(session: Session, family: int, qtbot: QtBot) -> None:
    view = view_of(session)
    row = view.rows.findChildren(ListRow)[0]
    row.prose.opened.emit("annex-2:13")
    assert view.point.isVisible()
    assert view.point.shown == ("annex-2:13",)


@pytest.fixture
def living(session: Session, tmp_path_factory: pytest.TempPathFactory) -> Session:
    from datetime import datetime

    from dlschool.paths import DataFolder
    from dlschool.settings import Settings

    at = datetime.fromisoformat("2026-11-21T10:00")
    folder = DataFolder(tmp_path_factory.mktemp("sample"))
    db = opened(folder, lambda: at)
    sample.make(db)
    return Session(db, folder, Settings(), lambda: at)


def test_the_sample_school_shows_every_line_with_one_filled_button(
    living: Session, qtbot: QtBot
) -> None:
    view = view_of(living)
    lines = today(living.db).lines
    assert len(view.rows.findChildren(ListRow)) == len(lines)
    assert len(view.findChildren(PrimaryButton)) == 1
    assert view.minimumSizeHint().width() <= 1140
    assert nameless(view) == []


def test_every_button_of_the_sample_school_leads_somewhere(living: Session, qtbot: QtBot) -> None:
    view = view_of(living)
    for line in today(living.db).lines:
        with qtbot.waitSignal(living.wanted) as signal:
            view.lead(line)
        assert signal.args[0] in ("cases", "councils", "law", "mornings", "readiness")


def test_the_line_of_the_second_copy_leads_to_the_backups(session: Session, qtbot: QtBot) -> None:
    stored_pupil(session.db)
    tomorrow = session.now() + timedelta(days=1)
    session.db.clock = lambda: tomorrow
    view = view_of(session)
    (line,) = [line for line in today(session.db).lines if line.kind == "copy"]
    with qtbot.waitSignal(session.wanted) as signal:
        view.lead(line)
    assert signal.args == ["settings", "backups"]
