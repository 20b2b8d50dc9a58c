"""Words of people to the department: they wait for a sealing, and a new epoch does not lose them."""

from exchange_parts import heard, letter, newest, pair, said

from dlschool.services import exchange_keys, exchange_outbox, exchange_saying
from dlschool.services.opening import Store
from dlschool.store import meta


def resolves(db: Store, after: int = 0) -> list[int]:
    exchange_outbox.seal(db)
    return [f["conflict"] for _a, kind, _n, f in said(db, after) if kind == "resolve"]


def test_a_word_waits_is_counted_and_is_said_once(db: Store) -> None:
    pair(db)
    exchange_outbox.seal(db)
    exchange_saying.say(db, "resolve", conflict=3, value="x")
    assert exchange_outbox.waiting(db) == 1
    assert resolves(db) == [3]
    assert exchange_outbox.waiting(db) == 0
    assert resolves(db, newest(db)) == []


def accepted(db: Store) -> None:
    mark = exchange_keys.told_epoch(db).mark
    receipt = {"epoch": mark, "seq": newest(db), "lane": 0, "state": "accepted"}
    heard(db, letter(db, b"", 1, ("receipt", receipt)))


def new_epoch(db: Store) -> None:
    meta.keep(db, {"epoch": "another life of the base"})


def test_what_was_not_accepted_before_a_new_epoch_is_said_again(db: Store) -> None:
    pair(db)
    exchange_outbox.seal(db)
    exchange_saying.say(db, "resolve", conflict=3, value="x")
    assert resolves(db) == [3]
    new_epoch(db)
    assert resolves(db) == [3]


def test_what_was_accepted_is_not_said_again(db: Store) -> None:
    pair(db)
    exchange_outbox.seal(db)
    exchange_saying.say(db, "resolve", conflict=3, value="x")
    assert resolves(db) == [3]
    accepted(db)
    exchange_outbox.seal(db)
    new_epoch(db)
    assert resolves(db) == []
