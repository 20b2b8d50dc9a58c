"""Schools at a department: computers that seal real envelopes, and people who sign in on the pages."""

import secrets
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from dlschool.exchange import keys, kinds, payload, wire
from dlschool.exchange.keys import Private
from dlschool.exchange.payload import Act, Content, Op
from dlschool.hub import accounts, applying, second_factor, streams
from dlschool.hub.accounts import Role
from dlschool.hub.office import Office

TOTALS = {501: 3}


@dataclass(slots=True)
class Computer:
    """A school's computer: what it says stands in envelopes like those of the program."""

    office: Office
    school: int
    no: int
    mark: bytes
    pair: Private
    epoch: bytes = field(default_factory=lambda: secrets.token_bytes(4))
    seq: int = 0
    last: bytes = b""
    sent: int = 0
    numbers: int = 0

    def says(self, *said: tuple[str, dict[str, Any]], base: int = 0) -> list[int]:
        """New records: kind and fields by key, dates as dates. Returns their numbers."""
        ops, numbers = [], []
        for key, values in said:
            self.numbers += 1
            ops.append(Op(kinds.of(key).number, Act.NEW, self.numbers, wired(key, values)))
            numbers.append(self.numbers)
        self.send(ops, base)
        return numbers

    def changes(self, key: str, no: int, base: int = 0, **values: Any) -> None:
        self.send([Op(kinds.of(key).number, Act.SET, no, wired(key, values))], base)

    def send(self, ops: list[Op], base: int = 0) -> None:
        self.seq += 1
        previous = wire.chained(self.last) if self.last else wire.FIRST
        to = self.office.newest.public
        header = wire.Header(self.no, self.epoch, self.seq, previous, to.number)
        content = payload.packed(Content(tuple(ops), self.office.minutes(), base))
        made = wire.make(header, content, self.mark, self.pair, to)
        with self.office.db.transaction() as tx:
            of = streams.sender(tx, self.no)
            publics = {number: pair.public for number, pair in self.office.pairs.items()}
            streams.append(tx, of, self.epoch, 0, self.sent, made, publics, self.office.at())
            tx.run("update devices set contact = ? where no = ?", self.office.at(), self.no)
        self.last, self.sent = made, self.sent + len(made)
        applying.catch_up(self.office.db, self.school, self.office.pairs)

    def record(self, no: int) -> int:
        """What the department calls this number."""
        with self.office.db.transaction(writes=False) as tx:
            return int(
                tx.value(
                    "select record from names where device = ? and epoch = ? and no = ?",
                    self.no, self.epoch, no,
                )
            )  # fmt: skip


def wired(key: str, values: dict[str, Any]) -> dict[int, Any]:
    kind = kinds.of(key)
    return {kind.field(k).number: kinds.told(kind.field(k), v) for k, v in values.items()}


def school(office: Office, name: str, district: str, level: str = "names") -> Computer:
    """A connected school with one computer."""
    mark, pair = secrets.token_bytes(16), keys.new()
    with office.db.transaction() as tx:
        number = tx.value(
            "insert into schools (mark, name_kk, name_ru, bin, district, level, told_level, created) "
            "values (?, ?, ?, ?, ?, ?, ?, ?) returning id",
            mark, f"{name} мектебі", f"Школа {name}", f"{secrets.randbelow(10**12):012}", district,
            level, level, office.at(),
        )  # fmt: skip
        tx.run("insert into heads (school, position, applied) values (?, 0, 0)", number)
    return computer(office, int(number), mark, pair)


def computer(office: Office, number: int, mark: bytes, pair: Private) -> Computer:
    with office.db.transaction() as tx:
        no = tx.value(
            "insert into devices (school, label, state, at) values (?, 'Кеңсе', 'active', ?) "
            "returning no",
            number, office.at(),
        )  # fmt: skip
        tx.run(
            "insert into device_keys (device, number, sign, seal, since) values (?, 1, ?, ?, ?)",
            no, pair.public.sign, pair.public.seal, office.at(),
        )  # fmt: skip
    return Computer(office, number, int(no), mark, pair)


def tells(of: Computer, ground: str = "health", last: str = "Үлгібай") -> int:
    """A school, a pupil, a case with its decision and order in force, a report; the report's number."""
    (pupil,) = of.says(
        ("pupil", {"grade": 5, "sex": "female", "language": "kk", "last": last, "first": "Сая"})
    )
    (case,) = of.says(
        ("case", {"number": "12", "pupil": pupil, "ground": ground, "opened_on": date(2026, 9, 3)})
    )
    days = {"start": date(2026, 9, 10), "until": date(2026, 12, 25)}
    of.says(
        ("school", {"name_ru": "Школа", "language": "kk", "small": True, "program": "0.3"}),
        ("decision", {"case": case, "council": "pedagogical", "date": date(2026, 9, 8),
                      "kind": "transfer", "outcome": "approve", **days}),
        ("order", {"case": case, "kind": "transfer", "number": "44", "date": date(2026, 9, 9), **days}),
        ("issue", {"case": case, "material": "textbooks", "date": date(2026, 9, 12)}),
        ("sitting", {"case": case, "subject": "Математика", "kind": "SOR", "term": 1,
                     "mode": "in-person", "date": date(2026, 10, 5), "state": "taken"}),
        ("readiness", {"requirement": "channels", "state": "not-met", "until": date(2026, 12, 1)}),
    )  # fmt: skip
    (report,) = of.says(("report", report_of(1)))
    return report


def report_of(version: int) -> dict[str, Any]:
    return {
        "period": "term", "start": date(2026, 9, 1), "until": date(2026, 10, 25), "version": version,
        "totals": TOTALS, "made_on": date(2026, 10, 27), "gaps": 2,
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    login: str
    password: str
    secret: str
    id: int


@cache
def _hashed() -> str:
    return accounts.hashed(PASSWORD)


PASSWORD = "төрт сөзден тұратын құпия"


def person(office: Office, login: str, role: Role, *districts: str) -> Person:
    """An account that has signed in before: its own password and its telephone."""
    secret = second_factor.new()
    with office.db.transaction() as tx:
        made = tx.value(
            "insert into accounts (login, name, role, password, first, at) values (?, ?, ?, ?, 0, ?) "
            "returning id",
            login, f"{login} (ойдан)", role, _hashed(), office.at(),
        )  # fmt: skip
        accounts.sees(tx, int(made), districts)
        second_factor.keep(tx, office, int(made), secret, 0)
    return Person(login, PASSWORD, secret, int(made))
