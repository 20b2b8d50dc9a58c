"""The two things the board can show, each with its rules: the class's plan, the pupils' sittings."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from dlschool.domain.calendar import Term
from dlschool.domain.learning import Assessment, AssessmentKind, SittingMode, SittingState
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.gui.calendar.chips import Chip
from dlschool.gui.words import Words
from dlschool.i18n import N_
from dlschool.services import assessments, calendar, curriculum, sittings
from dlschool.services.opening import Store
from dlschool.services.sittings import Line

PLAN, SITTINGS = "plan", "sittings"
SUNDAY = 6


def plan_chips(db: Store, found: Sequence[Assessment]) -> list[Chip]:
    names = {s.id: s.name for s in curriculum.subjects(db, with_gone=True)}
    return [
        Chip(
            each.id or 0,
            _title(each, names[each.subject_id]),
            Text(*[", ".join(filter(None, (each.class_name, each.section)))] * 2),
            each.date,
            soch=each.kind is AssessmentKind.SOCH,
        )
        for each in found
    ]


def sitting_chips(db: Store, found: Sequence[Line]) -> list[Chip]:
    names = {s.id: s.name for s in curriculum.subjects(db, with_gone=True)}
    return [
        Chip(
            line.id,
            _title(line.assessment, names[line.assessment.subject_id]),
            _more(line),
            line.sitting.date,
            soch=line.assessment.kind is AssessmentKind.SOCH,
            moved=line.moved,
            fixed=line.sitting.fixed,
            done=line.sitting.state in (SittingState.TAKEN, SittingState.WAIVED),
        )
        for line in found
    ]


def _title(each: Assessment, subject: Text) -> Text:
    kind = assessments.KIND_NAMES[each.kind]
    number = f" {each.number}" if each.kind is AssessmentKind.SOR else ""
    return Text(f"{kind.kk}{number} {subject.kk}", f"{kind.ru}{number} {subject.ru}")


_REMOTE = Text("қашықтан", "дист.")
"""On a chip a narrow window would cut the whole Russian word."""


def _more(line: Line) -> Text:
    """«Сәрсенбаев Ө., 8Ә, мектепте»."""
    remote, name = line.sitting.mode is SittingMode.REMOTE, line.pupil.short_name
    mode = _REMOTE if remote else sittings.MODE_NAMES[line.sitting.mode]
    who = f"{name}, {line.assessment.class_name}"
    return Text(f"{who}, {mode.kk}", f"{who}, {mode.ru}")


def why_not(db: Store, layer: str, chip: Chip, day: date) -> Words:
    """What forbids the day to the chip; "" where nothing does."""
    try:
        if layer == PLAN:
            value = assessments.assessment(db, chip.id)
            assessments.check(db, replace(value, date=day))
        else:
            sittings.check_move(db, sittings.line(db, chip.id), day)
    except Refused as refused:
        return refused
    return ""


def closed_days(
    db: Store, year: str, class_name: str, term: Term, start: date, weeks: int
) -> dict[date, Words]:
    """Days without lessons from `start` on, Sundays left out, and why; `class_name`: "" for all."""
    known = calendar.days_with_cases(db, year, class_name)
    found: dict[date, Words] = {}
    for n in range(7 * weeks):
        day = start + timedelta(days=n)
        what = known.get(day)
        if n % 7 == SUNDAY:
            continue
        if day not in term or what is None:
            found[day] = N_("outside the term")
        elif not what.lessons:
            found[day] = what.words or N_("day off")
    return found
