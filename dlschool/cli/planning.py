"""Commands of the pure parts: a plan and a grade from a file, with no store."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import click
import msgspec

from dlschool import i18n
from dlschool import planning as planner
from dlschool.cli.output import answer, as_json, read_file
from dlschool.domain import grade_words, json_data, json_words
from dlschool.domain.json_data import Number
from dlschool.domain.learning import Grade, Period
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_, _
from dlschool.law import grading
from dlschool.planning.problem import Kind, Mode, Sitting


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@as_json
def plan(file: Path, as_json: bool) -> None:
    """Dates for the sittings of FILE (JSON): fewest journeys first.

    Aims in their order: journeys, days of shift from the class dates, each
    pupil's busiest day, early dates by ids. "bound" is proved. Small problems
    (about ten sittings a family) are best in every aim; in larger ones the
    work is bounded, and the lesser aims are the best that was found. The same
    FILE always gives the same plan.

    \b
    FILE: {"term": {"from", "to"}, "days_off": [date],
     "limits": {"soch_per_day": 3, "sor_per_term": 3},
     "pupils": [{"id", "travel_days": ["mon", …]|null,
      "absent": [{"from", "to"}], "family": id|null}],
     "teachers": [{"id", "days": ["mon", …], "hours": {"mon": 2, …}|null}],
     "rooms": [{"id", "seats": n|null, "hours": {"mon": 2, …}|null}],
     "sittings": [{"id", "pupil", "subject", "kind": "SOR|SOCh",
      "mode": "in-person|remote", "teacher", "class_date", "earliest",
      "latest", "fixed": date|null, "room": id|null, "work": id|null}]},
     dates as 2026-11-21; "rooms", "hours", "room" and "work" may be left out:
     an hour of a room or teacher takes one work, as many as there are seats;
     a day that "hours" does not name has none
    --json: {"plan": [{"id", "date"}], "journeys", "bound", "optimal",
     "shift_days"}; exit code 1: {"refused": {"message", "kk", "ru",
     "conflict": [sitting or rule], "would_help": [{"id", "kk", "ru"}]}}
    """
    problem = planner.read(read_file(file))
    made = planner.plan(problem)
    lines = [
        f"{placed.date:%d.%m.%Y}  {placed.id}: {_told(sitting)[i18n.language()]}"
        for placed, sitting in zip(made.placed, problem.sittings, strict=True)
    ]
    total = _("Journeys: {journeys} (at least {bound}), days of shift: {shift}.").format(
        journeys=made.journeys, bound=made.bound, shift=made.shift_days
    )
    answer(made.json(), as_json, [*lines, total])


_KINDS = {Kind.SOR: Text("БЖБ", "СОР"), Kind.SOCH: Text("ТЖБ", "СОЧ")}
_MODES = {
    Mode.IN_PERSON: Text("мектепте", "в школе"),
    Mode.REMOTE: Text("қашықтан", "дистанционно"),
}


def _told(sitting: Sitting) -> Text:
    """«p1, алгебра, ТЖБ, мектепте»."""
    head = f"{sitting.pupil}, {sitting.subject}, "
    kind, mode = _KINDS[sitting.kind], _MODES[sitting.mode]
    return Text(f"{head}{kind.kk}, {mode.kk}", f"{head}{kind.ru}, {mode.ru}")


MOST = Decimal(100_000)
"""No points and no hours are more."""
FINEST = -30
"""The smallest place after the point, as a power of ten."""


class _Mark(msgspec.Struct, forbid_unknown_fields=True):
    points: Number
    max: Number

    def mark(self) -> grading.Mark:
        return grading.Mark(self.points, self.max)


class _Asked(msgspec.Struct, forbid_unknown_fields=True):
    year: str
    school_class: int = msgspec.field(name="class")
    kind: Literal["graded", "pass-fail"]
    hours_per_week: Number
    formative: list[_Mark]
    sor: list[_Mark] = []
    soch: _Mark | None = None
    rounding: grading.Rounding | None = None

    def numbers(self) -> list[Number]:
        marks = [*self.formative, *self.sor, *([self.soch] if self.soch else [])]
        return [self.hours_per_week, *(n for mark in marks for n in (mark.points, mark.max))]

    def marks(self) -> grading.Marks:
        return grading.Marks(
            [mark.mark() for mark in self.formative],
            [mark.mark() for mark in self.sor],
            self.soch.mark() if self.soch else None,
        )


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@as_json
def grade(file: Path, as_json: bool) -> None:
    """The grade of a subject from the marks in FILE (JSON), with its arithmetic.

    \b
    FILE: {"year": "2025-2026", "class": 7, "kind": "graded|pass-fail",
     "hours_per_week": 2, "formative": [{"points": 8, "max": 10}],
     "sor": [{"points", "max"}], "soch": {"points", "max"}|null,
     "rounding": "exact|half-up"}
    --json: {"percent": "73.5"|null, "grade": 4|null,
     "result": "graded|pass|fail|not-graded",
     "parts": {"formative", "sor", "soch"}}, each a decimal text or null
    """
    asked = _read(read_file(file))
    rules, marks = grading.rules_of(asked.year), asked.marks()
    done = grading.grade(
        rules,
        marks,
        school_class=asked.school_class,
        hours=asked.hours_per_week,
        pass_fail=asked.kind == "pass-fail",
        rounding=asked.rounding,
    )
    data = {
        "percent": _said(done.percent),
        "grade": done.grade,
        "result": done.result,
        "parts": {part: _said((done.parts or {}).get(part)) for part in grading.PARTS},
    }
    how = grading.how(rules, marks, done, asked.rounding or rules.rounding)
    answer(data, as_json, [line[i18n.language()] for line in _lines(done, how)])


def _lines(done: grading.Graded, how: dict[str, Any]) -> list[Text]:
    """The arithmetic as every screen and report card tells it."""
    if done.percent is None:
        return [grade_words.MARK_NAMES[done.result]]
    mark = "" if done.result == "graded" else done.result
    return grade_words.arithmetic(
        Grade(
            pupil_id=0,
            subject_id=0,
            year="",
            period=Period.TERM_1,
            grade=done.grade,
            mark=mark,
            how=json.dumps(how),
            date=date.min,
        )
    )


def _read(content: bytes) -> _Asked:
    asked = json_data.decode(content, _Asked)
    for number in asked.numbers():
        if not _plain(number):
            raise Refused(
                N_("{number} is no number of points or hours: 0 to {most}, at most {places} places."),
                number=json_words.cut(str(number)), most=MOST, places=-FINEST,
            )  # fmt: skip
    if not 1 <= asked.school_class <= 12 or asked.hours_per_week <= 0:
        raise Refused(N_("A class is 1 to 12, and a subject has more than no hours."))
    return asked


def _plain(number: Decimal) -> bool:
    """Whether it can be reckoned with: not of millions of digits."""
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= FINEST and number.copy_abs() <= MOST


def _said(value: Fraction | None) -> str | None:
    return None if value is None else grading.said(value)


COMMANDS = (plan, grade)
