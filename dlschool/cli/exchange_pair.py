"""`exchange pair`: this computer gets to know its department; `exchange level`: how much is told."""

import random
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from dlschool.cli.output import Place, answer, as_json, place
from dlschool.i18n import _
from dlschool.services import (
    exchange_level,
    exchange_offer,
    exchange_pairing,
    exchange_renewal,
    exchange_tries,
)
from dlschool.services.exchange_level import Level
from dlschool.services.exchange_offer import Offer
from dlschool.services.exchange_pairing import STATE_NAMES, WHY, Pairing, State
from dlschool.services.exchange_status import LEVEL_NAMES

_FILE = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))


@click.group()
def pair() -> None:
    """Connect this computer with the department: by its enrolment file, with or without a line."""


@pair.command()
@as_json
@place
def status(here: Place, as_json: bool) -> None:
    """How far the connection is; the six words to compare."""
    with here.school() as db:
        found = exchange_pairing.pairing_of(db)
    _tell(found, here.language, as_json)


@pair.command()
@_FILE
@as_json
@place
def read(here: Place, file: Path, as_json: bool) -> None:
    """Show who asks in an enrolment FILE; nothing is sent."""
    with here.school() as db:
        offer = exchange_offer.offered(db, exchange_offer.content_in(file.absolute()))
    answer(_offered(offer), as_json, _offer_lines(offer, here.language))


@pair.command()
@_FILE
@click.option("--label", required=True, help="What the department sees this computer called.")
@as_json
@place
def ask(here: Place, file: Path, label: str, as_json: bool) -> None:
    """Make this computer's keys and its request after the enrolment FILE."""
    with here.school() as db:
        content = exchange_offer.content_in(file.absolute())
        found = exchange_pairing.ask(db, content, label)
    _tell(found, here.language, as_json)


@pair.command()
@_FILE
@as_json
@place
def request(here: Place, file: Path, as_json: bool) -> None:
    """Write the request into FILE for a stick."""
    with here.school() as db:
        exchange_pairing.write_request(db, file.absolute(), here.language)
    answer({"file": str(file)}, as_json, [_("Written: {file}").format(file=file)])


@pair.command()
@as_json
@place
def send(here: Place, as_json: bool) -> None:
    """Ask the department by line whether the request was approved."""
    with here.school() as db:
        tried = exchange_tries.attempt(db, random.random())
        if tried.trouble is not None:
            raise tried.trouble
        found = exchange_pairing.pairing_of(db)
    _tell(found, here.language, as_json)


@pair.command()
@_FILE
@as_json
@place
def take(here: Place, file: Path, as_json: bool) -> None:
    """Take the department's certificate from FILE: then this computer is connected."""
    with here.school() as db:
        found = exchange_pairing.take(db, exchange_offer.content_in(file.absolute()))
    _tell(found, here.language, as_json)


@pair.command("give-up")
@as_json
@place
def give_up(here: Place, as_json: bool) -> None:
    """Forget the request; a connection that stands is left alone."""
    with here.school() as db:
        exchange_pairing.give_up(db)
        found = exchange_pairing.pairing_of(db)
    _tell(found, here.language, as_json)


@pair.command()
@as_json
@place
def keys(here: Place, as_json: bool) -> None:
    """New keys of this computer, said to the department under the present ones."""
    with here.school() as db:
        number = exchange_renewal.change_own(db)
    said = _("New keys № {number} are used once the department has heard of them.")
    answer({"number": number}, as_json, [said.format(number=number)])


@click.command()
@click.argument("new", type=click.Choice([level.value for level in Level]), required=False)
@click.option("--document", default="", help="Name and number of the written agreement.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Its date.")
@as_json
@place
def level(here: Place, new: str | None, document: str, day: datetime | None, as_json: bool) -> None:
    """How much the department is told; with NEW: from now on, by the written agreement."""
    with here.school() as db:
        if new is not None:
            exchange_level.agree(db, Level(new), document, day.date() if day else None)
        found = exchange_level.agreed(db)
    data = {"level": found.level.value, "document": found.document, "date": found.date}
    lines = [LEVEL_NAMES[found.level][here.language]]
    lines += [f"{found.document}, {_day(found.date)}"] if found.date else []
    answer(data, as_json, lines)


def _tell(found: Pairing, language: str, as_json: bool) -> None:
    data: dict[str, Any] = {
        "state": found.state.value,
        "words": list(found.words),
        "department": found.department.json() if found.department else None,
        "device": found.device,
        "label": found.label,
        "why": found.why,
        "offer": _offered(found.offer) if found.offer else None,
    }
    lines = [_(STATE_NAMES[found.state])]
    if found.state is State.WAITING:
        lines.append(_("Words to compare: {words}").format(words=" ".join(found.words)))
    if found.why:
        lines.append(_(WHY[found.why]) if found.why in WHY else found.why)
    if found.department:
        lines.append(_("Department: {name}").format(name=found.department[language]))
    answer(data, as_json, lines)


def _offered(offer: Offer) -> dict[str, Any]:
    return {
        "department": offer.department.json(),
        "school": offer.school.json(),
        "bin": offer.bin,
        "address": offer.address,
        "until": offer.until.isoformat(),
        "level": offer.level,
    }


def _offer_lines(offer: Offer, language: str) -> list[str]:
    return [
        offer.department[language],
        f"{offer.school[language]} ({offer.bin})",
        offer.address or _("By stick only"),
        _("Good until {until}").format(until=_day(offer.until)),
    ]


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""
