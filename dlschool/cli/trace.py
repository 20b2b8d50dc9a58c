"""Commands about a pupil's trace: entries, the timeline of a case, the workload, the journal."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from dlschool.cli.output import Place, answer, as_json, place, say
from dlschool.cli.protecting import PASSWORD, offered
from dlschool.domain.learning import Trace
from dlschool.domain.text import Text
from dlschool.domain.trace import TraceKind, TraceLine
from dlschool.errors import Refused
from dlschool.i18n import N_, _
from dlschool.services import cases, printing, timeline, trace_papers, traces, viewings
from dlschool.services import workload as loads

DAY = click.DateTime(["%Y-%m-%d", "%d.%m.%Y"])
KIND = click.Choice([kind.value for kind in TraceKind])
LANGUAGES = click.Choice(["kk", "ru", "both"])


@click.group()
def trace() -> None:
    """The pupil's trace: consultations, events, attendance, participation, results."""


@trace.command()
@click.argument("case")
@click.argument("kind", type=KIND)
@click.option("--date", "day", type=DAY, help="The day; without it, today.")
@click.option("--who", default="", help="With whom: the teacher, the psychologist …")
@click.option("--system", default="", help="The information system it is recorded in.")
@click.option("--verified-by", default="", help="Who verified it.")
@click.option("--text", default="", help="In short, what it was.")
@click.option("--hours", default="", help="Hours, as 1 or 0,5.")
@as_json
@place
def add(
    here: Place, /, case: str, kind: str, day: datetime | None, as_json: bool, **said: str
) -> None:
    """Write an entry of the KIND on the CASE (number or id). --json: {"id"}"""
    with here.school() as db:
        case_id = cases.find_case(db, case)
        pupil_id = cases.records(db, case_id).case.pupil_id
        if pupil_id is None:
            raise Refused(N_("This is a case of whole classes: it has no trace of a pupil."))
        on = day.date() if day else here.clock().date()
        draft = Trace(pupil_id=pupil_id, case_id=case_id, kind=kind, date=on)
        made = traces.add(db, replace(draft, **said))  # type: ignore[arg-type]
    say(_("Entry written: {id}").format(id=made))
    answer({"id": made}, as_json, [])


@trace.command("list")
@click.argument("case")
@as_json
@place
def list_(here: Place, case: str, as_json: bool) -> None:
    """The timeline of the CASE, newest first, with the system and who verified it.

    \b
    --json: {"trace": [{"id"|null, "date", "group", "kind", "name", "text", "who",
     "system", "verified_by", "hours"|null, "points": [points of the order],
     "printed": whether the printed trace shows it}]}
    """
    with here.school() as db:
        case_id = cases.find_case(db, case)
        file = cases.case_file(db, case_id)
        found = timeline.of_file(db, file)
        if file.pupil is not None:
            viewings.viewed(db, file.pupil.id or 0, case_id)
    lines = [_line(line, here.language) for line in found]
    answer({"trace": [_data(line) for line in found]}, as_json, lines or [_("No entries yet.")])


def _line(line: TraceLine, language: str) -> str:
    parts = [line.name[language], _said(line.text, language), line.who]
    parts += [_said(line.system, language), line.verified_by]
    kept_back = "" if line.printed else " " + _("(not printed)")
    return f"{line.date:%d.%m.%Y}  " + " · ".join(part for part in parts if part) + kept_back


def _data(line: TraceLine) -> dict[str, Any]:
    return {
        "id": line.trace_id,
        "date": line.date.isoformat(),
        "group": line.group,
        "kind": line.kind,
        "name": line.name.json(),
        "text": _value(line.text),
        "who": line.who,
        "system": _value(line.system),
        "verified_by": line.verified_by,
        "hours": line.hours or None,
        "points": list(line.points),
        "printed": line.printed,
    }


def _said(value: str | Text, language: str) -> str:
    return value[language] if isinstance(value, Text) else value


def _value(value: str | Text) -> str | dict[str, str]:
    return value.json() if isinstance(value, Text) else value


@trace.command()
@click.argument("case")
@as_json
@place
def workload(here: Place, case: str, as_json: bool) -> None:
    """Hours of the plans against those of the programme, subject by subject (point 24).

    \b
    --json: {"workload": [{"subject": {"kk", "ru"}, "weekly", "weeks", "asked",
     "planned", "difference"}]}, hours as decimal text or null
    """
    with here.school() as db:
        found = loads.workload(db, cases.find_case(db, case))
    data = [
        {
            "subject": load.subject.json(),
            "weekly": _number(load.weekly),
            "weeks": load.weeks,
            "asked": _number(load.asked),
            "planned": _number(load.planned),
            "difference": _number(load.difference),
        }
        for load in found
    ]
    lines = [loads.sentence(load)[here.language] for load in found]
    answer({"workload": data}, as_json, lines or [_("No subjects are taught there.")])


def _number(value: object) -> str | None:
    return None if value is None else str(value)


@trace.command()
@click.option("--case", default="", help="Of this case's pupil only.")
@click.option("--from", "start", type=DAY)
@click.option("--to", "until", type=DAY)
@click.option("--language", type=LANGUAGES, help="kk, ru, or both side by side.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The PDF to write.")
@as_json
@place
def journal(
    here: Place,
    case: str,
    start: datetime | None,
    until: datetime | None,
    language: str | None,
    out: Path,
    as_json: bool,
) -> None:
    """Write the consultation journal of a period; without days, of this school year.

    \b
    --json: {"file", "bytes"}
    """
    with here.school() as db:
        printout = trace_papers.prepare_journal(
            db,
            start.date() if start else None,
            until.date() if until else None,
            case_id=cases.find_case(db, case) if case else None,
            language=language or here.language,
        )
        printing.export(db, printout, out, offered(PASSWORD))
    say(_("Written: {file}").format(file=out))
    answer({"file": str(out), "bytes": len(printout.content)}, as_json, [])
