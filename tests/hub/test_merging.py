"""Two sides wrote: what stands, what has to be decided. Pure."""

import pytest

from dlschool.exchange.payload import Act, Op
from dlschool.hub import merging
from dlschool.hub.merging import EXISTENCE, Clash, Outcome, Record, Said

A, B = 1, 2


def _record(**fields: tuple[object, int, int]) -> Record:
    return Record(3, {int(n[1:]): Said(*said) for n, said in fields.items()})


def test_different_fields_merge() -> None:
    record = _record(f1=("a", A, 1))
    assert merging.merge(record, Op(3, Act.SET, 1, {2: "b"}), B, 5, 0) == Outcome({2: "b"})
    assert record.values() == {1: "a", 2: "b"}


def test_who_knew_of_the_other_value_overwrites_it_and_who_did_not_makes_a_clash() -> None:
    record = _record(f1=("a", A, 4))
    op = Op(3, Act.SET, 1, {1: "b"})
    assert merging.merge(record, op, B, 5, 3).clashes == (Clash(1, "a", A, "b"),)
    assert record.values() == {1: "a"}
    assert merging.merge(record, op, B, 6, 4).changed == {1: "b"}


def test_own_values_are_overwritten_freely_but_not_by_a_base_that_came_back() -> None:
    record = _record(f1=("a", A, 4))
    assert merging.merge(record, Op(3, Act.SET, 1, {1: "b"}), A, 5, 0).changed == {1: "b"}
    clash = merging.merge(record, Op(3, Act.WHOLE, 1, {0: [], 1: "a"}), A, 6, 0).clashes
    assert clash == (Clash(1, "b", A, "a"),)


def test_a_value_that_was_taken_back_is_none() -> None:
    record = _record(f1=("a", A, 1), f2=("b", A, 1))
    merging.merge(record, Op(3, Act.SET, 1, {1: None}), A, 2, 0)
    assert record.values() == {2: "b"}


def test_an_edit_that_was_not_known_of_wins_against_taking_away() -> None:
    record = _record(f1=("a", A, 4))
    outcome = merging.merge(record, Op(3, Act.GONE, 1), B, 5, 3)
    assert outcome.clashes == (Clash(EXISTENCE, True, A, False),)
    assert not record.gone
    assert merging.merge(record, Op(3, Act.GONE, 1), B, 6, 4).gone is True
    assert merging.merge(record, Op(3, Act.GONE, 1), B, 7, 4) == Outcome()


def test_what_was_taken_away_comes_back_with_a_clash_where_that_was_not_known() -> None:
    record = _record(f1=("a", A, 1))
    merging.merge(record, Op(3, Act.GONE, 1), A, 2, 1)
    outcome = merging.merge(record, Op(3, Act.SET, 1, {2: "b"}), B, 3, 1)
    assert (outcome.gone, record.gone) == (False, False)
    assert outcome.clashes == (Clash(EXISTENCE, True, B, False, A),)


def test_who_took_away_may_bring_back_without_a_clash() -> None:
    record = _record(f1=("a", A, 1))
    merging.merge(record, Op(3, Act.GONE, 1), A, 2, 1)
    outcome = merging.merge(record, Op(3, Act.SET, 1, {1: "a"}), A, 3, 0)
    assert (outcome.gone, outcome.clashes) == (False, ())


def test_a_mere_name_of_what_was_taken_away_brings_nothing_back() -> None:
    record = _record(f1=("a", A, 1))
    merging.merge(record, Op(3, Act.GONE, 1), A, 2, 1)
    assert merging.merge(record, Op(3, Act.WHOLE, 1, {0: []}), A, 3, 0) == Outcome()
    assert record.gone


def test_an_act_of_a_newer_program_is_not_guessed() -> None:
    with pytest.raises(ValueError, match="act"):
        merging.merge(_record(), Op(3, 17, 1, {1: "a"}), A, 1, 0)


def test_what_is_kept_is_read_back() -> None:
    record = _record(f1=("a", A, 1), f7=(None, B, 2), f0=(False, A, 3))
    record.gone = True
    read = merging.unpacked(3, merging.packed(record), True)
    assert read == record
    assert read.values() == {1: "a"}


def test_like_values_of_different_types_are_different() -> None:
    assert not merging.same(1, True)
    assert not merging.same(1, "1")
    assert merging.same([1], [1])
