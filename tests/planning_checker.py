"""Judges a plan by itself: from the words of the rules, sharing no code with the planner."""

from collections import Counter, defaultdict
from datetime import date
from itertools import product
from typing import Any

_WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def day(text: str) -> date:
    return date.fromisoformat(text)


def days_of(problem: dict[str, Any], sitting: dict[str, Any]) -> list[str]:
    """Days on which this sitting alone breaks nothing."""
    first, last = day(problem["term"]["from"]), day(problem["term"]["to"])
    all_days = [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)]
    school = [d for d in all_days if d.isoformat() not in problem["days_off"]]
    pupil = next(p for p in problem["pupils"] if p["id"] == sitting["pupil"])
    teacher = next((t for t in problem["teachers"] if t["id"] == sitting["teacher"]), None)
    found = []
    for d in school:
        name = _WEEK[d.weekday()]
        wrong = (
            not day(sitting["earliest"]) <= d <= day(sitting["latest"]),
            sitting["fixed"] not in (None, d.isoformat()),
            sitting["kind"] == "SOCh" and d == school[-1],
            any(day(a["from"]) <= d <= day(a["to"]) for a in pupil["absent"]),
            sitting["mode"] == "in-person"
            and pupil["travel_days"] is not None
            and name not in pupil["travel_days"],
            teacher is not None and teacher["days"] is not None and name not in teacher["days"],
            _shut(teacher, name),
            sitting["mode"] == "in-person" and _shut(_room(problem, sitting), name),
        )
        if not any(wrong):
            found.append(d.isoformat())
    return found


def _shut(of: dict[str, Any] | None, name: str) -> bool:
    """Whether the room or teacher has hours, and none on this day of the week."""
    hours = of.get("hours") if of else None
    return hours is not None and not hours.get(name)


def _room(problem: dict[str, Any], sitting: dict[str, Any]) -> dict[str, Any] | None:
    named = sitting.get("room")
    return next((r for r in problem.get("rooms", []) if r["id"] == named), None)


def overfull(problem: dict[str, Any], plan: dict[str, str]) -> list[str]:
    """Rooms and teachers with more works on a day than hours: those of one work, way, teacher and room
    sit at once as far as there are seats.
    """
    at_once: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    for s in problem["sittings"]:
        work = s.get("work") or (s["subject"], s["kind"], s["class_date"])
        room = s.get("room") if s["mode"] == "in-person" else None
        at_once[plan[s["id"]], work, s["teacher"], s["mode"], room].append(s)
    hours: Counter[tuple[str, str, str]] = Counter()
    for (on, _work, teacher, _mode, room), together in at_once.items():
        place = next((r for r in problem.get("rooms", []) if r["id"] == room), None)
        seats = place["seats"] if place and place.get("seats") else len(together)
        turns = len(range(0, len(together), seats))
        hours["rooms", room or "", on] += turns
        hours["teachers", teacher or "", on] += turns
    bounds = {
        (kind, of["id"]): of["hours"]
        for kind in ("rooms", "teachers")
        for of in problem.get(kind, [])
        if of.get("hours") is not None
    }
    return [
        f"{kind} {of} {on}: {count} hours"
        for (kind, of, on), count in hours.items()
        if (kind, of) in bounds and count > bounds[kind, of].get(_WEEK[day(on).weekday()], 0)
    ]


def broken(problem: dict[str, Any], plan: dict[str, str]) -> list[str]:
    """Every rule that the dates break; [] for a good plan. Each sitting must have a date."""
    faults = []
    by_day: Counter[tuple[str, str]] = Counter()
    for s in problem["sittings"]:
        if plan[s["id"]] not in days_of(problem, s):
            faults.append(f"{s['id']} on {plan[s['id']]}")
        if s["kind"] == "SOCh":
            by_day[s["pupil"], plan[s["id"]]] += 1
    limit = problem["limits"]["soch_per_day"]
    faults += [f"{who} {on}: {n} SOCh" for (who, on), n in by_day.items() if n > limit]
    for sor, soch in product(problem["sittings"], repeat=2):
        same = sor["pupil"] == soch["pupil"] and sor["subject"] == soch["subject"]
        pair = same and (sor["kind"], soch["kind"]) == ("SOR", "SOCh")
        if pair and not plan[sor["id"]] < plan[soch["id"]]:
            faults.append(f"{sor['id']} not before {soch['id']}")
    return faults + overfull(problem, plan)


def aims(problem: dict[str, Any], plan: dict[str, str]) -> tuple[int, int, int]:
    """Journeys, days of shift, the busiest days of all pupils together."""
    family = {
        p["id"]: p["family"] and f"family {p['family']}" or p["id"] for p in problem["pupils"]
    }
    journeys, shift = set(), 0
    load: dict[str, Counter[str]] = defaultdict(Counter)
    for s in problem["sittings"]:
        on = plan[s["id"]]
        shift += abs((day(on) - day(s["class_date"])).days)
        load[s["pupil"]][on] += 1
        if s["mode"] == "in-person":
            journeys.add((family[s["pupil"]], on))
    return len(journeys), shift, sum(max(counts.values()) for counts in load.values())


def best(problem: dict[str, Any]) -> tuple[int, int, int] | None:
    """The best of all plans there are, by trying every one: for small problems."""
    found = best_plan(problem)
    return None if found is None else found[0]


def best_plan(problem: dict[str, Any]) -> tuple[tuple[int, int, int], list[str]] | None:
    """The same with its dates, by the order of ids: the earliest for the smallest id first."""
    open_days = [days_of(problem, s) for s in problem["sittings"]]
    ids = [s["id"] for s in problem["sittings"]]
    found = None
    for dates in product(*open_days):
        plan = dict(zip(ids, dates, strict=True))
        if not broken(problem, plan):
            now = aims(problem, plan), [plan[each] for each in sorted(ids)]
            found = now if found is None else min(found, now)
    return found
