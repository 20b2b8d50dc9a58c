"""Problems as JSON would hold them: a pupil, a term of two weeks, sittings; each fact overridable."""

from typing import Any


def sitting(number: int = 1, **facts: Any) -> dict[str, Any]:
    known = {
        "id": f"s{number}",
        "pupil": "p1",
        "subject": f"m{number}",
        "kind": "SOCh",
        "mode": "in-person",
        "teacher": None,
        "class_date": "2026-11-11",
        "earliest": "2026-11-02",
        "latest": "2026-11-13",
        "fixed": None,
    }
    return {**known, **facts}


def pupil(number: int = 1, **facts: Any) -> dict[str, Any]:
    known = {"id": f"p{number}", "travel_days": None, "absent": [], "family": None}
    return {**known, **facts}


def problem(*sittings: dict[str, Any], **facts: Any) -> dict[str, Any]:
    """2–13 November 2026, Monday to Friday."""
    known = {
        "term": {"from": "2026-11-02", "to": "2026-11-13"},
        "days_off": ["2026-11-07", "2026-11-08"],
        "limits": {"soch_per_day": 3, "sor_per_term": 3},
        "pupils": [pupil()],
        "teachers": [],
        "sittings": list(sittings),
    }
    return {**known, **facts}
