"""What the papers of results and grades say: result sheet, analysis of SOR and SOCh, report card."""

from dataclasses import dataclass
from datetime import date

from dlschool.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointed:
    """A pupil in the result sheet of a work. What is not known is ""."""

    name: str
    mode: Text | None = None
    """In person or remote."""
    day: date | None = None
    points: str = ""
    percent: str = ""
    note: Text | None = None
    """Missed and why, waived, sat again, moderated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A SOR or SOCh with everybody's points and what they come to."""

    name: Text
    """«БЖБ № 2»."""
    day: date | None = None
    max: str = ""
    lines: tuple[Pointed, ...] = ()
    wrote: int = 0
    low: tuple[str, ...] = ()
    """Names of those below 40 per cent."""
    middle: tuple[str, ...] = ()
    """From 40 to below 85."""
    high: tuple[str, ...] = ()
    quality: str = ""
    """Per cent of those who wrote with 4 and 5."""
    success: str = ""
    """Per cent of those who wrote without a 2."""
    reached: tuple[str, ...] = ()
    """Aims that everybody reached."""
    hard: tuple[tuple[str, int], ...] = ()
    """Aims that some did not reach, and how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLine:
    """A subject in a report card; grades as they stand in it."""

    subject: Text
    terms: tuple[Text | None, Text | None, Text | None, Text | None] = (None, None, None, None)
    """A half-year's grade stands in its second term."""
    annual: Text | None = None
    work: Text | None = None
    """Of the summative works after an annual «2», or of the examination."""
    final: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """`class_name` and `subject` of works; `year` and `card` of a report card."""

    year: str = ""
    class_name: str = ""
    subject: Text | None = None
    term: int | None = None
    teacher: str = ""
    pupils: int | None = None
    """How many of the class have the work."""
    works: tuple[Work, ...] = ()
    card: tuple[CardLine, ...] = ()
    verdict: Text | None = None
