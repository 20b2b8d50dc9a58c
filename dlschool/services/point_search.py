"""Points of the law as people name them: «13-т. 3)», «п. 13, пп. 3)», 13.3, or by words of the point."""

import re

from dlschool.domain.names import folded
from dlschool.law.points import order_of
from dlschool.law.shape import Edition, Point

_NAMED = re.compile(
    r"""(?:(?:(?P<kk>[12])\s*-?\s*қосымша|прил(?:ожение|\.)?\s*(?P<ru>[12]))[\s,]*)?
        (?:п(?:ункт|\.)?\s*)?
        (?P<point>\d{1,2}(?:-\d)?)
        \s*(?:-?\s*т(?:армақ|\.)?)?
        (?:[\s.,]*(?:пп\.?|подпункт|тармақша)?\s*(?P<part>\d{1,2})\s*\)?)?""",
    re.VERBOSE | re.IGNORECASE,
)
_SHORTEST = 3
"""Letters of a word from which the words of points are searched."""

_folded: dict[str, tuple[Edition, tuple[tuple[Point, str], ...]]] = {}


def points(edition: Edition, text: str, limit: int) -> list[Point]:
    """Points that the text names, in the source's order, the rules (annex 2) first."""
    match = _NAMED.fullmatch(text.strip())
    if match is not None:
        annex = match["kk"] or match["ru"]
        found = [
            point
            for point in edition.points
            if _is(point.key, match["point"], match["part"], annex)
        ]
    else:
        words = folded(text).split()
        if max(map(len, words), default=0) < _SHORTEST:
            return []
        found = [
            point for point, said in _said(edition) if all(f" {word}" in said for word in words)
        ]
    return sorted(found, key=lambda point: _rank(point.key))[:limit]


def _is(key: str, number: str, part: str | None, annex: str | None) -> bool:
    place, _, rest = key.partition(":")
    own, *parts = rest.split(".")
    return (
        own == number
        and (part is None or parts[:1] == [part])
        and (annex is None or place == f"annex-{annex}")
    )


def _rank(key: str) -> tuple[bool, tuple[object, ...]]:
    return (not key.startswith("annex-2:"), order_of(key))


def _said(edition: Edition) -> tuple[tuple[Point, str], ...]:
    """Each point with its folded words in both languages; made once for an edition."""
    kept = _folded.get(edition.key)
    if kept is None or kept[0] is not edition:
        said = tuple(
            (point, f" {folded(point.text.kk)} {folded(point.text.ru)}") for point in edition.points
        )
        kept = (edition, said)
        _folded[edition.key] = kept
    return kept[1]
