"""When to try next: growing, spread, for ever, and no clock stops it."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from dlschool.services import exchange_rhythm as rhythm
from dlschool.services.exchange_rhythm import FIRST, MOST, REGULAR, Tempo

NOW = datetime.fromisoformat("2026-11-21T12:00")


def test_pauses_grow_from_half_a_minute_to_half_an_hour_and_stay_there_for_ever() -> None:
    pauses = [rhythm.pause(n, 0.5) for n in (*range(1, 12), 1000, 10**9)]
    assert pauses[0] == FIRST
    assert all(one <= other for one, other in pairwise(pauses))
    assert pauses[-1] == pauses[-2] == MOST


@pytest.mark.parametrize("failures", [1, 3, 9])
def test_a_pause_is_spread_so_that_schools_do_not_come_at_once(failures: int) -> None:
    middle = rhythm.pause(failures, 0.5)
    assert rhythm.pause(failures, 0.0) == middle * 0.75
    assert rhythm.pause(failures, 1.0) == middle * 1.25


def test_after_a_failure_it_waits_and_after_a_success_the_count_begins_anew() -> None:
    tempo = Tempo()
    for number in range(1, 4):
        tempo = rhythm.failed(tempo, NOW, 0.5)
        assert tempo.failures == number
        assert not rhythm.due(tempo, NOW, NOW, NOW)
        assert tempo.next is not None
        assert rhythm.due(tempo, tempo.next, None, None)
    assert rhythm.succeeded(NOW, 0.5) == Tempo(0, NOW + REGULAR)
    assert rhythm.due(rhythm.at_once(tempo), NOW, None, None)


def test_new_work_goes_out_when_it_is_quiet_or_after_a_quarter_of_an_hour() -> None:
    tempo = rhythm.succeeded(NOW, 0.5)
    later = NOW + timedelta(minutes=5)
    assert not rhythm.due(tempo, later, None, None)
    assert not rhythm.due(tempo, later, NOW, later - timedelta(seconds=30))
    assert rhythm.due(tempo, later, NOW, later - timedelta(minutes=3))
    assert rhythm.due(tempo, NOW + timedelta(minutes=16), NOW, NOW + timedelta(minutes=16))


@pytest.mark.parametrize("years", [-10, 10])
def test_a_clock_that_jumps_by_years_does_not_stop_the_tries(years: int) -> None:
    tempo = rhythm.failed(Tempo(), NOW, 0.5)
    assert rhythm.due(tempo, NOW.replace(year=NOW.year + years), None, None)
