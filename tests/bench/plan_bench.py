"""How long a plan takes: a school's term, one pupil; and journeys against those on the class dates."""

import statistics
import sys
import time
from collections.abc import Sequence

from parts import terms

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
        f"{what:28} {seconds:7.3f} s (goal {goal:g}) {said:5}"
        f" journeys {journeys} (proved >= {bound}); on the class's dates {naive}; shift {shift} days"
    )


def one_pupil() -> None:
    problems = [terms.term(1, seed) for seed in range(1, 22)]
    done = [timed(problem) for problem in problems]
    naive = sum(terms.journeys_on_class_dates(problem) for problem in problems)
    spent = [seconds for seconds, _ in done]
    made = [each for _, each in done]
    line("one pupil, median of 21", statistics.median(spent), GOAL_ONE, made, naive)
    print(f"{'one pupil, the slowest':28} {max(spent):7.3f} s")


def whole_school(what: str, problem: Problem) -> bool:
    begun = time.process_time()
    seconds, made = timed(problem)
    spent = time.process_time() - begun
    naive = terms.journeys_on_class_dates(problem)
    line(what, seconds, GOAL_ALL, [made], naive)
    same = plan(problem) == made
    print(f"{'':28} {spent:7.3f} s of processor; the same plan twice: {'yes' if same else 'NO'}")
    return same


if __name__ == "__main__":
    plan(terms.term(1, 99))
    one_pupil()
    few, many = terms.term(200, sor=0), terms.term(200)
    right = [
        whole_school("200 pupils, 12 SOCh each", few),
        whole_school("200 pupils, 36 sittings each", many),
        whole_school("12 SOCh, 12 crowded rooms", terms.in_rooms(few, 12, 10, 3)),
    ]
    sys.exit(0 if all(right) else 1)
