"""The department asks for a report by a day, and says what it thinks of it."""

from datetime import date

import pytest
from builders import stored_case
from exchange_parts import heard, letter, newest, pair, said

from dlschool.domain.report import PeriodKind
from dlschool.errors import Refused
from dlschool.services import (
    directives,
    directives_lines,
    directives_reports,
    exchange_outbox,
    reports,
)
from dlschool.services.opening import Store
from dlschool.store import exchange

REQUEST = {
    "directive": 31,
    "period": "term",
    "start": 2435,
    "until": 2489,
    "due": 2520,
    "text_ru": "Срочно",
}
"""1 September, 25 October, 25 November 2026."""


def request(db: Store, **values: object) -> int:
    pair(db)
    heard(db, letter(db, b"", 1, ("report-request", {**REQUEST, **values})))
    (found,) = directives.every(db)
    return found.id


def report_said(db: Store, after: int = 0) -> list[dict[str, object]]:
    exchange_outbox.seal(db)
    return [fields for _act, kind, _no, fields in said(db, after) if kind == "report"]


def test_the_report_is_of_the_term_asked_for_and_names_the_request(db: Store) -> None:
    stored_case(db)
    kept = directives_reports.answer(db, request(db))
    assert (kept.covered.kind, kept.covered.number) == (PeriodKind.TERM, 1)
    (told,) = report_said(db)
    assert (told["request"], told["version"]) == (31, 1)


def test_a_report_that_was_kept_and_sent_before_gets_the_requests_number_later(db: Store) -> None:
    number = request(db)
    found = directives.find(db, number)
    first = reports.make(db, directives_reports.covered(db, found))
    (told,) = report_said(db)
    assert "request" not in told
    before = newest(db)
    assert directives_reports.answer(db, number).id == first.id
    (told,) = report_said(db, before)
    assert told == {"request": 31}


def test_a_request_of_any_dates_or_of_an_unknown_kind_is_answered_for_its_dates(db: Store) -> None:
    number = request(db, period="quarterly")
    covered = directives_reports.covered(db, directives.find(db, number))
    assert covered.kind is PeriodKind.DATES
    assert (covered.start, covered.until) == (date(2026, 9, 1), date(2026, 10, 25))


def test_a_period_that_has_not_begun_is_refused_and_the_request_waits_on(db: Store) -> None:
    number = request(db, start=2600, until=2650)
    with pytest.raises(Refused):
        directives_reports.answer(db, number)
    assert directives.find(db, number).waits


def test_today_names_the_day_until_the_report_is_made(db: Store) -> None:
    number = request(db)
    (line,) = directives_lines.lines(db, db.today(), 14)
    assert (line.until, line.screen) == (date(2026, 11, 25), "exchange")
    directives_reports.answer(db, number)
    assert not list(directives_lines.lines(db, db.today(), 14))


def test_a_returned_report_asks_for_a_new_version(db: Store) -> None:
    number = request(db)
    kept = directives_reports.answer(db, number)
    exchange_outbox.seal(db)
    told = exchange.told(db, "reports", kept.id or 0)
    assert told is not None
    (first,) = [content for _seq, content in _inbox(db)]
    remark = {"directive": 32, "record": told.no, "state": "returned", "text": "Не хватает 5Б"}
    heard(db, letter(db, first, 2, ("remark", remark)))
    ((report, found),) = directives_reports.returned(db)
    assert report.id == kept.id
    assert "5Б" in directives_reports.said(found).ru
    assert [line.screen for line in directives_lines.lines(db, db.today(), 14)] == [
        "reports",
        "exchange",
    ]
    stored_case(db)
    reports.make(db, kept.covered, "5Б қосылды")
    assert not directives_reports.returned(db)


def _inbox(db: Store) -> list[tuple[int, bytes]]:
    rows = db.rows("select seq, content from main.exchange_in order by seq")
    return [(row["seq"], bytes(row["content"])) for row in rows]
