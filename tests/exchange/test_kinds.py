from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlschool.exchange import kinds
from dlschool.exchange.kinds import Field, Kind, Level

EVERY = [*kinds.up().values(), *kinds.down().values()]
FIELDS = [(kind.key, field) for kind in EVERY for field in kind.fields]


def field(type_: Any) -> Field:
    return Field(1, "one", type_, "бір", "один")


def test_each_level_tells_more_than_the_one_before() -> None:
    assert [[one.holds(other) for other in Level] for one in Level] == [
        [True, False, False],
        [True, True, False],
        [True, True, True],
    ]


def test_numbers_and_keys_are_given_once() -> None:
    assert len({kind.key for kind in EVERY}) == len({kind.number for kind in EVERY}) == len(EVERY)
    for kind in EVERY:
        assert len({f.number for f in kind.fields}) == len({f.key for f in kind.fields})
        assert len({f.number for f in kind.fields}) == len(kind.fields)
        assert 0 not in {f.number for f in kind.fields}


def test_schools_and_the_department_speak_of_different_kinds() -> None:
    assert max(kinds.up()) < 100 <= min(kinds.down())


def test_a_record_is_numbered_after_the_records_it_speaks_of() -> None:
    """`payload.arranged` puts kinds in the order of their numbers."""
    spoken_of = {"pupil": "pupil", "case": "case"}
    for kind in kinds.up().values():
        for each in kind.fields:
            if each.type == "record":
                assert kinds.of(spoken_of[each.key]).number < kind.number


def test_names_of_pupils_are_told_at_the_level_of_names_only() -> None:
    pupil = kinds.of("pupil")
    assert pupil.at(Level.TOTALS) == ()
    assert {f.key for f in pupil.at(Level.CASES)} == {
        "grade", "sex", "language", "special_needs",
    }  # fmt: skip
    assert {"last", "first", "middle"} < {f.key for f in pupil.at(Level.NAMES)}


def test_at_no_level_less_is_told_than_at_the_one_before() -> None:
    for kind in kinds.up().values():
        told = [set(kind.at(level)) for level in Level]
        assert told[0] <= told[1] <= told[2]


def test_the_policy_holds_no_word_for_what_never_leaves() -> None:
    keys = {f.key for kind in kinds.up().values() for f in kind.fields if kind.number < 50}
    never = {"iin", "address", "phone", "diagnosis", "reason_text", "guardian", "birth_date"}
    assert not keys & never
    assert not {key for key in keys if key.endswith(("note", "details", "conclusion"))}


def test_what_is_withdrawn_is_told_no_more() -> None:
    kind = Kind(9, "nine", "тоғыз", "девять", (Field(1, "a", "text", "а", "а", gone=True),))
    assert kind.at(Level.NAMES) == ()


@pytest.mark.parametrize(("key", "each"), FIELDS, ids=[f"{k}.{f.key}" for k, f in FIELDS])
def test_every_field_takes_its_values_and_no_others(key: str, each: Field) -> None:
    good: dict[str, Any] = {
        "text": "мәтін", "number": 5, "flag": 1, "date": 2500, "record": 3, "totals": {1: 2},
        "bytes": b"x", "any": [1],
    }  # fmt: skip
    kinds.read(each, good[each.type])
    assert kinds.read(each, None) is None
    wrong = {kind: value for kind, value in good.items() if kind != each.type}
    same = {"number": ("flag", "record", "date"), "record": ("number", "flag", "date")}
    for name, value in wrong.items():
        if each.type == "any" or name == "any" or name in same.get(each.type, ()):
            continue
        if each.type == "date" and isinstance(value, int):
            continue
        with pytest.raises(ValueError, match=r"."):
            kinds.read(each, value)


@given(st.dates())
def test_a_date_reads_back_also_before_the_first_day(day: date) -> None:
    wire = kinds.told(field("date"), day)
    assert kinds.read(field("date"), wire) == day
    assert isinstance(wire, int) == (day >= kinds.FIRST_DAY)


@pytest.mark.parametrize("value", [-1, 100_000_000, 2.5, True, "21.11.2026", "", b"x", [1]])
def test_what_is_no_date_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        kinds.read(field("date"), value)


@pytest.mark.parametrize("value", [2, -1, "1", True, 1.0])
def test_a_flag_is_zero_or_one(value: Any) -> None:
    with pytest.raises(ValueError, match="one"):
        kinds.read(field("flag"), value)
    assert [kinds.read(field("flag"), n) for n in (0, 1)] == [False, True]
    assert [kinds.told(field("flag"), each) for each in ("", None, True, "x")] == [0, 0, 1, 1]


def test_values_go_by_keys_and_by_numbers() -> None:
    case = kinds.of("case")
    numbered = case.numbered({"number": "2026/1", "ground": "family"})
    assert numbered == {1: "2026/1", 3: "family"}
    assert case.named({**numbered, 900: "new"}) == {"number": "2026/1", "ground": "family"}
    with pytest.raises(KeyError):
        case.numbered({"diagnosis": "x"})
    with pytest.raises(KeyError):
        kinds.of("diagnosis")
