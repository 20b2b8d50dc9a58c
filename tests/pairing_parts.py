"""A department that enrols and a school that is enrolled, without a net: bytes go by hand."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from dlschool.domain.text import Text
from dlschool.exchange import framing
from dlschool.exchange.kinds import Level
from dlschool.hub import conversation, department, enrolment
from dlschool.hub.department import Department
from dlschool.hub.enrolment import Applicant
from dlschool.hub.office import Office

BIN = "170740014741"
UNTIL = date(2026, 12, 21)
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


def described(office: Office) -> None:
    with office.db.transaction() as tx:
        department.keep(tx, DEPARTMENT)


def enrolled(office: Office, level: Level = Level.TOTALS, until: date = UNTIL) -> bytes:
    """The bytes of an enrolment of the school."""
    described(office)
    return enrolment.enrol(
        office, Applicant(SCHOOL.name, BIN, SCHOOL.district, level), until, "А. О."
    ).content


@dataclass
class Answered:
    status: int
    body: bytes

    def chunks(self) -> Iterator[bytes]:
        yield self.body


@dataclass
class Wire:
    """Both doors of the hub, without a net between."""

    office: Office
    asked: list[tuple[str, bytes]] = field(default_factory=list)

    def post(self, path: str, body: bytes) -> Answered:
        self.asked.append((path, body))
        if path == "/pair":
            said = enrolment.heard(self.office, body)
            return Answered(said.status, said.body)
        read = framing.read_asking(body)
        assert read is not None
        asking, proof, at = read
        reply = conversation.converse(self.office, asking, proof, body[at:])
        return Answered(reply.status, reply.body)
