"""How much is told: by a written agreement only, by the owner only, said and noted."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import exchange_hub
import pytest
from builders import at_noon, opened, stored_case
from exchange_hub import Way
from exchange_parts import pair, said

from dlschool.domain.access import Role
from dlschool.errors import Refused
from dlschool.exchange import folder as files
from dlschool.exchange import kinds
from dlschool.exchange.kinds import Level
from dlschool.paths import DataFolder
from dlschool.services import (
    cases,
    exchange_differences,
    exchange_folder,
    exchange_keys,
    exchange_level,
    exchange_outbox,
    exchange_sync,
)
from dlschool.services.opening import Store
from dlschool.store import changes, exchange

DAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _paired(db: Store) -> None:
    pair(db, Level.TOTALS)


def test_with_an_agreement_more_is_told_and_the_department_hears_by_which(db: Store) -> None:
    stored_case(db)
    exchange_outbox.seal(db)
    before = said(db)
    assert "case" not in {kind for _, kind, _, _ in before}
    exchange_level.agree(db, Level.CASES, " № 4 \n келісім ", DAY)
    exchange_outbox.seal(db)
    after = said(db)[len(before) :]
    assert ("NEW", "case") in {(act, kind) for act, kind, _, _ in after}
    (level,) = [values for _, kind, _, values in after if kind == "level"]
    assert (level["level"], level["document"]) == ("cases", "№ 4 келісім")
    found = exchange_level.agreed(db)
    assert (found.level, found.document, found.date) == (Level.CASES, "№ 4 келісім", DAY)


def test_back_to_totals_needs_no_paper_and_takes_back_what_was_told(db: Store) -> None:
    stored_case(db)
    exchange_level.agree(db, Level.NAMES, "№ 4", DAY)
    exchange_outbox.seal(db)
    before = len(said(db))
    exchange_level.agree(db, Level.TOTALS)
    exchange_outbox.seal(db)
    gone = {kind for act, kind, _, _ in said(db)[before:] if act == "GONE"}
    assert {"pupil", "case"} <= gone
    assert exchange_level.agreed(db) == exchange_level.Agreed(Level.TOTALS)


@pytest.mark.parametrize(
    ("document", "day"),
    [("", DAY), ("  ", DAY), ("№ 4", None), ("№" * 201, DAY), ("№ 4", date(2026, 11, 22))],
    ids=["none", "blank", "undated", "long", "tomorrow"],
)
def test_without_a_written_agreement_nothing_more_is_told(
    db: Store, document: str, day: date | None
) -> None:
    with pytest.raises(Refused):
        exchange_level.agree(db, Level.CASES, document, day)
    assert exchange_keys.level(db) is Level.TOTALS


def test_only_the_owner_agrees(db: Store, tmp_path: Path) -> None:
    for role in set(Role) - {Role.OWNER}:
        other = opened(DataFolder(tmp_path / "school"), at_noon, "Б. Б.", role)
        with pytest.raises(Refused):
            exchange_level.agree(other, Level.NAMES, "№ 4", DAY)
        other.close()
    assert exchange_keys.level(db) is Level.TOTALS


def test_the_journal_says_who_agreed_to_what(db: Store) -> None:
    exchange_level.agree(db, Level.CASES, "№ 4", DAY)
    (line,) = [a for a in changes.history(db) if "agreement" in a.message]
    assert line.who == db.who
    assert "№ 4 20.11.2026" in str(line.values)


def test_names_that_had_not_left_yet_never_leave_after_the_level_went_back(db: Store) -> None:
    """No line for weeks; meanwhile the agreement is withdrawn."""
    stored_case(db)
    exchange_level.agree(db, Level.NAMES, "№ 4", DAY)
    assert [1 for _, kind, _, values in said(db) if kind == "pupil" and "last" in values]
    exchange_level.agree(db, Level.TOTALS)
    due = said(db)
    assert due
    assert not [1 for _, _, _, values in due if values.keys() & {"last", "first", "middle"}]
    assert not [1 for act, kind, _, values in due if kind in {"pupil", "case"} and values]


def test_at_the_department_nothing_stays_of_names_that_waited_here(
    db: Store, tmp_path: Path
) -> None:
    stored_case(db)
    desk = exchange_hub.opened(tmp_path)
    exchange_hub.enrol(desk, db, Level.CASES)
    exchange_sync.sync(db, Way(desk))
    exchange_level.agree(db, Level.NAMES, "№ 4", DAY)
    exchange_level.agree(db, Level.CASES, "№ 5", DAY)
    exchange_sync.sync(db, Way(desk))
    pupil = kinds.of("pupil")
    (held,) = [each for each in exchange_hub.held(desk).values() if each[0] == pupil.number]
    assert held.get(pupil.field("grade").number)
    assert not held.get(pupil.field("last").number)
    assert exchange_hub.agree(desk, db)
    assert exchange.counts(db).keys() == {"accepted"}


def test_more_that_is_told_leaves_what_waits_as_it_is(db: Store) -> None:
    stored_case(db)
    exchange_level.agree(db, Level.CASES, "№ 4", DAY)
    before = said(db)
    exchange_level.agree(db, Level.NAMES, "№ 5", DAY)
    assert said(db)[: len(before)] == before


def test_what_was_changed_meanwhile_is_no_difference_with_the_department(
    db: Store, tmp_path: Path
) -> None:
    """It waited here, unsent, when the level went back."""
    case_id = stored_case(db)
    desk = exchange_hub.opened(tmp_path)
    exchange_hub.enrol(desk, db, Level.NAMES)
    exchange_sync.sync(db, Way(desk))
    case = cases.case_file(db, case_id).case
    cases.edit_case(db, replace(case, wanted_until=date(2027, 1, 15)))
    exchange_outbox.seal(db)
    exchange_level.agree(db, Level.CASES, "№ 5", DAY)
    for _ in range(2):
        exchange_sync.sync(db, Way(desk))
    kind = kinds.of("case")
    (held,) = [each for each in exchange_hub.held(desk).values() if each[0] == kind.number]
    until = kind.field("wanted_until")
    assert held[until.number] == kinds.told(until, date(2027, 1, 15))
    assert exchange_differences.every(db) == []


def test_names_on_a_stick_on_its_way_are_taken_back_at_the_department(
    db: Store, tmp_path: Path
) -> None:
    """Part of it went on a stick, part still waited here; the line was there before the stick."""
    case_id = stored_case(db)
    desk = exchange_hub.opened(tmp_path)
    exchange_hub.enrol(desk, db, Level.NAMES)
    (tmp_path / "stick").mkdir()
    exchange_folder.export(db, tmp_path / "stick")
    case = cases.case_file(db, case_id).case
    cases.edit_case(db, replace(case, wanted_until=date(2027, 1, 15)))
    exchange_outbox.seal(db)
    exchange_level.agree(db, Level.CASES, "№ 5", DAY)
    exchange_sync.sync(db, Way(desk))
    exchange_hub.take(desk, files.load(tmp_path / "stick"))
    for _ in range(2):
        exchange_sync.sync(db, Way(desk), compare=True)
    pupil = kinds.of("pupil")
    held = [each for each in exchange_hub.held(desk).values() if each[0] == pupil.number]
    assert len(held) == 1
    assert not [each for each in held if each.get(pupil.field("last").number)]
