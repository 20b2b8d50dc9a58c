"""Analysis of SOR and SOCh: levels, quality and success per cent, aims reached and not.

Levels as the information on summative assessment of order 130 has them: 0-39, 40-84, 85-100 per cent;
quality: the share with 4 and 5, success: the share without 2, of those who wrote.
"""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from dlschool.domain.learning import (
    Assessment,
    ResultKind,
    SittingMode,
    SittingState,
)
from dlschool.domain.text import Text
from dlschool.forms.mark_values import Pointed, Work
from dlschool.law import grading
from dlschool.law.grading import Rules
from dlschool.services.result_lists import Line, register, work_name
from dlschool.store.connection import Store

__all__ = ["Work"]

MIDDLE_FROM, HIGH_FROM = 40, 85
GOOD = 4

MODE_NAMES = {
    SittingMode.IN_PERSON: Text("мектепте", "в школе"),
    SittingMode.REMOTE: Text("қашықтан", "дистанционно"),
}
_MISSED = Text("болмады: {reason}", "отсутствовал(а): {reason}")
_WAIVED = Text("босатылған: {reason}", "освобождён(а): {reason}")
_AGAIN = Text("жеке тапсырды: {reason}", "сдал(а) индивидуально: {reason}")
_MODERATED = Text("модерация: {reason}", "модерация: {reason}")


def of_work(db: Store, assessment: Assessment) -> Work:
    """One work with everybody's line and what the lines come to."""
    lines = register(db, assessment.id or 0)
    wrote = [line for line in lines if line.points is not None]
    shares = {line.pupil.full_name: _share(line, assessment) for line in wrote}
    levels = {name: _level(share) for name, share in shares.items() if share is not None}
    hard = _hard(wrote, assessment.aims)
    grades = _grades(grading.rules_of(assessment.year), list(shares.values()))
    return Work(
        name=work_name(assessment),
        day=assessment.date,
        max=assessment.max_points,
        lines=tuple(_pointed(line, assessment) for line in lines),
        wrote=len(wrote),
        low=tuple(name for name, level in levels.items() if level == "low"),
        middle=tuple(name for name, level in levels.items() if level == "middle"),
        high=tuple(name for name, level in levels.items() if level == "high"),
        quality=_per_cent(sum(grade >= GOOD for grade in grades), len(grades)),
        success=_per_cent(sum(grade > 2 for grade in grades), len(grades)),
        reached=tuple(aim for aim in assessment.aims if wrote and aim not in hard),
        hard=tuple(hard.items()),
    )


def _share(line: Line, of: Assessment) -> Fraction | None:
    """Per cent of the maximum; None where the maximum was taken away."""
    if line.points is None or not of.max_points or not Decimal(of.max_points):
        return None
    return Fraction(line.points) / Fraction(of.max_points) * 100


def _level(share: Fraction) -> str:
    if share < MIDDLE_FROM:
        return "low"
    return "middle" if share < HIGH_FROM else "high"


def _grades(rules: Rules, shares: Sequence[Fraction | None]) -> list[int]:
    return [rules.grade_of(share) for share in shares if share is not None]


def _hard(wrote: Sequence[Line], aims: Sequence[str]) -> dict[str, int]:
    """Aims of the work that some did not reach, in its order, and how many."""
    missed = Counter(aim for line in wrote if line.newest for aim in line.newest.aims)
    return {aim: missed[aim] for aim in aims if missed[aim]}


def _per_cent(part: int, whole: int) -> str:
    """To one place, a half up; "" of nobody."""
    if not whole:
        return ""
    tenths = grading.half_up(Fraction(part * 1000, whole))
    return grading.said(Fraction(tenths, 10))


def _pointed(line: Line, of: Assessment) -> Pointed:
    share = _share(line, of)
    newest = line.newest
    return Pointed(
        name=line.pupil.full_name,
        mode=MODE_NAMES[line.sitting.mode],
        day=newest.date if newest else line.sitting.date,
        points=newest.points if newest and line.points is not None else "",
        percent="" if share is None else tenth(share),
        note=note(line),
    )


def tenth(share: Fraction) -> str:
    """«72.5»: to one place for lists; grades are computed from the exact value."""
    return grading.said(Fraction(grading.half_up(share * 10), 10))


def note(line: Line) -> Text | None:
    """What a register says beside the points."""
    state, newest, reason = line.sitting.state, line.newest, line.sitting.reason or "—"
    if state is SittingState.WAIVED:
        return _WAIVED.filled(reason=reason)
    if newest is None:
        return _MISSED.filled(reason=reason) if state is SittingState.MISSED else None
    if newest.kind is ResultKind.AGAIN:
        return _AGAIN.filled(reason=newest.reason or reason)
    if newest.kind is ResultKind.MODERATED:
        return _MODERATED.filled(reason=newest.reason)
    return None
