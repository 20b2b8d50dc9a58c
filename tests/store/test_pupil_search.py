"""The fast search gives exactly what a plain look at every row gives, in the same order."""

from datetime import date
from random import Random

import pytest

from dlschool.domain.names import folded, sort_key
from dlschool.domain.pupil import Pupil
from dlschool.store import changes, pupil_search, pupils
from dlschool.store.connection import Store
from dlschool.store.pupils import Filter

LAST = "Сәрсенбаев Өтегенова Қасымов Ковалёв Ковалева Әлімов Сәт Ким Кимова Іле Ёлкин Сә".split()
FIRST = "Сәуле Өркен Кима Қайсар Әли Іле Ёлка Артём Сәрсен".split()


@pytest.fixture
def school(db: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """600 pupils of few names, and a search that finds that many."""
    monkeypatch.setattr(pupil_search, "FEW", 25)
    random = Random(7)
    with changes.action(db, "x"):
        for number in range(600):
            pupil = Pupil(
                last=random.choice(LAST),
                first=random.choice(FIRST),
                middle=random.choice(FIRST) if number % 3 else "",
                iin=f"1{number % 4}{number:010d}",
                birth_date=date(2010 + number % 9, 3, 5),
                grade=number % 12,
                letter=random.choice("АӘБ"),
                left_on=date(2026, 9, 1) if number % 7 == 0 else None,
            )
            pupils.save(db, pupil)
    return db


TYPED = ["с", "сә", "сәр", "сәрсен", "к", "ким", "ковалё", "ковале", "ё", "і", "1", "10", "7ә", "щ"]
TWO = ["ким а", "сә сә", "сәрс к", "к к", "іле і 7", "с ө 1", "ким ким"]


def looked_at(db: Store, wanted: Filter) -> list[int]:
    """By reading every row."""
    words = [f" {word}" for word in folded(wanted.text).split()]
    found = []
    for row in db.rows("select * from pupils"):
        if row["left_on"] and not wanted.with_left:
            continue
        if wanted.grade not in (None, row["grade"]) or wanted.letter not in ("", row["letter"]):
            continue
        if all(word in f" {row['folded']}" for word in words):
            found.append((row["sort_key"], row["id"]))
    return [row_id for _key, row_id in sorted(found, reverse=wanted.descending)]


@pytest.mark.parametrize("text", ["", *TYPED, *TWO])
def test_the_first_page_is_that_of_a_plain_look(school: Store, text: str) -> None:
    for wanted in (
        Filter(text=text),
        Filter(text=text, descending=True),
        Filter(text=text, with_left=True),
        Filter(text=text, grade=7),
        Filter(text=text, letter="Ә", descending=True),
    ):
        expected = looked_at(school, wanted)
        assert pupil_search.ids(school, wanted, 20) == expected[:20]
        assert pupil_search.ids(school, wanted) == expected


@pytest.mark.parametrize("order", ["class", "birth", "iin"])
def test_other_orders_find_the_same_pupils(school: Store, order: str) -> None:
    for text in ("сә", "ким", "1"):
        found = pupil_search.ids(school, Filter(text=text, order=order))
        assert sorted(found) == sorted(looked_at(school, Filter(text=text)))
        assert pupil_search.ids(school, Filter(text=text, order=order), 15) == found[:15]


def test_the_order_of_names_is_kazakh(school: Store) -> None:
    found = pupils.many(school, pupil_search.ids(school, Filter(with_left=True)))
    keys = [sort_key(pupil.full_name) for pupil in found]
    assert keys == sorted(keys)
    assert found[0].last.startswith(("Ә", "Е"))
