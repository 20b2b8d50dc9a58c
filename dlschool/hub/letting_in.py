"""What a person at the department decides about computers of schools: approve, decline, revoke."""

from collections.abc import Mapping
from dataclasses import dataclass

from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.exchange import pairing, words
from dlschool.exchange.fault import Fault, Why
from dlschool.exchange.keys import Public
from dlschool.exchange.pairing_values import Farewell
from dlschool.hub import acts, applying, neighbours, streams
from dlschool.hub.database import Row, Tx
from dlschool.hub.office import Office
from dlschool.i18n import N_


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request that nobody decided yet."""

    device: int
    school: int
    name: Text
    bin: str
    district: str
    label: str
    """What the school calls its computer."""
    at: str
    words: tuple[str, ...]
    """Read by the school from its screen: the same, or somebody stands in between."""


_WAITING = (
    "select d.no, d.label, d.at, s.id, s.mark, s.name_kk, s.name_ru, s.bin, s.district, k.sign, "
    "k.seal, e.key from devices d join schools s on s.id = d.school "
    "join device_keys k on k.device = d.no and k.number = 1 "
    "join enrolments e on e.device = d.no where d.state = 'asked'"
)


def waiting(tx: Tx, office: Office) -> list[Waiting]:
    """In the order in which they came."""
    return [_waiting(office, row) for row in tx.rows(_WAITING + " order by d.no")]


def _waiting(office: Office, row: Row) -> Waiting:
    theirs = Public(bytes(row["sign"]), bytes(row["seal"]))
    said = words.of(bytes(row["mark"]), office.pairs[row["key"]].public, theirs)
    return Waiting(
        row["no"], row["id"], Text(row["name_kk"], row["name_ru"]), row["bin"], row["district"],
        row["label"], row["at"], said,
    )  # fmt: skip


def approve(office: Office, device: int, who: str) -> Waiting:
    """The computer may speak from now on; its certificate goes out when it asks again. Refused: it does
    not wait.
    """

    def approved(tx: Tx) -> Waiting:
        school = _locked(tx, device)
        found = tx.row(_WAITING + " and d.no = ?", device)
        if found is None:
            raise Refused(N_("Computer {device} does not wait for an approval."), device=device)
        acts.write(tx, school, "enrolled", {"device": device}, at=office.at(), who=who)
        tx.run("update devices set state = 'active' where no = ?", device)
        return _waiting(office, found)

    found = office.db.run(approved)
    applying.catch_up(office.db, found.school, office.pairs)
    neighbours.welcome(office, found.school, who)
    return found


def decline(office: Office, device: int, who: str) -> None:
    """The words differ, or nobody at the school asked. The code is used up. Refused: it does not wait."""

    def declined(tx: Tx) -> int:
        _locked(tx, device)
        return tx.run(
            "update devices set state = 'declined', reason = ? where no = ? and state = 'asked'",
            who, device,
        )  # fmt: skip

    if not office.db.run(declined):
        raise Refused(N_("Computer {device} does not wait for an approval."), device=device)


def revoke(office: Office, device: int, reason: str, who: str) -> None:
    """The computer is heard no more; what it said stands. Refused: no reason, or no such computer."""
    said = {"device": device, "reason": " ".join(reason.split())}
    if not said["reason"]:
        raise Refused(N_("Write why this computer is heard no more: the school reads it."))

    def revoked(tx: Tx) -> int:
        school = _locked(tx, device)
        if tx.value("select state from devices where no = ?", device) != "active":
            raise Refused(N_("Computer {device} is not connected."), device=device)
        acts.write(tx, school, "revoke", said, at=office.at(), who=who)
        tx.run(
            "update devices set state = 'revoked', reason = ? where no = ?", said["reason"], device
        )
        return school

    applying.catch_up(office.db, office.db.run(revoked), office.pairs)


def _locked(tx: Tx, device: int) -> int:
    """The device's school, locked."""
    school = _school(tx, device)
    tx.lock(school)
    return school


def _school(tx: Tx, device: int) -> int:
    found = tx.value("select school from devices where no = ?", device)
    if found is None:
        raise Refused(N_("There is no computer {device}."), device=device)
    return int(found)


def last_word(office: Office, device: int, fault: Fault) -> bytes:
    """What a computer hears that is heard no more: why, signed and for it alone. For others: the reason
    by its word.
    """
    if fault.why is not Why.REVOKED:
        return fault.why.encode()
    row, pairs = office.db.run(
        lambda tx: (
            tx.row("select reason, knows from devices where no = ?", device),
            streams.pairs(tx, device),
        )
    )
    if row is None or row["knows"] not in office.pairs:
        return fault.why.encode()
    said = Farewell(device, row["reason"])
    return pairing.farewell(said, office.pairs[row["knows"]], pairs[0])


def devices(tx: Tx, school: int) -> list[Mapping[str, object]]:
    """Computers of a school with their state, for a page and a command."""
    return list(
        tx.rows(
            "select no, label, state, at, contact, program, reason from devices "
            "where school = ? order by no",
            school,
        )
    )
