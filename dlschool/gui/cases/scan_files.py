"""Files of a paper: chosen ones read, kept ones drawn page by page, each with its name in the list."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dlschool.domain.record import Scan
from dlschool.errors import Refused
from dlschool.gui import tasks
from dlschool.gui.cases.page_viewer import Part
from dlschool.gui.cases.said import pages_scanned
from dlschool.gui.words import shown
from dlschool.i18n import N_
from dlschool.services.opening import another_connection

if TYPE_CHECKING:
    from dlschool.services.papers import NewScan
    from dlschool.services.scans import Opened

SIDE = 1600
"""Pixels of a page's long side in the viewer."""


@dataclass(slots=True)
class Entry:
    """A file in the list: kept before (`scan`), or new (`opened`) with its black boxes by page."""

    scan: Scan | None = None
    opened: Opened | None = None
    boxes: dict[int, list[Part]] = field(default_factory=dict)
    no_diagnosis: bool = False

    @property
    def pages(self) -> int:
        return self.scan.pages if self.scan else self.opened.pages if self.opened else 0

    def new_scan(self) -> NewScan:
        from dlschool.services.papers import NewScan
        from dlschool.services.scans import Box

        assert self.opened is not None
        boxes = tuple(
            Box(page, *part) for page, parts in sorted(self.boxes.items()) for part in parts
        )
        return NewScan(self.opened.content, self.opened.name, boxes, self.no_diagnosis)


def read(path: Path, progress: tasks.Progress) -> Opened | Refused:
    """The file as the viewer takes it, or why it is no scan."""
    from dlschool.services import scans

    progress(0)
    try:
        return scans.opened(path.read_bytes(), path.name)
    except Refused as refused:
        return refused


def kept_page(db: Any, scan_id: int, page: int) -> bytes:
    """A page of a kept scan as PNG; runs on the worker thread."""
    from dlschool.services import scans

    own = another_connection(db)
    try:
        return scans.page(own, scan_id, page, SIDE)
    finally:
        own.close()


def named(entry: Entry) -> str:
    """The file's line in the list."""
    if entry.opened is not None:
        return f"{entry.opened.name} · {pages_scanned(entry.pages)}"
    size = entry.scan.size if entry.scan else 0
    number = (entry.scan.position if entry.scan else 0) + 1
    return shown(
        N_("Scan {number} · {pages} · {size} KB"),
        number=number,
        pages=pages_scanned(entry.pages),
        size=max(size // 1024, 1),
    )
