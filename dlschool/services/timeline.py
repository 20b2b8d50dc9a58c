"""The digital trace of a case as one line of time: entries, points of works, grades, access given.

By point 5.12 it is verified data: each line says the system that it comes from and who verified it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dlschool.domain.grade_words import PERIOD_NAMES, comma
from dlschool.domain.grade_words import shown as grade_shown
from dlschool.domain.learning import Assessment, Grade, Result, Sitting, SittingState, Trace
from dlschool.domain.names import parse_class
from dlschool.domain.pupil import Pupil
from dlschool.domain.text import Text
from dlschool.domain.trace import (
    GROUP_OF,
    KIND_NAMES,
    POINTS,
    Group,
    TraceKind,
    TraceLine,
    points_of,
)
from dlschool.law.shape import Edition
from dlschool.services import council_results, curriculum, past_class, result_lists, traces
from dlschool.services.cases import CaseFile, case_file
from dlschool.services.school import staff
from dlschool.store import learning as rows
from dlschool.store.connection import Store

OWN_SYSTEM = Text("Мектептің бағалар тізілімі", "Реестр оценок школы")
"""Where points and grades lie: this program."""
ACCESS = Text(
    "Жүйеге, кестеге, журналға және ресурстарға қолжетімділік берілді",
    "Открыт доступ к системе, расписанию, журналу и ресурсам",
)
MISSED = Text("тапсырылмады", "не сдано")
WAIVED = Text("бұйрықпен босатылды", "освобождён(а) приказом")


@dataclass(frozen=True, slots=True)
class Span:
    """The days that the trace of a case covers; `until` None: open."""

    start: date
    until: date | None

    def holds(self, day: date) -> bool:
        return traces.within(day, self.start, self.until)


def span(file: CaseFile) -> Span:
    """The period of the case's orders; before the first order, from the day it was opened."""
    start, until = council_results.period(file)
    opened = file.case.opened_on
    return Span(min(start, opened) if start else opened, until)


def timeline(db: Store, case_id: int) -> list[TraceLine]:
    """Everything of the pupil within the case's period and all that was written on the case.

    Newest first; of a case of classes nothing. Sealed texts read CLOSED where they are.
    """
    return of_file(db, case_file(db, case_id))


def of_file(db: Store, file: CaseFile) -> list[TraceLine]:
    """As `timeline`, of a case that is read already."""
    if file.pupil is None or file.pupil.id is None:
        return []
    days = span(file)
    found = [
        *_access(file),
        *_entries(db, file, days),
        *_results(db, file, days),
        *_grades(db, file, days),
    ]
    found = [_known_points(line, file.edition) for line in found]
    return sorted(found, key=lambda line: line.date, reverse=True)


def _known_points(line: TraceLine, edition: Edition) -> TraceLine:
    known = tuple(key for key in line.points if edition.point(key) is not None)
    return replace(line, points=known)


def _access(file: CaseFile) -> Iterator[TraceLine]:
    if file.case.access_on is not None:
        yield TraceLine(
            date=file.case.access_on, group=Group.ACCESS, name=ACCESS, points=POINTS[Group.ACCESS]
        )


def _entries(db: Store, file: CaseFile, days: Span) -> Iterator[TraceLine]:
    pupil_id = file.case.pupil_id or 0
    for trace in traces.of_pupil(db, pupil_id):
        mine = trace.case_id == file.case.id
        if mine or (trace.case_id is None and days.holds(trace.date)):
            yield line_of(trace)


def line_of(trace: Trace) -> TraceLine:
    kind = TraceKind(trace.kind)
    return TraceLine(
        date=trace.date,
        group=GROUP_OF[kind],
        name=KIND_NAMES[kind],
        text=trace.text,
        who=trace.who,
        system=trace.system,
        verified_by=trace.verified_by,
        hours=trace.hours,
        kind=kind,
        trace_id=trace.id,
        points=points_of(kind),
    )


def _results(db: Store, file: CaseFile, days: Span) -> Iterator[TraceLine]:
    """Of each work the result that counts, or that it was missed or waived."""
    sat = "id in (select assessment_id from sittings where pupil_id = ?)"
    works = {w.id: w for w in rows.where(db, Assessment, sat, (file.case.pupil_id,))}
    newest: dict[int, Result] = {}
    mine = "sitting_id in (select id from sittings where pupil_id = ?)"
    for result in rows.where(db, Result, mine, (file.case.pupil_id,)):
        newest[result.sitting_id] = result
    names = {person.id: person.name for person in staff(db)}
    for sitting in rows.where(db, Sitting, "pupil_id = ?", (file.case.pupil_id,)):
        work, counts = works.get(sitting.assessment_id), newest.get(sitting.id or 0)
        day = counts.date if counts else sitting.date or (work.date if work else None)
        said = _said(sitting, work, counts)
        if work is None or day is None or said is None:
            continue
        if sitting.case_id == file.case.id or days.holds(day):
            yield TraceLine(
                date=day, group=Group.RESULTS, name=_work(db, work), text=said,
                system=OWN_SYSTEM, verified_by=_teacher(db, work, names),
                points=POINTS[Group.RESULTS],
            )  # fmt: skip


def _said(sitting: Sitting, work: Assessment | None, counts: Result | None) -> Text | None:
    """«17,5 / 20», or why there are none; None: nothing has happened yet."""
    ends = {SittingState.MISSED: MISSED, SittingState.WAIVED: WAIVED}
    if sitting.state in ends:
        said, why = ends[sitting.state], f": {sitting.reason}" if sitting.reason else ""
        return Text(said.kk + why, said.ru + why)
    if counts is None or work is None:
        return None
    most = f" / {comma(work.max_points)}" if work.max_points else ""
    points = f"{comma(counts.points)}{most}"
    return Text(f"{points} балл", f"баллы: {points}")


def _work(db: Store, work: Assessment) -> Text:
    subject, name = curriculum.subject(db, work.subject_id).name, result_lists.work_name(work)
    return Text(f"{subject.kk}: {name.kk}", f"{subject.ru}: {name.ru}")


def _teacher(db: Store, work: Assessment, names: dict[int | None, str]) -> str:
    """Who is named for the work, else who teaches the subject to the class."""
    if work.staff_id is not None:
        return names.get(work.staff_id, "")
    return _of_class(db, work.year, work.class_name, work.subject_id, names)


def _of_class(
    db: Store, year: str, class_name: str, subject_id: int, names: dict[int | None, str]
) -> str:
    taught = (t for t in curriculum.teachings(db, year, class_name) if t.subject_id == subject_id)
    return next((names.get(t.staff_id, "") for t in taught), "")


def _grades(db: Store, file: CaseFile, days: Span) -> Iterator[TraceLine]:
    found = rows.where(db, Grade, "pupil_id = ?", (file.case.pupil_id,))
    names = {person.id: person.name for person in staff(db)}
    for grade in found:
        then = past_class.in_year(db, file.pupil, grade.year) if file.pupil else None
        said = grade_shown(grade)
        if said is None or not days.holds(grade.date):
            continue
        subject, period = curriculum.subject(db, grade.subject_id).name, PERIOD_NAMES[grade.period]
        yield TraceLine(
            date=grade.date, group=Group.RESULTS,
            name=Text(f"{subject.kk}: {period.kk}", f"{subject.ru}: {period.ru}"),
            text=said, system=OWN_SYSTEM,
            verified_by=_of_class(db, grade.year, plain_class(then), grade.subject_id, names),
            points=POINTS[Group.RESULTS],
        )  # fmt: skip


def plain_class(pupil: Pupil | None) -> str:
    """«8Ә» of the pupil; "" where the class is not known."""
    if pupil is None or pupil.grade is None:
        return ""
    known = parse_class(f"{pupil.grade}{pupil.letter}")
    return f"{known[0]}{known[1]}" if known else ""


def counts(lines: Sequence[TraceLine]) -> dict[Group, int]:
    """How many lines of each group there are; groups that have none are left out."""
    found = {group: sum(line.group is group for line in lines) for group in Group}
    return {group: count for group, count in found.items() if count}
