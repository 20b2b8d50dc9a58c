"""The ladder: two days whole, twelve days, ten weeks, nine months; never the newest."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dlschool.store.backup_ladder import Rung, kept

NOW = datetime(2026, 11, 21, 12, 0)


def rung(at: datetime, action: int = 0, *, aside: bool = False) -> Rung:
    return Rung(f"{at:%Y%m%d-%H%M%S}", at, action, aside)


def names(*rungs: Rung) -> frozenset[str]:
    return frozenset(r.name for r in rungs)


def test_everything_of_the_last_two_days_stays() -> None:
    recent = [rung(NOW - timedelta(minutes=30 * n)) for n in range(96)]
    assert kept(recent, NOW) == names(*recent)


def test_of_an_older_day_only_the_newest_stays() -> None:
    today = rung(NOW)
    day = NOW - timedelta(days=5)
    morning, noon, evening = (rung(day.replace(hour=hour)) for hour in (8, 12, 17))
    assert kept([morning, evening, noon, today], NOW) == names(today, evening)


def test_a_year_of_work_keeps_twelve_days_ten_weeks_nine_months() -> None:
    days = [rung(NOW - timedelta(days=n), 1000 - n) for n in range(400)]
    staying = kept(days, NOW)
    older = sorted((d for d in days if d.name in staying), key=lambda d: d.at, reverse=True)
    assert len(staying) == 2 + 12 + 10 + 9
    assert older[2].at - older[13].at == timedelta(days=11)
    months = [(d.at.year, d.at.month) for d in older[-9:]]
    assert len(set(months)) == 9


def test_the_newest_stays_however_old_it_is() -> None:
    old = rung(NOW - timedelta(days=3000))
    assert kept([old], NOW) == names(old)


def test_a_clock_set_forward_ten_years_empties_nothing_of_the_ladder() -> None:
    days = [rung(NOW - timedelta(days=n)) for n in range(60)]
    later = NOW.replace(year=2036)
    assert len(kept([*days, rung(later)], later)) >= 12 + 6


def test_what_was_made_after_a_clock_that_was_set_back_stays() -> None:
    days = [rung(NOW - timedelta(days=n), 100 - n) for n in range(9)]
    assert kept(days, NOW - timedelta(days=3650)) == names(*days)


def test_the_longest_journal_stays_though_a_wrong_clock_made_it_look_old() -> None:
    wrong = rung(NOW - timedelta(days=4000), action=500)
    days = [rung(NOW - timedelta(days=n), 100) for n in range(400)]
    assert wrong.name in kept([wrong, *days], NOW)


def test_a_state_put_aside_stays_a_month() -> None:
    aside = rung(NOW - timedelta(days=20, hours=3), aside=True)
    days = [rung(NOW - timedelta(days=n, hours=2)) for n in range(40)]
    assert aside.name in kept([aside, *days], NOW)
    later = NOW + timedelta(days=40)
    more = [rung(later - timedelta(days=n)) for n in range(75)]
    assert aside.name not in kept([aside, *days, *more], later)


def test_nothing_of_nothing() -> None:
    assert kept([], NOW) == frozenset()


moments = st.datetimes(datetime(2020, 1, 1), datetime(2036, 1, 1))


@given(st.lists(st.builds(rung, moments, st.integers(0, 99)), max_size=60), moments)
def test_whatever_the_dates_the_newest_stay_and_a_second_thinning_takes_nothing(
    rungs: list[Rung], now: datetime
) -> None:
    staying = kept(rungs, now)
    assert staying <= names(*rungs)
    if rungs:
        assert max(rungs, key=lambda r: r.at).at in {r.at for r in rungs if r.name in staying}
        assert max(r.action for r in rungs) in {r.action for r in rungs if r.name in staying}
    assert all(r.name in staying for r in rungs if now - timedelta(days=2) < r.at)
    left = [r for r in rungs if r.name in staying]
    assert kept(left, now) == staying
