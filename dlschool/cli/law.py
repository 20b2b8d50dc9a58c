"""`law`: the editions, their coverage, and the law tried on a file of facts, no store needed."""

from datetime import date
from pathlib import Path

import click

from dlschool.cli.output import Place, answer, as_json, place, read_file
from dlschool.errors import Refused
from dlschool.i18n import N_, _
from dlschool.law import edition as editions
from dlschool.law.assess import assess
from dlschool.law.edition import Choice
from dlschool.law.facts import from_json
from dlschool.law.points import words
from dlschool.law.shape import Edition
from dlschool.law.step import STATE_NAMES
from dlschool.services import editions as service


@click.group()
def law() -> None:
    """The law as data."""


@law.command("assess")
@click.argument("facts_file", type=click.Path(path_type=Path))
@as_json
@place
def assess_(here: Place, facts_file: Path, as_json: bool) -> None:
    """What the law still asks of the case described in FACTS_FILE (JSON)."""
    facts = from_json(read_file(facts_file))
    today = facts.today or here.clock().date()
    known = editions.editions(here.folder.editions)
    found = _edition(known, facts.edition) if facts.edition else _default(known, today)
    result = assess(facts, found, today)
    lines = [f"{found.act.short[here.language]}"]
    for step in result.steps:
        points = ", ".join(words(point)[here.language] for point in step.points)
        basis = points or _("practice")
        state = STATE_NAMES[step.state][here.language]
        lines.append(f"  {state:22} {step.name[here.language]} ({basis})")
        lines += [f"  {'':22}   {text[here.language]}" for text in step.missing]
    answer(result.json(), as_json, lines)


def _default(known: dict[str, Edition], today: date) -> Edition:
    return editions.default_edition(known, Choice(), today)


def _edition(known: dict[str, Edition], key: str) -> Edition:
    if key not in known:
        raise Refused(
            N_("The edition {key} is not known. Known: {known}."), key=key, known=sorted(known)
        )
    return known[key]


@law.command()
@click.option("--edition", "key", help="Only this edition.")
@as_json
@place
def coverage(here: Place, key: str | None, as_json: bool) -> None:
    """Every numbered point of every edition, with its place in the program."""
    known = editions.editions(here.folder.editions)
    wanted = [_edition(known, key)] if key else [known[k] for k in sorted(known)]
    data, lines = [], []
    for found in wanted:
        points = service.coverage(found)
        lines.append(f"{found.key}: {found.act.short[here.language]} ({len(points)})")
        for point in points:
            reason = point.reason[here.language] if point.reason else ""
            where = ", ".join(point.places) or reason or _list_of(point)
            lines.append(f"  {point.key:24} {point.kind:16} {where}")
        data.append(
            {
                "edition": found.key,
                "partial": found.partial,
                "confirmed": found.confirmed,
                "points": [
                    {
                        "key": p.key,
                        "kind": p.kind,
                        "places": list(p.places) or [_list_of(p)],
                        "text": p.text.json(),
                        "reason": p.reason.json() if p.reason else None,
                        "later": p.later,
                    }
                    for p in points
                ],
            }
        )
    answer({"editions": data}, as_json, lines)


def _list_of(point: service.Covered) -> str:
    """The place of a point that nothing else rests on: its own list in the edition."""
    return f"points.{point.kind}"


def _chosen(here: Place) -> Choice:
    """What the school of the data folder decided, if one is there."""
    if not here.folder.store.exists():
        return Choice()
    with here.school() as db:
        return service.choice(db)


@law.command("editions")
@as_json
@place
def editions_(here: Place, as_json: bool) -> None:
    """The editions that are known, and the one that new cases take."""
    known = editions.editions(here.folder.editions)
    chosen = _chosen(here)
    default = editions.default_edition(known, chosen, here.clock().date())
    data = [
        {
            "key": found.key,
            "name": found.act.short.json(),
            "partial": found.partial,
            "confirmed": found.confirmed,
            "replaces": found.replaces,
            "from": editions.in_force_from(found, chosen),
        }
        for found in known.values()
    ]
    lines = [
        f"{'*' if found is default else ' '} {found.key:24} {found.act.short[here.language]}"
        for found in known.values()
    ]
    answer({"editions": data, "default": default.key}, as_json, lines)
