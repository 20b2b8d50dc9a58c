"""Scans of papers: asked for by name with a reason; given by the school's owner, read here.

Medical, psychological and social papers are not asked for: they never leave a school.
"""

import hashlib
import json
import re
import secrets

from dlschool.domain.access import SEALED_PAPERS
from dlschool.domain.case import PaperKind
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.hub import audit
from dlschool.hub.accounts import Role
from dlschool.hub.database import Row, Tx
from dlschool.hub.web import directives, sums
from dlschool.hub.web.parts import Answer, Cell, Column, Download, Field, Form, Go, Option, Table
from dlschool.hub.web.places import deed, page
from dlschool.hub.web.reports import wire_name
from dlschool.hub.web.school import ANSWERS
from dlschool.hub.web.visit import Nowhere, Visit, moment
from dlschool.i18n import N_

CASE = "/schools/{school:int}/cases/{case:int}"
KEY = "scan-request"
PAPERS = {
    PaperKind.APPLICATION: Text("Өтініш", "Заявление"),
    PaperKind.PROGRESS: Text("Үлгерім туралы анықтама", "Справка об успеваемости"),
    PaperKind.PARTICIPATION: Text(
        "Қатысу туралы бұйрық немесе шақыру", "Приказ или вызов об участии"
    ),
    PaperKind.DEPARTMENT_ORDER: Text(
        "Білім басқармасының (бөлімінің) бұйрығы", "Приказ управления (отдела) образования"
    ),
    PaperKind.CHILD_OPINION: Text("Баланың пікірі", "Мнение ребёнка"),
}
_MIME = re.compile(r"(?:image|application)/[a-z0-9.+-]{1,40}")
_ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


def form(visit: Visit, school: int, case: int) -> list[Form]:
    """For who may ask."""
    if not visit.may(Role.OPERATOR):
        return []
    say = visit.say
    papers = [Option(kind.value, name[visit.language]) for kind, name in asked_for().items()]
    fields = (
        Field(name="paper", label=say(N_("Paper")), kind="select", options=papers),
        Field(name="reason", label=say(N_("Why it is needed")), required=True),
        Field(name="batch", kind="hidden", value=secrets.token_hex(8)),
    )
    words = N_("The school's owner decides, and agrees to each scan on the screen.")
    return [
        Form(
            action=f"/schools/{school}/cases/{case}/scan", submit=say(N_("Ask for the scan")),
            title=say(N_("A scan of a paper")), words=say(words), fields=fields,
        )
    ]  # fmt: skip


def asked_for() -> dict[PaperKind, Text]:
    return {kind: name for kind, name in PAPERS.items() if kind not in SEALED_PAPERS}


def table(visit: Visit, tx: Tx, school: int, case: int) -> Table:
    """What was asked for of this case, and what came."""
    say = visit.say
    columns = (
        Column(say(N_("Paper"))),
        Column(say(N_("Why it is needed"))),
        Column(say(N_("Sent")), "date"),
        Column(say(N_("By"))),
        Column(say(N_("State"))),
        Column(say(N_("Scan"))),
    )
    rows = [_row(visit, tx, row) for row in _requests(tx, school, case)]
    none = say(N_("No scan was asked for."))
    return Table(key="scans", title=say(N_("Scans")), columns=columns, rows=rows, none=none)


def _requests(tx: Tx, school: int, case: int) -> list[Row]:
    """Directives of this school that name the case as one of its computers does."""
    names = {
        (bytes(row["epoch"]).hex(), row["no"])
        for row in tx.rows("select epoch, no from names where record = ?", case)
    }
    rows = tx.rows(
        "select * from directives where school = ? and key = ? order by number desc", school, KEY
    )
    return [row for row in rows if _of(row) in names]


def _of(row: Row) -> tuple[str, int]:
    said = json.loads(row["content"])
    return said.get("epoch", ""), said.get("record", 0)


def _row(visit: Visit, tx: Tx, row: Row) -> tuple[Cell, ...]:
    said = json.loads(row["content"])
    known = {kind.value: name[visit.language] for kind, name in PAPERS.items()}
    come = scan(tx, row["school"], row["number"]) is not None
    link = f"/schools/{row['school']}/scans/{row['number']}" if come else ""
    return (
        Cell(value=known.get(said["paper"], said["paper"])),
        Cell(value=said["reason"]),
        Cell(value=moment(row["at"])),
        Cell(value=row["who"]),
        Cell(value=visit.word(ANSWERS, row["state"])),
        Cell(value=visit.say(N_("Open")) if come else "", link=link),
    )


def scan(tx: Tx, school: int, request: int) -> tuple[str, bytes] | None:
    """Media type and content; None: not all of it is here."""
    rows = tx.rows(
        "select part, parts, mime, digest, content from scan_parts where school = ? and request = ? "
        "order by digest, part",
        school, request,
    )  # fmt: skip
    found: dict[bytes, list[Row]] = {}
    for row in rows:
        found.setdefault(bytes(row["digest"]), []).append(row)
    for digest, parts in found.items():
        content = b"".join(bytes(part["content"]) for part in parts)
        if len(parts) == parts[0]["parts"] and hashlib.sha256(content).digest() == digest:
            return parts[0]["mime"], content
    return None


@deed(f"{CASE}/scan", whole=False, again=CASE)
def ask(visit: Visit, school: Row, case: int) -> Answer:
    number = school["id"]
    with visit.office.db.transaction(writes=False) as tx:
        if case not in sums.named(tx, number, "case"):
            raise Nowhere
        _device, epoch, no = wire_name(tx, case)
    paper, reason = visit.field("paper"), visit.field("reason")
    if paper not in set(asked_for()):
        raise Nowhere
    if not reason:
        raise Refused(N_("Write why the scan is needed."))
    batch = visit.field("batch", 32)
    if not batch.isalnum():
        raise Nowhere
    values = {"record": no, "paper": paper, "reason": reason, "epoch": epoch}
    directives.give(visit, number, KEY, values, batch)
    at = visit.office.at()
    visit.office.db.run(
        lambda tx: audit.write(tx, at, visit.who, "scan-asked", number, case=case, paper=paper)
    )
    said = visit.say(N_("The school is asked for the scan."))
    return Go(to=f"/schools/{number}/cases/{case}", said=said, wake=[number])


@page("/schools/{school:int}/scans/{asked:int}", writes=True)
def one(visit: Visit, tx: Tx, school: Row, asked: int) -> Answer:
    """Given out as a file; who opened it is noted."""
    found = scan(tx, school["id"], asked)
    if found is None or not _MIME.fullmatch(found[0]):
        raise Nowhere
    audit.write(tx, visit.office.at(), visit.person, "scan-opened", school["id"], request=asked)
    name = f"scan-{school['id']}-{asked}.{_ENDINGS.get(found[0], 'bin')}"
    return Download(name=name, mime=found[0], content=found[1])
