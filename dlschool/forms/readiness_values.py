"""What the act of readiness says; values only."""

from dataclasses import dataclass
from datetime import date

from dlschool.domain.readiness import State
from dlschool.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ActLine:
    """One requirement: how it stands, what shows it, who answers and by when."""

    text: Text
    points: tuple[str, ...] = ()
    state: State | None = None
    shown: tuple[Text, ...] = ()
    who: str = ""
    due: date | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessAct:
    """An act of a commission; members are «name, post»."""

    date: date
    number: str = ""
    chair: str = ""
    members: tuple[str, ...] = ()
    lines: tuple[ActLine, ...] = ()
    note: Text | None = None
    """The requirements are not told from the act's own text."""
    conclusion: str = ""
