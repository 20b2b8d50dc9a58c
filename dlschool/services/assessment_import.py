"""The classes' plan from Excel: what it would bring, then its rows as one action; an empty list."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dlschool import tables
from dlschool.domain.assessment_list import FIELD_NAMES, PlanRow, read_rows
from dlschool.domain.calendar import Year
from dlschool.domain.learning import Assessment, AssessmentKind, Subject
from dlschool.domain.names import folded
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import assessments, calendar, curriculum
from dlschool.store import changes
from dlschool.store.connection import Store

TITLE = Text("БЖБ мен ТЖБ жоспары", "План СОР и СОЧ")
NO_SUBJECT = Text("Мұндай пән жоқ.", "Такого предмета нет.")
NO_TERM = Text(
    "Тоқсан көрсетілмеген, күні де тоқсанға түспейді.",
    "Четверть не указана, и дата не лежит в четверти.",
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a file would bring."""

    new: tuple[Assessment, ...]
    refused: tuple[PlanRow, ...]
    same: int
    """Rows that the plan has already."""


def preview(db: Store, year: str, file: Path) -> Draft:
    """What an import of the file would do; nothing is written. Refused: it cannot be read."""
    return read(db, year, read_rows(tables.read(file)))


def read(db: Store, year: str, found: Sequence[PlanRow]) -> Draft:
    """Each row checked beside the plan and beside the rows above it."""
    known, days = _subjects(db), calendar.calendar(db, year)
    plan = assessments.assessments(db, year)
    new: list[Assessment] = []
    refused: list[PlanRow] = []
    same = 0
    for each in found:
        row, value = _assessment(each, year, known, days, [*plan, *new])
        if value is not None and _there(value, plan):
            same += 1
            continue
        checked = _checked(db, row, value, [*plan, *new]) if value is not None else row
        if value is None or checked.problem:
            refused.append(checked)
        else:
            new.append(value)
    return Draft(tuple(new), tuple(refused), same)


def _subjects(db: Store) -> dict[str, Subject]:
    return {folded(name): s for s in curriculum.subjects(db) for name in (s.name_kk, s.name_ru)}


def _assessment(
    row: PlanRow, year: str, known: dict[str, Subject], days: Year, plan: Sequence[Assessment]
) -> tuple[PlanRow, Assessment | None]:
    subject = known.get(folded(row.subject))
    if subject is None:
        row = row.refused(row.subject, NO_SUBJECT)
    term = row.term or next((t.number for t in days.terms if row.day and row.day in t), None)
    if term is None:
        row = row.refused("", NO_TERM)
    if row.problem or subject is None or term is None or row.kind is None:
        return row, None
    key = (row.class_name, subject.id, term, row.kind)
    alike = [a for a in plan if (a.class_name, a.subject_id, a.term, a.kind) == key]
    again = next((a.number for a in alike if a.date == row.day and a.section == row.section), None)
    number = 1 if row.kind is AssessmentKind.SOCH else row.nth or again or len(alike) + 1
    return row, Assessment(
        year=year, class_name=row.class_name, subject_id=subject.id or 0, term=term,
        kind=row.kind, number=number, section=row.section, max_points=row.points,
        date=row.day, aims=row.aims,
    )  # fmt: skip


def _there(value: Assessment, plan: Sequence[Assessment]) -> bool:
    return any(_fields(value) == _fields(other) for other in plan)


def _fields(value: Assessment) -> tuple[object, ...]:
    key = (value.class_name, value.subject_id, value.term, value.kind, value.number)
    return (*key, value.date, value.max_points)


def _checked(db: Store, row: PlanRow, value: Assessment, plan: Sequence[Assessment]) -> PlanRow:
    beside = [a for a in plan if (a.class_name, a.term) == (value.class_name, value.term)]
    try:
        assessments.check(db, value, beside)
    except Refused as refused:
        return row.refused("", refused)
    return row


def enter(db: Store, draft: Draft, name: str) -> int:
    """Enters the new rows as one action; returns how many. Refused: the plan was changed meanwhile."""
    with changes.action(
        db, N_("Plan of assessments from {file}: {count}"), file=name, count=str(len(draft.new))
    ):
        for value in draft.new:
            assessments.save(db, value)
    return len(draft.new)


def write_template(file: Path, language: str) -> None:
    """An empty list whose headings are understood when it comes back filled."""
    headings = [words[language] for words in FIELD_NAMES.values()]
    tables.write_xlsx(file, TITLE[language], headings, [])
