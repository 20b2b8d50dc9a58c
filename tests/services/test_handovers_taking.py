"""Two schools and a real hub between them: orders used, reports answered, a case handed over."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import exchange_hub
import pytest
from builders import approved_case, at_noon, opened, stored_pupil

from dlschool.exchange.kinds import Level
from dlschool.hub import acts, applying
from dlschool.hub.office import Office
from dlschool.paths import DataFolder
from dlschool.services import (
    cases,
    directives,
    directives_calls,
    directives_reports,
    epochs,
    exchange_exceptions,
    exchange_keys,
    exchange_sync,
    handovers,
    handovers_taking,
    today,
)
from dlschool.services.exchange_keys import Paired
from dlschool.services.opening import Store
from dlschool.store import exchange

WORD = ("Б. Ғалымова", "20.11.2026 өтініш")


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    return exchange_hub.opened(tmp_path)


@pytest.fixture
def schools(tmp_path: Path, desk: Office) -> Iterator[tuple[Store, Store]]:
    old = opened(DataFolder(tmp_path / "old"), at_noon, "Оразова Д.")
    new = opened(DataFolder(tmp_path / "new"), at_noon, "Ахметов С.")
    enrol(desk, old, b"o" * 16, "111")
    enrol(desk, new, b"n" * 16, "222")
    yield old, new
    old.close()
    new.close()


def enrol(desk: Office, db: Store, mark: bytes, bin_: str) -> None:
    """A school of its own, with one computer."""
    epochs.settle(db)
    with exchange.writing(db):
        public = exchange_keys.mine(db).public
    with desk.db.transaction() as tx:
        school = tx.value(
            "insert into schools (mark, name_kk, name_ru, bin, district, level, created) "
            "values (?, ?, ?, ?, '11', 'cases', '2026') returning id",
            mark, f"мектеп {bin_}", f"школа {bin_}", bin_,
        )  # fmt: skip
        tx.run("insert into heads values (?, 0, 0)", school)
        device = tx.value(
            "insert into devices (school, label, state, at) values (?, 'pc', 'active', 'x') "
            "returning no",
            school,
        )
        tx.run("insert into device_keys values (?, 1, ?, ?, 'x')", device, public.sign, public.seal)
    theirs = desk.newest.public
    with exchange.writing(db):
        to = Paired(device, mark, theirs.sign, theirs.seal, theirs.number, "http://hub")
        exchange_keys.keep_paired(db, to)
        exchange_keys.keep_level(db, Level.CASES)


def act(desk: Office, bin_: str, kind: str, said: dict[str, Any]) -> None:
    with desk.db.transaction() as tx:
        school = tx.value("select id from schools where bin = ?", bin_)
        tx.lock(school)
        acts.write(tx, school, kind, said, at="2026-11-21T10:00:00", who="x")
    applying.catch_up(desk.db, school, desk.pairs)


def sync(desk: Office, *stores: Store) -> None:
    """Each in turn, until what one says has come to the other."""
    for _ in range(2):
        for db in stores:
            exchange_sync.sync(db, exchange_hub.Way(desk))


def answers(desk: Office) -> dict[str, str]:
    with desk.db.transaction() as tx:
        rows = tx.rows("select key, state from directives order by number")
    return {row["key"]: row["state"] for row in rows}


def test_an_order_and_a_request_come_down_are_used_and_the_hub_hears_it(
    desk: Office, schools: tuple[Store, Store]
) -> None:
    old, _new = schools
    stored_pupil(old, grade=7, letter="Б")
    call = {
        "ground": "weather", "order_number": "5", "order_date": "2026-11-20", "issuer": "Бөлім",
        "grades": [7], "start": "2026-11-21", "until": "2026-11-22", "text_kk": "Боран",
    }  # fmt: skip
    request = {
        "period": "term", "start": "2026-09-01", "until": "2026-10-25", "due": "2026-11-30",
    }  # fmt: skip
    act(desk, "111", "directive", {"key": "call", "values": call})
    act(desk, "111", "directive", {"key": "report-request", "values": request})
    sync(desk, old)
    found = {each.kind: each for each in directives.every(old)}
    morning = directives_calls.prepared(old, found["call"].id).morning
    assert morning.valid_until == date(2026, 11, 22)
    directives_calls.call_off(old, found["call"].id, morning)
    directives_reports.answer(old, found["report-request"].id)
    sync(desk, old)
    assert answers(desk) == {"call": "used", "report-request": "used"}
    assert exchange_exceptions.every(old) == []
    reports = [r for r in exchange_hub.held(desk).values() if r[0] == 8]
    assert [r[8] for r in reports] == [found["report-request"].number]


def test_a_case_goes_over_the_hub_and_the_old_school_waits_for_it_no_more(
    desk: Office, schools: tuple[Store, Store]
) -> None:
    old, new = schools
    case_id = approved_case(old)
    listed = {"schools": [["222", "мектеп 222", "школа 222"]]}
    act(desk, "111", "schools", listed)
    sync(desk, old)
    assert [line.case_id for line in today.today(old).lines if line.case_id] == [case_id]
    out = handovers.ask(old, case_id, "222", *WORD)
    sync(desk, old, new)
    (came,) = handovers.every(new)
    handovers.agree(new, came.id or 0, *WORD)
    sync(desk, new, old)
    handovers.send(old, out)
    sync(desk, old, new)
    made = handovers_taking.take(new, came.id or 0)
    sync(desk, new, old)
    assert handovers.find(old, out).state == "taken"
    assert cases.case_file(new, made).records.papers
    assert not [line for line in today.today(old).lines if line.case_id]
    assert handovers.frozen(old, case_id) is not None
    assert handovers.frozen(new, made) is None
    assert exchange_exceptions.every(old) == exchange_exceptions.every(new) == []
    told = [r for r in exchange_hub.held(desk).values() if r[0] == 3 and 14 in r]
    assert len(told) == 1
