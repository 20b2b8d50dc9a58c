"""Commands about sittings: who sits when, the plan, one moved, one waived."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from dlschool.cli.output import Place, answer, as_json, place
from dlschool.errors import Refused
from dlschool.i18n import N_, _
from dlschool.services import (
    assessment_import,
    assessments,
    calendar,
    class_names,
    pupils,
    sitting_plan,
)
from dlschool.services import sittings as service
from dlschool.services.opening import Store
from dlschool.services.sittings import Line

ID = click.IntRange(1, 2**63 - 1)
TERM = click.IntRange(1, 4)
DAY = click.DateTime(["%Y-%m-%d", "%d.%m.%Y"])


@click.group()
def sittings() -> None:
    """SOR and SOCh of distance pupils."""


def _of(db: Store, year: str | None, term: int | None) -> tuple[str, int]:
    """The year and term asked for, else those of today, else the next term of the year."""
    named = year or calendar.year_of(db.today())
    if term is not None:
        return named, term
    found = calendar.calendar(db, named).coming_term(db.today())
    if found is None:
        raise Refused(N_("Say of which term of the school year {year}."), year=named)
    return named, found.number


@sittings.command("list")
@click.option("--year", help="School year, 2026-2027.")
@click.option("--term", type=TERM, help="Term, 1 to 4.")
@click.option("--pupil", type=ID, help="Id of the pupil.")
@click.option("--class", "class_name", default="", help="Class.")
@as_json
@place
def list_(
    here: Place,
    year: str | None,
    term: int | None,
    pupil: int | None,
    class_name: str,
    as_json: bool,
) -> None:
    """Sittings of a term by date.

    \b
    --json: {"year", "term", "sittings": [{"id", "pupil", "class", "what": {"kk", "ru"},
     "kind": "SOR|SOCh", "date"|null, "class_date"|null,
     "mode": "in-person|remote", "state", "fixed", "reason"}]}
    """
    with here.school() as db:
        named, number = _of(db, year, term)
        class_name = class_names.known(db, class_name)
        if pupil is not None:
            pupils.card(db, pupil)
        found = service.sittings(db, named, number, pupil_id=pupil, class_name=class_name)
        rows = [_row(db, line) for line in found]
    lines = [_said(row, here.language) for row in rows]
    nothing = _("Nobody has a sitting there.")
    answer({"year": named, "term": number, "sittings": rows}, as_json, lines or [nothing])


def _row(db: Store, line: Line) -> dict[str, Any]:
    sitting, value = line.sitting, line.assessment
    return {
        "id": line.id,
        "pupil": line.pupil.full_name,
        "class": value.class_name,
        "what": assessments.name(db, value).json(),
        "kind": value.kind,
        "date": sitting.date.isoformat() if sitting.date else None,
        "class_date": value.date.isoformat() if value.date else None,
        "mode": sitting.mode,
        "state": sitting.state,
        "fixed": sitting.fixed,
        "reason": sitting.reason,
    }


def _said(row: dict[str, Any], language: str) -> str:
    day = date.fromisoformat(row["date"]).strftime("%d.%m.%Y") if row["date"] else "—" * 10
    words = service.MODE_NAMES[row["mode"]][language]
    state = service.STATE_NAMES[row["state"]][language]
    who = f"{row['pupil']}, {row['class']}"
    return f"{row['id']:5} {day}  {row['what'][language]:32} {who:36} {words}, {state}"


@sittings.command()
@click.option("--year", help="School year, 2026-2027.")
@click.option("--term", type=TERM, help="Term, 1 to 4.")
@click.option(
    "--pupil", "pupil_ids", type=ID, multiple=True, help="Id of a pupil; may be given again."
)
@click.option("--keep", is_flag=True, help="Write the proposed days.")
@click.option("--reason", default="", help="Why sittings are moved, as it will be kept.")
@as_json
@place
def plan(
    here: Place,
    year: str | None,
    term: int | None,
    pupil_ids: tuple[int, ...],
    keep: bool,
    reason: str,
    as_json: bool,
) -> None:
    """Propose days for the sittings that wait: fewest journeys first.

    \b
    --json: {"year", "term", "plan": [sitting as of `list`, and "proposed"],
     "journeys", "bound", "optimal", "shift_days", "journeys_on_class_dates",
     "journeys_now", "class_dates_forbidden", "kept"}
    """
    with here.school() as db:
        named, number = _of(db, year, term)
        for pupil_id in pupil_ids:
            pupils.card(db, pupil_id)
        proposal = sitting_plan.propose(db, named, number, pupil_ids or None)
        rows = [
            {**_row(db, change.line), "proposed": change.day.isoformat()}
            for change in proposal.changes
        ]
        kept = sitting_plan.keep(db, proposal, reason) if keep else 0
    data = {"year": named, "term": number, "plan": rows, **_measured(proposal), "kept": kept}
    lines = [_said({**row, "date": row["proposed"]}, here.language) for row in rows]
    answer(data, as_json, [*lines, _figures(data), *([_kept(kept)] if keep else [])])


def _measured(proposal: sitting_plan.Proposal) -> dict[str, Any]:
    made = proposal.plan
    return {
        "journeys": made.journeys,
        "bound": made.bound,
        "optimal": made.optimal,
        "shift_days": made.shift_days,
        "journeys_on_class_dates": proposal.on_class_dates,
        "journeys_now": proposal.now,
        "class_dates_forbidden": proposal.forbidden,
    }


def _figures(data: dict[str, Any]) -> str:
    figures = _(
        "Journeys: {journeys} (at least {bound}); on the class's dates: {class_dates}; "
        "days of shift: {shift}."
    ).format(
        journeys=data["journeys"],
        bound=data["bound"],
        class_dates=data["journeys_on_class_dates"],
        shift=data["shift_days"],
    )
    forbidden = data["class_dates_forbidden"]
    against = _("The rules forbid so many of the class's dates: {count}.").format(count=forbidden)
    return f"{figures} {against}" if forbidden else figures


def _kept(count: int) -> str:
    return _("Sittings moved: {count}.").format(count=count)


@sittings.command()
@click.argument("sitting", type=ID)
@click.argument("day", type=DAY)
@click.option("--reason", default="", help="Why it is moved.")
@as_json
@place
def move(here: Place, sitting: int, day: Any, reason: str, as_json: bool) -> None:
    """Move one SITTING to another DAY, by the rules. --json: a sitting as of `list`"""
    with here.school() as db:
        service.move(db, sitting, day.date(), reason)
        row = _row(db, service.line(db, sitting))
    answer(row, as_json, [_said(row, here.language)])


@sittings.command()
@click.argument("sitting", type=ID)
@click.option("--order", required=True, help="Number and date of the order.")
@as_json
@place
def waive(here: Place, sitting: int, order: str, as_json: bool) -> None:
    """Release the pupil from a SITTING by an order. --json: a sitting as of `list`"""
    with here.school() as db:
        service.waive(db, sitting, order)
        row = _row(db, service.line(db, sitting))
    answer(row, as_json, [_said(row, here.language)])


@sittings.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--year", help="School year, 2026-2027.")
@click.option("--preview", is_flag=True, help="Only say what would be entered.")
@as_json
@place
def import_(here: Place, file: Path, year: str | None, preview: bool, as_json: bool) -> None:
    """Enter the classes' plan of SOR and SOCh from an Excel FILE.

    \b
    --json: {"entered", "new", "same", "refused": [{"row", "kk", "ru"}]}
    """
    with here.school() as db:
        named = year or calendar.year_of(db.today())
        draft = assessment_import.preview(db, named, file)
        count = 0 if preview else assessment_import.enter(db, draft, file.name)
    lines = [row.said()[here.language] for row in draft.refused]
    data = {
        "entered": count,
        "new": len(draft.new),
        "same": draft.same,
        "refused": [{"row": row.number, **row.said().json()} for row in draft.refused],
    }
    total = _("Entered: {count}; already there: {same}; refused: {refused}.").format(
        count=count, same=draft.same, refused=len(draft.refused)
    )
    answer(data, as_json, [*lines, total])
