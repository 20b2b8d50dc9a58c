"""Every way to change a store behind its journal is tried, found, and named."""

from datetime import date

import pytest
from builders import paper, stored_case, stored_pupil

from dlschool.domain.case import PaperKind
from dlschool.domain.pupil import Pupil
from dlschool.services import cases
from dlschool.store import changes, pupils
from dlschool.store.check import Finding, check
from dlschool.store.connection import Store

NAMES = ("Абаев", "Әбенов", "Бектенов", "Сәрсенбаев", "Үмбетов")


def register(db: Store, last: str) -> int:
    with changes.action(db, "Entered by the test: {name}", name=last):
        return pupils.save(db, Pupil(last=last, first="Өркен", birth_date=date(2013, 3, 5)))


@pytest.fixture
def five(db: Store) -> Store:
    """Five pupils, one action each; the journal's guard is off and nobody looks at references."""
    for last in NAMES:
        register(db, last)
    assert check(db) == []
    return db


def unguarded(db: Store, *attack: str) -> list[Finding]:
    """The attack through a connection of its own, the guards put back after it as they were."""
    guards = db.rows(
        "select name, sql from sqlite_master where type = 'trigger' and sql like '%append%'"
    )
    for guard in guards:
        db.execute(f"drop trigger {guard['name']}")
    db.execute("pragma foreign_keys = off")
    for statement in attack:
        db.execute(statement)
    for guard in guards:
        db.execute(guard["sql"])
    db.execute("pragma foreign_keys = on")
    return check(db)


def places(found: list[Finding]) -> list[str]:
    return [finding.place for finding in found]


def test_a_changed_line_is_named_with_its_record(five: Store) -> None:
    found = unguarded(
        five, "update changes set after = replace(after, 'Өркен', 'Мирас') where id = 4"
    )
    assert places(found) == ["changes:4", "pupils:4"]
    assert "Сәрсенбаев Ө. [pupils:4]" in found[0].text.ru
    assert "Оразова Д." in found[0].text.ru
    assert "Білім алушы Сәрсенбаев Ө." in found[0].text.kk


def test_a_changed_hash_is_named_once(five: Store) -> None:
    found = unguarded(five, "update changes set hash = 'aa' where id = 2")
    assert places(found) == ["changes:2"]


@pytest.mark.parametrize(
    ("attack", "wanted"),
    [
        ("delete from changes where id = 2", ["changes:2", "actions:2", "pupils:2"]),
        ("delete from changes where id in (2, 3)", ["changes:2-3", "actions:2", "pupils:3"]),
        ("delete from changes where id = 1", ["changes:1", "actions:1", "pupils:1"]),
        ("delete from changes where id = 5", ["changes:end", "actions:5", "pupils:5"]),
        ("delete from actions where id = 3", ["actions:3"]),
        ("delete from actions where id = 5", ["actions:5"]),
        ("update actions set who = 'Басқа' where id = 1", ["changes:1"]),
        ("update actions set at = '2020-01-01T00:00:00' where id = 2", ["changes:2"]),
        ("update actions set kind = 'record' where id = 2", ["changes:2"]),
        ("update changes set row = 77 where id = 1", ["changes:1", "pupils:1", "pupils:77"]),
        ("update changes set thing = 'staff' where id = 1", ["changes:1", "pupils:1", "staff:1"]),
        ("update changes set action = 3 where id = 1", ["changes:1", "actions:1"]),
        (
            "insert into actions (message, details, at, who, kind) "
            "values ('x', '{}', '2026-11-21T12:00:00', 'x', 'work')",
            ["actions:6"],
        ),
    ],
)
def test_a_line_that_was_dropped_or_altered_is_found(
    five: Store, attack: str, wanted: list[str]
) -> None:
    found = places(unguarded(five, attack))
    assert set(wanted) <= set(found), found


def test_dropped_lines_that_were_renumbered_are_found(five: Store) -> None:
    found = unguarded(
        five,
        "delete from changes where id = 3",
        "update changes set id = id - 1 where id > 3",
    )
    assert {"changes:3", "pupils:3", "actions:3"} <= set(places(found))


def test_two_swapped_lines_are_both_named(five: Store) -> None:
    found = unguarded(
        five,
        "update changes set id = 10 where id = 2",
        "update changes set id = 2 where id = 4",
        "update changes set id = 4 where id = 10",
    )
    assert [place for place in places(found) if place.startswith("changes")] == [
        "changes:2",
        "changes:4",
    ]
    assert all("не на своём месте" in finding.text.ru for finding in found)
    assert {name in found[0].text.ru for name in ("Сәрсенбаев Ө.",)} == {True}


def test_neighbours_that_changed_places_are_found(five: Store) -> None:
    found = unguarded(
        five,
        "update changes set id = 10 where id = 2",
        "update changes set id = 2 where id = 3",
        "update changes set id = 3 where id = 10",
    )
    assert places(found) == ["changes:2", "changes:3"]


def _forged(db: Store, place: int, text: str) -> tuple[str, ...]:
    """A line between two others with a right hash of its own, as who knows the program can make."""
    previous = db.value("select hash from changes where id = ?", (place - 1,))
    action = changes.as_text(db.row("select * from actions where id = ?", (place - 1,))) or ""
    made = changes.digest(previous, action, (place - 1, "pupils", 1, text, text))
    return (
        f"update changes set id = id + 100 where id >= {place}",
        f"insert into changes values ({place}, {place - 1}, 'pupils', 1, '{text}', '{text}', '{made}')",
        "update changes set id = id - 99 where id > 100",
    )


def test_an_inserted_line_is_found_even_with_a_right_hash(five: Store) -> None:
    text = five.value("select after from changes where id = 1")
    found = unguarded(five, *_forged(five, 3, text))
    assert [place for place in places(found) if place.startswith("changes")] == ["changes:3"]
    assert "вставлена" in found[0].text.ru


def test_an_inserted_line_with_a_wrong_hash_is_found(five: Store) -> None:
    first, _, last = _forged(five, 3, "{}")
    found = unguarded(
        five, first, "insert into changes values (3, 2, 'pupils', 1, '{}', '{}', 'aa')", last
    )
    assert "changes:3" in places(found)


def test_an_action_of_many_lines_is_named_once(db: Store) -> None:
    with changes.action(db, "Three at once"):
        for last in NAMES[:3]:
            register(db, last)
    register(db, "Қасымов")
    found = unguarded(db, "update actions set message = 'Two at once' where id = 1")
    assert places(found) == ["actions:1"]


@pytest.mark.parametrize(
    ("attack", "place", "words"),
    [
        (
            "update pupils set first = 'Мирас' where id = 4",
            "pupils:4",
            "изменена в обход журнала (Имя)",
        ),
        ("delete from pupils where id = 4", "pupils:4", "Сәрсенбаев Ө. [pupils:4]: запись удалена"),
        (
            "insert into pupils select 9, last, first, middle, iin, iin_reason, birth_date, sex, grade, "
            "letter, language, address, special_needs, home_teaching, left_on, note, sort_key, folded "
            "from pupils where id = 4",
            "pupils:9",
            "запись добавлена",
        ),
        ("update pupils set id = 40 where id = 4", "pupils:40", "запись добавлена"),
        ("insert into told values (1, 77, 'x', 'x', 'x')", "told:1", "ссылается"),
    ],
)
def test_a_record_changed_behind_the_journal_is_named(
    five: Store, attack: str, place: str, words: str
) -> None:
    found = unguarded(five, attack)
    assert any(words in finding.text.ru for finding in found if finding.place == place), found


def test_records_of_a_case_are_named_by_its_number(db: Store) -> None:
    case_id = stored_case(db, number="2026/7", pupil_id=stored_pupil(db, last="Сәрсенбаев"))
    paper_id = cases.add_paper(db, paper(PaperKind.APPLICATION, case_id=case_id))
    db.execute("update papers set issuer = 'x'")
    db.execute("update cases set note = 'x'")
    found = {finding.place: finding.text for finding in check(db)}
    assert "Дело № 2026/7, Сәрсенбаев" in found[f"cases:{case_id}"].ru
    assert "№ 2026/7" in found[f"papers:{paper_id}"].kk
    assert "(Кем выдан)" in found[f"papers:{paper_id}"].ru


def test_a_tail_cut_off_with_its_head_set_back_is_seen_by_the_numbers_given_out(
    five: Store,
) -> None:
    found = unguarded(
        five,
        "delete from changes where id > 3",
        "delete from actions where id > 3",
        "delete from pupils where id > 3",
        "update meta set value = (select hash from changes where id = 3) where key = 'journal'",
    )
    assert places(found) == ["pupils:4-5"]


def test_a_head_that_was_set_back_alone_is_found(five: Store) -> None:
    found = unguarded(
        five,
        "update meta set value = (select hash from changes where id = 3) where key = 'journal'",
    )
    assert places(found) == ["changes:end"]


def test_a_search_list_that_was_altered_is_found(five: Store) -> None:
    five.execute(
        "insert into pupils_found (pupils_found, rowid, folded) values ('delete', 1, 'абаев')"
    )
    assert places(check(five)) == ["pupils_found"]


def test_a_journal_forged_with_right_hashes_must_still_agree_with_itself(five: Store) -> None:
    """Who can compute hashes rewrites them all: what the lines say of a record must still follow."""

    def rewritten(db: Store) -> None:
        previous = ""
        for row in db.rows("select * from changes order by id"):
            action = changes.as_text(db.row("select * from actions where id = ?", (row["action"],)))
            parts = tuple(row[n] for n in ("action", "thing", "row", "before", "after"))
            previous = changes.digest(previous, action or "", parts)
            db.execute("update changes set hash = ? where id = ?", (previous, row["id"]))
        db.execute("update meta set value = ? where key = 'journal'", (previous,))

    with changes.action(five, "Corrected"):
        changes.update(five, "pupils", 1, {"note": "жаңа"})
    five.execute("drop trigger changes_stay")
    five.execute("update changes set after = replace(after, 'Өркен', 'Мирас') where id = 1")
    rewritten(five)
    found = check(five)
    assert places(found) == ["schema:changes_stay", "changes:6"]


def test_many_broken_lines_are_all_found_and_the_check_ends(db: Store) -> None:
    with changes.action(db, "Many"):
        for n in range(300):
            pupils.save(db, Pupil(last=f"Абаев{n}", first="Өркен"))
    for n in range(60):
        register(db, f"Әбенов{n}")
    found = unguarded(db, "update changes set after = replace(after, 'Әбенов', 'Б') where id > 300")
    assert len([place for place in places(found) if place.startswith("changes")]) == 60
