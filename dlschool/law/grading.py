"""Marks to grades, by the rules of a school year as data. Exact fractions: nothing is rounded on the way.

Order 125, points 7 (class 1 is not graded), 16 (pass or fail), 28 (weights), annex 1 (scale).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from dlschool import paths
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.law import strict_data

Part = Literal["formative", "sor", "soch"]
PARTS: tuple[Part, ...] = ("formative", "sor", "soch")
Rounding = Literal["exact", "half-up"]
Result = Literal["graded", "pass", "fail", "not-graded"]

PART_NAMES: dict[Part, Text] = {
    "formative": Text("Қалыптастырушы бағалау", "Формативное оценивание"),
    "sor": Text("БЖБ", "СОР"),
    "soch": Text("ТЖБ", "СОЧ"),
}


class Weights(msgspec.Struct, frozen=True):
    """Per cent that each part brings; 0: the part does not exist."""

    formative: int = 0
    sor: int = 0
    soch: int = 0


class Step(msgspec.Struct, frozen=True, rename={"start": "from"}):
    start: int
    grade: int


class PassFail(msgspec.Struct, frozen=True):
    formative: int
    pass_from: int


class Limits(msgspec.Struct, frozen=True):
    half_year_hours: int
    sor_per_term: int
    soch_per_day: int
    soch_on_last_day: bool
    sor_and_soch_on_one_day: bool


class Final(msgspec.Struct, frozen=True):
    annual: int
    exam: int


class Rules(msgspec.Struct, frozen=True):
    """The grading rules of some school years (`resources/grading`)."""

    key: str
    name: Text
    years: tuple[str, ...]
    rounding: Rounding
    rounding_note: Text
    weights: tuple[Weights, ...]
    scale: tuple[Step, ...]
    pass_fail: PassFail
    limits: Limits
    final: Final
    ungraded_classes: tuple[int, ...] = ()

    def grade_of(self, percent: Fraction) -> int:
        """The grade of a percent that is already rounded as the school rounds."""
        return next(step.grade for step in reversed(self.scale) if percent >= step.start)


@dataclass(frozen=True, slots=True)
class Mark:
    """Points out of a maximum."""

    points: Decimal
    max: Decimal


@dataclass(frozen=True, slots=True)
class Marks:
    """What a pupil got in one subject in one term (or half-year)."""

    formative: Sequence[Mark] = ()
    sor: Sequence[Mark] = ()
    soch: Mark | None = None

    def of(self, part: Part) -> Sequence[Mark]:
        found: dict[Part, Sequence[Mark]] = {
            "formative": self.formative,
            "sor": self.sor,
            "soch": () if self.soch is None else (self.soch,),
        }
        return found[part]


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade with its arithmetic."""

    result: Result
    percent: Fraction | None = None
    """Exact; None where nothing is graded."""
    grade: int | None = None
    parts: dict[Part, Fraction | None] | None = None
    weights: Weights | None = None


def rules_of(year: str) -> Rules:
    """The rules of a school year, «2025-2026». Refused: no rules are known for it."""
    found = [rules for rules in all_rules() if year in rules.years]
    if not found:
        known = sorted({each for rules in all_rules() for each in rules.years})
        raise Refused(
            N_("No grading rules are known for the school year {year}. Known: {years}."),
            year=year,
            years=known,
        )
    return found[-1]


@cache
def all_rules() -> tuple[Rules, ...]:
    """Every file of `resources/grading`, by name."""
    folder = paths.program_file("resources", "grading")
    found = tuple(read(path) for path in sorted(folder.glob("*.toml")))
    if not found:
        raise RuntimeError(f"no grading rules in {folder}")
    return found


def read(path: Path) -> Rules:
    """Refused: the file says something that no rule can say, and where."""
    rules = strict_data.read(path, Rules)
    starts = [step.start for step in rules.scale]
    sums = {w.formative + w.sor + w.soch for w in rules.weights}
    if starts[:1] != [0] or starts != sorted(set(starts)):
        raise Refused(N_("{file}: the steps of the scale begin with 0 and rise."), file=path.name)
    if sums != {100} or any(min(w.formative, w.sor, w.soch) < 0 for w in rules.weights):
        raise Refused(N_("{file}: the weights of the parts are 100 together."), file=path.name)
    return rules


def grade(
    rules: Rules,
    marks: Marks,
    *,
    school_class: int,
    hours: Decimal,
    pass_fail: bool = False,
    rounding: Rounding | None = None,
) -> Graded:
    """The term's (or half-year's) grade of a subject.

    Refused: impossible points, no formative marks, a SOCh in a subject of one hour a week, parts
    that the year's rules do not know together.
    """
    for part in PARTS:
        _check(part, marks.of(part))
    if school_class in rules.ungraded_classes:
        return Graded("not-graded")
    if not marks.formative:
        raise Refused(N_("There are no formative marks: the grade cannot be computed."))
    if marks.soch is not None and hours <= rules.limits.half_year_hours:
        raise Refused(
            N_("A subject of one hour a week has no SOCh: its grade is of the half-year.")
        )
    weights = _weights(rules, marks, pass_fail)
    parts = {part: _part(marks.of(part), getattr(weights, part)) for part in PARTS}
    percent = sum((value for value in parts.values() if value is not None), Fraction(0))
    rounded = half_up(percent) if (rounding or rules.rounding) == "half-up" else percent
    if pass_fail:
        passed = rounded >= rules.pass_fail.pass_from
        return Graded("pass" if passed else "fail", percent, None, parts, weights)
    return Graded("graded", percent, rules.grade_of(Fraction(rounded)), parts, weights)


def _weights(rules: Rules, marks: Marks, pass_fail: bool) -> Weights:
    there = {part for part in PARTS if marks.of(part)}
    if pass_fail and there == {"formative"}:
        return Weights(formative=rules.pass_fail.formative)
    for weights in rules.weights:
        if there == {part for part in PARTS if getattr(weights, part)}:
            return weights
    raise Refused(
        N_("The rules of the year know no grade from these parts alone: {parts}."),
        parts=[PART_NAMES[part] for part in PARTS if part in there],
    )


def _check(part: Part, marks: Iterable[Mark]) -> None:
    for mark in marks:
        if mark.max <= 0 or not 0 <= mark.points <= mark.max:
            raise Refused(
                N_("{part}: {points} of {max} points are impossible."),
                part=PART_NAMES[part],
                points=mark.points,
                max=mark.max,
            )


def _part(marks: Sequence[Mark], weight: int) -> Fraction | None:
    """Sum of points / sum of maxima × weight; None where the part does not exist."""
    if not marks:
        return None
    points = sum((Fraction(mark.points) for mark in marks), Fraction(0))
    return points / sum((Fraction(mark.max) for mark in marks), Fraction(0)) * weight


def half_up(value: Fraction) -> int:
    """The nearest whole number, a half upwards."""
    return (value + Fraction(1, 2)).__floor__()


def annual(grades: Sequence[int]) -> int:
    """The mean of the terms' (or half-years') grades, a half upwards (order 125). Refused: none."""
    if not grades:
        raise Refused(N_("There are no grades of terms: the annual grade cannot be computed."))
    return half_up(Fraction(sum(grades), len(grades)))


def after_chance(annual_grade: int, retaken: int) -> int:
    """The final grade of a subject with an annual «2» after its summative assessment: their mean."""
    return half_up(Fraction(annual_grade + retaken, 2))


def final(rules: Rules, annual_grade: int, exam: int) -> int:
    """The final grade of a subject with an examination: 0.7 and 0.3, a half upwards."""
    share = Fraction(annual_grade * rules.final.annual + exam * rules.final.exam, 100)
    return half_up(share)


def how(rules: Rules, marks: Marks, done: Graded, rounding: Rounding) -> dict[str, Any]:
    """The arithmetic of a grade as it is kept with it, numbers as decimal text."""
    percent = done.percent or Fraction(0)
    scaled = Fraction(half_up(percent)) if rounding == "half-up" else percent
    return {
        "kind": "parts",
        "rules": rules.key,
        "rounding": rounding,
        "parts": [
            {
                "part": part,
                "points": said(sum((Fraction(m.points) for m in marks.of(part)), Fraction(0))),
                "max": said(sum((Fraction(m.max) for m in marks.of(part)), Fraction(0))),
                "weight": getattr(done.weights, part),
                "share": said(share),
            }
            for part in PARTS
            if (share := (done.parts or {}).get(part)) is not None
        ],
        "percent": said(percent),
        "scaled": said(scaled),
    }


def said(value: Fraction) -> str:
    """A decimal without a tail of zeros: «73.5», exact where it has an end; one without an end to ten
    places, or to more where ten would round it to a whole number that it does not reach.
    """
    places = _places(value)
    if places is None:
        places = 10
        while round(value, places).denominator == 1:
            places += 10
    text = f"{Decimal(round(value * 10**places)).scaleb(-places, _WIDE):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


_WIDE = Context(prec=400)


def _places(value: Fraction) -> int | None:
    """Decimal places of a number that has an end; None for one without."""
    rest, count = value.denominator, {2: 0, 5: 0}
    for prime in count:
        while rest % prime == 0:
            rest //= prime
            count[prime] += 1
    return max(count.values()) if rest == 1 else None
