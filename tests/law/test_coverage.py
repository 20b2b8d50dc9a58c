"""Every numbered point of each source is listed in its edition, and every rule has a place.

The numbering below was counted in the sources (`regulations/`), not taken from the TOML files.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from dlschool.domain.case import Ground
from dlschool.domain.text import Text
from dlschool.law.edition import editions, references
from dlschool.law.shape import Edition, Strict


@dataclass(frozen=True)
class Numbering:
    """The points of one annex; `lists` is how many sub-points a point (or a named list) has."""

    points: Iterable[int | str]
    lists: dict[int | str, int] = field(default_factory=dict)

    def keys(self, place: str) -> set[str]:
        listed = {f"{place}:{point}" for point in self.points}
        subs = {
            f"{place}:{point}.{n}" for point, last in self.lists.items() for n in range(1, last + 1)
        }
        return listed | subs


REQUIREMENTS = Numbering(range(1, 3), {1: 7, 2: 8})

SOURCES = {
    "order-137-141-2020": {
        "order": Numbering(range(1, 5), {2: 3}),
        "annex": Numbering(
            ["4", "5.9", "5.13", "5.14", "6.1", "6.6", "15", "16", "17", "24", "26.3", "26-1"],
            {
                "24.higher": 5,
                "24.schools": 6,
                "26-1.head": 7,
                "26-1.deputies": 16,
                "26-1.teachers": 10,
                "26-1.pupils": 5,
            },
        ),
    },
    "order-137-547-2021": {
        "order": Numbering(range(1, 5), {1: 2, 2: 3}),
        "annex-1": REQUIREMENTS,
        "annex-2": Numbering(range(1, 29), {4: 5, 5: 9, 13: 7}),
    },
    "order-137-97-2022": {
        # Order 97 words anew only sub-point 2 of point 1 of order 137.
        "order": Numbering([1, "1.2", 2, 3, 4], {2: 3}),
        "annex-1": REQUIREMENTS,
        "annex-2": Numbering(range(1, 53), {4: 5, 5: 13, 13: 7, 36: 3, 39: 5, 50: 4, 51: 3, 52: 3}),
    },
    # Not the source (it is not held) but the points that studies/domain.md 0.1 tells of.
    "order-349-2023": {
        "annex-1": Numbering([3, 5, 13, 14, 15, 22, 23, 24, 26, 28], {3: 5}),
    },
}

COUNTS = {
    "order-137-141-2020": 68,
    "order-137-547-2021": 75,
    "order-137-97-2022": 120,
    "order-349-2023": 15,
}

each_edition = pytest.mark.parametrize("key", SOURCES)


def numbered(key: str) -> set[str]:
    return {point for place, n in SOURCES[key].items() for point in n.keys(place)}


def used(edition: Edition) -> set[str]:
    """Points with a place in the program; the table of annexes is a list of contents, not a use."""
    return {point for point, place in references(edition) if not place.startswith("annexes")}


def statements(value: object) -> Iterator[Any]:
    """Every table of the edition, however deep."""
    if isinstance(value, Strict):
        yield value
        for name in value.__struct_fields__:
            yield from statements(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from statements(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from statements(item)


def texts(edition: Edition) -> Iterator[Text]:
    for table in statements(edition):
        for name in table.__struct_fields__:
            if isinstance(getattr(table, name), Text):
                yield getattr(table, name)


def test_the_editions_of_the_program_are_those_counted_here() -> None:
    assert set(editions()) == set(SOURCES) == set(COUNTS)


@each_edition
def test_every_numbered_point_of_the_source_is_listed_and_none_beyond_it(key: str) -> None:
    listed = [point.key for point in editions()[key].points]
    assert sorted(numbered(key) - set(listed)) == [], "points that the edition lacks"
    assert sorted(set(listed) - numbered(key)) == [], "points that the source does not have"
    assert len(listed) == len(set(listed)) == COUNTS[key]


@each_edition
def test_every_rule_has_a_place_in_the_program(key: str) -> None:
    edition = editions()[key]
    rules = {point.key for point in edition.points if point.kind == "rule"}
    assert sorted(rules - used(edition)) == []


@each_edition
def test_only_rules_are_used(key: str) -> None:
    edition = editions()[key]
    rules = {point.key for point in edition.points if point.kind == "rule"}
    assert sorted(used(edition) - rules) == []


@each_edition
def test_a_point_that_is_not_for_schools_says_why(key: str) -> None:
    for point in editions()[key].points:
        assert (point.reason is not None) == (point.kind == "not-for-schools"), point.key


@each_edition
def test_points_for_colleges_and_universities_come_later_and_those_of_the_ministry_never(
    key: str,
) -> None:
    for point in editions()[key].points:
        if point.kind == "not-for-schools":
            assert point.later == (not point.key.startswith("order:")), point.key
            assert point.reason is not None
            names = re.search("ТиППО|ОВПО", point.reason.ru)
            assert (names is not None) == point.later, point.key


@each_edition
def test_every_statement_cites_a_point_or_says_that_it_is_practice(key: str) -> None:
    for table in statements(editions()[key]):
        if "basis" in table.__struct_fields__:
            assert bool(table.points) == (table.basis == "law"), table


@each_edition
def test_only_the_edition_held_by_hearsay_is_unconfirmed(key: str) -> None:
    edition = editions()[key]
    assert edition.confirmed == (key != "order-349-2023")
    assert {point.confirmed for point in edition.points} == {edition.confirmed}
    assert edition.partial == (key == "order-137-141-2020")


@each_edition
def test_a_full_edition_knows_all_five_grounds_and_a_partial_one_none(key: str) -> None:
    edition = editions()[key]
    known = [ground for ground in Ground if edition.grounds.rule(ground) is not None]
    assert known == ([] if edition.partial else list(Ground))


@each_edition
def test_each_annex_that_has_points_is_named(key: str) -> None:
    assert set(editions()[key].annexes) == set(SOURCES[key])


@each_edition
def test_no_word_mixes_cyrillic_with_latin_look_alikes(key: str) -> None:
    mixed = re.compile(r"[A-Za-z\u0250-\u02af][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z\u0250-\u02af]")
    for text in texts(editions()[key]):
        assert mixed.search(text.kk) is None, text.kk
        assert mixed.search(text.ru) is None, text.ru


@each_edition
def test_kazakh_speaks_of_qashyqtan_and_russian_has_no_kazakh_letters(key: str) -> None:
    edition = editions()[key]
    for text in texts(edition):
        if text != edition.act.title:  # the official title of 2015 has the old word
            assert re.search(r"\bқашықтықтан", text.kk.lower()) is None, text.kk
        russian = re.sub(r"ҚР ДСМ-175|182-НҚ", "", text.ru)
        assert re.search("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]", russian) is None, text.ru


def test_editions_replace_each_other_in_one_line() -> None:
    chain = {key: edition.replaces for key, edition in editions().items()}
    assert chain == {
        "order-137-141-2020": None,
        "order-137-547-2021": "order-137-141-2020",
        "order-137-97-2022": "order-137-547-2021",
        "order-349-2023": "order-137-97-2022",
    }


def test_order_349_differs_from_137_where_it_is_known_to_differ() -> None:
    old, new = editions()["order-137-97-2022"], editions()["order-349-2023"]
    ages = [
        paper.from_age
        for edition in (old, new)
        if (family := edition.grounds.family) is not None
        for paper in family.papers
        if paper.kind == "child-opinion"
    ]
    assert ages == [None, 10]
    assert old.paper_name("housing-act") != new.paper_name("housing-act")
