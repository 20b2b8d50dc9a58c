"""`year change`: the change of the school year, previewed, made, printed."""

from pathlib import Path
from typing import Any

import click

from dlschool.cli.output import Place, answer, as_json, place, say
from dlschool.cli.protecting import PASSWORD, offered
from dlschool.domain.year_change import MOVE_NAMES, Move
from dlschool.errors import Refused
from dlschool.i18n import N_, _
from dlschool.services import printing, pupils, year_change, year_papers
from dlschool.services.opening import Store
from dlschool.services.year_carry import Carried
from dlschool.services.year_change import Choice, Preview


@click.command()
@click.option("--preview", is_flag=True, help="Show where everybody goes; nothing is written.")
@click.option("--already", is_flag=True, help="The classes are moved already: nobody moves.")
@click.option("--promote", multiple=True, help="Id or IIN of a pupil; may be given again.")
@click.option("--repeat", multiple=True, help="As --promote.")
@click.option("--graduate", multiple=True, help="As --promote.")
@click.option("--leave", multiple=True, help="As --promote.")
@click.option(
    "--alone", is_flag=True, help="Only the pupils move: no hours and teachers for the new year."
)
@as_json
@place
def change(
    here: Place,
    preview: bool,
    already: bool,
    alone: bool,
    promote: tuple[str, ...],
    repeat: tuple[str, ...],
    graduate: tuple[str, ...],
    leave: tuple[str, ...],
    as_json: bool,
) -> None:
    """Promote, repeat, graduate, leave: every pupil of the school, in one action.

    \b
    --json: {"made", "year", "totals": {move: n}, "undecided": [ids],
     "left_out": [ids], "pupils": [{"id", "name", "before", "move", "after",
     "why"}], "cases": [{"id", "number", "until"}], "books": [{"pupil",
     "books"}], "next_year": {"year", "hours", "teachers", "posts",
     "for_owner"}}; with --already: {"year", "moved": 0}
    """
    with here.school() as db:
        if already:
            made = year_change.mark_changed(db, carry=not alone)
            said = _("School year {year}: the classes are moved already").format(year=made.year)
            answer({"year": made.year, "moved": 0}, as_json, [said])
            return
        named = zip(Move, (promote, repeat, graduate, leave), strict=True)
        chosen: dict[int, Choice] = {}
        for move, word in [(move, word) for move, words in named for word in words]:
            pupil = _pupil(db, word)
            if pupil in chosen:
                raise Refused(N_("Pupil {id} is named twice."), id=word)
            chosen[pupil] = Choice(move)
        seen = year_change.preview(db, chosen)
        if not preview:
            year_change.change(db, chosen, carry=not alone)
    answer({"made": not preview, **_data(seen)}, as_json, _lines(seen, here.language))


def _pupil(db: Store, word: str) -> int:
    """Refused: nobody has this id or IIN."""
    for pupil, _guardians in pupils.known(db):
        if pupil.id is not None and word in (pupil.iin, str(pupil.id)):
            return pupil.id
    raise Refused(N_("There is no pupil {id}."), id=word)


def _data(seen: Preview) -> dict[str, Any]:
    return {
        "year": seen.year,
        "totals": {move.value: count for move, count in seen.totals.items()},
        "undecided": [line.pupil.id for line in seen.undecided],
        "left_out": [pupil.id for pupil in seen.left_out],
        "pupils": [
            {
                "id": line.pupil.id,
                "name": line.pupil.full_name,
                "before": line.before,
                "move": line.move,
                "after": line.after or None,
                "why": line.why.json() if line.why else None,
            }
            for line in seen.lines
        ],
        "cases": [
            {"id": s.case_id, "number": s.records.case.number, "until": s.assessment.until}
            for s in seen.ends
        ],
        "books": [
            {"pupil": owed.pupil_id, "books": list(owed.books)}
            for owed in year_change.owed(seen.books)
        ],
        "next_year": _carried(seen.carried),
    }


def _carried(found: Carried) -> dict[str, Any]:
    """What the new year would begin with."""
    return {
        "year": found.year,
        "hours": len(found.hours),
        "teachers": [
            {
                "class": taken.teaching.class_name,
                "subject": taken.teaching.subject_id,
                "staff": taken.teaching.staff_id,
                "room": taken.teaching.room,
                "from": taken.source or None,
            }
            for taken in found.teachings
        ],
        "posts": [
            {"id": after.id, "before": before.post_kk, "after": after.post_kk}
            for before, after in found.posts
        ],
        "for_owner": found.for_owner,
    }


def _lines(seen: Preview, language: str) -> list[str]:
    lines = [
        f"{line.before:5} → {line.after or '—':5} {line.pupil.full_name}"
        + (f" ({line.why[language]})" if line.why else "")
        for line in seen.lines
    ]
    lines += [f"{MOVE_NAMES[move][language]}: {count}" for move, count in seen.totals.items()]
    lines += [
        _("Case № {number} ends on {date}.").format(
            number=s.records.case.number, date=f"{s.assessment.until:%d.%m.%Y}"
        )
        for s in seen.ends
    ]
    lines += _owed(seen)
    carried = seen.carried
    lines.append(
        _("For {year}: teachers {teachers}, hours {hours}, class leaders {posts}.").format(
            year=carried.year,
            teachers=len(carried.teachings),
            hours=len(carried.hours),
            posts=len(carried.posts),
        )
    )
    return lines


def _owed(seen: Preview) -> list[str]:
    """Who has which textbooks."""
    names = {line.pupil.id: line.pupil.short_name for line in seen.books}
    return [
        _("{name} has not returned: {books}").format(
            name=names[owed.pupil_id], books=", ".join(owed.books)
        )
        for owed in year_change.owed(seen.books)
    ]


@click.command()
@click.option("--year", "name", default="", help="The year that ended; the newest without it.")
@click.option("--language", type=click.Choice(["kk", "ru", "both"]))
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The PDF to write.")
@as_json
@place
def act(here: Place, name: str, language: str | None, out: Path, as_json: bool) -> None:
    """The act of a change of the school year, as a PDF. --json: {"file", "bytes"}"""
    with here.school() as db:
        made = year_papers.prepare_act(db, name, language or here.language)
        printing.export(db, made, out, offered(PASSWORD))
    say(_("Written: {file}").format(file=out))
    answer({"file": str(out), "bytes": len(made.content)}, as_json, [])


COMMANDS = (change, act)
"""Of the group `year`."""
