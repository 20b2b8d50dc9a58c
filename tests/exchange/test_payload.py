from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlschool.exchange import payload
from dlschool.exchange.fault import Fault, Why
from dlschool.exchange.payload import Act, Content, Op

NUMBER = st.integers(0, 1 << 40)
PLAIN = st.none() | st.booleans() | st.integers(-(1 << 62), 1 << 62) | st.text(max_size=8)
VALUE: Any = st.recursive(
    PLAIN | st.binary(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.integers(0, 99), inner, max_size=3)
    ),
    max_leaves=6,
)
OP = st.builds(
    Op, st.integers(0, 70), st.integers(0, 6), NUMBER,
    st.dictionaries(st.integers(0, 30), VALUE, max_size=4), st.integers(0, 10_000),
)  # fmt: skip
CONTENT = st.builds(
    Content,
    st.lists(OP, max_size=12, unique_by=lambda op: op.no).map(tuple),
    NUMBER, NUMBER, st.integers(0, 50), st.integers(50, 90), st.integers(1, 9),
    st.lists(PLAIN, max_size=2).map(tuple),
)  # fmt: skip


def plain(content: Content) -> list[tuple[Any, ...]]:
    return [(op.kind, op.act, op.no, sorted(op.fields.items()), op.age) for op in content.ops]


@given(CONTENT)
@settings(max_examples=200)
def test_content_reads_back_with_the_same_types(said: Content) -> None:
    read = payload.unpacked(payload.packed(said))
    assert repr(plain(read)) == repr(plain(said))
    assert (read.at, read.base, read.first, read.last) == (
        said.at,
        said.base,
        said.first,
        said.last,
    )
    assert (read.schema, read.more) == (said.schema, said.more)


@given(st.lists(OP, max_size=12))
def test_arranged_operations_are_the_same_ones_with_records_before_what_speaks_of_them(
    ops: list[Op],
) -> None:
    found = payload.arranged(ops)
    assert sorted(map(repr, found)) == sorted(map(repr, ops))
    assert [op.kind for op in found] == sorted(op.kind for op in ops)


@given(st.lists(st.sampled_from([1, True, 0, False, "1", None, b"1"]), min_size=1, max_size=6))
def test_one_and_true_in_one_column_stay_what_they_are(values: list[Any]) -> None:
    ops = tuple(Op(3, Act.SET, no, {1: value}) for no, value in enumerate(values))
    read = payload.unpacked(payload.packed(Content(ops, 0)))
    assert repr([op.fields[1] for op in read.ops]) == repr(values)


def test_kinds_fields_and_acts_of_a_newer_program_are_kept_and_handed_on() -> None:
    said = Content((Op(999, 77, 5, {500: ["new", {1: b"x"}]}),), 10, schema=9, more=("later", 3))
    assert payload.unpacked(payload.packed(said)) == said


def test_a_thousand_changes_of_one_field_take_few_bytes() -> None:
    ops = tuple(Op(3, Act.SET, 2 * n, {3: "family"}) for n in range(1, 1001))
    assert len(payload.packed(Content(ops, 29_000_000))) < 1200
    steps = tuple(Op(3, Act.SET, n, {3: "family"}) for n in range(1, 1001))
    assert len(payload.packed(Content(steps, 29_000_000))) < 40


@given(CONTENT, st.data())
@settings(max_examples=150)
def test_content_that_is_cut_off_is_refused(said: Content, data: st.DataObject) -> None:
    made = payload.packed(said)
    with pytest.raises(Fault) as caught:
        payload.unpacked(made[: data.draw(st.integers(0, len(made) - 1))])
    assert caught.value.why is Why.BODY


@given(CONTENT, st.data())
@settings(max_examples=300)
def test_content_with_a_flipped_bit_is_read_or_refused_and_never_crashes(
    said: Content, data: st.DataObject
) -> None:
    made = bytearray(payload.packed(said))
    bit = data.draw(st.integers(0, len(made) * 8 - 1))
    made[bit // 8] ^= 1 << bit % 8
    read_or_refused(bytes(made))


@given(st.binary(max_size=80))
@settings(max_examples=300)
def test_any_bytes_are_content_or_refused(content: bytes) -> None:
    read_or_refused(content)


@given(VALUE)
@settings(max_examples=200)
def test_any_value_in_place_of_the_groups_is_read_or_refused(value: Any) -> None:
    read_or_refused(msgspec.msgpack.encode([1, 0, 0, 0, 0, value]))
    read_or_refused(msgspec.msgpack.encode([1, 0, 0, 0, 0, [value]]))
    read_or_refused(msgspec.msgpack.encode([1, 0, 0, 0, 0, [[3, 0, [1], [1, 5], [1, 0], value]]]))
    read_or_refused(msgspec.msgpack.encode(value))


def read_or_refused(content: bytes) -> None:
    try:
        read = payload.unpacked(content)
    except Fault:
        return
    assert all(type(op.no) is int and op.no >= 0 for op in read.ops)
    payload.packed(read)


HEAD = [1, 0, 0, 0, 0]


@pytest.mark.parametrize(
    "groups",
    [
        [[3, 0, [1], [payload.MOST_OPS + 1, 1], [payload.MOST_OPS + 1, 0], [payload.MOST_OPS + 1, 0]]],
        [[3, 0, [], [payload.MOST_OPS, 1], [payload.MOST_OPS, 0]]] * 1000,
        [[3, 0, [1] * 2, [1, 1], [1, 0], [1, 0], [1, 0]]],
        [[3, 0, [1], [1, 1], [1, 0]]],
        [[3, 0, [1], [2, 1], [1, 0], [1, 0]]],
        [[3, 0, [1], [1, -4], [1, 0], [1, 0]]],
        [[3, 0, [1], [1, 1], [1, -1], [1, 0]]],
        [[3, 0, ["a"], [1, 1], [1, 0], [1, 0]]],
        [[3, 0, [[1]], [1, 1], [1, 0], [1, 0]]],
        [[True, 0, [1], [1, 1], [1, 0], [1, 0]]],
        [[3, 0, [1], [True, 1], [1, 0], [1, 0]]],
        [[3, 0, [1], [1, 1, 2], [1, 0], [1, 0]]],
        [[3, 0, [1], [0, 1, 0], [1, 0], [1, 0]]],
        ["abcde"],
        5,
    ],
    ids=str,
)  # fmt: skip
def test_groups_that_no_program_writes_are_refused(groups: Any) -> None:
    with pytest.raises(Fault) as caught:
        payload.unpacked(msgspec.msgpack.encode([*HEAD, groups]))
    assert caught.value.why is Why.BODY


def test_nesting_without_end_is_refused() -> None:
    deep = b"\x91" * 100_000 + b"\xc0"
    with pytest.raises(Fault):
        payload.unpacked(deep)


@pytest.mark.parametrize("place", range(5))
@pytest.mark.parametrize("value", [-1, 1.5, "1", True, 1 << 62])
def test_a_head_that_holds_no_numbers_is_refused(place: int, value: Any) -> None:
    head = [1, 0, 0, 0, 0]
    head[place] = value
    with pytest.raises(Fault):
        payload.unpacked(msgspec.msgpack.encode([*head, []]))
