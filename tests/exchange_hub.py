"""A real hub in the same process, and lines to it that break as they are told."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from dlschool.exchange import framing, kinds
from dlschool.exchange.folder import Load
from dlschool.exchange.https import NoLine
from dlschool.exchange.kinds import Level
from dlschool.hub import acts, applying, conversation, database, office, streams
from dlschool.hub.office import Office
from dlschool.services import epochs, exchange_keys
from dlschool.services.exchange_keys import Paired
from dlschool.store import exchange
from dlschool.store.connection import Store

NOW = datetime(2026, 11, 21, 10, 0)
MARK = bytes(range(16))


def opened(folder: Path) -> Office:
    """A department on SQLite, with keys of its own."""
    return office.opened(
        database.of(f"sqlite:{folder / 'hub.db'}"), folder / "department.json", lambda: NOW
    )


def enrol(desk: Office, db: Store, level: Level = Level.CASES, address: str = "http://hub") -> int:
    """The store's computer is enrolled at the department; returns its number."""
    epochs.settle(db)
    with exchange.writing(db):
        public = exchange_keys.mine(db).public
    with desk.db.transaction() as tx:
        school = tx.value("select id from schools where mark = ?", MARK) or tx.value(
            "insert into schools (mark, name_kk, name_ru, bin, district, level, created) "
            "values (?, 'мектеп', 'школа', '1', '11', ?, '2026') returning id",
            MARK, level.value,
        )  # fmt: skip
        tx.run("insert into heads values (?, 0, 0) on conflict do nothing", school)
        device = tx.value(
            "insert into devices (school, label, state, at) values (?, 'pc', 'active', 'x') "
            "returning no",
            school,
        )
        tx.run("insert into device_keys values (?, 1, ?, ?, 'x')", device, public.sign, public.seal)
    theirs = desk.newest.public
    with exchange.writing(db):
        exchange_keys.keep_paired(
            db, Paired(device, MARK, theirs.sign, theirs.seal, theirs.number, address)
        )
        exchange_keys.keep_level(db, level)
    return int(device)


@dataclass(slots=True)
class Reply:
    status: int
    body: bytes
    cut: int | None = None
    """After so many bytes the line breaks."""

    def chunks(self) -> Iterator[bytes]:
        whole = self.body if self.cut is None else self.body[: self.cut]
        for at in range(0, len(whole), 700):
            yield whole[at : at + 700]
        if self.cut is not None:
            raise NoLine("cut")


@dataclass(slots=True)
class Way:
    """`up` and `down` say after how many bytes of a request or an answer the line breaks; None: never."""

    desk: Office
    up: Callable[[], int | None] = lambda: None
    down: Callable[[], int | None] = lambda: None
    requests: int = 0
    bytes_up: int = 0
    bytes_down: int = 0
    bodies: list[bytes] = field(default_factory=list)

    def post(self, path: str, body: bytes) -> Reply:
        assert path == "/x"
        cut, late = self.up(), self.down()
        arrived = body if cut is None else body[:cut]
        self.requests += 1
        self.bytes_up += len(arrived)
        self.bodies.append(arrived)
        read = framing.read_asking(arrived)
        if read is None:
            raise NoLine("cut")
        asking, proof, at = read
        reply = conversation.converse(self.desk, asking, proof, arrived[at:])
        if len(arrived) < len(body):
            raise NoLine("cut")
        if late is not None and late < len(reply.body) + 1:
            self.bytes_down += late
            if not late:
                raise NoLine("lost reply")
            return Reply(reply.status, reply.body, late)
        self.bytes_down += len(reply.body)
        return Reply(reply.status, reply.body)

    def close(self) -> None:
        return


def take(desk: Office, load: Load) -> list[str]:
    """The department reads a stick."""
    states = []
    for each in load.envelopes:
        if each.header.down:
            continue
        with desk.db.transaction() as tx:
            of = streams.sender(tx, each.header.device)
            states.append(streams.take_whole(tx, of, each, desk.publics, desk.at()))
        applying.catch_up(desk.db, of.school, desk.pairs)
    return states


def school(desk: Office) -> int:
    with desk.db.transaction() as tx:
        return int(tx.value("select id from schools where mark = ?", MARK))


def act(desk: Office, kind: str, said: dict[str, Any]) -> None:
    """The department does something of its own."""
    of = school(desk)
    with desk.db.transaction() as tx:
        tx.lock(of)
        acts.write(tx, of, kind, said, at="2026", who="x")
    applying.catch_up(desk.db, of, desk.pairs)


def answers(desk: Office, device: int) -> list[bytes]:
    """The stream down of a device, sealed as far as it is due; its envelopes."""
    from dlschool.hub import outgoing

    with desk.db.transaction() as tx:
        of = streams.sender(tx, device)
        tx.lock(of.school)
        life = tx.value("select life from devices where no = ?", device)
        if life is None:
            tx.run("update devices set life = ? where no = ?", b"life", device)
            life = b"life"
        while outgoing.seal(tx, of, desk.newest, bytes(life), desk.at(), desk.minutes()):
            pass
        rows = tx.rows("select content from down where device = ? order by seq", device)
    return [bytes(row["content"]) for row in rows]


def held(desk: Office) -> dict[int, dict[int, Any]]:
    """Records that are there, by the newest number that a device gives them: kind 0 and its fields."""
    from dlschool.hub import records

    with desk.db.transaction() as tx:
        rows = tx.rows("select id, kind from records where gone = 0 order by id")
        return {row["id"]: {0: row["kind"], **records.load(tx, row["id"]).values()} for row in rows}


def told(db: Store) -> list[dict[int, Any]]:
    """What the school remembers having told, in the same shape."""
    from dlschool.services import exchange_sealing

    return [
        {0: each.kind, **exchange_sealing.unpacked(each.fields)}
        for each in exchange.everything_told(db)
        if not each.gone
    ]


def agree(desk: Office, db: Store) -> bool:
    """Both hold the same, empty fields aside."""

    def plain(found: Any) -> list[str]:
        """References are numbers of each side's own: only whether they are there counts."""
        return sorted(
            repr(
                sorted(
                    (k, v if k not in _references(one[0]) else "")
                    for k, v in one.items()
                    if v is not None
                )
            )
            for one in found
        )

    return plain(held(desk).values()) == plain(told(db))


def _plain(one: dict[int, Any]) -> dict[int, Any]:
    known = {number: value for number, value in one.items() if value is not None}
    return {**known, **dict.fromkeys(_references(one[0]) & known.keys(), "")}


def _references(kind: int) -> set[int]:
    return {field.number for field in kinds.up()[kind].fields if field.type == "record"}
