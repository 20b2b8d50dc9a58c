"""Who speaks too fast waits; others are not touched."""

from dlschool.hub import pace
from dlschool.hub.database import Database
from dlschool.hub.pace import Pace


def test_a_burst_is_free_and_then_it_goes_by_the_clock() -> None:
    one = Pace(rate=2, burst=3)
    assert [one.allows("a", 0.0) for _ in range(5)] == [True, True, True, False, False]
    assert one.allows("b", 0.0)
    assert [one.allows("a", 1.0) for _ in range(3)] == [True, True, False]
    assert [one.allows("a", 100.0) for _ in range(4)] == [True, True, True, False]


def test_only_so_many_are_remembered() -> None:
    one = Pace(rate=0, burst=1)
    for number in range(pace.MOST_KNOWN + 10):
        one.allows(number, 0.0)
    assert len(one._left) == pace.MOST_KNOWN
    assert one.allows(0, 0.0)
    assert not one.allows(pace.MOST_KNOWN, 0.0)


def test_bytes_of_a_day_are_added_up(hub: Database) -> None:
    with hub.transaction() as tx:
        assert [pace.add_volume(tx, 1, "2026-11-21", 10) for _ in range(3)] == [10, 20, 30]
        assert pace.add_volume(tx, 1, "2026-11-22", 5) == 5
        assert pace.add_volume(tx, 2, "2026-11-21", 7) == 7
