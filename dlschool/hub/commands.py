"""Commands of the hub as a program: start it, look after its database, carry sticks."""

import json
from pathlib import Path
from typing import Any

import click

from dlschool.errors import Refused
from dlschool.hub import (
    acts,
    applying,
    asking,
    certificate,
    neighbours,
    office,
    replay,
    restoring,
    schema,
    serving,
    sticks,
    watch,
)
from dlschool.hub.place import Place, answer, placed, shown
from dlschool.i18n import N_, _

_FOLDER = click.argument("folder", type=click.Path(path_type=Path))


@click.command()
@placed
@click.option("--address", default="0.0.0.0", show_default=True, help="Where to listen.")
@click.option("--port", default=8443, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64))
@click.option("--certificate", "chain", default="", help="PEM file; without it, the hub's own.")
@click.option("--key", default="", help="PEM file of the certificate's key.")
@click.option("--plain", is_flag=True, help="No TLS: a server before it does that.")
def serve(
    database: str, keys: str, as_json: bool, address: str, port: int, workers: int, chain: str,
    key: str, plain: bool,
) -> None:  # fmt: skip
    """Serve schools and the department's pages until stopped."""
    place = Place(database, keys)
    at = serving.Address(address, port, chain, key, plain)
    serving.free(at)
    pin = serving.prepared(place, at, workers)
    url = f"{'http' if plain else 'https'}://{address}:{port}"
    said = {"address": url, "database": shown(database), "pin": pin.hex() if pin else None}
    lines = [_("The hub listens at {address}.").format(address=url)]
    if pin:
        lines.append(_("Pin of its certificate: {pin}").format(pin=pin.hex()))
    answer(said, as_json, lines)
    serving.serve(place, at, workers)


@click.command()
@placed
@click.option(
    "--partitions", default=0, show_default=True, type=click.IntRange(0, 1024),
    help="PostgreSQL, a new database: keep envelopes in so many tables, by school.",
)  # fmt: skip
def init(database: str, keys: str, as_json: bool, partitions: int) -> None:
    """Make the tables and the department's keys, or bring the tables up to date."""
    place = Place(database, keys)
    with place.db() as db:
        steps = schema.bring_up_to_date(db, partitions)
    with place.office() as of:
        mark = of.newest.public.sign.hex()
    said = {"steps": steps, "keys": str(place.keys_file), "key": mark}
    lines = [
        _("The database is ready. New steps: {steps}.").format(steps=steps),
        _("Keep a copy of the key file apart from this computer: {file}").format(
            file=place.keys_file
        ),
    ]
    answer(said, as_json, lines)


@click.command("replay")
@placed
def replay_(database: str, keys: str, as_json: bool) -> None:
    """Make everything but envelopes and acts anew from them."""
    with Place(database, keys).office() as of:
        steps = replay.replay(of.db, of.pairs)
    answer({"steps": steps}, as_json, [_("Steps done anew: {steps}.").format(steps=steps)])


@click.command()
@placed
def restored(database: str, keys: str, as_json: bool) -> None:
    """After the database was put back from a copy: before the hub is started again."""
    with Place(database, keys).office() as of:
        devices = restoring.restored(of)
    line = _("Computers that hear everything anew: {devices}.").format(devices=devices)
    answer({"devices": devices}, as_json, [line])


@click.command("import")
@placed
@_FOLDER
def import_(database: str, keys: str, as_json: bool, folder: Path) -> None:
    """Take envelopes of schools from a stick or a folder."""
    with Place(database, keys).office() as of:
        taken = sticks.take(of, folder)
    said: dict[str, Any] = {
        "stored": taken.stored,
        "known": taken.known,
        "early": taken.early,
        "refused": taken.refused,
        "damaged": taken.damaged,
    }
    line = _("New: {stored}, known already: {known}, wanting one before: {early}.")
    lines = [line.format(**said)]
    if taken.refused:
        total = sum(taken.refused.values())
        lines.append(_("Refused: {count} ({reasons}).").format(
            count=total, reasons=", ".join(sorted(taken.refused)))
        )  # fmt: skip
    lines += [_("The file {file} is damaged.").format(file=name) for name in taken.damaged]
    answer(said, as_json, lines)


@click.command("export")
@placed
@click.option("--bin", "bins", multiple=True, help="Only for the school with this BIN.")
@_FOLDER
def export(database: str, keys: str, as_json: bool, bins: tuple[str, ...], folder: Path) -> None:
    """Put the answers to schools onto a stick or into a folder."""
    with Place(database, keys).office() as of:
        found = sticks.export(of, folder, [_school(of, bin_) for bin_ in bins])
    said = {
        "folder": str(found.folder),
        "computers": found.devices,
        "envelopes": found.envelopes,
    }
    line = _("{folder}: envelopes {envelopes}, for {computers} computers.")
    answer(said, as_json, [line.format(**said)])


def _school(of: office.Office, bin_: str) -> int:
    with of.db.transaction(writes=False) as tx:
        found = tx.value("select id from schools where bin = ? and gone is null", bin_)
    if found is None:
        raise Refused(N_("No school with the BIN {bin} is known here."), bin=bin_)
    return int(found)


@click.command()
@placed
@click.option("--bin", "bins", multiple=True, required=True, help="Of a school; can be repeated.")
@click.argument("kind")
@click.argument("values")
def directive(
    database: str, keys: str, as_json: bool, bins: tuple[str, ...], kind: str, values: str
) -> None:
    """Send a directive: KIND as in resources/exchange/down.toml, VALUES a JSON object."""
    with Place(database, keys).office() as of:
        said = _values(of, kind, values)
        schools = [_school(of, bin_) for bin_ in dict.fromkeys(bins)]
        with of.db.transaction() as tx:
            for school in sorted(schools):
                content = {"key": kind, "values": said}
                acts.write(tx, school, "directive", content, at=of.at(), who="dlschool-hub")
        for school in schools:
            applying.catch_up(of.db, school, of.pairs)
    line = _("Sent to {count} schools.").format(count=len(schools))
    answer({"schools": len(schools)}, as_json, [line])


def _values(of: office.Office, kind: str, values: str) -> dict[str, Any]:
    """Refused: no JSON object; what `asking.checked` refuses."""
    try:
        said = json.loads(values)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise Refused(
            N_("The values of the directive {kind} cannot be read: {values}"),
            kind=kind, values=values[:300],
        )  # fmt: skip
    return asking.checked(of, kind, said)


@click.command()
@placed
@click.option("--certificate", "chain", default="", help="PEM file whose pin is shown.")
def check(database: str, keys: str, as_json: bool, chain: str) -> None:
    """Look whether the database answers, fits this version and these keys; show counts."""
    with Place(database, keys).office() as of:
        counts = {name: int(value) for name, value in watch.gauges(of.db).items()}
        said: dict[str, Any] = {"database": watch.health(of.db), **counts}
    if chain:
        said["pin"] = certificate.pin(Path(chain)).hex()
    lines = [f"{name.removeprefix('dlschool_hub_')}: {value}" for name, value in said.items()]
    answer(said, as_json, lines)


@click.command("neighbours")
@placed
def neighbours_(database: str, keys: str, as_json: bool) -> None:
    """Tell every school the schools of its district: to these a case can be handed over."""
    with Place(database, keys).office() as of:
        told = neighbours.tell(of, "dlschool-hub")
    answer({"schools": told}, as_json, [_("Sent to {count} schools.").format(count=told)])


COMMANDS = (serve, init, replay_, restored, import_, export, directive, neighbours_, check)
