"""Schools and their computers are let in: a code is given out, a request comes, a person approves it.

A code is good for one computer. Of the code only its hash is kept. What comes again gets the same answer
again: an answer that was lost is no harm.
"""

import secrets
import time
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from http import HTTPStatus

from dlschool.domain.iin import check_bin
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.exchange import pairing
from dlschool.exchange.fault import Fault
from dlschool.exchange.kinds import Level
from dlschool.exchange.pairing_values import CODE, MARK, Certificate, Enrolment, No, Request, digest
from dlschool.hub import department, streams
from dlschool.hub.conversation import TOO_MUCH, Reply
from dlschool.hub.database import Row, Tx
from dlschool.hub.department import Department
from dlschool.hub.office import Office
from dlschool.i18n import N_

_MOST_LABEL = 100
_KATO = 9
PAIR = "pair"
"""Under this word the pace of requests of strangers is kept, all of them together."""
_MOST_NAME = 160
"""Letters of a name in the enrolment, so that its picture can be read; the certificate has all of it."""


@dataclass(frozen=True, slots=True)
class Applicant:
    """A school as the department knows it."""

    name: Text
    bin: str
    district: str
    """KATO code of the district."""
    level: Level = Level.TOTALS
    """What the department asks for."""


@dataclass(frozen=True, slots=True)
class Enrolled:
    school: int
    content: bytes
    """The enrolment; `armour.written` makes a file of it, `armour.one_line` a picture."""


def enrol(office: Office, of: Applicant, until: date, who: str) -> Enrolled:
    """A code for one computer of the school; a school that is known by its BIN gets one more, and is
    called and placed as it is said now. Refused: what is wrong with the BIN, the district, the date.
    """
    _refuse_odd(office, of, until)
    code, public = secrets.token_bytes(CODE), office.newest.public

    def given(tx: Tx) -> tuple[Department, int, bytes]:
        _refuse_nowhere(tx, of.district)
        school, mark = _school(tx, of, office.at())
        tx.run(
            "insert into enrolments (code, school, until, at, who, level, key) "
            "values (?, ?, ?, ?, ?, ?, ?)",
            _hash(code), school, until.isoformat(), office.at(), who, of.level, public.number,
        )  # fmt: skip
        return department.need(tx), school, mark

    ours, school, mark = office.db.run(given)
    said = Enrolment(
        mark, code, until, public.sign, public.seal, public.number, _cut(ours.name.kk),
        _cut(ours.name.ru), _cut(of.name.kk), _cut(of.name.ru), of.bin, ours.address, ours.pins,
        of.level,
    )  # fmt: skip
    return Enrolled(school, pairing.enrolment(said, office.newest))


def _refuse_odd(office: Office, of: Applicant, until: date) -> None:
    if problems := check_bin(of.bin):
        raise Refused(N_("BIN {bin}: {problems}"), bin=of.bin, problems=list(problems))
    if until < office.now().date():
        raise Refused(N_("The last day {until} is over already."), until=until)


def _refuse_nowhere(tx: Tx, district: str) -> None:
    """Refused: neither nine digits nor a district that the department named."""
    if district.isascii() and district.isdigit() and len(district) == _KATO:
        return
    if not tx.value("select 1 from districts where code = ?", district):
        raise Refused(
            N_(
                "{code} is no district: give its KATO code, nine digits, or a district that the "
                "department named."
            ),
            code=district,
        )


def _school(tx: Tx, of: Applicant, at: str) -> tuple[int, bytes]:
    known = tx.row("select id, mark from schools where bin = ? and gone is null", of.bin)
    if known is not None:
        tx.run(
            "update schools set name_kk = ?, name_ru = ?, district = ? where id = ?",
            of.name.kk, of.name.ru, of.district, known["id"],
        )  # fmt: skip
        return known["id"], bytes(known["mark"])
    mark = secrets.token_bytes(MARK)
    made = tx.value(
        "insert into schools (mark, name_kk, name_ru, bin, district, level, created) "
        "values (?, ?, ?, ?, ?, ?, ?) returning id",
        mark, of.name.kk, of.name.ru, of.bin, of.district, of.level, at,
    )  # fmt: skip
    tx.run("insert into heads (school, position, applied) values (?, 0, 0)", made)
    return int(made), mark


def _hash(code: bytes) -> bytes:
    return blake2b(code, digest_size=32, person=b"dlschool-code").digest()


def _cut(name: str) -> str:
    return name if len(name) <= _MOST_NAME else name[: _MOST_NAME - 1] + "…"


def heard(office: Office, content: bytes) -> Reply:
    """The answer to a request: 200 with the certificate; 202: a person has to approve it; 403: why not;
    429: strangers ask too much at present.
    """
    if not office.pace.allows(PAIR, time.monotonic()):
        return Reply(TOO_MUCH)
    office.refresh()
    try:
        said = pairing.read_request(content, office.pairs[pairing.key_of(content)])
    except (Fault, KeyError):
        return _refused(office, No.UNKNOWN)
    found = office.db.run(lambda tx: _answer(office, tx, said))
    return _refused(office, found) if isinstance(found, No) else found


def _refused(office: Office, why: No) -> Reply:
    """Counted under no device; nothing of what came is kept."""
    office.db.run(lambda tx: streams.count_fault(tx, 0, f"pair-{why}", office.at()))
    return Reply(HTTPStatus.FORBIDDEN, why.encode())


def _answer(office: Office, tx: Tx, said: Request) -> Reply | No:
    code = _hash(said.code)
    school = tx.value(
        "select e.school from enrolments e join schools s on s.id = e.school "
        "where e.code = ? and s.mark = ?",
        code, said.school,
    )  # fmt: skip
    if school is None:
        return No.UNKNOWN
    tx.lock(school)
    row = tx.row("select * from enrolments where code = ?", code)
    if row is None:
        return No.UNKNOWN
    if row["device"] is None:
        return _first(office, tx, said, row)
    return _again(office, tx, said, row)


def _first(office: Office, tx: Tx, said: Request, row: Row) -> Reply | No:
    if row["until"] < office.now().date().isoformat():
        return No.EXPIRED
    device = tx.value(
        "insert into devices (school, label, state, at, program) values (?, ?, 'asked', ?, ?) "
        "returning no",
        row["school"], _line(said.label), office.at(), _line(said.program),
    )  # fmt: skip
    tx.run(
        "insert into device_keys (device, number, sign, seal, since) values (?, 1, ?, ?, ?)",
        device, said.sign, said.seal, office.at(),
    )  # fmt: skip
    tx.run("update enrolments set device = ? where code = ?", device, row["code"])
    return Reply(HTTPStatus.ACCEPTED)


def _line(text: str) -> str:
    """One short line of what a stranger wrote."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:_MOST_LABEL]


_STATES = {"declined": No.DECLINED, "revoked": No.REVOKED}


def _again(office: Office, tx: Tx, said: Request, row: Row) -> Reply | No:
    known = tx.row(
        "select d.state, k.sign, k.seal from devices d join device_keys k on k.device = d.no "
        "where d.no = ? and k.number = 1",
        row["device"],
    )
    if known is None or (bytes(known["sign"]), bytes(known["seal"])) != (said.sign, said.seal):
        return No.USED
    if known["state"] in _STATES:
        return _STATES[known["state"]]
    if known["state"] != "active":
        return Reply(HTTPStatus.ACCEPTED)
    return Reply(HTTPStatus.OK, _certificate(office, tx, said, row))


def _certificate(office: Office, tx: Tx, said: Request, row: Row) -> bytes:
    """Signed by the pair that stands in the school's enrolment; it names the newest."""
    ours, newest = department.need(tx), office.newest.public
    made = Certificate(
        said.school, row["device"], digest(said.device), newest.sign, newest.seal, newest.number,
        ours.name.kk, ours.name.ru, ours.address, ours.pins, Level(row["level"]),
    )  # fmt: skip
    tx.run("update devices set knows = ? where no = ?", newest.number, row["device"])
    return pairing.certificate(made, office.pairs[row["key"]], said.device)
