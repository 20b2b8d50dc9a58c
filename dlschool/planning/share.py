"""How much work a family may cost: units that are counted, never seconds: the plan is always the same.

A school has the work of `PRICED` and `TREE` in all, shared evenly by its families, and none gets more than
one family alone may have, nor less than the least. What is small is so planned with proof in every aim;
what is large has its journeys proved, and of the other aims the best that was found.
"""

from dataclasses import dataclass

PRICED = 700_000
"""Sittings on days of journeys that were tried (`swaps`), for all families together."""
TREE = 12_000_000
"""Factors of the linear programmes in a search tree, times its nodes, for all families together."""


@dataclass(frozen=True, slots=True)
class Share:
    """Of one family."""

    priced: int
    tree: int

    def nodes(self, factors: int) -> int:
        """Nodes of the tree of a model with so many factors."""
        found = self.tree // max(1, factors) - ROOT
        return found if found >= USEFUL else 0


ALONE = Share(24_000, 200_000)
"""The most: some 100 ms in all."""
LEAST = Share(2_400, 40_000)
ROOT = 5
"""Nodes that the first one, with the handing over, is worth."""
USEFUL = 10
"""Fewer nodes prove so little that none is tried."""


def of_each(families: int) -> Share:
    """What each of so many families may cost."""
    many = max(1, families)
    return Share(
        min(ALONE.priced, max(LEAST.priced, PRICED // many)),
        min(ALONE.tree, max(LEAST.tree, TREE // many)),
    )
