"""JSON files read strictly: every refusal names the place, what stands there, what belongs there."""

import json
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

import msgspec
import pytest

from dlschool.domain import json_data
from dlschool.domain.json_data import Number
from dlschool.errors import Refused


class Inner(msgspec.Struct, forbid_unknown_fields=True):
    points: Number
    day: date | None = None


class Asked(msgspec.Struct, forbid_unknown_fields=True):
    year: str
    kind: Literal["one", "two"] = "one"
    count: Annotated[int, msgspec.Meta(ge=0, le=9)] = 0
    marks: list[Inner] = []
    hours: dict[Literal["mon", "tue"], Annotated[int, msgspec.Meta(ge=0, le=24)]] | None = None
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=5)] = "n"


def decoded(**said: Any) -> Asked:
    return json_data.decode(json.dumps({"year": "2026", **said}).encode(), Asked)


def test_numbers_keep_every_digit_and_whole_ones_may_have_a_point() -> None:
    found = json_data.decode(
        b'{"year": "x", "count": 7.0, "marks": [{"points": 0.1234567890123456789012}, '
        b'{"points": "3.90"}, {"points": 1e1}]}',
        Asked,
    )
    assert found.count == 7
    assert [mark.points for mark in found.marks] == [
        Decimal("0.1234567890123456789012"), Decimal("3.90"), Decimal(10),
    ]  # fmt: skip


def test_a_mark_of_byte_order_as_notepad_writes_it_is_no_fault() -> None:
    assert json_data.decode(b'\xef\xbb\xbf{"year": "x"}', Asked).year == "x"


WRONG: list[tuple[dict[str, Any], list[str]]] = [
    ({"kind": "three"}, ["kind", "«three»", "one, two"]),
    ({"count": "4"}, ["count", "«4»", "целое число от 0 до 9"]),
    ({"count": 10}, ["count", "10", "целое число от 0 до 9"]),
    ({"count": 4.5}, ["count", "4.5"]),
    ({"count": True}, ["count", "true"]),
    ({"colour": 1}, ["colour", "year, kind, count, marks, hours, name"]),
    ({"year": None}, ["year", "null", "текст в кавычках"]),
    ({"name": "долгое имя"}, ["name", "«долгое имя»", "от 1 до 5"]),
    ({"marks": 5}, ["marks", "5", "список"]),
    ({"marks": [{"points": 1}, {}]}, ["marks[1]", "points"]),
    ({"marks": [{"points": "1e1"}]}, ["marks[0].points", "«1e1»", "число"]),
    ({"marks": [{"points": "٨"}]}, ["marks[0].points", "«٨»"]),
    ({"marks": [{"points": None}]}, ["marks[0].points", "null"]),
    ({"marks": [{"points": 1, "day": "2026-02-30"}]}, ["marks[0].day", "2026-02-30", "2026-11-21"]),
    ({"marks": [{"points": 1, "day": 5}]}, ["marks[0].day", "5", "дата", "null"]),
    ({"hours": {"mon": "x"}}, ["hours", "mon: x", "от 0 до 24"]),
    ({"hours": {"sun": 1}}, ["hours", "sun", "mon, tue"]),
]


@pytest.mark.parametrize(("said", "named"), WRONG)
def test_a_refusal_names_the_place_what_is_there_and_what_belongs_there(
    said: dict[str, Any], named: list[str]
) -> None:
    with pytest.raises(Refused) as refused:
        decoded(**said)
    text = refused.value.text("ru")
    assert [word for word in named if word not in text] == []
    assert "Expected" not in text + refused.value.text("kk")


NO_JSON: list[tuple[bytes, str]] = [
    (b"", ""),
    (b"  \n", ""),
    (b"\xff\xfe{\x00}\x00", "UTF-8"),
    (b'{"year": "x",\n "count": 1 2}', "2"),
    (b'{"year": "x"', "1"),
    (b'{"year": "x", "year": "y"}', "year"),
    (b'{"year": "x", "count": NaN}', "NaN"),
    (b'{"year": "x", "count": -Infinity}', "Infinity"),
    (b"[" * 100_000, ""),
    (b'{"year": "\\ud800"}', "\\uD800"),
    (b'{"year": "x", "count": ' + b"9" * 5000 + b"}", "count"),
    (b'{"year": "x", "y` - at `$.marks[7]": 1}', "y"),
    (b"null", "null"),
    (b"[]", "список"),
]


@pytest.mark.parametrize(("content", "named"), NO_JSON)
def test_what_is_no_json_of_ours_is_refused_in_words(content: bytes, named: str) -> None:
    with pytest.raises(Refused) as refused:
        json_data.decode(content, Asked)
    text = refused.value.text("ru")
    assert named in text
    assert text.encode("utf-8")


def test_a_file_beyond_measure_is_refused_unread() -> None:
    with pytest.raises(Refused) as refused:
        json_data.decode(b" " * (json_data.MOST_BYTES + 1), Asked)
    assert "50" in refused.value.text("ru")


def test_both_halves_of_a_sign_together_are_a_letter() -> None:
    assert json_data.decode(b'{"year": "\\ud83d\\ude00"}', Asked).year == "😀"
