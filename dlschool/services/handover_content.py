"""A case as it goes to another school: the pupil, the guardians, the case with its papers, the decisions
and orders of the old school.

Sealed texts (medical, psychological, social) do not travel: of such a paper its kind, number, dates and
issuer. Read strictly: what another program sends is checked before a person sees it.
"""

from dataclasses import replace
from datetime import date

import msgspec

from dlschool.domain.access import SEALED_PAPERS
from dlschool.domain.case import WHOLE_CLASSES, Council
from dlschool.domain.pupil import Guardian, Pupil
from dlschool.domain.record import Case, Decision, Issued, Order, Paper
from dlschool.errors import Newer, Refused
from dlschool.i18n import N_
from dlschool.services import cases
from dlschool.services.cases import CaseFile
from dlschool.store.connection import Store

VERSION = 1
UNREADABLE = N_("The case that came cannot be read here. Ask the other school to send it again.")


class Minuted(msgspec.Struct, frozen=True):
    """A decision with the number of its minutes."""

    decision: Decision
    minutes: str


class Content(msgspec.Struct, frozen=True):
    """What the new school gets."""

    version: int
    pupil: Pupil
    guardians: tuple[Guardian, ...]
    case: Case
    papers: tuple[Paper, ...]
    decisions: tuple[Minuted, ...]
    orders: tuple[Order, ...]
    issued: tuple[Issued, ...]


def packed(db: Store, case_id: int) -> bytes:
    """As JSON. Refused: the case is of classes, not of a pupil."""
    file = cases.case_file(db, case_id)
    if file.pupil is None:
        raise Refused(
            N_("Case № {number} is about classes: only a pupil's case is handed over."),
            number=file.case.number,
        )
    found = file.records
    content = Content(
        VERSION,
        replace(file.pupil, special_needs=""),
        file.guardians,
        replace(found.case, note=""),
        tuple(_open(paper) for paper in found.papers),
        tuple(Minuted(each, _minutes(file, each)) for each in found.decisions),
        found.orders,
        found.issued,
    )
    return msgspec.json.encode(content)


def _open(paper: Paper) -> Paper:
    return replace(paper, details={}) if paper.kind in SEALED_PAPERS else paper


def _minutes(file: CaseFile, decision: Decision) -> str:
    item = next((each for each in file.items if each.id == decision.item_id), None)
    meeting = file.meetings.get(item.meeting_id) if item else None
    return meeting.number if meeting else ""


def read(text: str) -> Content:
    """Refused: it is no such content, or of a newer program."""
    try:
        found = msgspec.json.decode(text, type=Content)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise Refused(UNREADABLE) from error
    if found.version != VERSION:
        raise Newer(N_("The case that came was made by a newer program. Update this one."))
    if found.case.ground in WHOLE_CLASSES or found.case.classes:
        raise Refused(UNREADABLE)
    return found


def history(content: Content) -> list[tuple[Council | None, str, date]]:
    """What the old school decided and ordered: council (None: an order), its own number, the day."""
    decided = [(e.decision.council, e.minutes, e.decision.date) for e in content.decisions]
    ordered: list[tuple[Council | None, str, date]] = [
        (None, order.number, order.date) for order in content.orders if not order.annulled
    ]
    return sorted([*decided, *ordered], key=lambda line: line[2])
