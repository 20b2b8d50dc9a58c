"""The schema and every value: nothing is dropped, altered or changed unseen."""

from datetime import date

import pytest
from builders import approved_case, taken_back

from dlschool.domain.case import Material, OrderKind
from dlschool.domain.text import Text
from dlschool.services import cases, orders, printing, school
from dlschool.store import changes
from dlschool.store.check import Finding, check
from dlschool.store.connection import IntegrityError, Store


def places(found: list[Finding]) -> list[str]:
    return [finding.place for finding in found]


@pytest.mark.parametrize(
    ("attack", "place"),
    [
        ("drop trigger changes_stay", "schema:changes_stay"),
        ("drop trigger pupils_found_insert", "schema:pupils_found_insert"),
        ("drop index pupils_iin", "schema:pupils_iin"),
        ("drop table told", "schema:told"),
        ("alter table pupils add column x text", "schema:pupils"),
        ("create table stranger (a)", "schema:stranger"),
        (
            "create trigger quiet after insert on pupils begin delete from told; end",
            "schema:quiet",
        ),
        ("create view pupils_ as select 1", "schema:pupils_"),
    ],
)
def test_an_altered_schema_is_named(db: Store, attack: str, place: str) -> None:
    db.execute("pragma foreign_keys = off")
    db.execute(attack)
    assert place in places(check(db))


def test_a_guard_put_back_otherwise_is_found(db: Store) -> None:
    db.execute("drop trigger changes_stay")
    db.execute("create trigger changes_stay before update on changes begin select 1; end")
    (found,) = check(db)
    assert found.place == "schema:changes_stay"
    assert "изменён" in found.text.ru


def test_no_value_of_any_record_or_line_can_be_changed_unseen(db: Store) -> None:
    """Every column of every table that holds something, one value after another."""
    case_id = approved_case(db)
    draft = orders.draft_order(db, case_id, OrderKind.TRANSFER, date(2026, 11, 6))
    orders.issue_order(db, draft)
    printing.print_case(db, case_id)
    cases.issue_material(db, case_id, [Material.TEXTBOOKS], date(2026, 11, 6))
    school.save_control(db, Text("орынбасар", "заместитель"))
    taken_back(db)
    for guard in db.values("select name from sqlite_master where sql like '%append-only%'"):
        db.execute(f"drop trigger {guard}")
    db.execute("pragma foreign_keys = off")
    known, tried, unseen = set(places(check(db))), 0, []
    for table in (*sorted(changes.THINGS), "actions", "changes"):
        (row,) = db.stored(f"select * from {table} order by id desc limit 1") or [{}]
        for column, value in row.items():
            other = value + 1 if isinstance(value, int) else f"{value or ''}1"
            here = other if column == "id" else row["id"]
            try:
                db.execute(f"update {table} set {column} = ? where id = ?", (other, row["id"]))
            except IntegrityError:
                continue
            if set(places(check(db))) <= known:
                unseen.append((table, column))
            tried += 1
            db.execute(f"update {table} set {column} = ? where id = ?", (value, here))
    assert unseen == []
    assert tried > 120
    assert set(places(check(db))) == known
