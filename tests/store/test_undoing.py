"""Undo of any action, Redo, and what stands in the way, by name."""

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest
from builders import KEYS, opened, paper, stored_case, stored_pupil

from dlschool.domain.access import User
from dlschool.domain.case import PaperKind
from dlschool.domain.pupil import Pupil
from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.services import cases
from dlschool.store import changes, pupils, undoing
from dlschool.store.check import check
from dlschool.store.connection import Store, open_store
from dlschool.store.keys import Keys

OLD = Path(__file__).parent / "old"


def at_noon() -> datetime:
    return datetime.fromisoformat("2026-11-21T12:00")


def register(db: Store, last: str, iin: str = "") -> int:
    with changes.action(db, "Entered by the test: {name}", name=last):
        return pupils.save(
            db, Pupil(last=last, first="Өркен", iin=iin, birth_date=date(2013, 3, 5))
        )


def correct(db: Store, pupil_id: int, **facts: object) -> None:
    with changes.action(db, "Corrected by the test"):
        row = {"note": "", **facts}
        changes.update(db, "pupils", pupil_id, row)


def newest(db: Store) -> changes.Action:
    return changes.history(db, limit=1)[0]


def note(db: Store, pupil_id: int) -> str:
    found = pupils.get(db, pupil_id)
    assert found is not None
    return found.note


def test_an_old_action_is_taken_back_while_newer_ones_stay(db: Store) -> None:
    first, second = register(db, "Абаев"), register(db, "Әбенов")
    correct(db, first, note="ескі")
    old = newest(db)
    correct(db, second, note="жаңа")
    undoing.undo(db, old)
    assert (note(db, first), note(db, second)) == ("", "жаңа")
    assert [done.id for done in changes.history(db, undoable=True)] == [4, 2, 1]
    assert check(db) == []


def test_an_undo_is_taken_back_across_restarts_and_can_be_done_again(db: Store) -> None:
    made = register(db, "Абаев")
    correct(db, made, note="ескі")
    work = newest(db)
    for _ in range(2):
        undoing.undo(db, work)
        assert note(db, made) == ""
        taken_back = newest(db)
        db.close()
        db = opened(db.folder, db.clock, db.who)
        undoing.redo(db, taken_back)
        assert note(db, made) == "ескі"
    assert changes.history(db, undoable=True)[0] == work
    states = [(done.kind, done.undone) for done in changes.history(db)][-3:]
    assert states == [("undo", True), ("work", False), ("work", False)]
    assert check(db) == []
    db.close()


def test_what_was_done_again_is_the_first_that_undo_takes(db: Store) -> None:
    made = register(db, "Абаев")
    old = newest(db)
    register(db, "Әбенов")
    undoing.undo(db, old)
    undoing.redo(db, newest(db))
    assert changes.history(db, undoable=True)[0] == old
    assert pupils.get(db, made) is not None


def test_redo_is_refused_when_later_work_stands_on_it(db: Store) -> None:
    made = register(db, "Абаев")
    correct(db, made, note="ескі")
    undoing.undo(db, newest(db))
    taken_back = newest(db)
    correct(db, made, note="кейінгі")
    with pytest.raises(Refused, match=r"Corrected by the test \(21\.11\.2026 12:00"):
        undoing.redo(db, taken_back)
    assert note(db, made) == "кейінгі"


def test_the_later_work_is_named_that_refers_to_what_would_go(db: Store) -> None:
    pupil_id = stored_pupil(db)
    registered = newest(db)
    stored_case(db, pupil_id=pupil_id, number="2026/7")
    with pytest.raises(Refused, match="2026/7"):
        undoing.undo(db, registered)


def test_the_later_work_is_named_that_took_the_number(db: Store) -> None:
    made = register(db, "Абаев", iin="130305500003")
    with changes.action(db, "Removed by the test"):
        pupils.remove(db, made)
    removed = newest(db)
    register(db, "Әбенов", iin="130305500003")
    with pytest.raises(Refused, match="Entered by the test: Әбенов"):
        undoing.undo(db, removed)
    assert pupils.get(db, made) is None


def test_the_later_work_is_named_that_removed_what_a_record_lay_in(db: Store) -> None:
    case_id = stored_case(db, number="2026/7")
    paper_id = cases.add_paper(db, paper(PaperKind.APPLICATION, case_id=case_id))
    cases.remove_paper(db, paper_id)
    removed = newest(db)
    cases.remove_case(db, case_id)
    refused = undoing.refusal(db, [removed])
    assert refused is not None
    assert "2026/7" in refused.text("ru")
    assert refused.message.endswith("{later}")
    assert "Дело удалено" in refused.text("ru") or "Case removed" in refused.text("ru")


def test_a_trial_leaves_no_trace(db: Store) -> None:
    first = register(db, "Абаев")
    register(db, "Әбенов")
    before = changes.history(db)
    assert undoing.refusal(db, changes.history(db, undoable=True)) is None
    assert changes.history(db) == before
    assert pupils.get(db, first) is not None
    assert check(db) == []


def test_a_journal_that_was_altered_is_not_written_back(db: Store) -> None:
    made = register(db, "Абаев")
    correct(db, made, note="ескі")
    db.execute("drop trigger changes_stay")
    db.execute("update changes set before = replace(before, 'Өркен', 'Мирас') where id = 2")
    with pytest.raises(Refused) as refused:
        undoing.undo(db, newest(db))
    assert "altered" in refused.value.message
    found = pupils.get(db, made)
    assert found is not None
    assert found.first == "Өркен"


def test_work_of_an_older_schema_is_taken_back_and_its_new_columns_get_their_defaults(
    tmp_path: Path,
) -> None:
    folder = DataFolder(tmp_path)
    shutil.copy(OLD / "0001_first_school.db", folder.store)
    key = bytes.fromhex((OLD / "0001_first_school.key").read_text().strip())
    old = open_store(folder, at_noon, Keys(key, dict(KEYS.seals)), User(0, "Оразова Д."))
    (pupil_id,) = old.values("select max(id) from pupils")
    with changes.action(old, "Removed by the test"):
        for thing in ("guardians",):
            for row in old.values(f"select id from {thing} where pupil_id = ?", (pupil_id,)):
                changes.delete(old, thing, row)
    old.execute("alter table pupils add column shift text not null default 'II'")
    old.execute("alter table guardians add column trusted integer not null default 1")
    old.execute("alter table actions add column place text not null default 'here'")
    assert [
        f for f in check(old) if f.place.split(":")[0] in ("pupils", "guardians", "changes")
    ] == []
    while done := next(iter(changes.history(old, limit=1, undoable=True)), None):
        undoing.undo(old, done)
        assert set(old.values("select trusted from guardians")) <= {1}
    while back := changes.one(old, "a.kind = 'undo' and not undone and a.message like 'Taken%'"):
        undoing.redo(old, back)
        assert set(old.values("select shift from pupils")) <= {"II"}
    assert [
        f for f in check(old) if f.place.split(":")[0] in ("pupils", "guardians", "changes")
    ] == []
    old.close()
