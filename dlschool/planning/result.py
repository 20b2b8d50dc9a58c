"""What the planner answers: dates with their proof, or why there are none."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dlschool.domain.text import Text
from dlschool.errors import Refused


@dataclass(frozen=True, slots=True)
class Placed:
    """A sitting and its day."""

    id: str
    date: date


@dataclass(frozen=True, slots=True)
class Plan:
    """Dates in the order of the asked sittings."""

    placed: tuple[Placed, ...]
    journeys: int
    """Days on which a pupil, or a family together, comes to school; summed over families."""
    bound: int
    """No plan has fewer journeys: proved."""
    shift_days: int
    """Sum of the days between each sitting and its class's date."""

    @property
    def optimal(self) -> bool:
        return self.journeys == self.bound

    def json(self) -> dict[str, Any]:
        return {
            "plan": [{"id": p.id, "date": p.date.isoformat()} for p in self.placed],
            "journeys": self.journeys,
            "bound": self.bound,
            "optimal": self.optimal,
            "shift_days": self.shift_days,
        }


TOGETHER = " + "
"""Between rules that free a plan only when all of them are given up."""


@dataclass(frozen=True, slots=True)
class Help:
    """One change that would free a plan: the rule to give up (or several, with `TOGETHER` between),
    and in words.
    """

    id: str
    text: Text

    def json(self) -> dict[str, str]:
        return {"id": self.id, **self.text.json()}


class NoPlan(Refused):
    """There is no plan. `conflict`: ids of sittings and rules that cannot all be kept."""

    def __init__(
        self,
        message: str,
        /,
        conflict: tuple[str, ...],
        would_help: tuple[Help, ...] = (),
        **values: object,
    ) -> None:
        super().__init__(message, **values)
        self.conflict = conflict
        self.would_help = would_help

    def json(self) -> dict[str, Any]:
        """What stands beside the message in a command's answer."""
        return {
            "conflict": list(self.conflict),
            "would_help": [help.json() for help in self.would_help],
        }
