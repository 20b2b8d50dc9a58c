"""The law, case by case: what each fact set must come to, and the point that says so.

Each line of `TABLE`: a sentence, the point it comes from, the facts, and what is expected: states of
steps by key (of the newest period), and optionally the next step, completeness and the outcome.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec
import pytest
from case_facts import (
    E97,
    E349,
    E547,
    EXTENDED,
    EXTENSION,
    PAPERS,
    TODAY,
    classes,
    competition,
    decision,
    family,
    handed,
    health,
    order,
    paper,
    without,
)

from dlschool.errors import Refused
from dlschool.law.assess import assess
from dlschool.law.edition import editions
from dlschool.law.facts import Facts, from_json
from dlschool.law.step import State


@dataclass(frozen=True)
class Line:
    says: str
    point: str
    facts: dict[str, Any]
    states: dict[str, str]
    next: str | None = "?"
    complete: bool | None = None
    outcome: str = "running"
    missing: dict[str, str] = field(default_factory=dict)
    """By step: words that its Russian `missing` must hold."""


TABLE = [
    # The family's application: annex 2, points 4.3 and 13.
    Line("an empty case asks for the application first", "annex-2:13",
         {"edition": E97, "ground": "family"},
         {"paper:application": "open", "decision:pedagogical": "blocked", "order": "blocked"},
         "paper:application", False),
    Line("all papers let both councils decide", "annex-2:4.3",
         family(decisions=[], orders=[]),
         {"decision:pedagogical": "open", "decision:trustee": "open", "order": "blocked"},
         "decision:pedagogical", False),
    *(Line(f"without {kind} no council decides", "annex-2:13",
           without(family(decisions=[], orders=[]), kind),
           {f"paper:{kind}": "open", "decision:pedagogical": "blocked", "decision:trustee": "blocked"},
           f"paper:{kind}") for kind in PAPERS),
    Line("the trustee council does not wait for the pedagogical one", "annex-2:13",
         family(decisions=[decision("trustee")], orders=[]),
         {"decision:trustee": "done", "decision:pedagogical": "open", "order": "blocked"},
         "decision:pedagogical"),
    Line("the pedagogical council does not wait for the trustee one", "annex-2:13",
         family(decisions=[decision("pedagogical")], orders=[]),
         {"decision:pedagogical": "done", "decision:trustee": "open"}, "decision:trustee"),
    Line("both decisions open the order", "practice", family(orders=[]),
         {"order": "open", "access": "blocked", "issue:textbooks": "blocked"}, "order"),
    Line("the order opens access, materials and attestation", "annex-2:13.1", family(),
         {"order": "done", "access": "open", "issue:programmes": "open",
          "issue:thematic-plans": "open", "issue:textbooks": "open",
          "issue:assessment-schedule": "open", "attestation": "open", "review": "blocked"},
         "access"),
    Line("given materials are done one by one", "annex-2:13.1",
         family(access_given=True, issued=["programmes", "textbooks"]),
         {"access": "done", "issue:programmes": "done", "issue:thematic-plans": "open"},
         "issue:thematic-plans"),
    Line("access without an order waits for it", "annex-2:8", family(orders=[], access_given=True),
         {"access": "blocked"}, "order"),
    Line("with everything given attestation is next", "annex-2:13.3", handed(),
         {"issue:assessment-schedule": "done", "attestation": "open", "order:extend": "blocked"},
         "attestation"),
    Line("attestation opens the review", "annex-2:13.4", handed(attested_on="2026-12-20"),
         {"attestation": "done", "review": "open", "order:return": "blocked"}, "review"),
    Line("attestation before the period is not of it", "annex-2:13.4",
         handed(attested_on="2026-11-01"), {"attestation": "open", "review": "blocked"},
         "attestation", missing={"attestation": "01.11.2026"}),
    Line("a review without attestation waits", "annex-2:13.4",
         handed(reviews=[{"date": "2026-12-25", "outcome": "extend", "until": "2027-03-21"}]),
         {"review": "blocked", "order:extend": "blocked"}, "attestation"),
    Line("a review that returns asks for the order to return only", "annex-2:13.4",
         handed(attested_on="2026-12-20", reviews=[{"date": "2026-12-25", "outcome": "return"}]),
         {"review": "done", "order:return": "open", "order:extend": "not-needed"},
         "order:return", False),
    Line("the order to return ends the case", "annex-2:13.4",
         handed(attested_on="2026-12-20", reviews=[{"date": "2026-12-25", "outcome": "return"}],
                orders=[order(), {"kind": "return", "date": "2026-12-26"}]),
         {"order:return": "done"}, None, True, "returned"),
    Line("an order to return before its review does not serve", "annex-2:13.4",
         handed(attested_on="2026-12-20", reviews=[{"date": "2026-12-25", "outcome": "return"}],
                orders=[order(), {"kind": "return", "date": "2026-12-24"}]),
         {"order:return": "open"}, "order:return", False, missing={"order:return": "25.12.2026"}),
    Line("a review that extends asks for the order to extend only", "annex-2:13.4",
         handed(**EXTENDED), {"order:extend": "open", "order:return": "not-needed"}, "order:extend"),
    Line("an extension opens the next period with its own attestation", "annex-2:13.4",
         handed(**EXTENDED, orders=[order(), EXTENSION]),
         {"attestation": "open", "review": "blocked", "order:extend": "blocked"},
         "attestation", False),
    Line("an extension longer than the review does not serve", "annex-2:13.4",
         handed(**EXTENDED, orders=[order(), {**EXTENSION, "until": "2027-05-25"}]),
         {"order:extend": "open"}, "order:extend", missing={"order:extend": "21.03.2027"}),
    Line("an extension before its review does not serve", "annex-2:13.4",
         handed(**EXTENDED, orders=[order(), {**EXTENSION, "date": "2026-12-20"}]),
         {"order:extend": "open"}, "order:extend", missing={"order:extend": "25.12.2026"}),
    Line("the second period is attested and reviewed like the first", "annex-2:13.4",
         handed(attested_on="2027-03-15", orders=[order(), EXTENSION],
                reviews=[*EXTENDED["reviews"], {"date": "2027-03-19", "outcome": "return"}]),
         {"attestation": "done", "review": "done", "order:return": "open"}, "order:return"),
    Line("the second period ends by its own order", "annex-2:13.4",
         handed(attested_on="2027-03-15",
                orders=[order(), EXTENSION, {"kind": "return", "date": "2027-03-20"}],
                reviews=[*EXTENDED["reviews"], {"date": "2027-03-19", "outcome": "return"}]),
         {"order:return": "done"}, None, True, "returned"),
    Line("a later review of the same period takes the place of the earlier", "annex-2:13.4",
         handed(attested_on="2026-12-20",
                reviews=[*EXTENDED["reviews"], {"date": "2026-12-26", "outcome": "return"}]),
         {"order:extend": "not-needed", "order:return": "open"}, "order:return"),
    # Refusals and postponements.
    Line("a refusal of the pedagogical council ends the case", "annex-2:4.3",
         family(decisions=[decision("pedagogical", outcome="refuse")], orders=[]),
         {"decision:pedagogical": "done", "decision:trustee": "not-needed", "order": "not-needed",
          "access": "not-needed", "review": "not-needed"}, None, True, "refused"),
    Line("a refusal of the trustee council ends the case too", "annex-2:4.3",
         family(decisions=[decision("pedagogical"), decision("trustee", outcome="refuse")], orders=[]),
         {"decision:pedagogical": "done", "decision:trustee": "done", "order": "not-needed"},
         None, True, "refused"),
    Line("a later approval takes the place of a refusal", "annex-2:13",
         family(orders=[], decisions=[decision("pedagogical", "2026-11-03", "refuse"),
                                      decision("pedagogical"), decision("trustee")]),
         {"decision:pedagogical": "done", "order": "open"}, "order"),
    Line("of two decisions of one day the last listed counts", "annex-2:13",
         family(orders=[], decisions=[decision("trustee"), decision("pedagogical"),
                                      decision("pedagogical", outcome="refuse")]),
         {"order": "not-needed"}, None, True, "refused"),
    Line("the order of entry does not matter, the date does", "annex-2:13",
         family(orders=[], decisions=[decision("pedagogical"), decision("trustee"),
                                      decision("pedagogical", "2026-11-01", "refuse")]),
         {"order": "open"}, "order"),
    Line("a postponed question is open", "annex-2:13",
         family(orders=[], decisions=[decision("pedagogical", outcome="postpone"),
                                      decision("trustee")]),
         {"decision:pedagogical": "open", "decision:trustee": "done", "order": "blocked"},
         "decision:pedagogical", missing={"decision:pedagogical": "05.11.2026"}),
    Line("an approval of another period than the other council's is open", "annex-2:13",
         family(orders=[], decisions=[decision("pedagogical"),
                                      decision("trustee", until="2027-03-21")]),
         {"decision:pedagogical": "open", "decision:trustee": "open", "order": "blocked"},
         missing={"decision:trustee": "разные периоды"}),
    Line("an approval without a period is open", "annex-2:4.3",
         family(orders=[], decisions=[
             {"council": "pedagogical", "date": "2026-11-05", "outcome": "approve"}]),
         {"decision:pedagogical": "open"}, "decision:pedagogical"),
    Line("a decision whose period is reversed is open", "annex-2:4.3",
         family(orders=[], decisions=[decision("pedagogical", **{"from": "2027-01-01"})]),
         {"decision:pedagogical": "open"}, "decision:pedagogical"),
    Line("a decision entered before the papers waits for them", "annex-2:13",
         without(family(), "housing-act"),
         {"paper:housing-act": "open", "decision:pedagogical": "blocked", "order": "blocked"},
         "paper:housing-act", False),
    # The order of a family's case.
    Line("an order dated before a decision does not serve", "practice",
         family(orders=[order(day="2026-11-04")]), {"order": "open", "access": "blocked"},
         "order", missing={"order": "05.11.2026"}),
    Line("an order longer than the decisions does not serve", "annex-2:4.3",
         family(orders=[order(until="2026-12-31")]), {"order": "open"}, "order",
         missing={"order": "27.12.2026"}),
    Line("an order that begins before the decisions' period does not serve", "annex-2:4.3",
         family(orders=[order(**{"from": "2026-11-06"})]), {"order": "open"}, "order"),
    Line("a shorter order than the decisions is the school's own matter", "annex-2:4.3",
         family(orders=[order(until="2026-11-30")]), {"order": "done"}, "access"),
    Line("a newer order takes the place of the older", "practice",
         family(orders=[order(day="2026-11-04"), order()]), {"order": "done"}, "access"),
    Line("the family's case does not end by itself: the review is asked for", "annex-2:13.4",
         handed(today="2027-02-01", attested_on="2026-12-20"), {"review": "open"}, "review", False),
    # The child's opinion.
    Line("137 asks for the opinion of a child of any age", "annex-2:13",
         without(family(pupil={"birth_date": "2019-05-05", "class": 1}, decisions=[], orders=[]),
                 "child-opinion"), {"paper:child-opinion": "open"}, "paper:child-opinion"),
    Line("349 does not ask a child under ten", "annex-1:28",
         without(family(edition=E349, pupil={"birth_date": "2018-05-05", "class": 2}, decisions=[],
                        orders=[]), "child-opinion"),
         {"paper:child-opinion": "not-needed", "decision:pedagogical": "open"},
         "decision:pedagogical"),
    Line("349 asks a child of ten", "annex-1:28",
         without(family(edition=E349, pupil={"birth_date": "2016-11-21", "class": 4}, decisions=[],
                        orders=[]), "child-opinion"),
         {"paper:child-opinion": "open"}, "paper:child-opinion"),
    Line("under 349 the day before the tenth birthday is under ten", "annex-1:28",
         without(family(edition=E349, pupil={"birth_date": "2016-11-22", "class": 4}, decisions=[],
                        orders=[]), "child-opinion"),
         {"paper:child-opinion": "not-needed"}, "decision:pedagogical"),
    Line("under 349 the age counts on the day of the decision, not today", "annex-1:28",
         without(family(edition=E349, pupil={"birth_date": "2016-11-10", "class": 4}, orders=[]),
                 "child-opinion"),
         {"paper:child-opinion": "not-needed", "decision:pedagogical": "done"}, "order"),
    Line("under 349 a child without a known birth date is asked", "annex-1:28",
         without(family(edition=E349, pupil=None, decisions=[], orders=[]), "child-opinion"),
         {"paper:child-opinion": "open"}, "paper:child-opinion"),
    # Health: annex 2, points 4.1 and 11.
    Line("health asks for the conclusion only", "annex-2:11",
         {"edition": E97, "ground": "health"},
         {"paper:medical-conclusion": "open", "order": "blocked", "access": "blocked"},
         "paper:medical-conclusion", False),
    Line("the conclusion opens the order: no council is asked", "annex-2:11", health(orders=[]),
         {"paper:medical-conclusion": "done", "order": "open"}, "order"),
    Line("after the order only access is due", "annex-2:8", health(), {"access": "open"}, "access"),
    Line("a health case with access is complete", "annex-2:8", health(access_given=True),
         {"access": "done"}, None, True),
    Line("an expired conclusion is open", "annex-2:11",
         health(orders=[], papers=[paper("medical-conclusion", "2026-09-01", valid_from="2026-09-01",
                                         valid_until="2026-11-20")]),
         {"paper:medical-conclusion": "open", "order": "blocked"}, "paper:medical-conclusion",
         missing={"paper:medical-conclusion": "20.11.2026"}),
    Line("the last day of a conclusion is within it", "annex-2:11",
         health(orders=[], papers=[paper("medical-conclusion", "2026-09-01",
                                         valid_until="2026-11-21")]),
         {"paper:medical-conclusion": "done", "order": "open"}, "order"),
    Line("a conclusion without a period sets none", "annex-2:11",
         health(orders=[], papers=[paper("medical-conclusion")]),
         {"paper:medical-conclusion": "open"}, "paper:medical-conclusion"),
    Line("an order longer than the conclusion does not serve", "annex-2:11",
         health(orders=[order(until="2027-01-31")]), {"order": "open"}, "order", False),
    Line("an order before the conclusion does not serve", "annex-2:11",
         health(orders=[order(day="2026-11-01")]), {"order": "open"}, "order"),
    Line("a health case ends with its conclusion", "annex-2:11",
         health(access_given=True, today="2027-01-10"), {"order": "done"}, None, True, "ended"),
    Line("a new conclusion asks for a new order", "annex-2:11",
         health(access_given=True, today="2027-01-10", papers=[
             paper("medical-conclusion", valid_from="2026-11-02", valid_until="2026-12-31"),
             paper("medical-conclusion", "2027-01-05", valid_from="2027-01-05",
                   valid_until="2027-03-31")]),
         {"paper:medical-conclusion": "done", "order": "open"}, "order"),
    # Competitions: annex 2, points 4.2 and 9.
    Line("a competition asks for the application and the authority's order", "annex-2:9",
         {"edition": E97, "ground": "competition"},
         {"paper:application": "open", "paper:participation-order": "open", "order": "blocked"},
         "paper:application"),
    Line("both papers of a competition open the order", "annex-2:9", competition(orders=[]),
         {"paper:participation-order": "done", "order": "open"}, "order"),
    Line("an international event is this ground", "annex-2:4.2",
         competition(orders=[], event={"level": "international", "from": "2026-11-10",
                                       "to": "2026-11-30"}), {"order": "open"}, "order"),
    Line("an event of another level is not this ground", "annex-2:4.2",
         competition(event={"level": "other", "from": "2026-11-10", "to": "2026-11-30"}),
         {"paper:participation-order": "open", "order": "blocked"}, "paper:participation-order",
         missing={"paper:participation-order": "не международное"}),
    Line("an event without dates bounds nothing", "annex-2:9",
         competition(orders=[], event={"level": "republican"}),
         {"paper:participation-order": "open"}, "paper:participation-order"),
    Line("an order beyond the event does not serve", "annex-2:4.2",
         competition(orders=[order(**{"from": "2026-11-10", "until": "2026-12-05"})]),
         {"order": "open"}, "order", missing={"order": "30.11.2026"}),
    Line("where no sittings clashed no schedule is needed", "annex-2:9",
         competition(access_given=True), {"individual-schedule": "not-needed"}, None, True),
    Line("clashing sittings ask for an individual schedule", "annex-2:9",
         competition(access_given=True, individual_schedule="needed"),
         {"individual-schedule": "open"}, "individual-schedule", False),
    Line("the individual schedule waits for the order", "annex-2:9",
         competition(orders=[], individual_schedule="needed"),
         {"individual-schedule": "blocked"}, "order"),
    Line("a made schedule is done", "annex-2:9",
         competition(access_given=True, individual_schedule="made"),
         {"individual-schedule": "done"}, None, True),
    Line("a competition's case ends with the event", "annex-2:4.2",
         competition(access_given=True, today="2026-12-01"), {}, None, True, "ended"),
    # Emergency and weather: annex 2, points 2 and 3.
    Line("an emergency asks for the department's order", "annex-2:2",
         {"edition": E97, "ground": "emergency", "classes": ["7Ә"]},
         {"paper:department-order": "open", "order": "blocked"}, "paper:department-order"),
    Line("the department's order opens the school's own", "annex-2:2",
         classes("emergency", orders=[]), {"order": "open"}, "order"),
    Line("an emergency with both orders is complete", "annex-2:2", classes("emergency"),
         {"order": "done"}, None, True),
    Line("weather goes by the order of the education authority", "annex-2:3",
         classes("weather", orders=[]), {"paper:department-order": "done", "order": "open"}, "order"),
    Line("weather with both orders is complete", "annex-2:3", classes("weather"), {"order": "done"},
         None, True),
    Line("the classes must be named", "annex-2:3", classes("weather", classes=[]), {"order": "open"},
         "order", False),
    Line("an order outside the department's dates does not serve", "annex-2:2",
         classes("emergency", orders=[order(day="2026-11-08", until="2026-12-31")]),
         {"order": "open"}, "order"),
    Line("a department's order without an end bounds no end", "annex-2:2",
         classes("emergency", papers=[paper("department-order", "2026-11-08")],
                 orders=[order(day="2026-11-08", **{"from": "2026-11-09", "until": "2027-01-31"})]),
         {"order": "done"}, None, True),
    Line("an emergency ends with the order", "annex-2:2", classes("emergency", today="2026-12-01"),
         {}, None, True, "ended"),
    # The other editions.
    Line("547 asks the family for the same", "annex-2:13", family(edition=E547, orders=[]),
         {"order": "open"}, "order"),
    Line("547 reviews after attestation", "annex-2:13.4",
         handed(edition=E547, attested_on="2026-12-20"), {"review": "open"}, "review"),
    Line("349 too asks for both councils", "annex-1:28",
         family(edition=E349, decisions=[decision("pedagogical")], orders=[]),
         {"decision:trustee": "open"}, "decision:trustee"),
]  # fmt: skip


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.says)
def test_the_law_says(line: Line) -> None:
    data = {"today": TODAY, **line.facts}
    facts = msgspec.convert(data, Facts)
    edition = editions()[facts.edition]
    assert line.point == "practice" or edition.point(line.point) is not None
    answer = assess(facts, edition, facts.today or date.min)
    found = {key: answer.step(key).state.value for key in line.states}  # type: ignore[union-attr]
    assert found == line.states
    if line.next != "?":
        assert (answer.next.key if answer.next else None) == line.next
    if line.complete is not None:
        assert answer.complete is line.complete
    assert answer.outcome.value == line.outcome
    for key, words in line.missing.items():
        said = answer.step(key).missing  # type: ignore[union-attr]
        assert any(words in text.ru for text in said)
    for step in answer.steps:
        waits = step.state in (State.OPEN, State.BLOCKED)
        assert bool(step.missing) == waits, step
        assert (step.basis == "practice") or step.points, step


def test_the_table_is_long_enough() -> None:
    assert len(TABLE) >= 60


def test_steps_of_other_grounds_are_absent() -> None:
    facts = msgspec.convert({"ground": "health", "edition": E97}, Facts)
    keys = [step.key for step in assess(facts, editions()[E97], date(2026, 11, 21)).steps]
    assert keys == ["paper:medical-conclusion", "order", "access"]


def test_the_directors_order_is_practice_and_names_no_point() -> None:
    facts = msgspec.convert(health(), Facts)
    step = assess(facts, editions()[E97], date(2026, 11, 21)).step("order")
    assert step is not None
    assert (step.basis, step.points) == ("practice", ())


def test_a_partial_edition_is_refused_and_its_points_are_named() -> None:
    facts = msgspec.convert({"ground": "family"}, Facts)
    with pytest.raises(Refused) as refused:
        assess(facts, editions()["order-137-141-2020"], date(2026, 11, 21))
    assert "26-1" in refused.value.text("ru")
    assert "15" in refused.value.text("kk")


def test_a_paper_that_the_edition_does_not_know_is_refused() -> None:
    facts = msgspec.convert({"ground": "family", "papers": [paper("passport")]}, Facts)
    with pytest.raises(Refused, match="passport"):
        assess(facts, editions()[E97], date(2026, 11, 21))


@pytest.mark.parametrize(
    ("source", "word"),
    [
        (b"{", "JSON"),
        (b'{"ground": "boredom"}', "boredom"),
        (b'{"ground": "family", "grond": 1}', "grond"),
        (b"{}", "ground"),
        (b'{"ground": "family", "papers": [{"date": "2026-01-01"}]}', "kind"),
        (
            b'{"ground": "family", "papers": [{"kind": "x", "date": "31.12.2026"}]}',
            "papers[0].date",
        ),
        (b'{"ground": "family", "access_given": "yes"}', "access_given"),
        (b'{"ground": "family", "orders": [{"kind": "annul", "date": "2026-01-01"}]}', "annul"),
    ],
)
def test_wrong_facts_are_refused_by_key(source: bytes, word: str) -> None:
    with pytest.raises(Refused) as refused:
        from_json(source)
    for language in ("kk", "ru"):
        assert word in refused.value.text(language)
