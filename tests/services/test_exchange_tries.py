"""A try whatever comes of it: remembered in words, the next one set, for ever."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import exchange_hub
import pytest
from builders import stored_case
from exchange_hub import Way
from exchange_parts import pair

from dlschool.domain.case import Ground
from dlschool.errors import Refused
from dlschool.exchange.fault import Fault, Why
from dlschool.exchange.https import NoLine, WrongHub
from dlschool.hub.office import Office
from dlschool.services import exchange_status, exchange_tries
from dlschool.services.opening import Store
from dlschool.store import exchange


@pytest.fixture
def desk(tmp_path: Path, db: Store) -> Office:
    made = exchange_hub.opened(tmp_path)
    exchange_hub.enrol(made, db)
    return made


class Broken:
    """A line on which every request ends so."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def post(self, path: str, body: bytes) -> Any:
        raise self.error


def clock(db: Store, at: datetime) -> None:
    db.clock = lambda: at


NOON = datetime.fromisoformat("2026-11-21T12:00")


def test_a_good_try_forgets_the_trouble_and_sets_the_next_one(db: Store, desk: Office) -> None:
    stored_case(db)
    tried = exchange_tries.attempt(db, 0.5, ways=lambda _: Broken(NoLine("gone")))
    assert tried.trouble is not None
    assert exchange_status.status(db).trouble is not None
    tried = exchange_tries.attempt(db, 0.5, ways=lambda _: Way(desk))
    assert tried.trouble is None
    found = exchange_status.status(db)
    assert found.trouble is None
    assert found.contact == NOON
    assert found.next == NOON + timedelta(minutes=30)
    assert found.sentence.message == exchange_status.ALL_WELL


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (NoLine("timed out"), "timed out"),
        (WrongHub("certificate"), "сертификат"),
        (Fault(Why.SIGNATURE), "не узнаёт"),
        (Fault(Why.DAMAGED), "damaged"),
        (Refused("x"), "x"),
    ],
)
def test_every_failure_is_said_in_words_in_both_languages_and_tried_again(
    db: Store, desk: Office, error: Exception, word: str
) -> None:
    for number in range(1, 40):
        exchange_tries.attempt(db, 0.5, ways=lambda _: Broken(error))
        tempo = exchange_tries.tempo(db)
        assert tempo.failures == number
        assert tempo.next is not None
        assert timedelta(seconds=30) <= tempo.next - db.now() <= timedelta(minutes=30)
    trouble = exchange_status.status(db).trouble
    assert trouble is not None
    assert word in trouble.text("ru")
    assert trouble.text("kk") != trouble.text("ru") or word == "x"


def test_a_fault_of_the_program_itself_does_not_end_the_tries(db: Store, desk: Office) -> None:
    with pytest.raises(ZeroDivisionError):
        exchange_tries.attempt(db, 0.5, ways=lambda _: Broken(ZeroDivisionError()))
    assert not exchange_tries.due(db)
    clock(db, NOON + timedelta(minutes=1))
    assert exchange_tries.due(db)
    exchange_tries.attempt(db, 0.5, ways=lambda _: Way(desk))


def test_the_pauses_survive_a_restart_and_a_person_ends_them(db: Store, desk: Office) -> None:
    for _ in range(20):
        exchange_tries.attempt(db, 0.5, ways=lambda _: Broken(NoLine("x")))
    assert not exchange_tries.due(db)
    exchange_tries.at_once(db)
    assert exchange_tries.due(db)
    assert exchange_tries.tempo(db).failures == 20


def test_new_work_is_due_when_it_is_quiet(db: Store, desk: Office) -> None:
    exchange_tries.attempt(db, 0.5, ways=lambda _: Way(desk))
    stored_case(db, classes=("1А",), ground=Ground.WEATHER)
    assert not exchange_tries.due(db)
    clock(db, NOON + timedelta(minutes=3))
    assert exchange_tries.due(db)


def test_a_pause_holds_everything_until_it_goes_on(db: Store, desk: Office) -> None:
    exchange_tries.pause(db, on=True)
    assert not exchange_tries.due(db)
    with pytest.raises(Refused):
        exchange_tries.attempt(db, 0.5, ways=lambda _: Way(desk))
    assert exchange_status.status(db).sentence.message == exchange_status.IS_PAUSED
    exchange_tries.pause(db, on=False)
    assert exchange_tries.due(db)


def test_a_department_without_an_address_is_reached_by_stick(db: Store, tmp_path: Path) -> None:
    exchange_hub.enrol(exchange_hub.opened(tmp_path), db, address="")
    with pytest.raises(Refused) as refused:
        exchange_tries.attempt(db, 0.5)
    assert refused.value.message == exchange_tries.ONLY_STICK
    assert not exchange_tries.due(db)


@pytest.mark.parametrize("years", [-10, 10])
def test_a_clock_that_is_ten_years_off_neither_stops_sending_nor_what_comes_back(
    db: Store, desk: Office, years: int
) -> None:
    stored_case(db)
    newest = db.value("select max(at) from actions")
    clock(db, NOON.replace(year=NOON.year + years))
    way = Way(desk)
    exchange_hub.act(
        desk,
        "directive",
        {"key": "report-request", "values": {"period": "term", "due": "2026-11-30"}},
    )
    assert exchange_tries.attempt(db, 0.5, ways=lambda _: way).trouble is None
    assert exchange_tries.attempt(db, 0.5, ways=lambda _: way).trouble is None
    assert exchange.counts(db).keys() == {"accepted"}
    assert db.value("select count(*) from directives") == 1
    assert db.value("select max(at) from actions") == newest


def test_the_counts_follow_a_change_on_its_way(db: Store, desk: Office) -> None:
    exchange_tries.attempt(db, 0.5, ways=lambda _: Way(desk))
    before = exchange_status.status(db)
    stored_case(db, classes=("1А",), ground=Ground.WEATHER)
    assert exchange_status.status(db).here == before.here + 1
    exchange_tries.attempt(db, 0.5, ways=lambda _: Way(desk))
    assert exchange_status.status(db).here == 0
    assert exchange_status.status(db).accepted > before.accepted
    newest = exchange_status.envelopes(db)[0]
    assert (newest.state, newest.exceptions) == ("accepted", 0)


def test_before_pairing_it_says_so(db: Store) -> None:
    found = exchange_status.status(db)
    assert not found.paired
    assert exchange_status.brief(found) is None
    assert found.sentence.message == exchange_status.NOT_PAIRED


def test_the_policy_is_shown_by_level_each_more_than_the_one_before() -> None:
    shown = [
        sum(len(kind.fields) for kind in exchange_status.leaves(level))
        for level in exchange_status.Level
    ]
    assert shown == sorted(shown)
    assert len(set(shown)) == 3


Briefs = list[tuple[Callable[[Store], None], str]]


def test_the_bottom_bar_has_a_few_words_for_each_state(db: Store) -> None:
    pair(db)
    stored_case(db)
    steps: Briefs = [
        (lambda _: None, exchange_status.BRIEF_HERE),
        (lambda s: exchange_tries.pause(s, on=True), exchange_status.BRIEF_PAUSED),
        (lambda s: exchange_tries.pause(s, on=False), exchange_status.BRIEF_HERE),
    ]
    for step, words in steps:
        step(db)
        brief = exchange_status.brief(exchange_status.status(db))
        assert brief is not None
        assert brief.message == words
        assert len(brief.text("kk")) < 60
