"""A small search tree over the solver's linear relaxation: most families are whole at its root.

The solver's own search costs some 30 ms to begin with; here a node costs about one. Every cost of the
model is a whole number, so a node whose relaxation costs more than the best less one is left. The order
of nodes follows from the model alone.
"""

import ctypes
import math
from collections.abc import Iterator
from typing import Any

from dlschool.planning import highs
from dlschool.planning.highs import Model, NoSolution, Solution

NODES = 200
"""More, and the solver's own search is the better one."""
LARGEST = 1_500
"""Columns of a model that is tried here."""
_WHOLE = 1e-6

_Bounds = dict[int, tuple[float, float]]


class TooLarge(Exception):
    """Not decided within the nodes; `best`: the cheapest solution so far."""

    def __init__(self, best: Solution | None = None) -> None:
        super().__init__()
        self.best = best


def cheapest(model: Model, below: float = math.inf, nodes: int = NODES) -> Solution:
    """The cheapest solution, proved. NoSolution: none costs less than `below`, proved. TooLarge."""
    if len(model.costs) > LARGEST or nodes <= 0:
        raise TooLarge
    library = highs.loaded()
    handle = ctypes.c_void_p(library.Highs_create())
    try:
        library.Highs_setBoolOptionValue(handle, b"output_flag", 0)
        library.Highs_setIntOptionValue(handle, b"threads", ctypes.c_int(1))
        for name, word in ((b"parallel", b"off"), (b"presolve", b"off"), (b"solver", b"simplex")):
            library.Highs_setStringOptionValue(handle, name, word)
        highs.hand_over(library, handle, model, whole=False)
        return _searched(library, handle, model, below, nodes)
    finally:
        library.Highs_destroy(handle)


def _searched(library: Any, handle: Any, model: Model, below: float, nodes: int) -> Solution:
    best: Solution | None = None
    waiting: list[_Bounds] = [{}]
    now: _Bounds = {}
    for _ in range(nodes):
        if not waiting:
            break
        now = _bound(library, handle, model, now, waiting.pop())
        cost = _cost(library, handle)
        if cost is None or math.ceil(cost - highs.NEAR) >= below:
            continue
        values = (ctypes.c_double * len(model.costs))()
        library.Highs_getSolution(handle, values, None, None, None)
        column = _parted(model, values)
        if column is None:
            below = float(round(cost))
            best = Solution([round(value) for value in values], below, below)
        else:
            waiting += _branches(model, now, column, values[column])
    if waiting:
        raise TooLarge(best)
    if best is None:
        raise NoSolution(proved=True)
    return best


def _cost(library: Any, handle: Any) -> float | None:
    """Of the relaxation within the bounds of now; None: it has no solution."""
    library.Highs_run(handle)
    status = library.Highs_getModelStatus(handle)
    if status == highs.INFEASIBLE:
        return None
    if status != highs.OPTIMAL:
        raise TooLarge
    return highs.number(library, handle, b"objective_function_value")


def _bound(library: Any, handle: Any, model: Model, now: _Bounds, wanted: _Bounds) -> _Bounds:
    """The bounds of a node instead of those of the node before."""
    for column in {*now, *wanted}:
        low, high = wanted.get(column, (0.0, model.upper[column]))
        if now.get(column) != (low, high):
            library.Highs_changeColBounds(
                handle, ctypes.c_int(column), ctypes.c_double(low), ctypes.c_double(high)
            )
    return wanted


def _parted(model: Model, values: Any) -> int | None:
    """The column farthest from a whole number, among the weightiest that have one; None: all are whole."""
    for columns in filter(len, model.choices):
        farthest = max(columns, key=lambda column: abs(values[column] - round(values[column])))
        if abs(values[farthest] - round(values[farthest])) > _WHOLE:
            return farthest
    return None


def _branches(model: Model, now: _Bounds, column: int, value: float) -> Iterator[_Bounds]:
    """Below and above the value; the nearer one last, for it is taken first."""
    low, high = now.get(column, (0.0, model.upper[column]))
    below = {**now, column: (low, float(math.floor(value)))}
    above = {**now, column: (float(math.ceil(value)), high)}
    yield from (below, above) if value - math.floor(value) >= 0.5 else (above, below)
