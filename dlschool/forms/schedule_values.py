"""What the schedule of sittings and the summons say."""

from dataclasses import dataclass
from datetime import date
from datetime import time as Clock
from typing import Literal

from dlschool.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Sat:
    """A sitting as it stands in a schedule. What is not known is "" or None."""

    day: date | None = None
    time: Clock | None = None
    subject: Text
    kind: Text
    """«БЖБ № 2», «ТЖБ»."""
    mode: Text
    pupil: str = ""
    class_name: str = ""
    teacher: str = ""
    room: str = ""
    note: Text | None = None
    """Released by an order; fixed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """What an order changes in a schedule that an earlier order approved."""

    order: Text
    """The earlier order with its date and number."""
    changes: tuple[tuple[Sat | None, Sat | None], ...]
    """As it was approved and as it is now; None before: added; None after: taken off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Sittings of one pupil, one class or one teacher in a term."""

    of: Literal["pupil", "class", "teacher"] = "pupil"
    who: str = ""
    """The pupil's or the teacher's name, or the class."""
    class_name: str = ""
    year: str = ""
    term: int | None = None
    lines: tuple[Sat, ...] = ()
    points: tuple[str, ...] = ()
    """The points that ask for it."""
    amended: Amended | None = None
