"""The way by stick at the department: envelopes are taken from a folder, answers are put into it."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from dlschool.errors import Refused, reason
from dlschool.exchange import folder as files
from dlschool.exchange import wire
from dlschool.exchange.fault import Fault
from dlschool.exchange.folder import Unwritten
from dlschool.exchange.wire import Envelope
from dlschool.hub import applying, outgoing, streams
from dlschool.hub.database import Tx
from dlschool.hub.office import Office
from dlschool.i18n import N_


@dataclass(slots=True)
class Taken:
    """What became of the envelopes of a folder."""

    stored: int = 0
    known: int = 0
    early: int = 0
    """One before them is wanting: they are read again with it."""
    refused: dict[str, int] = field(default_factory=dict)
    """By reason: of nobody enrolled here, altered, of a copy that went on by itself …"""
    damaged: dict[str, str] = field(default_factory=dict)
    """Files that are not whole, and why."""
    devices: set[int] = field(default_factory=set)


def take(office: Office, place: Path) -> Taken:
    """Reads all envelopes of schools at a place (a stick, a folder, a file), any number of times, in any
    order; applies them. Refused: the place cannot be read, or holds none.
    """
    try:
        load = files.load(place)
    except OSError as error:
        raise Refused(
            N_("The folder {folder} cannot be read: {reason}"), folder=place, reason=reason(error)
        ) from error
    if not load.envelopes and not load.damaged:
        raise Refused(
            N_("There is nothing of a school in {folder}: no folder DLX with files *.dlx."),
            folder=place,
        )
    taken = Taken(damaged=dict(load.damaged))
    office.refresh()
    for each in load.envelopes:
        if not each.header.down:
            _one(office, each, taken)
    for school in {_school(office, device) for device in taken.devices}:
        applying.catch_up(office.db, school, office.pairs)
    return taken


def _one(office: Office, each: Envelope, taken: Taken) -> None:
    device = each.header.device

    def work(tx: Tx) -> str:
        of = streams.sender(tx, device)
        return streams.take_whole(tx, of, each, office.publics, office.at())

    try:
        state = office.db.run(work)
    except Fault as fault:
        why = fault.why
        office.db.run(lambda tx: _count(tx, device, why, office.at()))
        taken.refused[why] = taken.refused.get(why, 0) + 1
        return
    taken.devices.add(device)
    taken.stored += state == "stored"
    taken.known += state == "known"
    taken.early += state == "early"


def _count(tx: Tx, device: int, why: str, at: str) -> None:
    known = tx.value("select no from devices where no = ?", device)
    streams.count_fault(tx, known or 0, why, at)


def _school(office: Office, device: int) -> int:
    with office.db.transaction(writes=False) as tx:
        return int(tx.value("select school from devices where no = ?", device))


@dataclass(frozen=True, slots=True)
class Exported:
    folder: Path
    devices: int
    envelopes: int


def export(office: Office, place: Path, schools: Iterable[int] = ()) -> Exported:
    """Everything that was said to the computers of these schools (none named: of all) goes into
    `place`/DLX: what a computer has already it passes over. Refused: the place cannot be written or does
    not keep what is written.
    """
    office.refresh()
    count, written = 0, 0
    for device, school, bin_ in _devices(office, set(schools)):
        envelopes = _down(office, device, school)
        if not envelopes:
            continue
        try:
            files.write(files.school_folder(place, bin_), envelopes)
        except OSError as error:
            raise Refused(
                N_("The folder {folder} cannot be written: {reason}"),
                folder=place, reason=reason(error),
            ) from error  # fmt: skip
        except Unwritten as error:
            raise Refused(
                N_(
                    "{folder} does not keep what is written on it: the file {file} reads back "
                    "otherwise. Use another stick."
                ),
                folder=place, file=str(error),
            ) from error  # fmt: skip
        count, written = count + 1, written + len(envelopes)
    return Exported(place / files.ROOT, count, written)


def _devices(office: Office, schools: set[int]) -> list[tuple[int, int, str]]:
    with office.db.transaction(writes=False) as tx:
        rows = tx.rows(
            "select d.no, d.school, s.bin from devices d join schools s on s.id = d.school "
            "where d.state in ('active', 'revoked') order by d.no"
        )
    return [(r["no"], r["school"], r["bin"]) for r in rows if not schools or r["school"] in schools]


def _down(office: Office, device: int, school: int) -> list[Envelope]:
    applying.catch_up(office.db, school, office.pairs)

    def work(tx: Tx) -> list[Envelope]:
        tx.lock(school)
        of = streams.sender(tx, device, revoked=True)
        life = _life(tx, device)
        pair = office.pairs[of.knows]
        while outgoing.seal(tx, of, pair, life, office.at(), office.minutes()):
            continue
        rows = tx.rows(
            "select content from down where device = ? and life = ? order by seq", device, life
        )
        found = [wire.first(bytes(row["content"])) for row in rows]
        return [each for each in found if each is not None]

    return office.db.run(work)


def _life(tx: Tx, device: int) -> bytes:
    found = tx.value("select life from devices where no = ?", device)
    if found is not None:
        return bytes(found)
    life = secrets.token_bytes(4)
    tx.run("update devices set life = ? where no = ?", life, device)
    return life
