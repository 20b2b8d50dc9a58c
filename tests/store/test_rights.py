"""What no window and no command can forget: the store itself refuses what a role may not write."""

from contextlib import nullcontext
from datetime import date
from itertools import product
from typing import Any

import pytest
from builders import at_noon, opened, stored_case, stored_pupil

from dlschool.domain.access import RIGHTS, Right, Role
from dlschool.domain.case import PaperKind
from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.services import cases, history, pupils, school, search, travel
from dlschool.store import changes, connection, undoing
from dlschool.store.connection import Store
from dlschool.store.rights import RIGHT_OF

ROWS: dict[str, dict[str, Any]] = {
    "settings": {"name": "a", "value": "b"},
    "pupils": {"address": "Абай, 1"},
    "cases": {"note": "!"},
    "papers": {"number": "9"},
}


def as_role(db: Store, role: Role) -> Store:
    return opened(DataFolder(db.folder.root), at_noon, "Біреу", role, ("8Ә",))


def test_every_journalled_thing_has_its_right() -> None:
    assert RIGHT_OF.keys() == changes.THINGS


def test_the_owner_may_everything_and_a_viewer_nothing() -> None:
    assert RIGHTS[Role.OWNER] == set(Right)
    assert RIGHTS[Role.VIEWER] == set()
    assert Right.USERS not in set().union(*(RIGHTS[r] for r in Role if r != Role.OWNER))


@pytest.mark.parametrize(("role", "thing"), [*product(Role, ["pupils", "cases", "papers"])])
def test_a_role_writes_what_its_right_allows_and_nothing_else(
    db: Store, role: Role, thing: str
) -> None:
    stored_case(db, PaperKind.APPLICATION)
    other = as_role(db, role)
    allowed = RIGHT_OF[thing] in RIGHTS[role]
    expected = nullcontext() if allowed else pytest.raises(Refused, match="Біреу")
    with expected, changes.action(other, "Changed"):
        changes.update(other, thing, 1, ROWS[thing])
    other.close()


@pytest.mark.parametrize("thing", sorted(RIGHT_OF.keys() - {"viewings"}))
def test_a_viewer_can_insert_change_and_delete_nothing(db: Store, thing: str) -> None:
    viewer = as_role(db, Role.VIEWER)
    before = viewer.value("select count(*) from actions")
    with pytest.raises(Refused), changes.action(viewer, "Inserted"):
        changes.insert(viewer, thing, {"id": 1})
    assert viewer.value("select count(*) from actions") == before
    viewer.close()


def test_undo_needs_the_right_of_what_it_touches(db: Store) -> None:
    stored_case(db)
    viewer = as_role(db, Role.VIEWER)
    with pytest.raises(Refused, match="Біреу"):
        undoing.undo(viewer, changes.history(viewer, undoable=True)[0])
    viewer.close()


def test_who_registers_pupils_keeps_the_columns_of_a_list_and_no_rule_of_the_school(
    db: Store,
) -> None:
    pupil = pupils.card(db, stored_pupil(db)).pupil
    secretary = as_role(db, Role.SECRETARY)
    pupils.remember_mapping(secretary, "тізім", {"ФИО": "name"})
    travel.save_days(secretary, pupil, {0, 2})
    done = history.next_undo(secretary)
    assert done is not None
    assert history.refused_by_role(secretary, done) is None
    history.undo(secretary)
    assert travel.days(secretary, pupil.id or 0) is None
    with pytest.raises(Refused, match="Біреу"):
        school.save_setting(secretary, "quorum", [1, 2])
    secretary.close()


def test_a_psychologist_writes_conclusions_and_their_scans_and_no_other_paper(db: Store) -> None:
    stored_case(db, PaperKind.PSYCHOLOGIST, PaperKind.MEDICAL)
    psychologist = as_role(db, Role.PSYCHOLOGIST)
    own, foreign = (
        db.value("select id from papers where kind = ?", (kind,))
        for kind in (PaperKind.PSYCHOLOGIST, PaperKind.MEDICAL)
    )
    scan = {"position": 0, "digest": "ab", "mime": "image/png", "size": 1, "pages": 1}
    with changes.action(psychologist, "Changed"):
        changes.update(psychologist, "papers", own, {"number": "3"})
        changes.insert(psychologist, "scans", {"paper_id": own, **scan})
    for thing, row in (("papers", {"number": "3"}), ("papers", {"kind": PaperKind.PSYCHOLOGIST})):
        with pytest.raises(Refused), changes.action(psychologist, "Changed"):
            changes.update(psychologist, thing, foreign, row)
    with pytest.raises(Refused), changes.action(psychologist, "Changed"):
        changes.insert(psychologist, "scans", {"paper_id": foreign, **scan})
    psychologist.close()


def test_who_prints_freezes_the_order_and_changes_nothing_else_of_it(db: Store) -> None:
    case_id = stored_case(db)
    order = {
        "case_id": case_id, "kind": "transfer", "series": "o", "number": "4", "year": 2026,
        "date": date(2026, 11, 3).isoformat(), "clause_kk": "", "clause_ru": "", "control_kk": "",
        "control_ru": "", "annulled": 0, "frozen": "", "from_paper": 0,
    }  # fmt: skip
    with changes.action(db, "Order"):
        made = changes.insert(db, "orders", order)
    psychologist = as_role(db, Role.PSYCHOLOGIST)
    with changes.action(psychologist, "Printed"):
        changes.update(psychologist, "orders", made, {"frozen": "printed"})
    with pytest.raises(Refused), changes.action(psychologist, "Printed"):
        changes.update(psychologist, "orders", made, {"frozen": "", "number": "5"})
    psychologist.close()


def test_a_read_only_store_refuses_every_action_with_its_reason(db: Store) -> None:
    db.refuses = Refused("The other PC has it.")
    with pytest.raises(Refused, match="other PC"), changes.action(db, "Changed"):
        pass


def test_a_teacher_sees_own_classes_in_every_way_of_asking(db: Store) -> None:
    mine = stored_case(db, PaperKind.APPLICATION)
    stranger = stored_pupil(db, last="Бөтенов", grade=9, letter="Б")
    other = stored_case(db, PaperKind.APPLICATION, pupil_id=stranger)
    teacher = as_role(db, Role.TEACHER)
    assert pupils.count(teacher) == 1
    assert [pupil.last for pupil, _ in pupils.known(teacher)] == ["Сәрсенбаев"]
    assert pupils.ids(teacher, pupils.Filter(text="бөтен")) == []
    assert {record.case.id for record in cases.every_record(teacher)} == {mine}
    assert search.search(teacher, "бөтен") == []
    with pytest.raises(Refused):
        cases.records(teacher, other)
    with pytest.raises(Refused):
        pupils.card(teacher, stranger)
    assert teacher.values("select distinct case_id from papers") == [mine]
    assert "Бөтенов" not in str(teacher.rows("select * from changes"))
    assert teacher.rows("select * from actions") == []
    teacher.close()


def test_a_teachers_second_connection_sees_no_more(db: Store) -> None:
    stored_pupil(db, last="Бөтенов", grade=9, letter="Б")
    teacher = as_role(db, Role.TEACHER)
    again = connection.reopened(teacher)
    assert pupils.count(again) == 0
    again.close()
    teacher.close()


def test_a_psychologist_notes_own_consultations_and_nobody_elses(db: Store) -> None:
    case_id = stored_case(db)
    psychologist = as_role(db, Role.PSYCHOLOGIST)
    entry = {
        "pupil_id": db.value("select pupil_id from cases where id = ?", (case_id,)),
        "case_id": case_id, "date": "2026-11-20", "who": "", "system": "", "verified_by": "",
        "text": "әңгіме", "hours": "",
    }  # fmt: skip
    with changes.action(psychologist, "Noted"):
        made = changes.insert(psychologist, "traces", {**entry, "kind": "psychologist"})
    assert db.stored("select text from traces where id = ?", (made,))[0]["text"] != "әңгіме"
    with pytest.raises(Refused), changes.action(psychologist, "Noted"):
        changes.insert(psychologist, "traces", {**entry, "kind": "inspector"})
    psychologist.close()
