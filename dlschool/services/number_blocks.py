"""Numbers of orders that the department set aside for this school: taken one after another.

A block counts from when a person accepted it. Where a series has none, or all are used up, numbers go on
as the school's own, and are seen to be that.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dlschool.store import directives, numbers
from dlschool.store.connection import Store

KIND = "number-block"
FEW = 5
"""So many left, and a new block is to be asked for."""
MOST = 100_000
"""Numbers in one block; a longer one is a mistake."""


@dataclass(frozen=True, slots=True)
class Block:
    series: str
    year: int
    first: int
    last: int
    used: int
    """How many of its numbers orders have."""
    next: int | None
    """None: used up."""

    @property
    def left(self) -> int:
        return self.last - self.next + 1 if self.next is not None else 0


def blocks(db: Store) -> list[Block]:
    """Those that were accepted, by series, year and first number."""
    found = []
    for each in directives.every(db, KIND):
        if each.state == "used" and (span := span_of(each.content)) is not None:
            found.append(_block(db, *span))
    return sorted(found, key=lambda block: (block.series, block.year, block.first))


def span_of(said: dict[str, object]) -> tuple[str, int, int, int] | None:
    """Series, year, first and last number; None: it is no block."""
    series = said.get("series")
    numbers_said = [said.get(key) for key in ("year", "first", "last")]
    if not isinstance(series, str) or any(type(n) is not int for n in numbers_said):
        return None
    year, first, last = (int(str(n)) for n in numbers_said)
    if not series or not 1 <= first <= last or last - first >= MOST or not 2000 < year < 3000:
        return None
    return series, year, first, last


def _block(db: Store, series: str, year: int, first: int, last: int) -> Block:
    taken = [n for n in _taken(db, series, year) if first <= n <= last]
    following = max(taken, default=first - 1) + 1
    return Block(series, year, first, last, len(taken), following if following <= last else None)


def _taken(db: Store, series: str, year: int) -> Iterator[int]:
    for number in numbers.of_orders(db, series, year):
        digits = digits_of(number)
        if digits is not None:
            yield digits


def digits_of(number: str) -> int | None:
    """14 of «14-о»; None where no digit begins it."""
    length = next((n for n, letter in enumerate(number) if not letter.isdecimal()), len(number))
    return int(number[:length]) if length else None


def next_number(db: Store, series: str, year: int) -> int | None:
    """The next number of the series' blocks; None: it has none, or they are used up."""
    mine = [b for b in blocks(db) if (b.series, b.year) == (series, year)]
    return next((block.next for block in mine if block.next is not None), None)


def left(db: Store, series: str, year: int) -> int | None:
    """How many numbers are left in the series' blocks; None: it has none."""
    mine = [b for b in blocks(db) if (b.series, b.year) == (series, year)]
    return sum(block.left for block in mine) if mine else None


def outside(db: Store, series: str, year: int, number: str) -> bool:
    """Whether it is the school's own number while the series has blocks of the department."""
    return number in own(db, series, year)


def own(db: Store, series: str, year: int) -> list[str]:
    """Numbers of the series outside its blocks: the school's own; nothing where it has no block."""
    mine = [b for b in blocks(db) if (b.series, b.year) == (series, year)]
    if not mine:
        return []

    def mine_only(number: str) -> bool:
        digits = digits_of(number)
        return digits is None or not any(b.first <= digits <= b.last for b in mine)

    return [number for number in numbers.of_orders(db, series, year) if mine_only(number)]
