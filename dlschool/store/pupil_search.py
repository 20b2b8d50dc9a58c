"""The first pupils of a list, in its order, that typed letters may mean: fast among 100,000.

A word means a pupil when any word of name, IIN or class begins with it. In the order of names,
those whose surname begins with a word stand side by side and are read from the index of that
order; the others are few, or lie so close that a walk along the order soon meets them.
"""

from dataclasses import dataclass, replace
from typing import Any

from dlschool.domain.names import folded, sort_key
from dlschool.store.connection import Store
from dlschool.store.pupils import ORDERS, Filter

FEW = 1500
"""Up to so many hits are fetched and sorted; among more the list is walked in its order."""
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class _Query:
    """Conditions on the rows of pupils, with their values, and the order of the answer."""

    where: tuple[str, ...]
    values: tuple[Any, ...]
    order: str
    limit: int

    def also(self, condition: str, *values: Any) -> "_Query":
        return replace(self, where=(*self.where, condition), values=(*self.values, *values))


def ids(store: Store, wanted: Filter, limit: int = -1) -> list[int]:
    """Ids of the pupils that meet the filter, in its order; at most `limit`, all if negative."""
    words = folded(wanted.text).split()
    query = _narrowed(wanted, limit)
    if not words:
        return _read(store, query)
    if limit < 0 or _few(store, _match(words)):
        return _read(store, _among(query, _match(words)))
    if wanted.order == "name":
        return _by_surname(store, query, words, wanted.descending)
    return _read(store, _walked(query, words))


def _by_surname(store: Store, query: _Query, words: list[str], descending: bool) -> list[int]:
    """Merges who is found by surname, word by word, with who is found by anything else."""
    found: set[int] = set()
    for place, word in enumerate(words):
        rest = [other for at, other in enumerate(words) if at != place]
        key = sort_key(word)
        surname = query.also("sort_key >= ? and sort_key < ?", key, key + _LAST)
        found.update(_read(store, _walked(surname, rest)))
    others = _match(words) + "".join(f' NOT ^"{word}"*' for word in words)
    if _few(store, others):
        found.update(_read(store, _among(query, others)))
    else:
        found.update(_read(store, _walked(query, words)))
    return _sorted(store, found, query)


def _sorted(store: Store, found: set[int], query: _Query) -> list[int]:
    marks = ", ".join("?" * len(found))
    sql = f"select id from pupils where id in ({marks}) order by {query.order} limit ?"
    return store.values(sql, [*found, query.limit])


def _narrowed(wanted: Filter, limit: int) -> _Query:
    order = ORDERS[wanted.order]
    if wanted.descending:
        order = ", ".join(f"{column} desc" for column in order.split(", "))
    query = _Query((), (), order, limit)
    if not wanted.with_left:
        query = query.also("left_on is null")
    if wanted.grade is not None:
        query = query.also("grade = ?", wanted.grade)
    if wanted.letter:
        query = query.also("letter = ?", wanted.letter)
    return query


def _match(words: list[str]) -> str:
    return " AND ".join(f'"{word}"*' for word in words)


def _few(store: Store, match: str) -> bool:
    sql = f"""select count(*) from
        (select rowid from pupils_found where pupils_found match ? limit {FEW + 1})"""
    return int(store.value(sql, (match,))) <= FEW


def _among(query: _Query, match: str) -> _Query:
    return query.also("id in (select rowid from pupils_found where pupils_found match ?)", match)


def _walked(query: _Query, words: list[str]) -> _Query:
    for word in words:
        query = query.also("instr(' ' || folded, ?)", f" {word}")
    return query


def _read(store: Store, query: _Query) -> list[int]:
    where = f"where {' and '.join(query.where)}" if query.where else ""
    sql = f"select id from pupils {where} order by {query.order} limit ?"
    return store.values(sql, [*query.values, query.limit])
