"""Facts of cases as `law.assess` reads them from JSON: one whole case a ground, changed by keywords."""

from typing import Any

E97 = "order-137-97-2022"
E547 = "order-137-547-2021"
E349 = "order-349-2023"
TODAY = "2026-11-21"

PAPERS = (
    "application",
    "progress-statement",
    "conditions-statement",
    "child-opinion",
    "psychologist-conclusion",
    "housing-act",
)
PERIOD = {"from": "2026-11-09", "until": "2026-12-27"}


def paper(kind: str, day: str = "2026-11-02", **more: str) -> dict[str, Any]:
    return {"kind": kind, "date": day, **more}


def decision(council: str, day: str = "2026-11-05", outcome: str = "approve", **more: str) -> Any:
    period = PERIOD if outcome == "approve" else {}
    return {"council": council, "date": day, "outcome": outcome, **period, **more}


def order(kind: str = "transfer", day: str = "2026-11-06", **more: str) -> dict[str, Any]:
    return {"kind": kind, "date": day, **PERIOD, **more}


def family(**more: Any) -> dict[str, Any]:
    """A family's case with all papers, both decisions and the order; keywords change it."""
    return {
        "edition": E97,
        "ground": "family",
        "pupil": {"birth_date": "2014-03-05", "class": 7},
        "papers": [paper(kind) for kind in PAPERS],
        "decisions": [decision("pedagogical"), decision("trustee")],
        "orders": [order()],
        **more,
    }


def handed(**more: Any) -> dict[str, Any]:
    """A family's case in which everything after the order was given too."""
    materials = ["programmes", "thematic-plans", "textbooks", "assessment-schedule"]
    return family(access_given=True, issued=materials, **more)


def health(**more: Any) -> dict[str, Any]:
    conclusion = paper("medical-conclusion", valid_from="2026-11-02", valid_until="2026-12-31")
    return {
        "edition": E97,
        "ground": "health",
        "pupil": {"birth_date": "2014-03-05", "class": 7},
        "papers": [conclusion],
        "orders": [order()],
        **more,
    }


def competition(**more: Any) -> dict[str, Any]:
    return {
        "edition": E97,
        "ground": "competition",
        "pupil": {"birth_date": "2014-03-05", "class": 7},
        "event": {"level": "republican", "from": "2026-11-10", "to": "2026-11-30"},
        "papers": [paper("application"), paper("participation-order")],
        "orders": [order(**{"from": "2026-11-10", "until": "2026-11-30"})],
        **more,
    }


def classes(ground: str, **more: Any) -> dict[str, Any]:
    given = paper(
        "department-order", "2026-11-08", valid_from="2026-11-09", valid_until="2026-11-30"
    )
    return {
        "edition": E97,
        "ground": ground,
        "classes": ["7Ә", "8А"],
        "papers": [given],
        "orders": [order(day="2026-11-08", **{"until": "2026-11-30"})],
        **more,
    }


def without(facts: dict[str, Any], kind: str) -> dict[str, Any]:
    return {**facts, "papers": [p for p in facts["papers"] if p["kind"] != kind]}


EXTENDED = {
    "attested_on": "2026-12-20",
    "reviews": [{"date": "2026-12-25", "outcome": "extend", "until": "2027-03-21"}],
}
EXTENSION = order("extend", "2026-12-26", **{"from": "2027-01-11", "until": "2027-03-21"})
