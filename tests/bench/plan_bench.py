"""How long a plan takes: a school's term of every hard shape, one pupil; and journeys against those on the
class dates.
"""

import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import replace

from parts import shapes, terms

from dlschool.planning import Plan, Problem, plan

GOAL_ALL, GOAL_ONE = 5.0, 0.2
"""Seconds: 200 pupils of one term; one pupil."""


def timed(problem: Problem) -> tuple[float, Plan]:
    begun = time.perf_counter()
    made = plan(problem)
    return time.perf_counter() - begun, made


def line(what: str, seconds: float, goal: float, made: Sequence[Plan], naive: int) -> None:
    journeys = sum(each.journeys for each in made)
    bound = sum(each.bound for each in made)
    shift = sum(each.shift_days for each in made)
    said = "ok" if seconds <= goal else "SLOW"
    print(
        f"{what:40} {seconds:7.3f} s (goal {goal:g}) {said:5}"
        f" journeys {journeys} (proved >= {bound}); on the class's dates {naive}; shift {shift} days"
    )


def one_pupil() -> None:
    problems = [terms.term(1, seed) for seed in range(1, 22)]
    done = [timed(problem) for problem in problems]
    naive = sum(terms.journeys_on_class_dates(problem) for problem in problems)
    spent = [seconds for seconds, _ in done]
    made = [each for _, each in done]
    line("one pupil, median of 21", statistics.median(spent), GOAL_ONE, made, naive)
    print(f"{'one pupil, the slowest':40} {max(spent):7.3f} s")


def whole_school(what: str, problem: Problem) -> bool:
    begun = time.process_time()
    seconds, made = timed(problem)
    spent = time.process_time() - begun
    naive = terms.journeys_on_class_dates(problem)
    line(what, seconds, GOAL_ALL, [made], naive)
    same = plan(problem) == made
    print(f"{'':40} {spent:7.3f} s of processor; the same plan twice: {'yes' if same else 'NO'}")
    return same


def hard(name: str, shape: shapes.Shape) -> bool:
    """A school of this shape, and a family of it alone, several times."""
    alone = [timed(shapes.problem(replace(shape, pupils=shape.family), seed)) for seed in range(5)]
    slowest = max(seconds for seconds, _ in alone)
    right = whole_school(name, shapes.problem(shape))
    proved = "yes" if all(made.optimal for _, made in alone) else "NO"
    said = "ok" if slowest <= GOAL_ONE else "SLOW"
    print(
        f"{'':40} {slowest:7.3f} s (goal {GOAL_ONE:g}) {said:5} the slowest of 5 families alone;"
        f" journeys proved: {proved}"
    )
    return right


if __name__ == "__main__":
    plan(terms.term(1, 99))
    one_pupil()
    few, many = terms.term(200, sor=0), terms.term(200)
    mixed = shapes.HARD["24 sittings, mixed, the whole term"]
    wide = shapes.problem(replace(mixed, pupils=60))
    right = [
        whole_school("200 pupils, 12 SOCh each", few),
        whole_school("200 pupils, 36 sittings each", many),
        whole_school("12 SOCh, 12 crowded rooms", terms.in_rooms(few, 12, 10, 3)),
        whole_school("60 pupils, wide windows, 12 rooms", terms.in_rooms(wide, 12, 10, 3)),
        *[hard(name, shape) for name, shape in shapes.HARD.items()],
    ]
    sys.exit(0 if all(right) else 1)
