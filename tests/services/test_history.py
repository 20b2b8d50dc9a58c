"""History and Undo: across restarts, refused with a reason; the store verified and copied."""

from datetime import date

import pytest
from builders import approved_case, decided, opened, paper, stored_case, stored_pupil

from dlschool.domain.access import Role, User
from dlschool.domain.case import Council, OrderKind, Outcome, PaperKind
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.services import cases, history, orders, printing, pupils
from dlschool.services.opening import Store
from dlschool.store import backups, changes


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


def test_a_store_that_was_changed_behind_the_journal_is_found_out(db: Store) -> None:
    pupil_id = stored_pupil(db)
    assert history.check(db) == []
    db.execute("update pupils set note = 'x' where id = ?", (pupil_id,))
    assert [finding.place for finding in history.check(db)] == [f"pupils:{pupil_id}"]


def test_any_recent_action_is_taken_back_and_done_again(db: Store) -> None:
    first, second = stored_pupil(db), stored_pupil(db, last="Басқа")
    done = history.undoable(db)[1]
    assert history.undo(db, done.id) == done
    assert pupils.ids(db, pupils.Filter()) == [second]
    assert [action.id for action in history.undoable(db)] == [2]
    taken_back = history.next_redo(db)
    assert taken_back is not None
    assert history.redo(db) == taken_back
    assert set(pupils.ids(db, pupils.Filter())) == {first, second}
    assert history.next_redo(db) is None
    with pytest.raises(Refused):
        history.redo(db)
    assert history.check(db) == []


def test_undo_and_redo_say_what_they_cannot_take(db: Store) -> None:
    case_id = stored_case(db)
    printing.print_form(db, "case-papers", case_id=case_id)
    record, work = history.actions(db, 2)
    history.undo(db, work.id)
    taken_back = history.actions(db, 1)[0]
    for wrong, message in (
        (work.id, "“{what}” was taken back already."),
        (record.id, "“{what}” is a record of what happened: it stays."),
        (taken_back.id, "“{what}” is a record of what happened: it stays."),
        (999, "There is no action {id} that you could take back."),
    ):
        with pytest.raises(Refused) as refused:
            history.undo(db, wrong)
        assert refused.value.message == message
    for wrong in (work.id, record.id, 999):
        with pytest.raises(Refused):
            history.redo(db, wrong)


def test_undo_to_an_action_takes_everything_between_or_nothing(db: Store) -> None:
    stored_pupil(db)
    case_id = stored_case(db)
    cases.add_paper(db, paper(PaperKind.APPLICATION, case_id=case_id))
    steps = history.undoable(db)
    assert history.steps_to(db, steps[2].id) == steps[:3]
    assert history.why_not(db, steps[:3]) is None
    assert [text.ru for text in history.touched(db, *steps[:3])] == [
        "обучающиеся: 1",
        "законные представители: 1",
        "дела: 1",
        "документы: 1",
    ]
    assert history.undo_to(db, steps[2].id) == steps[:3]
    assert pupils.count(db) == 1
    assert history.check(db) == []


def test_undo_to_an_action_over_a_printed_order_takes_nothing_back(db: Store) -> None:
    case_id = approved_case(db)
    draft = orders.draft_order(db, case_id, OrderKind.TRANSFER, date(2026, 11, 6))
    order_id = orders.issue_order(db, draft)
    printing.print_form(db, "order-transfer", order_id=order_id)
    stored_pupil(db)
    before = history.actions(db, 500)
    oldest = history.undoable(db, 500)[-1]
    with pytest.raises(Refused):
        history.undo_to(db, oldest.id)
    assert history.actions(db, 500) == before
    assert history.why_not(db, history.undoable(db)[:1]) is None


def test_records_of_an_action_are_named(db: Store) -> None:
    case_id = stored_case(db, number="2026/7")
    paper_id = cases.add_paper(db, paper(PaperKind.APPLICATION, case_id=case_id))
    cases.remove_paper(db, paper_id)
    removed, added, opened_, _ = history.actions(db)
    assert [text.ru.split(",")[0] for text in history.records(db, opened_)] == ["Дело № 2026/7"]
    assert "2026/7" in history.records(db, added)[0].kk
    assert "2026/7" in history.records(db, removed)[0].ru


def test_without_the_right_to_the_journal_one_sees_and_takes_back_ones_own(db: Store) -> None:
    stored_pupil(db)
    theirs = history.next_undo(db)
    assert theirs is not None
    secretary = opened(db.folder, db.clock, "Ким А.", Role.SECRETARY)
    assert history.actions(secretary) == []
    with pytest.raises(Refused):
        history.undo(secretary)
    with pytest.raises(Refused):
        history.undo(secretary, theirs.id)
    own = stored_pupil(secretary, last="Басқа")
    assert [action.who for action in history.actions(secretary)] == ["Ким А."]
    history.undo(secretary)
    assert history.next_redo(secretary) is not None
    history.redo(secretary)
    assert pupils.card(secretary, own).pupil.last == "Басқа"
    with pytest.raises(Refused):
        history.check(secretary)
    secretary.close()


def test_a_role_that_may_not_write_a_record_may_not_take_work_on_it_back(db: Store) -> None:
    stored_pupil(db)
    done = history.next_undo(db)
    assert done is not None
    db.user = User(0, "Оразова Д.", Role.VIEWER)
    with pytest.raises(Refused):
        history.undo(db, done.id)
    db.user = User(0, "Оразова Д.")
    assert pupils.count(db) == 1


def test_a_journal_rewritten_whole_is_known_by_an_older_backup(db: Store) -> None:
    """Who holds the key can compute every hash anew; what left the base before still tells."""
    stored_pupil(db)
    backups.create(db, "hand", Text("мектеп", "школа"), "machine")
    assert history.check(db) == []
    db.execute("drop trigger changes_stay")
    db.execute("update changes set after = replace(after, 'Өркен', 'Мирас')")
    db.execute("update pupils set first = 'Мирас'")
    previous = ""
    for row in db.stored("select * from changes order by id"):
        action = changes.as_text(db.row("select * from actions where id = ?", (row["action"],)))
        parts = tuple(row[name] for name in ("action", "thing", "row", "before", "after"))
        previous = changes.digest(previous, action or "", parts)
        db.execute("update changes set hash = ? where id = ?", (previous, row["id"]))
    db.execute("update meta set value = ? where key = 'journal'", (previous,))
    assert [f.place for f in history.check(db) if f.place.startswith("backup:")]
