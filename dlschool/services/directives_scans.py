"""A scan that the department asks for by name: leaves only when the owner says so on this very request.

Sealed scans (medical, psychological, social) never leave, whoever asks. What left is noted with the
pupil, like every export.
"""

from dataclasses import dataclass

from dlschool.domain.access import ROLE_NAMES, SEALED_PAPERS, Role
from dlschool.domain.record import Case, Paper, Scan
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import (
    cases,
    directives,
    editions,
    exchange_epoch,
    exchange_keys,
    exchange_scans,
    scans,
    viewings,
)
from dlschool.services.directives import words
from dlschool.services.directives_words import title
from dlschool.store import blobs, blocking, changes, exchange
from dlschool.store.connection import Store
from dlschool.store.directives import Directive

KIND = "scan-request"


@dataclass(frozen=True, slots=True)
class Offered:
    """What could be sent, for the person who decides."""

    case: Case
    who: str
    paper: Text
    reason: str
    scans: tuple[tuple[Paper, Scan], ...]


def offered(db: Store, found: Directive) -> Offered:
    """Refused: no such case here; a kind of paper that never leaves; nothing is scanned."""
    case_id, kind = found.content.get("row"), words(found.content, "paper")
    if found.content.get("thing") != "cases" or not isinstance(case_id, int):
        raise Refused(N_("The case that the department speaks of is not known here."))
    if kind in SEALED_PAPERS:
        raise Refused(
            N_(
                "Scans of medical, psychological and social papers never leave the school. "
                "Refuse the request."
            )
        )
    file = cases.case_file(db, case_id)
    listed = tuple(
        (paper, scan) for paper in file.papers(kind) for scan in file.scans.get(paper.id or 0, ())
    )
    name = editions.edition(db, file.case.edition).paper_name(kind) or Text(kind, kind)
    if not listed:
        raise Refused(
            N_("Case № {number} has no scan of this paper: {paper}."),
            number=file.case.number,
            paper=name,
        )
    who = file.pupil.full_name if file.pupil else ", ".join(file.case.classes)
    return Offered(file.case, who, name, words(found.content, "reason"), listed)


def send(db: Store, directive_id: int, scan_id: int, *, consent: bool) -> int:
    """Sends one scan in pieces; returns how many. Refused: not the owner, no consent said, not one of
    the scans asked for, the pupil's data are blocked; decided already.
    """
    found = directives.waiting(db, directive_id, KIND)
    _refuse_others(db, consent=consent)
    what = offered(db, found)
    if scan_id not in {scan.id for _paper, scan in what.scans}:
        raise Refused(N_("This scan is not among those that the department asked for."))
    scan = scans.scan(db, scan_id)
    if blobs.seal_of(db, scan.digest) is not None:
        raise Refused(N_("This scan is sealed: it never leaves the school."))
    pupil_id = what.case.pupil_id
    if pupil_id is not None:
        blocking.refuse_blocked(db, pupil_id)
    exchange_keys.need_paired(db)
    content, mime = scans.scan_content(db, scan_id)
    with changes.action(
        db,
        N_("Scan sent to the department: {paper}, case № {number} ({what})"),
        kind="record",
        paper=what.paper,
        number=what.case.number,
        what=title(found),
    ):
        subject = Text(f"{what.paper.kk}: білім бөліміне", f"{what.paper.ru}: в отдел образования")
        viewings.noted(db, "exported", [pupil_id] if pupil_id else [], subject)
        directives.use(db, found, ("scans", scan_id))
        with exchange.writing(db):
            exchange_epoch.settle(db)
            return exchange_scans.send(db, found, content, mime)


def _refuse_others(db: Store, *, consent: bool) -> None:
    if db.user.role is not Role.OWNER:
        raise Refused(
            N_("Only this role may let a scan leave the school: {role}."),
            role=ROLE_NAMES[Role.OWNER],
        )
    if not consent:
        raise Refused(N_("Confirm that this scan may go to the department."))
