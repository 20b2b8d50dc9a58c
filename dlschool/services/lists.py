"""Cases in a list: filtered, in an order, a page at a time, each with what the law says of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from dlschool.domain.case import GROUND_NAMES, Ground
from dlschool.domain.names import folded, sort_key
from dlschool.domain.text import Text
from dlschool.law.step import OUTCOME_WORDS, CaseOutcome
from dlschool.services.standing import Standing, every_standing
from dlschool.store import handed_over
from dlschool.store.connection import Store

State = Literal["running", "ended", "all"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilter:
    """What a list of cases shows; empty fields do not narrow it."""

    text: str = ""
    """Beginnings of words: number, any part of the pupil's name, IIN, class."""
    ground: Ground | None = None
    state: State = "running"
    edition: str = ""
    pupil_id: int | None = None
    order: str = "opened"
    """A key of `ORDERS`."""
    descending: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """A case in a list."""

    id: int
    number: str
    subject: Text
    """The pupil's full name, or the classes."""
    class_name: str
    ground: Ground
    ground_name: Text
    start: date | None
    until: date | None
    next_step: Text | None
    """Name of the first step that can be done now; none in a case that was handed over."""
    handed_over: bool
    """It was sent to another school: here it is read and printed only."""
    outcome: CaseOutcome
    outcome_name: Text


ORDERS: dict[str, Callable[[Standing], Any]] = {
    "opened": lambda s: (s.records.case.opened_on, s.case_id),
    "number": lambda s: [int(p) if p.isdigit() else -1 for p in s.records.case.number.split("/")],
    "subject": lambda s: (sort_key(_name(s)), s.case_id),
    "class": lambda s: (_grade(s), sort_key(_letter(s)), sort_key(_name(s)), s.case_id),
    "ground": lambda s: (list(Ground).index(s.records.case.ground), s.case_id),
    "until": lambda s: (s.period[1] or date.max, s.case_id),
    "outcome": lambda s: (s.assessment.outcome.value, s.case_id),
}


def cases(db: Store, wanted: CaseFilter | None = None) -> list[int]:
    """Ids of the cases that meet the filter, in its order."""
    wanted = wanted or CaseFilter()
    words = folded(wanted.text.replace("№", " ")).split()
    found = [s for s in every_standing(db) if _listed(s, wanted) and _named(s, words)]
    found.sort(key=ORDERS[wanted.order], reverse=wanted.descending)
    return [standing.case_id for standing in found]


def case_lines(db: Store, ids: Sequence[int]) -> list[CaseLine]:
    """Lines of a page, in the order of the ids; a case that is gone has none."""
    asked = set(ids)
    known = {s.case_id: s for s in every_standing(db) if s.case_id in asked}
    gone = handed_over.sent(db)
    return [_line(known[case_id], case_id in gone) for case_id in ids if case_id in known]


def handed_over_cases(db: Store) -> frozenset[int]:
    """Ids of cases that were sent to another school."""
    return handed_over.sent(db)


def count(db: Store, state: State = "running") -> int:
    return sum(_listed(standing, CaseFilter(state=state)) for standing in every_standing(db))


def _listed(standing: Standing, wanted: CaseFilter) -> bool:
    case = standing.records.case
    return (
        wanted.ground in (None, case.ground)
        and wanted.edition in ("", case.edition)
        and wanted.pupil_id in (None, case.pupil_id)
        and (wanted.state == "all" or standing.running is (wanted.state == "running"))
    )


def _named(standing: Standing, words: Sequence[str]) -> bool:
    if not words:
        return True
    case, pupil = standing.records.case, standing.records.pupil
    parts = [case.number, *case.classes]
    if pupil is not None:
        parts += [pupil.full_name, pupil.iin, f"{_grade(standing)}{pupil.letter}"]
    said = f" {folded(' '.join(parts))}"
    return all(f" {word}" in said for word in words)


def _line(standing: Standing, gone: bool) -> CaseLine:
    case, pupil, assessment = standing.records.case, standing.records.pupil, standing.assessment
    start, until = standing.period
    classes = ", ".join(case.classes)
    name = pupil.full_name if pupil else ""
    return CaseLine(
        id=standing.case_id,
        number=case.number,
        subject=Text(name or f"Сыныптар: {classes}", name or f"Классы: {classes}"),
        class_name=pupil.class_name if pupil else "",
        ground=case.ground,
        ground_name=GROUND_NAMES[case.ground],
        start=start,
        until=until,
        next_step=assessment.next.name if assessment.next and not gone else None,
        handed_over=gone,
        outcome=assessment.outcome,
        outcome_name=OUTCOME_WORDS[assessment.outcome],
    )


def _name(standing: Standing) -> str:
    pupil = standing.records.pupil
    return pupil.full_name if pupil else ", ".join(standing.records.case.classes)


def _grade(standing: Standing) -> int:
    pupil = standing.records.pupil
    return pupil.grade if pupil and pupil.grade is not None else 99


def _letter(standing: Standing) -> str:
    pupil = standing.records.pupil
    return pupil.letter if pupil else ""
