"""A scan that the owner let leave arrives, whatever begins the numbering anew in the meantime."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import scan_files
from builders import family_papers, stored_case
from exchange_parts import heard, letter, pair, sent

from dlschool.domain.case import PaperKind
from dlschool.domain.personal import Request, RequestKind
from dlschool.services import (
    cases,
    directives,
    directives_scans,
    epochs,
    exchange_outbox,
    exchange_scans,
    personal,
    scans,
)
from dlschool.services.opening import Store
from dlschool.store import changes, exchange
from dlschool.store import directives as store

NUMBER = 44


@pytest.fixture
def content(db: Store, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A scan in several pieces, sealed for the department and not gone yet."""
    monkeypatch.setattr(exchange_scans, "PIECE", 2**10)
    case_id = stored_case(db)
    (paper,) = [each for each in family_papers() if each.kind == PaperKind.APPLICATION]
    made = cases.add_paper(db, replace(paper, id=None, case_id=case_id))
    scan = scans.add_scan(db, made, scan_files.photo((900, 600)), "a.jpg", diagnosis_absent=True)
    pair(db)
    exchange_outbox.seal(db)
    told = exchange.told(db, "cases", case_id)
    assert told is not None
    said = {"directive": NUMBER, "record": told.no, "paper": PaperKind.APPLICATION, "reason": "x"}
    heard(db, letter(db, b"", 1, ("scan-request", said)))
    directives_scans.send(db, directives.every(db)[0].id, scan, consent=True)
    return scans.scan_content(db, scan)[0]


def pieces(db: Store) -> list[dict[int, Any]]:
    return [op.fields for each in sent(db, lane=exchange_scans.LANE) for op in each.ops]


def joined(db: Store) -> bytes:
    return b"".join(piece[7] for piece in pieces(db))


def arrived(db: Store, until: int = 10**6) -> None:
    with exchange.writing(db):
        exchange.set_out(db, exchange_scans.LANE, until, ("sealed",), "accepted")


def anew(db: Store) -> None:
    """As after a restore."""
    epochs.begin(db)
    exchange_outbox.seal(db)


def test_pieces_that_did_not_arrive_before_a_new_epoch_go_once_more_under_it(
    db: Store, content: bytes
) -> None:
    assert len(pieces(db)) > 1
    arrived(db, 1)
    anew(db)
    assert joined(db) == content
    assert {piece[1] for piece in pieces(db)} == {NUMBER}
    last = exchange.last_out(db, exchange_scans.LANE)
    assert last is not None
    assert last.seq == len(pieces(db))
    exchange_outbox.seal(db)
    assert joined(db) == content
    anew(db)
    assert joined(db) == content


def test_a_scan_that_arrived_is_not_sent_again(db: Store, content: bytes) -> None:
    arrived(db)
    anew(db)
    assert pieces(db) == []
    exchange_outbox.seal(db)
    anew(db)
    assert pieces(db) == []


def test_a_pupil_blocked_in_the_meantime_holds_the_scan_until_it_is_lifted(
    db: Store, content: bytes
) -> None:
    asks = Request(pupil_id=1, kind=RequestKind.BLOCKING, applicant="Б. Ғ.", date=db.today())
    request = personal.record_request(db, asks)
    anew(db)
    assert pieces(db) == []
    personal.lift(db, request, date(2026, 11, 21))
    exchange_outbox.seal(db)
    assert joined(db) == content


def test_another_department_does_not_get_what_the_former_one_asked_for(
    db: Store, content: bytes
) -> None:
    with changes.action(db, "test"):
        exchange.forget(db, epochs.begin(db))
        store.leave(db)
    pair(db)
    anew(db)
    assert pieces(db) == []
