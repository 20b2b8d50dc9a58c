"""In what order a chain of hashes says its lines were written, and which lines stand elsewhere; pure."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence


def true_order(ids: Sequence[int], before: Mapping[int, int | None]) -> list[int]:
    """Lines in the order of their chain. `before` gives the line that each follows, 0 for the first,
    None where none is known: such a line begins a piece; pieces stand in the order of their begins.
    Of two lines that follow the same one the longer piece is taken; the other stays out.
    """
    follows: dict[int, list[int]] = {}
    for line in ids:
        at = before[line]
        if at is not None:
            follows.setdefault(at, []).append(line)
    order = _piece(0, follows)
    for line in ids:
        if before[line] is None:
            order += [line, *_piece(line, follows)]
    return list(dict.fromkeys(order))


def _piece(start: int, follows: Mapping[int, list[int]]) -> list[int]:
    """Everything that follows a line, one after another."""
    piece, at, seen = list[int](), start, {start}
    while at in follows:
        ways = [line for line in follows[at] if line not in seen]
        if not ways:
            break
        at = ways[0] if len(ways) == 1 else max(ways, key=lambda line: (line in follows, line))
        seen.add(at)
        piece.append(at)
    return piece


def out_of_place(order: Sequence[int]) -> set[int]:
    """Lines that changed places with each other; else the fewest whose moving puts all in order."""
    swapped = _swapped(order)
    return swapped if swapped is not None else set(order) - _rising(order)


def _swapped(order: Sequence[int]) -> set[int] | None:
    """The lines that do not stand at their own place, if they do so in pairs."""
    place = {line: at for at, line in zip(order, sorted(order), strict=True)}
    moved = {line for line, at in place.items() if line != at}
    return moved if all(place[place[line]] == line for line in moved) else None


def _rising(order: Sequence[int]) -> set[int]:
    """The longest row of lines that stand in rising order."""
    tails, ends, link = list[int](), list[int](), dict[int, int | None]()
    for line in order:
        at = bisect_left(tails, line)
        link[line] = ends[at - 1] if at else None
        if at == len(tails):
            tails.append(line)
            ends.append(line)
        else:
            tails[at], ends[at] = line, line
    kept, last = set[int](), ends[-1] if ends else None
    while last is not None:
        kept.add(last)
        last = link[last]
    return kept
