"""`breaches`: personal data in wrong hands, and the notice due within one working day."""

from datetime import date, datetime

import click

from dlschool.cli.output import Place, answer, as_json, place
from dlschool.domain.personal import Breach
from dlschool.i18n import _
from dlschool.services import personal as service


@click.group()
def breaches() -> None:
    """Breaches of personal data."""


@breaches.command("list")
@as_json
@place
def list_(here: Place, as_json: bool) -> None:
    """Breaches with the last day of their notice."""
    with here.school() as db:
        found = service.breaches(db)
    data = [
        {"id": b.id, "discovered_at": b.discovered_at, "what": b.what, "due": b.due,
         "notified_on": b.notified_on, "pupils": b.pupils}
        for b in found
    ]  # fmt: skip
    lines = [_line(b) for b in found] or [_("No breach is entered.")]
    answer({"breaches": data}, as_json, lines)


def _line(b: Breach) -> str:
    told = f"{b.notified_on:%d.%m.%Y}" if b.notified_on else f"≤ {b.due:%d.%m.%Y}"
    return f"{b.id:>4}  {b.discovered_on:%d.%m.%Y}  {b.what} ({told})"


@breaches.command()
@click.argument("what")
@click.option("--discovered", type=click.DateTime(["%Y-%m-%dT%H:%M"]), help="Now if left out.")
@click.option("--happened", default="", help="When it happened, as known.")
@click.option("--data", default="", help="What data.")
@click.option("--measures", default="", help="What was done.")
@click.option("--pupil", "pupils", type=click.IntRange(1), multiple=True, help="Again for more.")
@click.option("--responsible", default="", help="Who answers for personal data.")
@click.option("--contact", default="", help="How to reach that person.")
@as_json
@place
def add(
    here: Place,
    what: str,
    discovered: datetime | None,
    happened: str,
    data: str,
    measures: str,
    pupils: tuple[int, ...],
    responsible: str,
    contact: str,
    as_json: bool,
) -> None:
    """Enter a breach: WHAT happened."""
    with here.school() as db:
        at = (discovered or db.now()).isoformat(timespec="minutes")
        value = Breach(
            discovered_at=at,
            happened_at=happened,
            what=what,
            data=data,
            measures=measures,
            pupils=pupils,
            responsible=responsible,
            contact=contact,
        )
        made = service.record_breach(db, value)
    due = f"{value.due:%d.%m.%Y}"
    answer(
        {"id": made, "due": value.due}, as_json, [_("Send the notice by {day}.").format(day=due)]
    )


@breaches.command()
@click.argument("breach_id", type=click.IntRange(1))
@click.option("--date", "on", type=click.DateTime(["%Y-%m-%d"]), help="Today if left out.")
@as_json
@place
def notified(here: Place, breach_id: int, on: date | None, as_json: bool) -> None:
    """The notice was sent."""
    with here.school() as db:
        day = date(on.year, on.month, on.day) if on else db.today()
        service.mark_notified(db, breach_id, day)
    answer({"id": breach_id}, as_json, [_("The notice is marked as sent.")])
