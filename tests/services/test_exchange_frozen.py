"""An order that the department was sent is frozen, as a printed one is."""

from pathlib import Path

import builders
import exchange_hub
import pytest
from builders import stored_case
from exchange_hub import Way

from dlschool.errors import Refused
from dlschool.hub.office import Office
from dlschool.services import exchange_folder, exchange_frozen, exchange_status, exchange_tries
from dlschool.services.opening import Store
from dlschool.store import cases, changes, undoing


@pytest.fixture
def desk(tmp_path: Path, db: Store) -> Office:
    made = exchange_hub.opened(tmp_path)
    exchange_hub.enrol(made, db)
    return made


@pytest.fixture
def issued(db: Store) -> int:
    case = stored_case(db)
    with changes.action(db, "an order"):
        return cases.save(db, builders.order(id=None, case_id=case))


def frozen(db: Store, order_id: int) -> str:
    return str(db.value("select frozen from main.orders where id = ?", (order_id,)))


def by_line(db: Store, desk: Office, **breaks: object) -> None:
    exchange_tries.attempt(db, 0.5, ways=lambda to: Way(desk, **breaks))


def test_an_order_that_went_by_line_is_taken_back_by_nobody(
    db: Store, desk: Office, issued: int
) -> None:
    by_line(db, desk)
    assert frozen(db, issued) == "sent"
    (line, *_) = [a for a in changes.history(db) if a.message == "an order"]
    with pytest.raises(Refused):
        undoing.undo(db, line)
    assert frozen(db, issued) == "sent"


def test_an_order_that_went_by_stick_is_frozen_too(
    db: Store, desk: Office, issued: int, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    exchange_folder.export(db, tmp_path / "stick")
    assert frozen(db, issued) == "sent"


def test_an_order_that_only_waits_here_can_still_be_taken_back(
    db: Store, desk: Office, issued: int
) -> None:
    def dead(_to: object) -> Way:
        return Way(desk, up=lambda: 0)

    tried = exchange_tries.attempt(db, 0.5, ways=dead)
    assert tried.trouble is not None
    assert frozen(db, issued) == ""


def test_one_that_was_printed_before_stays_printed_and_nothing_new_is_to_be_told(
    db: Store, desk: Office, issued: int
) -> None:
    from dlschool.services import orders as service

    service.freeze(db, issued, "printed")
    by_line(db, desk)
    assert frozen(db, issued) == "printed"
    assert exchange_frozen.freeze(db) == 0


def test_freezing_leaves_nothing_that_waits(db: Store, desk: Office, issued: int) -> None:
    by_line(db, desk)
    found = exchange_status.status(db)
    assert (found.here, found.sent, found.stored, found.waiting) == (0, 0, 0, 0)
    (line,) = [a for a in changes.history(db) if a.values.get("count")]
    assert (line.kind, str(line.values["count"])) == ("record", "1")
