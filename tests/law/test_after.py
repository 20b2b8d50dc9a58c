"""Attestation and review, period by period, and what a refusal leaves (annex 2, point 13.4)."""

from typing import Any

import msgspec
import pytest
from case_facts import E97, E349, E547, EXTENSION, decision, family, handed, order

from dlschool.law.assess import assess
from dlschool.law.edition import editions
from dlschool.law.facts import Facts
from dlschool.law.step import Assessment, Step

EXTEND = {"date": "2026-12-25", "outcome": "extend", "until": "2027-03-21"}


def told(facts: dict[str, Any]) -> Assessment:
    read = msgspec.convert({"today": "2026-12-27", **facts}, Facts)
    assert read.today is not None
    return assess(read, editions()[read.edition], read.today)


def all_of(answer: Assessment, key: str) -> list[Step]:
    return [step for step in answer.steps if step.key == key]


def test_a_review_before_the_attestation_does_not_serve() -> None:
    answer = told(handed(attested_on="2026-12-26", reviews=[EXTEND]))
    review = answer.step("review")
    assert review is not None
    assert (review.state, review.since) == ("open", None)
    assert "26.12.2026" in review.missing[0].ru
    assert answer.next is review


def test_a_review_on_the_day_of_the_attestation_serves() -> None:
    review = told(handed(attested_on="2026-12-25", reviews=[EXTEND])).step("review")
    assert review is not None
    assert review.state == "done"


def test_the_attestation_that_the_last_review_weighed_is_not_of_the_next_period() -> None:
    at_once = {**EXTENSION, "date": "2026-12-25", "from": "2026-12-20"}
    answer = told(handed(attested_on="2026-12-25", reviews=[EXTEND], orders=[order(), at_once]))
    assert [step.state for step in all_of(answer, "attestation")] == ["done", "open"]


def test_a_period_that_passed_does_not_take_the_day_of_a_later_attestation() -> None:
    answer = told(handed(attested_on="2027-03-15", reviews=[EXTEND], orders=[order(), EXTENSION]))
    first, second = all_of(answer, "attestation")
    assert (first.state, first.since) == ("done", None)
    assert second.since is not None
    assert second.since.isoformat() == "2027-03-15"


def test_after_a_refusal_an_order_that_was_issued_is_not_needed_either() -> None:
    facts = handed(decisions=[decision("pedagogical"), decision("trustee", outcome="refuse")])
    answer = told(facts)
    assert answer.outcome == "refused"
    assert answer.complete
    later = answer.steps[answer.steps.index(answer.step("order")) :]  # type: ignore[arg-type]
    assert {step.state for step in later} == {"not-needed"}
    assert {step.since for step in later} == {None}


@pytest.mark.parametrize("edition", [E547, E97, E349])
@pytest.mark.parametrize("kind", ["progress-statement", "conditions-statement"])
def test_how_progress_and_conditions_are_shown_is_practice_and_names_no_point(
    edition: str, kind: str
) -> None:
    step = told(family(edition=edition)).step(f"paper:{kind}")
    assert step is not None
    assert (step.basis, step.points) == ("practice", ())
