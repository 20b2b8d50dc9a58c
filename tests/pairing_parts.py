"""A department that enrols and a school that is enrolled, without a net: bytes go by hand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import builders

from dlschool.domain.text import Text
from dlschool.exchange import framing, keys, pairing
from dlschool.exchange.https import NoLine
from dlschool.exchange.keys import Private
from dlschool.exchange.kinds import Level
from dlschool.exchange.pairing_values import Enrolment, Request
from dlschool.hub import conversation, database, department, enrolment, letting_in, office
from dlschool.hub.conversation import Reply
from dlschool.hub.department import Department
from dlschool.hub.enrolment import Applicant
from dlschool.hub.office import Office
from dlschool.services import school
from dlschool.services.opening import Store

BIN = "170740014741"
UNTIL = date(2026, 12, 21)
WHO = "А. Оспанова"
DEPARTMENT = Department(
    Text("Қостанай облысының білім басқармасы", "Управление образования Костанайской области"),
    "https://hub.example",
    (b"p" * 32,),
)
SCHOOL = Applicant(
    Text("Үшбұлақ жалпы білім беретін мектебі", "Ушбулакская общеобразовательная школа"),
    BIN,
    "391610000",
)


def opened(folder: Path, clock: Callable[[], datetime]) -> Office:
    """A department on an SQLite file, described."""
    made = office.opened(database.of(str(folder / "hub.db")), folder / "department.json", clock)
    described(made)
    return made


def described(of: Office, value: Department = DEPARTMENT) -> None:
    of.db.run(lambda tx: department.keep(tx, value))


def enrolled(of: Office, level: Level = Level.TOTALS, until: date = UNTIL) -> bytes:
    """The bytes of an enrolment of the school."""
    applicant = Applicant(SCHOOL.name, BIN, SCHOOL.district, level)
    return enrolment.enrol(of, applicant, until, WHO).content


def request(content: bytes, mine: Private | None = None, label: str = "Хатшы") -> bytes:
    """What a school makes of an enrolment."""
    said = pairing.read_enrolment(content)
    mine = mine or keys.new()
    public = mine.public
    made = Request(said.school, said.code, public.sign, public.seal, label, "1.0")
    return pairing.request(made, mine, said.department)


def read(content: bytes) -> Enrolment:
    return pairing.read_enrolment(content)


def refusal(reply: Reply) -> str:
    assert reply.status == 403
    return reply.body.decode()


def faults(of: Office) -> dict[str, int]:
    """Counts of refusals by their reason."""
    rows = of.db.run(lambda tx: tx.rows("select reason, count from faults order by reason"))
    return {row["reason"]: row["count"] for row in rows}


def approve(of: Office) -> int:
    """The only request that waits; returns its device."""
    (found,) = of.db.run(lambda tx: letting_in.waiting(tx, of))
    letting_in.approve(of, found.device, WHO)
    return found.device


def with_bin(db: Store, number: str = BIN) -> None:
    """The school of the tests, as it calls itself."""
    school.save_school(db, builders.school(bin=number))


@dataclass
class Answered:
    status: int
    body: bytes

    def chunks(self) -> Iterator[bytes]:
        yield self.body


@dataclass
class Way:
    """Both doors of the hub, without a net between."""

    office: Office
    asked: list[tuple[str, bytes]] = field(default_factory=list)
    dead: bool = False
    """The line is down."""

    def post(self, path: str, body: bytes) -> Answered:
        self.asked.append((path, body))
        if self.dead:
            raise NoLine("down")
        if path == "/pair":
            said = enrolment.heard(self.office, body)
            return Answered(said.status, said.body)
        found = framing.read_asking(body)
        assert found is not None
        asking, proof, at = found
        reply = conversation.converse(self.office, asking, proof, body[at:])
        return Answered(reply.status, reply.body)
