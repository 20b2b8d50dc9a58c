"""What the printed report says: a report, and what it lacks by name or by count."""

from dataclasses import dataclass

from dlschool.domain.report import Report
from dlschool.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingLine:
    """Who or which case, what is missing, what to do."""

    who: Text
    what: Text
    todo: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSheet:
    """`missing` None: nobody is named, only how many of each kind."""

    report: Report
    missing: tuple[MissingLine, ...] | None = None
    counts: tuple[tuple[Text, int], ...] = ()
