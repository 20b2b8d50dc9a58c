"""Commands about readiness: what is asked, how it stands, certificates, equipment, the act."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from dlschool.cli.output import Place, answer, as_json, place, say
from dlschool.cli.protecting import PASSWORD, offered
from dlschool.domain.readiness import (
    STATE_NAMES,
    UNSEEN,
    Certificate,
    State,
)
from dlschool.i18n import _
from dlschool.law.points import words as point_words
from dlschool.services import certificates as certified
from dlschool.services import printing, readiness_act
from dlschool.services import readiness as service
from dlschool.services.certificates import TRAINING_NAMES, Training

ID = click.IntRange(1, 2**63 - 1)
DAY = click.DateTime(["%Y-%m-%d"])
PDF = click.Path(path_type=Path)
EDITION = click.option("--edition", default="", help="Key of another edition of the law.")


@click.group()
def readiness() -> None:
    """Whether the school is ready to teach at a distance, by its edition of the order."""


@readiness.command("list")
@EDITION
@as_json
@place
def list_(here: Place, edition: str, as_json: bool) -> None:
    """The requirements: how each stands, who answers, by when, what the records say."""
    with here.school() as db:
        found = service.summary(db, edition)
    if found.note is not None:
        say(found.note[here.language])
    lines = [_said(line, here.language) for line in found.lines]
    head = _("{met} of {asked} requirements are met, by: {edition}").format(
        met=found.count(State.MET),
        asked=found.asked,
        edition=found.edition.act.short[here.language],
    )
    data = {
        "edition": found.edition.key,
        "note": found.note.json() if found.note else None,
        "counts": found.counts,
        "requirements": [_line(line) for line in found.lines],
    }
    answer(data, as_json, [head, *lines])


def _said(line: service.Line, language: str) -> str:
    state = (STATE_NAMES[line.state] if line.state else UNSEEN)[language]
    points = ", ".join(point_words(key)[language] for key in line.requirement.points)
    name = line.requirement.name[language] + (f", {points}" if points else "")
    told = "; ".join(found.text[language] for found in line.findings)
    return f"{line.requirement.key:13} {state:14} {name}" + (f": {told}" if told else "")


def _line(line: service.Line) -> dict[str, Any]:
    judged = line.judgement
    return {
        "key": line.requirement.key,
        "name": line.requirement.name.json(),
        "text": line.requirement.text.json(),
        "points": list(line.requirement.points),
        "confirmed": line.requirement.confirmed,
        "state": line.state,
        "doubtful": line.doubtful,
        "who": {"id": line.who.id, "name": line.who.name} if line.who else None,
        "due": line.due,
        "looked_on": judged.looked_on if judged else None,
        "remark": judged.remark if judged else "",
        "findings": [{"kind": one.kind, **one.text.json()} for one in line.findings],
    }


@readiness.command("set")
@click.argument("key")
@click.argument("state", type=click.Choice([state.value for state in State]))
@click.option("--who", type=ID, help="Id of who answers, as `readiness certificates` tells it.")
@click.option("--due", type=DAY, help="By when.")
@click.option("--remark", default="", help="Needed for not-needed: why.")
@EDITION
@as_json
@place
def set_(
    here: Place,
    key: str,
    state: str,
    who: int | None,
    due: datetime | None,
    remark: str,
    edition: str,
    as_json: bool,
) -> None:
    """How the requirement KEY stands, as `readiness list` names it."""
    with here.school() as db:
        service.judge(
            db, key, State(state), staff_id=who, due=day_of(due), remark=remark,
            edition_key=edition,
        )  # fmt: skip
        line = service.line(db, key, edition)
    answer(_line(line), as_json, [_said(line, here.language)])


@readiness.command()
@click.option("--lacking", is_flag=True, help="Only those without a certificate in force.")
@as_json
@place
def certificates(here: Place, lacking: bool, as_json: bool) -> None:
    """Teachers and their certificates."""
    with here.school() as db:
        found = certified.trained(db)
    if lacking:
        found = [one for one in found if one.training in (Training.NONE, Training.ENDED)]
    data = [
        {
            "staff": one.staff.id,
            "name": one.staff.name,
            "training": one.training,
            "until": one.until,
            "certificates": [_certificate(each) for each in one.certificates],
        }
        for one in found
    ]
    lines = [
        f"{one.staff.id:5} {TRAINING_NAMES[one.training][here.language]:16} {one.staff.name}"
        for one in found
    ]
    answer({"teachers": data}, as_json, lines)


def _certificate(value: Certificate) -> dict[str, Any]:
    return {
        "id": value.id,
        "title": value.title,
        "hours": value.hours,
        "issuer": value.issuer,
        "number": value.number,
        "date": value.date,
        "valid_until": value.valid_until,
    }


@readiness.command()
@click.argument("staff", type=ID)
@click.argument("title")
@click.option("--date", "day", type=DAY, required=True)
@click.option("--until", type=DAY, help="The last day it holds; left out: without an end.")
@click.option("--hours", type=int)
@click.option("--issuer", default="")
@click.option("--number", default="")
@as_json
@place
def certificate(
    here: Place,
    staff: int,
    title: str,
    day: datetime,
    until: datetime | None,
    hours: int | None,
    issuer: str,
    number: str,
    as_json: bool,
) -> None:
    """A certificate of STAFF (an id) for the course TITLE."""
    value = Certificate(
        staff_id=staff, title=title, hours=hours, issuer=issuer, number=number,
        date=day.date(), valid_until=day_of(until),
    )  # fmt: skip
    keep(here, as_json, lambda db: certified.save(db, value))


@readiness.command()
@click.option("--out", type=PDF, required=True, help="The PDF to write.")
@click.option("--language", type=click.Choice(["kk", "ru", "both"]))
@click.option("--date", "day", type=DAY, help="Today if left out.")
@click.option("--number", default="")
@click.option("--chair", default="", help="«Name, post»; the director if left out.")
@click.option("--member", "members", multiple=True, help="«Name, post»; may be given again.")
@click.option("--conclusion", default="")
@EDITION
@as_json
@place
def act(
    here: Place,
    out: Path,
    language: str | None,
    day: datetime | None,
    number: str,
    chair: str,
    members: tuple[str, ...],
    conclusion: str,
    edition: str,
    as_json: bool,
) -> None:
    """Print the act of readiness with lines for the commission to sign."""
    spoken = language or here.language
    with here.school() as db:
        known = readiness_act.offered(db, here.language, edition)
        commission = readiness_act.Commission(
            date=day_of(day) or known.date,
            number=number,
            chair=chair or known.chair,
            members=members or known.members,
            conclusion=conclusion,
        )
        made = readiness_act.prepare(db, commission, spoken, edition)
        printing.export(db, made, out, offered(PASSWORD))
    say(_("Written: {file}").format(file=out))
    answer({"file": str(out), "bytes": len(made.content)}, as_json, [])


def keep(here: Place, as_json: bool, save: Callable[[Any], int]) -> None:
    """Writes a record and answers with its id."""
    with here.school() as db:
        made = save(db)
    answer({"id": made}, as_json, [_("Written down: {id}").format(id=made)])


def day_of(value: datetime | None) -> date | None:
    return value.date() if value else None
