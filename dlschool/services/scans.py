"""Scans of papers: cleaned, shrunk and blacked out before anything is written, then kept by hash."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dlschool.domain.access import SEALED_PAPERS
from dlschool.domain.case import PaperKind
from dlschool.domain.record import Paper, Scan
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import cases, editions, scan_images, scan_pdfs
from dlschool.services.scan_images import Box
from dlschool.store import blobs, changes
from dlschool.store import cases as store
from dlschool.store.connection import Store

__all__ = ["ACCEPTED", "Box", "Opened", "add_scan", "opened", "page", "remove_scan", "scan_pages"]

MAX_BYTES = 60_000_000
ACCEPTED = ("JPEG", "PNG", "PDF")
PDF = "application/pdf"

_STARTS = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"))


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that a person chose, before anything of it is kept: for the viewer."""

    content: bytes
    name: str
    mime: str
    pages: int

    def page(self, number: int, long_side: int = scan_images.LONG_SIDE) -> bytes:
        """A page (from 0) as PNG, its long side at most so many pixels."""
        return _page(self.content, self.mime, number, self.name, long_side)


def opened(content: bytes, name: str) -> Opened:
    """Refused: neither JPEG, PNG nor PDF (by content, whatever its name), damaged, or too large."""
    mime = _mime(content, name)
    if mime == PDF:
        return Opened(content, name, mime, scan_pdfs.pages(content, name))
    scan_images.shown(content, name)
    return Opened(content, name, mime, 1)


def _mime(content: bytes, name: str) -> str:
    if len(content) > MAX_BYTES:
        raise Refused(
            N_("{name} is larger than {limit} MB. Scan it in a lower resolution, or in parts."),
            name=name,
            limit=MAX_BYTES // 1_000_000,
        )
    for start, mime in _STARTS:
        if content.startswith(start):
            return mime
    if b"%PDF-" in content[:1024]:
        return PDF
    raise Refused(
        N_("{name} is not a scan that can be kept. Accepted: {accepted}."),
        name=name,
        accepted=", ".join(ACCEPTED),
    )


def add_scan(
    db: Store,
    paper_id: int,
    content: bytes,
    name: str,
    blackout: Sequence[Box] = (),
    keep_as_is: bool = False,
    *,
    diagnosis_absent: bool = False,
) -> int:
    """Adds a file to a paper as its last scan; returns the scan's id.

    The `blackout` boxes are painted before anything is written: what lay under them is in no file
    of the data folder. `keep_as_is` keeps the resolution. Of a medical conclusion without a box
    the person who adds it must have said that it shows no diagnosis (`diagnosis_absent`).
    """
    paper = _paper(db, paper_id)
    medical = paper.kind == PaperKind.MEDICAL
    if medical and not blackout and not diagnosis_absent:
        raise Refused(
            N_(
                "The diagnosis is never kept. Black it out in the viewer, "
                "or confirm that {name} does not show one."
            ),
            name=name,
        )
    kept, mime, pages = _fit(content, name, blackout, keep_as_is, medical)
    number, title = _said(db, paper)
    others = scans(db, paper_id)
    scan = Scan(
        paper_id=paper_id,
        position=max((other.position for other in others), default=-1) + 1,
        digest=blobs.put(db, kept, SEALED_PAPERS.get(paper.kind)),
        mime=mime,
        size=len(kept),
        pages=pages,
    )
    with changes.action(db, N_("Scan added: {paper}, case № {number}"), paper=title, number=number):
        return store.save(db, scan)


def _fit(
    content: bytes, name: str, boxes: Sequence[Box], keep_as_is: bool, medical: bool
) -> tuple[bytes, str, int]:
    """What is kept of a file: bytes, MIME type, number of pages."""
    if _mime(content, name) != PDF:
        _check_boxes(boxes, 1)
        return (*scan_images.picture(content, name, boxes, keep_as_is=keep_as_is), 1)
    if medical or boxes:
        _check_boxes(boxes, scan_pdfs.pages(content, name))
        kept, pages = scan_pdfs.as_pictures(content, name, boxes)
    else:
        kept, pages = scan_pdfs.cleaned(content, name, keep_as_is=keep_as_is)
    return kept, PDF, pages


def _check_boxes(boxes: Sequence[Box], pages: int) -> None:
    for box in boxes:
        if box.page >= pages:
            raise Refused(
                N_("A black box lies on page {page}; the scan has {pages}."),
                page=box.page + 1,
                pages=pages,
            )


def _paper(db: Store, paper_id: int) -> Paper:
    paper = store.get(db, Paper, paper_id)
    if paper is None:
        raise Refused(N_("There is no paper {id}."), id=paper_id)
    return paper


def _said(db: Store, paper: Paper) -> tuple[str, Text]:
    """The number of the paper's case and the paper's name, for the history."""
    case = cases.records(db, paper.case_id).case
    name = editions.edition(db, case.edition).paper_name(paper.kind)
    return case.number, name or Text(paper.kind, paper.kind)


def scans(db: Store, paper_id: int) -> list[Scan]:
    """The paper's scans in their order."""
    found = store.where(db, Scan, "paper_id = ?", (paper_id,))
    return sorted(found, key=lambda scan: (scan.position, scan.id or 0))


def scan(db: Store, scan_id: int) -> Scan:
    found = store.get(db, Scan, scan_id)
    if found is None:
        raise Refused(N_("This record is no longer there: somebody took it back."))
    return found


def remove_scan(db: Store, scan_id: int) -> None:
    """Takes a scan out of its paper; its file stays, so that Undo brings it back."""
    number, title = _said(db, _paper(db, scan(db, scan_id).paper_id))
    with changes.action(
        db, N_("Scan removed: {paper}, case № {number}"), paper=title, number=number
    ):
        store.remove(db, Scan, scan_id)


def move_scan(db: Store, scan_id: int, position: int) -> None:
    """Puts a scan at a place (from 0) among those of its paper."""
    moved = scan(db, scan_id)
    order = [other for other in scans(db, moved.paper_id) if other.id != scan_id]
    order.insert(max(0, min(position, len(order))), moved)
    number, title = _said(db, _paper(db, moved.paper_id))
    with changes.action(
        db, N_("Scans put in order: {paper}, case № {number}"), paper=title, number=number
    ):
        for place, other in enumerate(order):
            store.save(db, replace(other, position=place), other.id)


def scan_content(db: Store, scan_id: int) -> tuple[bytes, str]:
    """The kept file and its MIME type. Refused: gone from the data folder, or damaged."""
    found = scan(db, scan_id)
    return blobs.get(db, found.digest), found.mime


def page(db: Store, scan_id: int, number: int, long_side: int = scan_images.LONG_SIDE) -> bytes:
    """A page (from 0) of a kept scan as PNG, its long side at most so many pixels."""
    content, mime = scan_content(db, scan_id)
    return _page(content, mime, number, str(scan_id), long_side)


def scan_pages(db: Store, scan_id: int, long_side: int = scan_images.LONG_SIDE) -> Iterator[bytes]:
    """The pages of a kept scan as PNG, each drawn when it is asked for."""
    found = scan(db, scan_id)
    content = blobs.get(db, found.digest)
    for number in range(found.pages):
        yield _page(content, found.mime, number, str(scan_id), long_side)


def _page(content: bytes, mime: str, number: int, name: str, long_side: int) -> bytes:
    if mime == PDF:
        return scan_images.png(scan_pdfs.page_picture(content, number, name, long_side))
    return scan_images.png(scan_images.shrunk(scan_images.shown(content, name), long_side))
