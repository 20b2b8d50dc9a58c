"""Days of a certificate, and equipment that lacks."""

from datetime import date

from dlschool.domain.readiness import Certificate, Equipment


def test_a_certificate_holds_from_its_day_to_its_last_day_both_included() -> None:
    held = Certificate(staff_id=1, title="К", date=date(2026, 3, 2), valid_until=date(2026, 11, 21))
    days = (date(2026, 3, 1), date(2026, 3, 2), date(2026, 11, 21), date(2026, 11, 22))
    assert [held.holds(day) for day in days] == [False, True, True, False]
    assert Certificate(staff_id=1, title="К", date=date(2020, 1, 1)).holds(date(2099, 1, 1))


def test_more_than_is_needed_does_not_lack() -> None:
    assert Equipment(place="1", item="ноутбук", needed=2, there=5).lacking == 0
    assert Equipment(place="1", item="ноутбук", needed=5, there=2).lacking == 3
