"""A visitor of the department's pages without a browser, and two schools of districts apart."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import hub_parts
import pyotp
from httpx import Response
from hub_parts import Computer, Person
from litestar.testing import TestClient

from dlschool.exchange import kinds
from dlschool.exchange.payload import Act, Op
from dlschool.hub import acts, applying
from dlschool.hub.office import Office

PROOF = re.compile(r'name="proof" value="(\w+)"')
ALERT = re.compile(r'role="alert"[^>]*>(.*?)</p>', re.S)
STATUS = re.compile(r'role="status"[^>]*>(.*?)</p>', re.S)


class Clock:
    """Ten o'clock on 21 November 2026, until it is moved."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 21, 10, 0)

    def __call__(self) -> datetime:
        return self.moment

    def pass_(self, **time: float) -> None:
        self.moment += timedelta(**time)


@dataclass
class Visitor:
    client: TestClient[Any]
    clock: Clock
    proof: str = ""

    def get(self, path: str, **more: Any) -> Response:
        found = self.client.get(path, **more)
        known = PROOF.search(found.text)
        self.proof = known.group(1) if known else self.proof
        return found

    def post(self, path: str, follow: bool = True, **data: Any) -> Response:
        """A form of the page that was opened last."""
        found = self.client.post(path, data={"proof": self.proof, **data}, follow_redirects=follow)
        known = PROOF.search(found.text)
        self.proof = known.group(1) if known else self.proof
        return found

    def code(self, secret: str) -> str:
        return pyotp.TOTP(secret).at(int(self.clock().timestamp()))

    def signed_in(self, person: Person) -> "Visitor":
        self.client.cookies.clear()
        self.clock.pass_(minutes=1)
        self.get("/sign-in")
        self.post("/sign-in", login=person.login, password=person.password)
        found = self.post("/sign-in/code", code=self.code(person.secret))
        assert found.url.path == "/", found.text
        return self


def alert(page: Response) -> str:
    found = ALERT.search(page.text)
    return found.group(1).strip() if found else ""


def status(page: Response) -> str:
    found = STATUS.search(page.text)
    return found.group(1).strip() if found else ""


@dataclass
class World:
    office: Office
    ours: Computer
    theirs: Computer
    head: Person
    other: Person
    ids: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Of "ours" and "theirs": what stands in addresses."""

    def fill(self) -> None:
        self.ids = {
            "ours": self._filled(self.ours, "Өзімбаева", "bizdin", self.head),
            "theirs": self._filled(self.theirs, "Бөгдебаева", "olardiki", self.other),
        }

    def _filled(self, of: Computer, last: str, batch: str, person: Person) -> dict[str, Any]:
        """Cases, a report, a directive, a difference, something in quarantine."""
        report = hub_parts.tells(of, last=last)
        values = {
            "period": "term", "start": "2026-11-02", "until": "2026-12-27", "due": "2026-12-30",
            "text_ru": f"Текст {batch}",
        }  # fmt: skip
        self.act(of, "directive", {"key": "report-request", "values": values, "batch": batch})
        of.send([Op(kinds.of("order").number, Act.SET, 9999, {1: 1, 4: f"№ {batch}"})])
        of.send([Op(kinds.of("order").number, Act.NEW, 500, {5: "не дата"})])
        clash(self.office, of, batch)
        return {
            "school": of.school,
            "computer": of.no,
            "report": of.record(report),
            "case": of.record(2),
            "conflict": 1,
            "position": self._held(of),
            "op": 1,
            "account": person.id,
            "batch": batch,
            "asked": 99,
            "key": "call",
            "rest": "x",
        }

    def _held(self, of: Computer) -> int:
        with self.office.db.transaction(writes=False) as tx:
            found = tx.value(
                "select position from quarantine where school = ? and op = 0 and state = 'open'",
                of.school,
            )
        assert found is not None
        return int(found)

    def act(self, of: Computer, kind: str, content: dict[str, Any]) -> None:
        with self.office.db.transaction() as tx:
            acts.write(tx, of.school, kind, content, at=self.office.at(), who="бөлім")
        applying.catch_up(self.office.db, of.school, self.office.pairs)


def clash(office: Office, of: Computer, name: str) -> None:
    """The department and the school named the school differently, neither knowing of the other."""
    (no,) = of.says(("school", {"name_kk": "Бұрынғы"}))
    with office.db.transaction() as tx:
        content = {
            "record": [of.no, of.epoch.hex(), no],
            "values": {"name_kk": f"Бөлімдегі {name}"},
        }
        acts.write(tx, of.school, "set", content, at=office.at(), who="бөлім")
    applying.catch_up(office.db, of.school, office.pairs)
    of.changes("school", no, name_kk=f"Мектептегі {name}")


def dumped(office: Office) -> dict[str, list[Any]]:
    """All rows but those of visits themselves: what a refused deed must leave as it was."""
    from dlschool.hub import schema

    tables = re.findall(r"create table (\w+)", "".join(schema.STEPS))
    left = {"sessions", "attempts", "audit"}
    with office.db.transaction(writes=False) as tx:
        return {
            table: sorted(
                repr({key: bytes(v) if isinstance(v, memoryview) else v for key, v in row.items()})
                for row in tx.rows(f"select * from {table}")
            )
            for table in tables
            if table not in left
        }


DAY = date(2026, 11, 21)
