"""A paper with its scans, kept as one action: what the window of a paper saves."""

from collections.abc import Sequence
from dataclasses import dataclass

from dlschool.domain.record import Paper
from dlschool.i18n import N_
from dlschool.services import cases, editions, scans
from dlschool.services.scans import Box
from dlschool.store import changes
from dlschool.store.connection import Store


@dataclass(frozen=True, slots=True)
class NewScan:
    """A file to be added; `boxes` are blacked out before anything of it is written."""

    content: bytes
    name: str
    boxes: tuple[Box, ...] = ()
    diagnosis_absent: bool = False
    """Whoever adds it said that it shows no diagnosis."""


def keep_paper(db: Store, paper: Paper, wanted: Sequence[int | NewScan]) -> int:
    """Adds or changes a paper; its scans become `wanted`, in this order. Returns the paper's id.

    Ids are scans kept before; those of the paper that are not named are taken out.
    Refused as `cases.add_paper` and `scans.add_scan`; nothing is kept then.
    """
    case = cases.records(db, paper.case_id).case
    name = editions.edition(db, case.edition).paper_name(paper.kind) or paper.kind
    message = (
        N_("Paper changed: {paper}, case № {number}")
        if paper.id
        else N_("Paper added: {paper}, case № {number}")
    )
    with changes.action(db, message, paper=name, number=case.number):
        made = cases.add_paper(db, paper)
        for old in scans.scans(db, made):
            if old.id is not None and old.id not in wanted:
                scans.remove_scan(db, old.id)
        order = [scan if isinstance(scan, int) else _add(db, made, scan) for scan in wanted]
        if order != [scan.id for scan in scans.scans(db, made)]:
            for place, scan_id in enumerate(order):
                scans.move_scan(db, scan_id, place)
    return made


def _add(db: Store, paper_id: int, new: NewScan) -> int:
    return scans.add_scan(
        db,
        paper_id,
        new.content,
        new.name,
        new.boxes,
        diagnosis_absent=new.diagnosis_absent,
    )
