"""`marks`: points of sittings, formative marks, analysis of SOR and SOCh."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from dlschool.cli.marks_grades import GRADE_COMMANDS, ID, LANGUAGES, YEAR, year_of
from dlschool.cli.output import Place, answer, as_json, place, say
from dlschool.domain.grade_words import PERIOD_NAMES, TERMS
from dlschool.domain.learning import Assessment
from dlschool.i18n import _
from dlschool.services import analysis as works
from dlschool.services import (
    class_names,
    curriculum,
    formative,
    grades,
    mark_papers,
    printing,
    results,
)
from dlschool.services.opening import Store

DAY = click.DateTime(["%Y-%m-%d", "%d.%m.%Y"])
TERM = click.IntRange(1, 4)


@click.group()
def marks() -> None:
    """Points, grades and their analysis."""


@marks.command("list")
@YEAR
@click.option("--class", "class_name", default="", help="A class, as 8Ә.")
@click.option("--subject", type=ID, help="Id of a subject.")
@click.option("--term", type=TERM)
@click.option("--work", "work_id", type=ID, help="The register of one SOR or SOCh.")
@as_json
@place
def list_(
    here: Place,
    year: str,
    class_name: str,
    subject: int | None,
    term: int | None,
    work_id: int | None,
    as_json: bool,
) -> None:
    """Works of the year and how many pupils have points; with --work, everybody's points.

    \b
    --json: {"year", "works": [{"id", "class", "subject", "name": {"kk", "ru"},
     "term", "date", "max", "sittings", "with_points"}]}; with --work:
     {"work": {…}, "lines": [{"sitting", "pupil", "name", "mode", "state",
     "date", "points", "results": [{"kind", "points", "date", "reason",
     "aims"}], "note": {"kk", "ru"}|null}]}
    """
    if work_id is not None and (class_name or subject or term or year):
        raise click.UsageError(_("--work stands alone"))
    with here.school() as db:
        if work_id is not None:
            found = results.assessment(db, work_id)
            lines = results.register(db, work_id)
            data = {"work": _work(db, found), "lines": [_line(line) for line in lines]}
            said = [_said(line, here.language) for line in lines]
        else:
            name = year_of(db, year)
            if subject is not None:
                curriculum.subject(db, subject)
            named = class_names.known(db, class_name)
            plan = results.assessments(db, name, named, subject, term)
            data = {"year": name, "works": [_work(db, each) for each in plan]}
            said = [_work_said(db, each, here.language) for each in plan]
    answer(data, as_json, said or [_("No SOR and SOCh are planned there.")])


def _work(db: Store, of: Assessment) -> dict[str, Any]:
    lines = results.register(db, of.id or 0)
    return {
        "id": of.id,
        "class": of.class_name,
        "subject": of.subject_id,
        "name": results.named(db, of).json(),
        "term": of.term,
        "date": of.date,
        "max": of.max_points,
        "sittings": len(lines),
        "with_points": sum(line.points is not None for line in lines),
    }


def _work_said(db: Store, of: Assessment, language: str) -> str:
    told = _work(db, of)
    term = PERIOD_NAMES[TERMS[of.term - 1]][language]
    points = _("points of {some} of {all}").format(some=told["with_points"], all=told["sittings"])
    return f"{of.id:>6}  {results.named(db, of)[language]}, {term}: {points}"


def _line(line: results.Line) -> dict[str, Any]:
    note = works.note(line)
    return {
        "sitting": line.sitting.id,
        "pupil": line.pupil.id,
        "name": line.pupil.full_name,
        "mode": line.sitting.mode,
        "state": line.sitting.state,
        "date": line.sitting.date,
        "points": line.newest.points if line.newest else None,
        "results": [
            {"kind": r.kind, "points": r.points, "date": r.date, "reason": r.reason, "aims": r.aims}
            for r in line.results
        ],
        "note": note.json() if note else None,
    }


def _said(line: results.Line, language: str) -> str:
    note = works.note(line)
    points = line.newest.points if line.newest else "—"
    tail = f"  ({note[language]})" if note else ""
    return f"{line.sitting.id:>6}  {line.pupil.full_name}: {points}{tail}"


@marks.command()
@click.argument("sitting", type=ID)
@click.argument("points", default="")
@click.option("--day", type=DAY, help="When it was written; the sitting's day if left out.")
@click.option("--aim", "aims", multiple=True, help="An aim not reached; again for more.")
@click.option("--reached", is_flag=True, help="With --moderated: all aims reached, not as before.")
@click.option("--missed", help="No points: why the pupil was not there.")
@click.option("--again", help="An individual sitting after the first: why.")
@click.option("--moderated", help="The minutes of the council that re-checked it.")
@as_json
@place
def enter(
    here: Place,
    sitting: int,
    points: str,
    day: date | None,
    aims: tuple[str, ...],
    reached: bool,
    missed: str | None,
    again: str | None,
    moderated: str | None,
    as_json: bool,
) -> None:
    """Enter the POINTS of a SITTING (id), or why it was missed.

    POINTS are plain digits with a comma or a point, at most hundredths: 12 or 12,5.

    \b
    --json: {"sitting", "pupil", "name", "mode", "state", "date", "points",
     "results": [{"kind", "points", "date", "reason", "aims"}], "note"}
    """
    given = [each for each in (missed, again, moderated) if each is not None]
    if len(given) > 1 or (missed is not None) == bool(points):
        raise click.UsageError(_("POINTS, or --missed; --again or --moderated with POINTS"))
    if (missed is not None and (day or aims)) or (reached and (moderated is None or aims)):
        raise click.UsageError(_("no --day, --aim with --missed; --reached only with --moderated"))
    on = date(day.year, day.month, day.day) if day else None
    with here.school() as db:
        if missed is not None:
            results.miss(db, sitting, missed)
        elif again is not None:
            results.sit_again(db, sitting, points, again, day=on, aims=aims)
        elif moderated is not None:
            found = aims if aims or reached else None
            results.moderate(db, sitting, points, moderated, day=on, aims=found)
        else:
            results.enter(db, sitting, points, day=on, aims=aims)
        of = results.assessment(db, results.sitting(db, sitting).assessment_id)
        line = next(x for x in results.register(db, of.id or 0) if x.sitting.id == sitting)
    answer(_line(line), as_json, [_said(line, here.language)])


@marks.command("formative")
@click.argument("pupil", type=ID)
@click.argument("subject", type=ID)
@click.argument("term", type=TERM)
@click.argument("points", required=False)
@YEAR
@click.option("--clear", is_flag=True, help="Take every mark of the row away.")
@as_json
@place
def formative_(
    here: Place,
    pupil: int,
    subject: int,
    term: int,
    points: str | None,
    year: str,
    clear: bool,
    as_json: bool,
) -> None:
    """Show the formative marks of a PUPIL in a SUBJECT, or set the whole row: "8 9 7,5 4/5".

    \b
    --json: {"marks": [{"id", "points", "max", "date"}]}
    """
    if points is not None and (clear or not points.strip()):
        raise click.UsageError(_("POINTS, or --clear to take all away"))
    points = "" if clear else points
    with here.school() as db:
        name = year_of(db, year)
        person, taught = grades.pupil(db, pupil), curriculum.subject(db, subject)
        if points is not None:
            formative.put_row(db, pupil, subject, name, term, points)
        found = formative.of_pupil(db, pupil, subject, name, (term,))
    data = {
        "marks": [{"id": m.id, "points": m.points, "max": m.max, "date": m.date} for m in found]
    }
    term_said = PERIOD_NAMES[TERMS[term - 1]][here.language]
    head = f"{person.full_name}, {taught.name[here.language]}, {term_said}"
    row = formative.row_text(found) or _("no marks")
    answer(data, as_json, [f"{head}: {row}"])


@marks.command()
@click.argument("class_name")
@click.argument("subject", type=ID)
@click.argument("term", type=TERM)
@YEAR
@click.option("--language", type=LANGUAGES, help="kk, ru, or both side by side.")
@click.option("--out", type=click.Path(path_type=Path), help="The PDF to write.")
@as_json
@place
def analysis(
    here: Place,
    class_name: str,
    subject: int,
    term: int,
    year: str,
    language: str | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Levels, quality and success of the SOR and SOCh of a class in a SUBJECT (id) and TERM.

    \b
    --json: {"year", "works": [{"name", "wrote", "max", "low", "middle", "high",
     "quality", "success", "reached", "hard": {aim: [names]}}]}
    """
    with here.school() as db:
        name = year_of(db, year)
        curriculum.subject(db, subject)
        class_name = class_names.known(db, class_name)
        found = [
            works.of_work(db, each)
            for each in results.assessments(db, name, class_name, subject, term)
        ]
        if out is not None:
            made = mark_papers.prepare_analysis(
                db, name, class_name, subject, term, language or here.language
            )
            printing.export(db, made, out)
            say(_("Written: {file}").format(file=out))
    data = {"year": name, "works": [_analysed(work) for work in found]}
    lines = [_analysed_said(work, here.language) for work in found]
    answer(data, as_json, lines or [_("No SOR and SOCh are planned there.")])


def _analysed(work: works.Work) -> dict[str, Any]:
    return {
        "name": work.name.json(),
        "wrote": work.wrote,
        "max": work.max,
        "low": work.low,
        "middle": work.middle,
        "high": work.high,
        "quality": work.quality or None,
        "success": work.success or None,
        "reached": work.reached,
        "hard": dict(work.hard),
    }


def _analysed_said(work: works.Work, language: str) -> str:
    levels = " / ".join(str(len(names)) for names in (work.low, work.middle, work.high))
    return _(
        "{work}: written by {wrote}; 0–39 / 40–84 / 85–100 %: {levels}; quality {quality} %, "
        "success {success} %"
    ).format(
        work=work.name[language],
        wrote=work.wrote,
        levels=levels,
        quality=(work.quality or "—").replace(".", ","),
        success=(work.success or "—").replace(".", ","),
    )


for _command in GRADE_COMMANDS:
    marks.add_command(_command)
