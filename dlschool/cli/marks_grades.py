"""The part of `marks` that is about grades: shown with their arithmetic, put, mended, printed."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from dlschool.cli.output import Place, answer, as_json, place, say
from dlschool.domain.grade_words import PERIOD_NAMES, arithmetic
from dlschool.domain.learning import Grade, Period
from dlschool.i18n import _
from dlschool.law.grading import rules_of
from dlschool.services import (
    calendar,
    class_names,
    curriculum,
    grade_rules,
    grade_sums,
    grade_works,
    mark_papers,
    printing,
)
from dlschool.services import grades as service
from dlschool.services.grade_works import VERDICT_NAMES
from dlschool.services.opening import Store

ID = click.IntRange(1, 2**63 - 1)
LANGUAGES = click.Choice(printing.LANGUAGES)
YEAR = click.option(
    "--year", default="", help="The school year, as 2026-2027; this one if left out."
)
PERIOD = click.Choice([period.value for period in Period])
_reason = click.option("--reason", default="", help="Why a grade that is put changes.")


def year_of(db: Store, year: str) -> str:
    """The year named, else the one of today. Refused: no rules of grading are known for it."""
    name = year or calendar.year_of(db.today())
    rules_of(name)
    return name


@click.command("grades")
@click.argument("pupil", type=ID)
@YEAR
@as_json
@place
def grades_(here: Place, pupil: int, year: str, as_json: bool) -> None:
    """Grades of a PUPIL (id) in the year, each with its arithmetic, and where the year stands.

    \b
    --json: {"year", "rounding", "rounding_note", "grades": [{"id", "pupil",
     "subject", "period", "grade", "percent", "mark", "date",
     "arithmetic": [{"kk", "ru"}], "subject_name"}],
     "verdict": "promoted|chance|repeats|unfinished",
     "twos": [subject ids], "open": [subject ids]}
    """
    with here.school() as db:
        name = year_of(db, year)
        service.pupil(db, pupil)
        put = service.of_pupil(db, pupil, name)
        subjects = {key: curriculum.subject(db, key).name for key in put}
        standing = grade_works.standing(db, pupil, name)
        rounding = grade_rules.rounding(db, name)
    found = [grade for held in put.values() for grade in held.values()]
    data = {
        "year": name,
        "rounding": rounding,
        "rounding_note": rules_of(name).rounding_note.json(),
        "grades": [{**_grade(g), "subject_name": subjects[g.subject_id].json()} for g in found],
        "verdict": standing.verdict,
        "twos": [subject.id for subject in standing.twos],
        "open": [subject.id for subject in standing.open],
    }
    lines = [line for g in found for line in _said(g, subjects[g.subject_id][here.language], here)]
    lines = lines or [_("No grades yet.")]
    answer(data, as_json, [*lines, VERDICT_NAMES[standing.verdict][here.language]])


def _grade(grade: Grade) -> dict[str, Any]:
    return {
        "id": grade.id,
        "pupil": grade.pupil_id,
        "subject": grade.subject_id,
        "period": grade.period,
        "grade": grade.grade,
        "percent": grade.percent or None,
        "mark": grade.mark or None,
        "date": grade.date,
        "arithmetic": [line.json() for line in arithmetic(grade)],
    }


def _said(grade: Grade, subject: str, here: Place) -> Sequence[str]:
    language = here.language
    head = f"{subject}, {PERIOD_NAMES[grade.period][language]}: {grade_sums.said(grade)[language]}"
    return [head, *(f"    {line[language]}" for line in arithmetic(grade))]


@click.command()
@click.argument("pupil", type=ID)
@click.argument("subject", type=ID)
@click.argument("period", type=PERIOD)
@click.argument("value", type=click.IntRange(2, 5), required=False)
@click.option("--exempt", default="", help="The order by which the pupil is not graded.")
@click.option("--preview", is_flag=True, help="Only show what the rules give.")
@_reason
@YEAR
@as_json
@place
def put(
    here: Place,
    pupil: int,
    subject: int,
    period: str,
    value: int | None,
    exempt: str,
    preview: bool,
    reason: str,
    year: str,
    as_json: bool,
) -> None:
    """Put the grade of a PUPIL in a SUBJECT for a PERIOD; VALUE only of a work or an examination.

    \b
    --json: one of "grades" of the command `marks grades`, without "subject_name"
    """
    of = Period(period)
    if (value is not None) != (of in grade_works.WORKS) or (preview and (value or exempt)):
        raise click.UsageError(_("VALUE is for chance-2, chance-3 and exam; the rest is computed"))
    with here.school() as db:
        name = year_of(db, year)
        if value is not None:
            made = grade_works.enter_work(db, pupil, subject, name, of, value, reason)
        elif exempt:
            made = service.exempt(db, pupil, subject, name, of, exempt)
        elif preview:
            made = service.compute(db, pupil, subject, name, of)
        else:
            made = service.put(db, pupil, subject, name, of, reason)
        said = curriculum.subject(db, subject).name[here.language]
    answer(_grade(made), as_json, list(_said(made, said, here)))


@click.command("put-class")
@click.argument("class_name")
@click.argument("subject", type=ID)
@click.argument("period", type=PERIOD)
@YEAR
@as_json
@place
def put_class(
    here: Place, class_name: str, subject: int, period: str, year: str, as_json: bool
) -> None:
    """Put the grades of everybody in a class who has marks in the SUBJECT (id).

    \b
    --json: {"put", "not_attested": [names], "refused": [{"name", "why"}]}
    """
    with here.school() as db:
        named = class_names.known(db, class_name)
        done = service.put_class(db, year_of(db, year), named, subject, Period(period))
    data = {
        "put": done.put,
        "not_attested": done.not_attested,
        "refused": [{"name": name, "why": why.text(here.language)} for name, why in done.refused],
    }
    lines = [_("Grades put: {n}").format(n=done.put)]
    lines += [f"{name}: {why.text(here.language)}" for name, why in done.refused]
    answer(data, as_json, lines)


@click.command("take-back")
@click.argument("grade", type=ID)
@click.option("--reason", required=True, help="Why; the journal keeps it.")
@as_json
@place
def take_back(here: Place, grade: int, reason: str, as_json: bool) -> None:
    """Take back a GRADE (id) that was put in error. --json: {"id"}"""
    with here.school() as db:
        service.take_back(db, grade, reason)
    answer({"id": grade}, as_json, [_("The grade is taken back.")])


@click.command()
@click.argument("value", type=click.Choice(list(grade_rules.ROUNDING_NAMES)), required=False)
@YEAR
@as_json
@place
def rounding(here: Place, value: str | None, year: str, as_json: bool) -> None:
    """Show how the percent is rounded before the scale, or set it; no text held has a rule.

    \b
    --json: {"rounding": "exact|half-up", "note": {"kk", "ru"}}
    """
    with here.school() as db:
        name = year_of(db, year)
        if value is not None:
            grade_rules.save_rounding(db, value)  # type: ignore[arg-type]
        held = grade_rules.rounding(db, name)
    note = rules_of(name).rounding_note
    lines = [grade_rules.ROUNDING_NAMES[held][here.language], note[here.language]]
    answer({"rounding": held, "note": note.json()}, as_json, lines)


@click.command()
@click.argument("pupil", type=ID)
@YEAR
@click.option("--language", type=LANGUAGES, help="kk, ru, or both side by side.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The PDF to write.")
@as_json
@place
def card(
    here: Place, pupil: int, year: str, language: str | None, out: Path, as_json: bool
) -> None:
    """The report card of a PUPIL (id) as a PDF. --json: {"file", "bytes"}"""
    with here.school() as db:
        made = mark_papers.prepare_cards(db, [pupil], year_of(db, year), language or here.language)
        printing.export(db, made, out)
    say(_("Written: {file}").format(file=out))
    answer({"file": str(out), "bytes": len(made.content)}, as_json, [])


GRADE_COMMANDS = (grades_, put, put_class, take_back, rounding, card)
