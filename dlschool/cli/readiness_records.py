"""Commands that write what the school shows for its readiness, or take it away."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import click

from dlschool.cli.output import Place, answer, as_json, place
from dlschool.cli.readiness import DAY, EDITION, ID, day_of, keep
from dlschool.domain.readiness import CHANNEL_KINDS, OF_MEANS, Equipment, Means, Proof, Topic
from dlschool.i18n import _
from dlschool.services import certificates as certified
from dlschool.services import readiness as service
from dlschool.services import readiness_records as records


@click.command()
@click.argument("topic", type=click.Choice([topic.value for topic in OF_MEANS]))
@click.argument("name", default="")
@click.option("--kind", type=click.Choice(list(CHANNEL_KINDS)), help="Of a channel.")
@click.option("--provider", default="")
@click.option("--speed", default="", help="Of a channel: megabits a second.")
@click.option("--contract", default="", help="Number and date of the contract or letter.")
@click.option("--until", type=DAY, help="The last day of the contract.")
@as_json
@place
def means(
    here: Place,
    topic: str,
    name: str,
    kind: str | None,
    provider: str,
    speed: str,
    contract: str,
    until: datetime | None,
    as_json: bool,
) -> None:
    """A channel, a system, a resource NAME that meets the requirement TOPIC."""
    value = Means(
        topic=Topic(topic), name=name, kind=kind or "", provider=provider, speed=speed,
        contract=contract, valid_until=day_of(until),
    )  # fmt: skip
    keep(here, as_json, lambda db: records.save_means(db, value))


@click.command()
@click.argument("room")
@click.argument("item")
@click.argument("needed", type=int)
@click.argument("there", type=int)
@as_json
@place
def equipment(here: Place, room: str, item: str, needed: int, there: int, as_json: bool) -> None:
    """How many pieces of ITEM the ROOM (or workplace) needs, and how many are THERE."""
    value = Equipment(place=room, item=item, needed=needed, there=there)

    def save(db: Any) -> int:
        held = records.every(db, Equipment)
        old = next((one.id for one in held if (one.place, one.item) == (room, item)), None)
        return records.save_equipment(db, replace(value, id=old))

    keep(here, as_json, save)


@click.command()
@click.argument("key")
@click.argument("name")
@click.option("--number", default="")
@click.option("--date", "day", type=DAY)
@click.option("--until", type=DAY)
@click.option("--issuer", default="")
@click.option("--kept", default="", help="The folder or cabinet where the paper lies.")
@EDITION
@as_json
@place
def paper(
    here: Place,
    key: str,
    name: str,
    number: str,
    day: datetime | None,
    until: datetime | None,
    issuer: str,
    kept: str,
    edition: str,
    as_json: bool,
) -> None:
    """A paper NAME that shows that the requirement KEY is met."""
    value = Proof(
        requirement=key, name=name, number=number, issuer=issuer, date=day_of(day),
        valid_until=day_of(until), place=kept,
    )  # fmt: skip
    keep(here, as_json, lambda db: service.save_proof(db, value, edition))


KINDS: dict[str, Any] = {"paper": Proof, "means": Means, "equipment": Equipment}


@click.command()
@click.argument("what", type=click.Choice(["certificate", *KINDS]))
@click.argument("id_", metavar="ID", type=ID)
@as_json
@place
def remove(here: Place, what: str, id_: int, as_json: bool) -> None:
    """Take a record away; `undo` brings it back."""
    with here.school() as db:
        if what == "certificate":
            certified.remove(db, id_)
        else:
            records.remove(db, KINDS[what], id_)
    answer({"removed": id_}, as_json, [_("Removed: {id}").format(id=id_)])


COMMANDS = (means, equipment, paper, remove)
