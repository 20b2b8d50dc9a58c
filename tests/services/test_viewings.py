"""Who viewed, changed, printed or exported which pupil: noted, never in the way, read by right."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from builders import opened, ready_case, stored_case, stored_pupil

from dlschool.domain.access import Role
from dlschool.errors import Refused
from dlschool.services import cases, history, printing, pupil_import, pupils, viewings
from dlschool.services.opening import Store
from dlschool.store.check import check

NOON = datetime.fromisoformat("2026-11-21T12:00")


def whats(db: Store, pupil_id: int) -> list[str]:
    return [line.what for line in viewings.of_pupil(db, pupil_id)]


def test_a_view_is_noted_once_an_hour_for_a_person_and_a_pupil(db: Store) -> None:
    one, other = stored_pupil(db), stored_pupil(db, last="Басқа")
    for minutes in (0, 1, 59, 61, 62):
        db.clock = lambda minutes=minutes: NOON + timedelta(minutes=minutes)
        viewings.viewed(db, one)
    viewings.viewed(db, other)
    assert whats(db, one) == ["viewed", "viewed", "changed"]
    assert whats(db, other) == ["viewed", "changed"]
    assert check(db) == []


def test_a_clock_that_was_set_back_and_confirmed_hides_no_view(db: Store) -> None:
    pupil_id = stored_pupil(db)
    viewings.viewed(db, pupil_id)
    db.clock = lambda: NOON - timedelta(days=3650)
    viewings.viewed(db, pupil_id)
    assert whats(db, pupil_id).count("viewed") == 1
    db.time_confirmed = db.now()
    viewings.viewed(db, pupil_id)
    assert whats(db, pupil_id).count("viewed") == 2


def test_views_are_no_work_and_do_not_fill_the_history(db: Store) -> None:
    pupil_id = stored_pupil(db)
    newest = history.next_undo(db)
    viewings.viewed(db, pupil_id)
    assert history.next_undo(db) == newest
    assert [action.kind for action in history.actions(db)] == ["work"]
    assert [action.kind for action in history.history_of_pupil(db, pupil_id)] == ["work"]


def test_a_case_that_was_shown_is_named_in_the_pupils_list(db: Store) -> None:
    pupil_id = stored_pupil(db)
    case_id = stored_case(db, pupil_id=pupil_id, number="2026/7")
    viewings.viewed(db, pupil_id, case_id)
    (line,) = [line for line in viewings.of_pupil(db, pupil_id) if line.what == "viewed"]
    assert "2026/7" in line.subject.ru
    assert line.who == "Оразова Д."


def test_a_print_names_every_pupil_in_it(db: Store) -> None:
    case_id = ready_case(db)
    pupil_id = cases.records(db, case_id).case.pupil_id or 0
    bystander = stored_pupil(db, last="Басқа")
    printing.print_form(db, "case-papers", case_id=case_id)
    printing.print_form(db, "case-register")
    printing.print_form(db, "case-papers", blank=True)
    printed = [line for line in viewings.of_pupil(db, pupil_id) if line.what == "printed"]
    assert len(printed) == 2
    assert "printed" not in whats(db, bystander)
    assert len({line.subject.ru for line in printed}) == 2
    assert check(db) == []


def test_an_exported_list_is_noted_for_everybody_in_it(db: Store, tmp_path: Path) -> None:
    ids = [stored_pupil(db, last=last) for last in ("Абаев", "Әбенов")]
    gone = stored_pupil(db, last="Кеткен")
    pupils.leave(db, gone, db.today())
    pupil_import.export(db, tmp_path / "list.xlsx", "kk")
    assert [whats(db, each)[0] for each in ids] == ["exported", "exported"]
    assert "exported" not in whats(db, gone)
    newest = history.actions(db, 1)[0]
    assert (newest.kind, "list.xlsx" in history.said(newest, "ru")) == ("record", True)


def test_a_list_that_cannot_be_written_is_not_noted(db: Store, tmp_path: Path) -> None:
    pupil_id = stored_pupil(db)
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(Refused):
        pupil_import.export(db, tmp_path / "folder.xlsx", "kk")
    assert whats(db, pupil_id) == ["changed"]


def test_changes_of_the_card_and_the_case_stand_among_the_views(db: Store) -> None:
    pupil_id = stored_pupil(db)
    case_id = stored_case(db, pupil_id=pupil_id)
    db.clock = lambda: NOON + timedelta(minutes=5)
    viewings.viewed(db, pupil_id)
    db.clock = lambda: NOON + timedelta(minutes=9)
    cases.remove_case(db, case_id)
    assert whats(db, pupil_id) == ["changed", "viewed", "changed", "changed"]


def test_a_store_that_may_only_be_read_shows_and_notes_nothing(db: Store) -> None:
    pupil_id = stored_pupil(db)
    db.refuses = Refused("Only reading.")
    viewings.viewed(db, pupil_id)
    assert whats(db, pupil_id) == ["changed"]


def test_a_view_does_not_wait_long_for_another_writer(db: Store) -> None:
    pupil_id = stored_pupil(db)
    other = opened(db.folder, db.clock, "Ким А.")
    other.execute("begin immediate")
    viewings.viewed(db, pupil_id)
    other.execute("rollback")
    other.close()
    assert db.value("pragma busy_timeout") >= 5000
    viewings.viewed(db, pupil_id)
    assert whats(db, pupil_id) == ["viewed", "changed"]


def test_a_full_disk_does_not_stop_a_view(db: Store) -> None:
    pupil_id = stored_pupil(db)
    pages = db.value("pragma page_count")
    db.execute(f"pragma max_page_count = {pages}")
    for hours in range(0, 200, 2):
        db.clock = lambda hours=hours: NOON + timedelta(hours=hours)
        viewings.viewed(db, pupil_id)
    assert 0 < whats(db, pupil_id).count("viewed") < 100
    assert check(db) == []


def test_without_the_right_to_the_journal_one_sees_ones_own_lines(db: Store) -> None:
    pupil_id = stored_pupil(db)
    viewings.viewed(db, pupil_id)
    secretary = opened(db.folder, db.clock, "Ким А.", Role.SECRETARY)
    secretary.user = replace(secretary.user, id=7)
    viewings.viewed(secretary, pupil_id)
    assert [line.who for line in viewings.of_pupil(secretary, pupil_id)] == ["Ким А."]
    assert {line.who for line in viewings.of_pupil(db, pupil_id)} == {"Ким А.", "Оразова Д."}
    secretary.close()


def test_a_teachers_own_views_are_noted_too(db: Store) -> None:
    pupil_id = stored_pupil(db, grade=8, letter="Ә")
    teacher = opened(db.folder, db.clock, "Ахметов Б.", Role.TEACHER, ("8Ә",))
    viewings.viewed(teacher, pupil_id)
    assert [line.what for line in viewings.of_pupil(teacher, pupil_id)] == ["viewed"]
    assert "Ахметов Б." in {line.who for line in viewings.of_pupil(db, pupil_id)}
    teacher.close()
