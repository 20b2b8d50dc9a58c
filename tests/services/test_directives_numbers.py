"""Numbers that the department set aside are taken one after another; the school's own are seen."""

from datetime import date

import pytest
from exchange_parts import heard, letter, pair

from dlschool.errors import Refused
from dlschool.services import directives, directives_lines, directives_numbers, number_blocks
from dlschool.services.numbers import next_order_number
from dlschool.services.opening import Store
from dlschool.store import changes

DAY = date(2026, 11, 20)


def block(db: Store, **values: object) -> int:
    pair(db)
    said = {"directive": 5, "series": "movement", "year": 2026, "first": 400, "last": 409}
    heard(db, letter(db, b"", 1, ("number-block", {**said, **values})))
    return directives.every(db)[0].id


def ordered(db: Store, number: str, series: str = "movement") -> None:
    case_id = db.value("select id from cases") or _case(db)
    with changes.action(db, "test"):
        changes.insert(
            db,
            "orders",
            {
                "case_id": case_id, "kind": "transfer", "series": series, "number": number,
                "year": 2026, "date": "2026-11-20", "clause_kk": "", "clause_ru": "",
                "control_kk": "", "control_ru": "", "annulled": 0, "frozen": "", "from_paper": 0,
            },
        )  # fmt: skip


def _case(db: Store) -> int:
    from builders import stored_case

    return stored_case(db)


def test_a_block_counts_only_from_when_a_person_accepted_it(db: Store) -> None:
    number = block(db)
    ordered(db, "7-о")
    assert next_order_number(db, "movement", DAY) == "8-о"
    directives_numbers.accept(db, number)
    assert next_order_number(db, "movement", DAY) == "400-о"
    ordered(db, "400-о")
    assert next_order_number(db, "movement", DAY) == "401-о"
    assert next_order_number(db, "classes", DAY) == "1-н"
    assert next_order_number(db, "movement", date(2027, 1, 9)) == "1-о"


def test_numbers_outside_the_block_are_seen_as_the_schools_own(db: Store) -> None:
    directives_numbers.accept(db, block(db))
    for number in ("400-о", "7-о", "б/н"):
        ordered(db, number)
    assert number_blocks.own(db, "movement", 2026) == ["7-о", "б/н"]
    assert number_blocks.own(db, "classes", 2026) == []


def test_few_numbers_left_are_told_and_a_used_up_block_stops_nobody(db: Store) -> None:
    directives_numbers.accept(db, block(db, last=406))
    assert not list(directives_lines.lines(db, DAY, 14))
    for number in range(400, 403):
        ordered(db, f"{number}-о")
    assert number_blocks.left(db, "movement", 2026) == 4
    assert len(list(directives_lines.lines(db, DAY, 14))) == 1
    for number in range(403, 407):
        ordered(db, f"{number}-о")
    assert next_order_number(db, "movement", DAY) == "407-о"


@pytest.mark.parametrize(
    ("key", "value"),
    [("first", 500), ("last", 10**9), ("year", 26), ("series", "secret"), ("first", 0)],
)
def test_a_block_that_makes_no_sense_is_refused(db: Store, key: str, value: object) -> None:
    number = block(db, **{key: value})
    with pytest.raises(Refused):
        directives_numbers.accept(db, number)
    assert directives.find(db, number).waits
