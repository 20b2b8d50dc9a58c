"""What the department did not simply accept, in words: which change, what became of it, why."""

from builders import stored_case
from exchange_parts import heard, letter, pair

from dlschool.services import exchange_exceptions, exchange_keys, exchange_outbox
from dlschool.services.opening import Store


def receipt(db: Store, **values: object) -> None:
    stored_case(db)
    pair(db)
    exchange_outbox.seal(db)
    mark = exchange_keys.told_epoch(db).mark
    said = {"epoch": mark, "seq": 1, "lane": 0, "state": "accepted", **values}
    heard(db, letter(db, b"", 1, ("receipt", said)))


def test_each_change_is_told_with_its_place_and_reason(db: Store) -> None:
    receipt(
        db, exceptions=[[0, "quarantined", "there already"], [2, "conflict", [5]], [3, "xyz", ""]]
    )
    first, second, third = exchange_exceptions.every(db)
    assert (first.seq, first.op, first.what.ru) == (1, 1, "отложено")
    assert first.why is not None
    assert first.why.ru == "такая запись уже есть"
    assert (second.op, second.why) == (3, None)
    assert third.what.ru == "отмечено отделом иначе"


def test_an_envelope_that_was_put_aside_whole_is_told_as_one(db: Store) -> None:
    receipt(db, state="quarantined", reason="seal")
    (found,) = exchange_exceptions.every(db)
    assert (found.op, found.what.kk) == (None, "бөлек қойылды")
    assert found.why is not None
    assert found.why.ru == "конверт не открывается"


def test_what_was_simply_accepted_is_not_told(db: Store) -> None:
    receipt(db)
    assert exchange_exceptions.every(db) == []
