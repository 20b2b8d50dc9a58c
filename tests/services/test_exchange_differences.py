"""Two wrote the same: both values are kept, a person chooses, the other can be put back."""

import pytest
from builders import ready_case
from builders import school as described
from exchange_parts import heard, letter, newest, pair, said

from dlschool.errors import Refused
from dlschool.services import exchange_differences, exchange_outbox, printing, school
from dlschool.services.opening import Store
from dlschool.store import changes, exchange


def differing(db: Store) -> int:
    """The department wrote a name of the school, the school another one; returns the number."""
    school.save_school(db, described())
    pair(db)
    exchange_outbox.seal(db)
    told = exchange.told(db, "school", 1)
    assert told is not None
    values = {
        "conflict": 3, "kind": 1, "record": told.no, "field": 2, "current": "Школа отдела",
        "other": school.school(db).name.ru, "current_source": 0, "other_source": 7,
    }  # fmt: skip
    heard(db, letter(db, b"", 1, ("conflict", values)))
    return 3


def test_both_values_and_who_wrote_them_are_told(db: Store) -> None:
    found = exchange_differences.find(db, differing(db))
    assert found.open
    assert exchange_differences.value(found, "current").ru == "Школа отдела"
    assert exchange_differences.value(found, "other").ru == school.school(db).name.ru
    assert exchange_differences.source(db, 0) == exchange_differences.DEPARTMENT
    assert exchange_differences.source(db, 7) == exchange_differences.THIS_SCHOOL


def test_while_it_is_open_the_school_says_nothing_of_the_field_and_prints_no_case(
    db: Store,
) -> None:
    case_id = ready_case(db)
    differing(db)
    before = newest(db)
    exchange_outbox.seal(db)
    assert not [f for _a, kind, _n, f in said(db, before) if kind == "school" and "name_ru" in f]
    with pytest.raises(Refused, match="№ 3"):
        printing.prepare_case(db, case_id)
    exchange_differences.resolve(db, 3, "current")
    assert printing.prepare_case(db, case_id).content


def test_the_departments_value_chosen_stands_in_the_row_and_the_decision_goes_up(
    db: Store,
) -> None:
    number = differing(db)
    before = newest(db)
    exchange_differences.resolve(db, number, "current")
    assert school.school(db).name.ru == "Школа отдела"
    exchange_outbox.seal(db)
    told = [(kind, fields) for _a, kind, _n, fields in said(db, before)]
    assert ("resolve", {"conflict": 3, "value": "Школа отдела"}) in told
    with pytest.raises(Refused):
        exchange_differences.resolve(db, number, "other")


def test_the_schools_own_value_chosen_is_told_and_the_other_can_be_put_back(db: Store) -> None:
    number = differing(db)
    ours = school.school(db).name.ru
    exchange_differences.resolve(db, number, "other")
    assert school.school(db).name.ru == ours
    exchange_differences.put_back(db, number)
    assert school.school(db).name.ru == "Школа отдела"
    assert exchange_differences.value(exchange_differences.find(db, number), "chosen").ru == (
        "Школа отдела"
    )
    exchange_differences.put_back(db, number)
    assert school.school(db).name.ru == ours


def test_an_open_difference_cannot_be_put_back_and_an_unknown_one_is_refused(db: Store) -> None:
    number = differing(db)
    with pytest.raises(Refused):
        exchange_differences.put_back(db, number)
    with pytest.raises(Refused):
        exchange_differences.find(db, 99)


def test_a_decision_is_a_line_of_the_journal_that_undo_does_not_take(db: Store) -> None:
    exchange_differences.resolve(db, differing(db), "current")
    (done,) = changes.history(db, limit=1)
    assert (done.kind, "Школа отдела" in changes.said(done, "ru")) == ("record", True)
