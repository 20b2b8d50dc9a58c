"""Where a consent stands on a day, and the last day of an answer."""

from datetime import date

import pytest

from dlschool.domain.personal import (
    PURPOSES,
    Consent,
    Purpose,
    Request,
    RequestKind,
    Standing,
    standing,
    working_day_after,
)

TODAY = date(2026, 11, 21)


def consent(**facts: object) -> Consent:
    known = {"pupil_id": 1, "guardian": "А", "date": date(2026, 9, 1), "scope": ("processing",)}
    return Consent(**{**known, **facts})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "stands"),
    [
        ([], Standing.NONE),
        ([consent()], Standing.GIVEN),
        ([consent(until=TODAY)], Standing.GIVEN),
        ([consent(until=date(2026, 11, 20))], Standing.EXPIRED),
        ([consent(withdrawn_on=TODAY)], Standing.WITHDRAWN),
        ([consent(withdrawn_on=date(2026, 11, 22))], Standing.GIVEN),
        ([consent(scope=("photo",))], Standing.NONE),
        ([consent(date=date(2026, 11, 22))], Standing.NONE),
        ([consent(withdrawn_on=TODAY), consent(date=TODAY)], Standing.GIVEN),
        ([consent(until=date(2026, 10, 1)), consent(withdrawn_on=TODAY, id=2)], Standing.WITHDRAWN),
    ],
)
def test_a_consent_stands_by_what_was_signed_and_withdrawn(
    given: list[Consent], stands: Standing
) -> None:
    assert standing(given, TODAY) is stands


@pytest.mark.parametrize(
    ("day", "count", "last"),
    [
        (date(2026, 11, 19), 1, date(2026, 11, 20)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 11, 19), 3, date(2026, 11, 24)),
    ],
)
def test_working_days_pass_over_saturday_and_sunday(day: date, count: int, last: date) -> None:
    assert working_day_after(day, count) == last


def test_a_blocking_holds_though_it_was_answered() -> None:
    asked = Request(pupil_id=1, kind=RequestKind.BLOCKING, date=TODAY, applicant="А", done_on=TODAY)
    assert asked.blocks
    assert not asked.late(date(2027, 1, 1))


def test_every_purpose_is_named_and_reasoned_in_both_languages() -> None:
    for purpose in Purpose:
        stated = PURPOSES[purpose]
        for text in (stated.name, stated.why, stated.short):
            assert text.kk
            assert text.ru
            assert text.kk != text.ru
