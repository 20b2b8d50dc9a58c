"""A model's solution by the shorter way: our small tree first, then the solver's own search."""

import contextlib

from dlschool.planning import highs, tree
from dlschool.planning.highs import Model, NoSolution, Solution


def cheapest(model: Model) -> Solution:
    """The cheapest solution found. NoSolution: there is none, or none was found within the work."""
    if model.choices:
        with contextlib.suppress(tree.TooLarge):
            return tree.cheapest(model)
    return highs.searched(model)


def solved(model: Model) -> Solution | None:
    """The cheapest solution found; None: there is none, proved, or none was found within the work."""
    try:
        return cheapest(model)
    except NoSolution:
        return None


def some(model: Model, nodes: int) -> Solution | None:
    """The best that so many nodes of our tree find; None: nothing, or there is nothing to be found."""
    try:
        return tree.cheapest(model, nodes=nodes)
    except NoSolution:
        return None
    except tree.TooLarge as large:
        return large.best


def better(model: Model, known: int, nodes: int | None = None) -> Solution | None:
    """The cheapest solution if it costs less than `known`; None: there is none, or none was found.

    `nodes`: of our tree, and no further search; None: the tree, then the solver's search.
    """
    try:
        return tree.cheapest(model, known, tree.NODES if nodes is None else nodes)
    except NoSolution:
        return None
    except tree.TooLarge as large:
        if nodes is not None:
            return large.best
        found = solved(model)
        return found if found is not None and round(found.cost) < known else None


def impossible(model: Model) -> bool:
    """Whether it is proved that the model has no solution."""
    try:
        cheapest(model)
    except NoSolution as none:
        return none.proved
    return False
