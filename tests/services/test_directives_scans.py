"""A scan leaves only on the department's named request and with the owner's word on it."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
import scan_files
from builders import at_noon, family_papers, opened, paper, stored_case
from exchange_parts import heard, letter, pair, sent

from dlschool.domain.access import Role
from dlschool.domain.case import PaperKind
from dlschool.domain.record import Paper
from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.services import (
    cases,
    directives,
    directives_scans,
    exchange_outbox,
    exchange_scans,
    scans,
    viewings,
)
from dlschool.services.opening import Store
from dlschool.store import exchange


def asked(db: Store, kind: str = PaperKind.APPLICATION) -> tuple[int, int]:
    """A case with a scanned paper of this kind; ids of the directive and of the scan."""
    case_id = stored_case(db)
    made = cases.add_paper(db, paper(kind, case_id=case_id, details=details(kind)))
    scan = scans.add_scan(db, made, scan_files.photo((900, 600)), "a.jpg", diagnosis_absent=True)
    pair(db)
    exchange_outbox.seal(db)
    told = exchange.told(db, "cases", case_id)
    assert told is not None
    said = {"directive": 44, "record": told.no, "paper": kind, "reason": "Шағым бойынша тексеру"}
    heard(db, letter(db, b"", 1, ("scan-request", said)))
    return directives.every(db)[0].id, scan


def details(kind: str) -> dict[str, str]:
    known: dict[str, Paper] = {each.kind: each for each in family_papers()}
    return dict(known[kind].details) if kind in known else {}


def test_the_scan_goes_in_pieces_that_make_it_whole_and_the_pupil_has_a_line(db: Store) -> None:
    number, scan = asked(db)
    content, mime = scans.scan_content(db, scan)
    parts = directives_scans.send(db, number, scan, consent=True)
    ops: list[dict[int, Any]] = [op.fields for each in sent(db, lane=1) for op in each.ops]
    assert len(ops) == parts == -(-len(content) // exchange_scans.PIECE)
    assert b"".join(op[7] for op in ops) == content
    assert {(op[1], op[3], op[4]) for op in ops} == {(44, mime, hashlib.sha256(content).digest())}
    lines = viewings.of_pupil(db, 1)
    assert "exported" in {line.what for line in lines}
    assert directives.find(db, number).state == "used"


def test_nothing_leaves_without_the_persons_word(db: Store) -> None:
    number, scan = asked(db)
    with pytest.raises(Refused):
        directives_scans.send(db, number, scan, consent=False)
    assert not sent(db, lane=1)
    assert directives.find(db, number).waits


def test_nobody_but_the_owner_lets_a_scan_leave(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "other")
    db = opened(folder, at_noon, "Оразова Д.")
    number, scan = asked(db)
    db.close()
    deputy = opened(folder, at_noon, "Ахметов С.", Role.DEPUTY)
    with pytest.raises(Refused):
        directives_scans.send(deputy, number, scan, consent=True)
    assert not sent(deputy, lane=1)
    deputy.close()


@pytest.mark.parametrize(
    "kind", [PaperKind.PSYCHOLOGIST, PaperKind.HOUSING_ACT, PaperKind.CONDITIONS]
)
def test_sealed_papers_never_leave_whoever_asks(db: Store, kind: str) -> None:
    number, scan = asked(db, kind)
    with pytest.raises(Refused):
        directives_scans.send(db, number, scan, consent=True)
    assert not sent(db, lane=1)


def test_another_scan_than_the_one_asked_for_is_refused(db: Store) -> None:
    number, scan = asked(db)
    with pytest.raises(Refused):
        directives_scans.send(db, number, scan + 1, consent=True)
