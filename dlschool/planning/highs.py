"""The mixed-integer solver HiGHS through its C interface: one model in, one solution out.

One thread, a fixed seed, a limit of nodes instead of seconds: the same model gives the same solution.
"""

import ctypes
import os
import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

WORK = 40_000
"""Columns times nodes of the search tree that one model may cost; at least `FEWEST` nodes."""
FEWEST = 50
NEAR = 1e-3
"""What a bound may be off by rounding."""

_INFINITE = 1e30
_ROW_WISE, _MINIMIZE, _INTEGER = 2, 1, 1
OPTIMAL, INFEASIBLE = 7, 8

Term = tuple[int, float]


@dataclass(frozen=True, slots=True)
class Row:
    """low <= sum of coefficient * variable <= high."""

    terms: Sequence[Term]
    low: float = -_INFINITE
    high: float = _INFINITE


@dataclass(frozen=True, slots=True)
class Model:
    """Whole variables from 0 to their upper bound; the sum of their costs is made small."""

    costs: Sequence[float]
    upper: Sequence[float]
    rows: Sequence[Row]
    choices: Sequence[range] = field(default=())
    """Columns to decide on, the weightiest first, where every cost is whole: such a model is tried by
    `tree` first. Empty: the solver decides by itself.
    """


@dataclass(frozen=True, slots=True)
class Solution:
    values: list[int]
    cost: float
    bound: float
    """No solution costs less: proved."""


class NoSolution(Exception):
    """`proved`: there is none; else none was found within the work."""

    def __init__(self, proved: bool) -> None:
        super().__init__(proved)
        self.proved = proved


def searched(model: Model) -> Solution:
    """The cheapest solution found. NoSolution: there is none, or none was found within the work."""
    library = loaded()
    handle = ctypes.c_void_p(library.Highs_create())
    try:
        _options(library, handle, max(FEWEST, WORK // len(model.costs)))
        hand_over(library, handle, model)
        library.Highs_run(handle)
        status = library.Highs_getModelStatus(handle)
        if status != OPTIMAL and not _feasible(library, handle):
            raise NoSolution(status == INFEASIBLE)
        values = (ctypes.c_double * len(model.costs))()
        library.Highs_getSolution(handle, values, None, None, None)
        return Solution(
            [round(value) for value in values],
            number(library, handle, b"objective_function_value"),
            number(library, handle, b"mip_dual_bound"),
        )
    finally:
        library.Highs_destroy(handle)


@cache
def loaded() -> Any:
    """The solver's library."""
    import highsbox

    home = Path(highsbox.highs_dist_dir())
    if sys.platform == "win32":
        os.add_dll_directory(str(home / "bin"))
        library = ctypes.CDLL(str(home / "bin" / "highs.dll"))
    else:
        library = ctypes.CDLL(str(home / "lib" / "libhighs.so"))
    library.Highs_create.restype = ctypes.c_void_p
    return library


def _options(library: Any, handle: Any, nodes: int) -> None:
    """Jumping for a first solution costs more time than it spares (tests/bench/plan_bench.py)."""
    library.Highs_setBoolOptionValue(handle, b"output_flag", 0)
    library.Highs_setBoolOptionValue(handle, b"mip_heuristic_run_feasibility_jump", 0)
    library.Highs_setStringOptionValue(handle, b"parallel", b"off")
    for name, whole in ((b"threads", 1), (b"random_seed", 1), (b"mip_max_nodes", nodes)):
        library.Highs_setIntOptionValue(handle, name, ctypes.c_int(whole))
    for name, gap in ((b"mip_rel_gap", 0.0), (b"mip_abs_gap", 0.5)):
        library.Highs_setDoubleOptionValue(handle, name, ctypes.c_double(gap))


def hand_over(library: Any, handle: Any, model: Model, *, whole: bool = True) -> None:
    """The model into the solver; `whole`: its variables are whole numbers."""
    starts: list[int] = []
    columns: list[int] = []
    factors: list[float] = []
    for row in model.rows:
        starts.append(len(columns))
        for column, factor in row.terms:
            columns.append(column)
            factors.append(factor)
    count = len(model.costs)
    library.Highs_passMip(
        handle,
        ctypes.c_int(count),
        ctypes.c_int(len(model.rows)),
        ctypes.c_int(len(columns)),
        ctypes.c_int(_ROW_WISE),
        ctypes.c_int(_MINIMIZE),
        ctypes.c_double(0),
        _doubles(model.costs),
        _doubles([0.0] * count),
        _doubles(model.upper),
        _doubles([row.low for row in model.rows]),
        _doubles([row.high for row in model.rows]),
        _whole(starts),
        _whole(columns),
        _doubles(factors),
        _whole([_INTEGER if whole else 0] * count),
    )


def _feasible(library: Any, handle: Any) -> bool:
    found = ctypes.c_int()
    library.Highs_getIntInfoValue(handle, b"primal_solution_status", ctypes.byref(found))
    return found.value == 2


def number(library: Any, handle: Any, name: bytes) -> float:
    """A figure of the solution by its name."""
    found = ctypes.c_double()
    library.Highs_getDoubleInfoValue(handle, name, ctypes.byref(found))
    return found.value


def _doubles(values: Sequence[float]) -> Any:
    return (ctypes.c_double * len(values)).from_buffer(array("d", values or [0.0]))


def _whole(values: Sequence[int]) -> Any:
    return (ctypes.c_int * len(values)).from_buffer(array("i", values or [0]))
