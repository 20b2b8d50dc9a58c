"""Which right each written thing needs. The store asks it, so that no window and no command can forget."""

from collections.abc import Mapping

from dlschool.domain.access import RIGHT_NAMES, Right, User
from dlschool.domain.case import PaperKind
from dlschool.errors import Refused
from dlschool.i18n import N_

RIGHT_OF: dict[str, Right | None] = {
    "settings": Right.SCHOOL,
    "school": Right.SCHOOL,
    "staff": Right.SCHOOL,
    "members": Right.COUNCILS,
    "pupils": Right.PUPILS,
    "guardians": Right.PUPILS,
    "cases": Right.CASES,
    "papers": Right.CASES,
    "scans": Right.CASES,
    "meetings": Right.COUNCILS,
    "items": Right.COUNCILS,
    "decisions": Right.COUNCILS,
    "orders": Right.ORDERS,
    "issued": Right.CASES,
    "postponed": Right.CASES,
    "told": Right.CASES,
    "prints": Right.PRINT,
    "users": Right.USERS,
    "calendars": Right.LEARNING,
    "subjects": Right.LEARNING,
    "hours": Right.LEARNING,
    "teachings": Right.LEARNING,
    "rooms": Right.LEARNING,
    "teacher_hours": Right.LEARNING,
    "materials": Right.LEARNING,
    "plan_lines": Right.LEARNING,
    "loans": Right.LEARNING,
    "assessments": Right.LEARNING,
    "sittings": Right.LEARNING,
    "results": Right.MARKS,
    "formative": Right.MARKS,
    "grades": Right.MARKS,
    "traces": Right.CASES,
    "years": Right.LEARNING,
    "reports": Right.EXPORT,
    "registers": Right.PERSONAL,
    **dict.fromkeys(["readiness", "proofs", "means", "equipment", "certificates"], Right.READINESS),
    "directives": Right.EXCHANGE,
    "differences": Right.EXCHANGE,
    "handovers": Right.EXCHANGE,
    "viewings": None,
    "consents": Right.PERSONAL,
    "requests": Right.PERSONAL,
    "breaches": Right.PERSONAL,
}
"""None: everybody writes it, as a trace of what was done."""


def refuse_write(
    user: User, thing: str, before: Mapping[str, object] | None, after: Mapping[str, object] | None
) -> None:
    """Refused: the user's role may not write this row. A print freezes the order that it shows."""
    right = RIGHT_OF[_judged_as(thing, before, after)]
    if right is None or user.may(right) or _own_conclusion(user, thing, before, after):
        return
    raise refusal(user, right)


def refusal(user: User, right: Right) -> Refused:
    return Refused(
        N_(
            "{who}, your role does not allow this: {right}. "
            "Ask the owner of the program at your school."
        ),
        who=user.name,
        right=RIGHT_NAMES[right],
    )


_LESSER = {
    "orders": (frozenset({"frozen"}), "prints"),
    "sittings": (frozenset({"state", "reason"}), "results"),
}
"""Columns whose change alone is another thing's: a print freezes an order, points end a sitting.
A sitting is waived by order, not by who enters points."""

_SETTINGS = {"import_mapping": "pupils", "travel": "sittings"}
"""Settings that daily work leaves behind: columns of a list, days on which a pupil can come."""


def _judged_as(
    thing: str, before: Mapping[str, object] | None, after: Mapping[str, object] | None
) -> str:
    if thing == "settings":
        name = str((after or before or {}).get("name", ""))
        return _SETTINGS.get(name.partition(":")[0], thing)
    columns, other = _LESSER.get(thing, (frozenset(), thing))
    if before is None or after is None or "waived" in (before.get("state"), after.get("state")):
        return thing
    changed = {name for name, value in after.items() if before.get(name) != value}
    return other if changed <= columns else thing


def _own_conclusion(
    user: User,
    thing: str,
    before: Mapping[str, object] | None,
    after: Mapping[str, object] | None,
) -> bool:
    """Papers of the psychologist and their scans; `kind` of a scan's paper is handed in by the store."""
    psychologists = PaperKind.PSYCHOLOGIST
    own = {"papers": psychologists, "scans": psychologists, "traces": "psychologist"}
    if thing not in own or not user.may(Right.CONCLUSIONS):
        return False
    return all(row.get("kind") == own[thing] for row in (before, after) if row)
