"""Commands about cases and their documents: cases, forms, print."""

from pathlib import Path
from typing import Any

import click

from dlschool.cli import learning_prints
from dlschool.cli.output import Place, answer, as_json, place, say
from dlschool.cli.protecting import PASSWORD, offered
from dlschool.domain import order_130
from dlschool.i18n import _
from dlschool.law.points import words
from dlschool.law.step import STATE_NAMES
from dlschool.services import cases as service
from dlschool.services import lists, printing, viewings

LANGUAGES = click.Choice(["kk", "ru", "both"])
ID = click.IntRange(1, 2**63 - 1)


@click.group()
def cases() -> None:
    """Cases of the school."""


@cases.command("list")
@as_json
@place
def list_(here: Place, as_json: bool) -> None:
    """All cases with their next step."""
    lines, data = [], []
    with here.school() as db:
        handed_over = lists.handed_over_cases(db)
        for records in service.every_record(db):
            file = service.case_file(db, records.case.id or 0)
            gone = file.case.id in handed_over
            step = None if gone else file.assessment.next
            who = file.pupil.full_name if file.pupil else ", ".join(file.case.classes)
            following = step.name[here.language] if step else "—"
            if gone:
                following = _("handed over to another school")
            lines.append(f"{file.case.id:5} {file.case.number:10} {who}: {following}")
            data.append(
                {
                    "id": file.case.id,
                    "number": file.case.number,
                    "ground": file.case.ground,
                    "pupil": who,
                    "next": step.key if step else None,
                    "handed_over": gone,
                    "outcome": file.assessment.outcome,
                }
            )
    answer({"cases": data}, as_json, lines)


@cases.command()
@click.argument("case")
@as_json
@place
def show(here: Place, case: str, as_json: bool) -> None:
    """One case (number or id) and what the law still asks of it."""
    with here.school() as db:
        file = service.case_file(db, service.find_case(db, case))
        if file.pupil is not None:
            viewings.viewed(db, file.pupil.id or 0, file.case.id)
    lines = [f"№ {file.case.number}: {file.edition.act.short[here.language]}"]
    if file.warning:
        say(file.warning[here.language])
    for step in file.assessment.steps:
        points = ", ".join(words(point)[here.language] for point in step.points)
        state = STATE_NAMES[step.state][here.language]
        lines.append(f"  {state:22} {step.name[here.language]} ({points or _('practice')})")
    answer(
        {"id": file.case.id, "number": file.case.number, **file.assessment.json()}, as_json, lines
    )


@click.command()
@as_json
@place
def forms(here: Place, as_json: bool) -> None:
    """The printed forms and their codes."""
    found = printing.forms()
    data = [
        {
            "code": form.code,
            "title": form.title.json(),
            "scope": form.scope,
            "order_130": {
                "asked": order_130.asked(form.code),
                "text": order_130.sentence(form.code).json(),
            },
        }
        for form in found
    ]
    lines = [
        f"{form.code:28} {form.title[here.language]}. "
        f"{order_130.sentence(form.code)[here.language]}"
        for form in found
    ]
    answer({"forms": data}, as_json, lines)


@click.command("print", epilog=learning_prints.HELP)
@click.argument("code")
@click.option("--case", "named", multiple=True, help="Number or id of a case; may be given again.")
@click.option("--meeting", type=ID, help="Id of the meeting.")
@click.option("--order", type=ID, help="Id of the order.")
@click.option("--language", type=LANGUAGES, help="kk, ru, or both side by side.")
@click.option("--blank", is_flag=True, help="The blank form, for filling by hand.")
@learning_prints.options
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The PDF to write.")
@as_json
@place
def print_(
    here: Place,
    /,
    code: str,
    named: tuple[str, ...],
    meeting: int | None,
    order: int | None,
    language: str | None,
    blank: bool,
    out: Path,
    as_json: bool,
    **asked: Any,
) -> None:
    """Print the form CODE to a PDF file; the CODE “case” prints all that the cases hold.

    CODE is one that `forms` lists. --json: {"file", "bytes"}
    """
    spoken = language or here.language
    with here.school() as db:
        ids = [service.find_case(db, case) for case in named]
        of = learning_prints.Asked(case_id=ids[0] if ids else None, **asked)
        of.refuse_idle(code, blank)
        if learning_prints.is_known(code) and not blank and len(ids) < 2:
            printout = learning_prints.prepare(db, code, of, spoken)
        elif code == WHOLE or len(ids) > 1:
            codes = None if code == WHOLE else [code]
            printout = printing.prepare_cases(db, ids, codes, spoken)
        else:
            printout = printing.prepare(
                db, code, case_id=of.case_id, meeting_id=meeting, order_id=order,
                language=spoken, blank=blank,
            )  # fmt: skip
        printing.export(db, printout, out, offered(PASSWORD))
    say(_("Written: {file}").format(file=out))
    answer({"file": str(out), "bytes": len(printout.content)}, as_json, [])


WHOLE = "case"
"""Instead of a form's code: every document that the cases hold."""

COMMANDS = (cases, forms, print_)
