"""History and Undo: across restarts, refused with a reason; the store verified and copied."""

from datetime import date
from pathlib import Path

import pytest
from builders import approved_case, decided, opened, paper, roster, stored_case, stored_pupil

from dlschool.domain.case import Council, OrderKind, Outcome, PaperKind
from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.services import cases, history, orders, printing, pupils
from dlschool.services.opening import Store


def words(actions: list[history.Action]) -> list[str]:
    return [action.message for action in actions]


def test_undo_takes_back_one_action_after_another_until_nothing_is_left(db: Store) -> None:
    case_id = stored_case(db)
    cases.add_paper(db, paper(PaperKind.APPLICATION, case_id=case_id))
    newest = history.next_undo(db)
    assert newest is not None
    assert newest.message.startswith("Paper added")
    assert history.undo(db) == newest
    assert [history.undo(db).message[:5] for _ in range(2)] == ["Case ", "Pupil"]
    assert history.next_undo(db) is None
    with pytest.raises(Refused):
        history.undo(db)
    assert pupils.count(db) == 0
    assert history.check(db) == []


def test_undo_goes_on_after_a_restart(db: Store) -> None:
    stored_pupil(db)
    db.close()
    again = opened(db.folder, db.clock)
    assert history.undo(again).message.startswith("Pupil registered")
    assert pupils.count(again) == 0
    again.close()


def test_undo_is_refused_when_a_printed_order_stands_on_the_work(db: Store) -> None:
    case_id = approved_case(db)
    order_id = orders.issue_order(
        db, orders.draft_order(db, case_id, OrderKind.TRANSFER, date(2026, 11, 6))
    )
    printing.print_form(db, "order-transfer", order_id=order_id)
    with pytest.raises(Refused) as refused:
        history.undo(db)
    assert refused.value.message.startswith("Order № {number} of {date} was printed")
    assert cases.case_file(db, case_id).records.orders[0].frozen == "printed"


def test_the_history_says_what_was_done_and_what_was_taken_back(db: Store) -> None:
    stored_case(db)
    history.undo(db)
    kinds = [(action.kind, action.undone) for action in history.actions(db)]
    assert kinds == [("undo", False), ("work", True), ("work", False)]
    assert [action.kind for action in history.undoable(db)] == ["work"]
    assert history.actions(db, 1)[0].who == "Оразова Д."


def test_an_action_is_said_in_both_languages(db: Store) -> None:
    case_id = stored_case(db, number="2026/1")
    cases.add_paper(db, paper(PaperKind.APPLICATION, case_id=case_id))
    newest = history.actions(db, 1)[0]
    kk, ru = history.said(newest, "kk"), history.said(newest, "ru")
    assert ("Өтініш" in kk, "2026/1" in kk) == (True, True)
    assert ("Заявление" in ru, "2026/1" in ru) == (True, True)


def test_the_history_of_a_case_holds_everything_in_it_and_nothing_else(db: Store) -> None:
    case_id, other = stored_case(db, number="2026/1"), stored_case(db, number="2026/2")
    kept = cases.add_paper(db, paper(PaperKind.APPLICATION, case_id=case_id))
    cases.add_paper(db, paper(PaperKind.APPLICATION, case_id=other))
    cases.remove_paper(db, kept)
    printing.print_form(db, "case-papers", case_id=case_id)
    decided(
        db,
        Council.PEDAGOGICAL,
        case_id,
        outcome=Outcome.POSTPONE,
        start=None,
        until=None,
        reason="-",
    )
    found = words(history.history_of_case(db, case_id))
    assert [message.split(":")[0] for message in found[-3:]] == [
        "Paper removed",
        "Paper added",
        "Case opened",
    ]
    assert any("{how}" in message for message in found)
    assert len(words(history.history_of_case(db, other))) == 2
    assert len(history.history_of_case(db, case_id, limit=2)) == 2


def test_the_history_of_a_pupil_holds_the_guardians_that_are_gone(db: Store) -> None:
    pupil_id = stored_pupil(db)
    pupils.edit_pupil(db, pupils.card(db, pupil_id).pupil, [])
    stored_pupil(db, last="Басқа")
    stored_case(db, pupil_id=pupil_id)
    found = words(history.history_of_pupil(db, pupil_id))
    assert [message.split(":")[0] for message in found] == [
        "Case opened",
        "Pupil changed",
        "Pupil registered",
    ]


def test_a_copy_opens_with_the_same_key_and_holds_the_same(db: Store, tmp_path: Path) -> None:
    roster(db, Council.PEDAGOGICAL)
    stored_pupil(db)
    made = history.copy_now(db)
    last = history.last_copy(db)
    assert last is not None
    assert (last.path, last.at) == (made, db.now())
    assert db.folder.key.name in made.with_suffix(".txt").read_text("utf-8")
    assert db.folder.key.read_text().strip() not in made.with_suffix(".txt").read_text("utf-8")
    restored = DataFolder(tmp_path / "restored")
    restored.root.mkdir()
    restored.store.write_bytes(made.read_bytes())
    restored.key.write_bytes(db.folder.key.read_bytes())
    again = opened(restored, db.clock)
    assert pupils.count(again) == 1
    assert history.check(again) == []
    again.close()


def test_a_copy_can_be_made_on_a_stick_and_a_bad_place_is_refused(
    db: Store, tmp_path: Path
) -> None:
    stored_pupil(db)
    assert history.copy_now(db, tmp_path / "stick").parent == tmp_path / "stick"
    assert history.last_copy(db) is None
    (tmp_path / "file").write_text("x")
    with pytest.raises(Refused, match="file"):
        history.copy_now(db, tmp_path / "file")


def test_a_store_that_was_changed_behind_the_journal_is_found_out(db: Store) -> None:
    pupil_id = stored_pupil(db)
    assert history.check(db) == []
    db.execute("update pupils set note = 'x' where id = ?", (pupil_id,))
    assert [finding.place for finding in history.check(db)] == [f"pupils:{pupil_id}"]
