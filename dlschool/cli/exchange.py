"""`exchange`: the conversation with the department, over a line or by stick."""

import random
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from dlschool.cli import (
    exchange_differences,
    exchange_directives,
    exchange_handovers,
    exchange_pair,
)
from dlschool.cli.output import Place, answer, as_json, place, refusal, say
from dlschool.i18n import N_, _
from dlschool.services import exchange_folder, exchange_status, exchange_tries
from dlschool.services.exchange_folder import Taken
from dlschool.services.exchange_status import STATE_NAMES, Status
from dlschool.services.exchange_tries import Tried

_FOLDER = click.argument("folder", type=click.Path(path_type=Path))


@click.group()
def exchange() -> None:
    """What the school sends to the department, and what comes back."""


@exchange.command()
@as_json
@place
def status(here: Place, as_json: bool) -> None:
    """How much is on this PC, sent, stored, accepted; the last contact; what is wrong."""
    with here.school() as db:
        found = exchange_status.status(db)
        envelopes = exchange_status.envelopes(db)
    data = exchange_status.as_json(found)
    data["envelopes"] = [
        {"lane": e.lane, "seq": e.seq, "at": e.at, "changes": e.ops, "bytes": e.size,
         "state": e.state, "exceptions": e.exceptions}
        for e in envelopes
    ]  # fmt: skip
    answer(data, as_json, _status_lines(found, here.language))


def _status_lines(found: Status, language: str) -> list[str]:
    level = exchange_status.LEVEL_NAMES[found.level][language]
    lines = [found.sentence.text()]
    if found.department:
        lines.append(_("Department: {name}").format(name=found.department[language]))
    lines.append(_("Level: {level}").format(level=level))
    counts = (
        ("sealed", found.here), ("sent", found.sent), ("stored", found.stored),
        ("accepted", found.accepted), ("quarantined", found.aside), ("waiting", found.waiting),
    )  # fmt: skip
    lines += [f"{_(STATE_NAMES[key])}: {n}" for key, n in counts if n]
    if found.contact:
        lines.append(_("Last contact: {time}").format(time=_time(found.contact)))
    if found.next and not found.paused:
        lines.append(_("Next try: {time}").format(time=_time(found.next)))
    return lines


def _time(at: datetime) -> str:
    return f"{at:%d.%m.%Y %H:%M}"


@exchange.command()
@as_json
@place
def sync(here: Place, as_json: bool) -> None:
    """Send what is due and fetch what waits, over the line."""
    with here.school() as db:
        tried = exchange_tries.attempt(db, random.random(), ways=exchange_tries.line)
        found = exchange_status.status(db)
    _tell(tried, found, as_json)


@exchange.command()
@as_json
@place
def compare(here: Place, as_json: bool) -> None:
    """Let both sides compare what they hold; what differs is told again."""
    with here.school() as db:
        tried = exchange_tries.attempt(db, random.random(), ways=exchange_tries.line, compare=True)
        found = exchange_status.status(db)
    _tell(tried, found, as_json)


def _tell(tried: Tried, found: Status, as_json: bool) -> None:
    done = tried.done
    data: dict[str, Any] = {
        "sent": done.sent,
        "came": done.came,
        "requests": done.requests,
        "status": exchange_status.as_json(found),
    }
    if tried.trouble is not None:
        data["refused"] = refusal(tried.trouble)
        say(tried.trouble.text())
    said = _("Bytes sent: {sent}. Envelopes that came: {came}.").format(
        sent=done.sent, came=done.came
    )
    answer(data, as_json, [] if tried.trouble else [said, found.sentence.text()])
    if tried.trouble is not None:
        raise click.exceptions.Exit(1)


@exchange.command("export")
@_FOLDER
@as_json
@place
def export_(here: Place, folder: Path, as_json: bool) -> None:
    """Put everything that the department does not have yet into FOLDER (a stick)."""
    with here.school() as db:
        made = exchange_folder.export(db, folder.absolute())
    said = _("Envelopes: {count}. They lie in {folder}").format(
        count=made.envelopes, folder=made.folder
    )
    answer(
        {"folder": str(made.folder), "envelopes": made.envelopes, "files": list(made.files)},
        as_json,
        [said if made.envelopes else _("The department has everything: nothing was written.")],
    )


@exchange.command("import")
@_FOLDER
@as_json
@place
def import_(here: Place, folder: Path, as_json: bool) -> None:
    """Take the department's answers from FOLDER: a stick, a folder, one file."""
    with here.school() as db:
        taken = exchange_folder.take(db, folder.absolute())
    data: dict[str, Any] = {
        "new": taken.new, "known": taken.known, "early": taken.early,
        "foreign": taken.foreign, "damaged": taken.damaged,
    }  # fmt: skip
    answer(data, as_json, _taken_lines(taken))


def _taken_lines(taken: Taken) -> list[str]:
    lines = [_("New envelopes of the department: {n}").format(n=taken.new)]
    for words, n in (
        (N_("Known already: {n}"), taken.known),
        (N_("Too early, one before them is wanting: {n}"), taken.early),
        (N_("Of other computers or schools: {n}"), taken.foreign),
    ):
        lines += [_(words).format(n=n)] if n else []
    if taken.damaged:
        lines.append(_("Damaged: {names}").format(names=", ".join(taken.damaged)))
    return lines


@exchange.command()
@as_json
@place
def pause(here: Place, as_json: bool) -> None:
    """Nothing is sent by itself until `go-on`."""
    _pause(here, as_json, on=True)


@exchange.command("go-on")
@as_json
@place
def go_on(here: Place, as_json: bool) -> None:
    """The exchange goes on after a pause."""
    _pause(here, as_json, on=False)


def _pause(here: Place, as_json: bool, *, on: bool) -> None:
    with here.school() as db:
        exchange_tries.pause(db, on=on)
        found = exchange_status.status(db)
    answer({"paused": found.paused}, as_json, [found.sentence.text()])


@exchange.command()
@click.option("--level", type=click.Choice([level.value for level in exchange_status.Level]))
@as_json
@place
def policy(here: Place, level: str | None, as_json: bool) -> None:
    """What leaves the school, field by field, at the agreed level or another one."""
    with here.school() as db:
        chosen = exchange_status.Level(level) if level else exchange_status.status(db).level
    told = exchange_status.leaves(chosen)
    data = {
        "level": chosen.value,
        "kinds": [
            {"name": each.name.json(), "fields": [f.json() for f in each.fields]} for each in told
        ],
    }
    lines = [
        f"{each.name[here.language]}: {', '.join(f[here.language] for f in each.fields)}"
        for each in told
    ]
    answer(data, as_json, lines)


exchange.add_command(exchange_pair.pair)
exchange.add_command(exchange_pair.level)
exchange.add_command(exchange_directives.directives_)
for _command in (*exchange_differences.COMMANDS, *exchange_handovers.COMMANDS):
    exchange.add_command(_command)
