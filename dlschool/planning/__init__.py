"""The planner of sittings: facts in, a plan or the reasons why there is none out. Pure: no store, no clock.

`read` → `Problem`; `plan(problem)` → `Plan`, or `NoPlan` (a `Refused`) with the few rules that conflict.
"""

from dlschool.planning.planner import plan
from dlschool.planning.problem import Problem
from dlschool.planning.reading import read
from dlschool.planning.result import NoPlan, Placed, Plan

__all__ = ["NoPlan", "Placed", "Plan", "Problem", "plan", "read"]
