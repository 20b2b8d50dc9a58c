"""Whether some sittings can be placed, with all rules or without some: asked many times of a conflict."""

from collections.abc import Sequence
from dataclasses import dataclass

from dlschool.planning import solving
from dlschool.planning.family import families_of
from dlschool.planning.hours import Hours
from dlschool.planning.joint import Joint
from dlschool.planning.problem import Problem, Sitting
from dlschool.planning.rules import Days


@dataclass(frozen=True, slots=True)
class Trial:
    problem: Problem
    days: Days

    def impossible(self, sittings: Sequence[Sitting]) -> bool:
        """Whether it is proved that not all of these can be placed."""
        joint = self._joint(sittings, frozenset())
        return joint is None or solving.impossible(joint.any_plan())

    def possible(self, sittings: Sequence[Sitting], without: frozenset[str]) -> bool:
        """Whether dates were found for all of these when some rules are given up."""
        joint = self._joint(sittings, without)
        return joint is not None and solving.solved(joint.any_plan()) is not None

    def _joint(self, sittings: Sequence[Sitting], without: frozenset[str]) -> Joint | None:
        """None: one of the sittings has no day."""
        open_days = {sitting.id: self.days.open_to(sitting, without) for sitting in sittings}
        if not all(open_days.values()):
            return None
        families = families_of(self.problem, sittings, open_days, without)
        hours = Hours(self.problem, without)
        return Joint(families, hours, hours.begin())
