"""Commands of the pure parts: a plan and a grade from a file, with no store."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Literal

import click
import msgspec

from dlschool import planning as planner
from dlschool.cli.output import answer, as_json, read_file
from dlschool.errors import Refused
from dlschool.i18n import N_, _
from dlschool.law import grading


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@as_json
def plan(file: Path, as_json: bool) -> None:
    """Dates for the sittings of FILE (JSON): fewest journeys first."""
    made = planner.plan(planner.read(read_file(file)))
    lines = [f"{placed.date:%d.%m.%Y}  {placed.id}" for placed in made.placed]
    total = _("Journeys: {journeys} (at least {bound}), days of shift: {shift}.").format(
        journeys=made.journeys, bound=made.bound, shift=made.shift_days
    )
    answer(made.json(), as_json, [*lines, total])


MOST = Decimal(100_000)
"""No points and no hours are more."""
FINEST = -30
"""The smallest place after the point, as a power of ten."""


class _Mark(msgspec.Struct, forbid_unknown_fields=True):
    points: Decimal
    max: Decimal

    def mark(self) -> grading.Mark:
        return grading.Mark(self.points, self.max)


class _Asked(msgspec.Struct, forbid_unknown_fields=True):
    year: str
    school_class: int = msgspec.field(name="class")
    kind: Literal["graded", "pass-fail"]
    hours_per_week: Decimal
    formative: list[_Mark]
    sor: list[_Mark] = []
    soch: _Mark | None = None
    rounding: grading.Rounding | None = None

    def numbers(self) -> list[Decimal]:
        marks = [*self.formative, *self.sor, *([self.soch] if self.soch else [])]
        return [self.hours_per_week, *(n for mark in marks for n in (mark.points, mark.max))]


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@as_json
def grade(file: Path, as_json: bool) -> None:
    """The grade of a subject from the marks in FILE (JSON), with its arithmetic."""
    asked = _read(read_file(file))
    if not 1 <= asked.school_class <= 12 or asked.hours_per_week <= 0:
        raise Refused(N_("A class is 1 to 12, and a subject has more than no hours."))
    marks = grading.Marks(
        [mark.mark() for mark in asked.formative],
        [mark.mark() for mark in asked.sor],
        asked.soch.mark() if asked.soch else None,
    )
    done = grading.grade(
        grading.rules_of(asked.year),
        marks,
        school_class=asked.school_class,
        hours=asked.hours_per_week,
        pass_fail=asked.kind == "pass-fail",
        rounding=asked.rounding,
    )
    parts: dict[str, str | None] = {
        part: _said((done.parts or {}).get(part)) for part in grading.PARTS
    }
    data = {
        "percent": _said(done.percent),
        "grade": done.grade,
        "result": done.result,
        "parts": parts,
    }
    shown: dict[str, object] = {**parts, **data}
    answer(data, as_json, [f"{name}: {value}" for name, value in shown.items()])


def _read(content: bytes) -> _Asked:
    try:
        asked = msgspec.json.decode(content, type=_Asked)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Refused(N_("The file does not hold marks: {reason}"), reason=error) from error
    for number in asked.numbers():
        if not _plain(number):
            raise Refused(N_("The file does not hold marks: {reason}"), reason=number)
    return asked


def _plain(number: Decimal) -> bool:
    """Whether it can be reckoned with: not NaN or infinite, nor of millions of digits."""
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= FINEST and number.copy_abs() <= MOST


def _said(value: Fraction | None) -> str | None:
    return None if value is None else grading.said(value)


COMMANDS = (plan, grade)
