"""Keys and the connection as they lie in the store: which pair signs, which ones open, what is believed."""

import msgspec
import pytest
from exchange_parts import DEPARTMENT, DEVICE, LIFE, SCHOOL, pair

from dlschool.errors import Refused
from dlschool.exchange import keys, wire
from dlschool.exchange.fault import Fault
from dlschool.exchange.kinds import Level
from dlschool.exchange.wire import Envelope
from dlschool.services import exchange_keys
from dlschool.services.opening import Store
from dlschool.store import exchange


def test_a_computer_makes_its_keys_once(db: Store) -> None:
    with exchange.writing(db):
        made = exchange_keys.mine(db)
    assert exchange_keys.mine(db) == made
    assert exchange_keys.every_pair(db) == [made]


def test_a_new_pair_opens_at_once_and_signs_when_the_department_has_used_it(db: Store) -> None:
    with exchange.writing(db):
        first, second = exchange_keys.mine(db), keys.new(2)
        exchange_keys.keep_pair(db, second)
        assert exchange_keys.mine(db) == first
        assert exchange_keys.every_pair(db) == [first, second]
        exchange_keys.heard_under(db, 1)
        assert exchange_keys.mine(db) == first
        exchange_keys.heard_under(db, 2)
        assert exchange_keys.mine(db) == second
        exchange_keys.heard_under(db, 1)
    assert exchange_keys.mine(db) == second


def test_enrolled_anew_the_former_pairs_are_forgotten(db: Store) -> None:
    with exchange.writing(db):
        exchange_keys.mine(db)
        exchange_keys.keep_pair(db, keys.new(2))
        exchange_keys.heard_under(db, 2)
        fresh = keys.new()
        exchange_keys.begin_with(db, fresh)
    assert exchange_keys.every_pair(db) == [fresh]
    assert exchange_keys.mine(db) == fresh


def envelope(by: keys.Private, to: keys.Public) -> Envelope:
    header = wire.Header(DEVICE, LIFE, 1, wire.FIRST, to.number, down=True)
    found = wire.first(wire.make(header, b"x", SCHOOL, by, to))
    assert found is not None
    return found


def test_what_a_former_pair_of_the_department_signed_is_believed_and_a_strangers_is_not(
    db: Store,
) -> None:
    pair(db)
    new, mine = keys.new(2), exchange_keys.mine(db).public
    former = (DEPARTMENT.public.sign, DEPARTMENT.public.seal, 1)
    to = msgspec.structs.replace(
        exchange_keys.need_paired(db), sign=new.public.sign, seal=new.public.seal, key=2,
        older=(former,),
    )  # fmt: skip
    exchange_keys.verify(to, envelope(new, mine), mine)
    exchange_keys.verify(to, envelope(DEPARTMENT, mine), mine)
    with pytest.raises(Fault):
        exchange_keys.verify(to, envelope(keys.new(), mine), mine)


def test_without_a_connection_what_needs_one_says_what_to_do(db: Store) -> None:
    assert exchange_keys.paired(db) is None
    with pytest.raises(Refused) as refused:
        exchange_keys.need_paired(db)
    assert refused.value.text("kk") != refused.value.text("ru")
    assert exchange_keys.level(db) is Level.TOTALS


def test_a_connection_of_an_earlier_version_is_read(db: Store) -> None:
    """It had no former number and no older pairs."""
    pair(db)
    said = msgspec.msgpack.decode(exchange.get(db, "paired"))
    for name in ("former", "older"):
        said.pop(name, None)
    with exchange.writing(db):
        exchange.put(db, "paired", msgspec.msgpack.encode(said))
    found = exchange_keys.need_paired(db)
    assert (found.device, found.former, found.older) == (DEVICE, 0, ())
