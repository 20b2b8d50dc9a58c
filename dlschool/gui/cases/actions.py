"""Which buttons stand beside each row of the path, the one that takes the case on last."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from dlschool.domain.access import Right, User
from dlschool.domain.case import Council, PaperKind
from dlschool.gui.cases.path import Row
from dlschool.gui.cases.said import awaited_meeting, meeting_of, order_of
from dlschool.gui.widgets.buttons import Action
from dlschool.i18n import N_
from dlschool.law.step import State
from dlschool.services.cases import CaseFile

BLANKS = frozenset(
    {
        PaperKind.APPLICATION,
        PaperKind.PROGRESS,
        PaperKind.CONDITIONS,
        PaperKind.CHILD_OPINION,
        PaperKind.PSYCHOLOGIST,
        PaperKind.HOUSING_ACT,
    }
)
"""Papers that the program prints as a blank form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Does:
    """What the buttons of a case do; the case's view gives it."""

    add_paper: Callable[[str], object]
    open_papers: Callable[[str], object]
    blank: Callable[[str], object]
    unfold: Callable[[], object]
    put_on_agenda: Callable[[Council], object]
    open_meeting: Callable[[int], object]
    issue_order: Callable[[str], object]
    open_order: Callable[[int], object]
    give_access: Callable[[], object]
    issue_materials: Callable[[], object]
    mark_issued: Callable[[], object]
    schedule: Callable[[], object]
    attest: Callable[[], object]


READS = frozenset({"Open", "Open the meeting", "Show each"})
"""Words of buttons that change nothing: everybody has them."""
BLANK = "Blank form"
RIGHTS = {"decision": Right.COUNCILS, "review": Right.COUNCILS, "order": Right.ORDERS}
"""What the buttons of a part need; those of the others: to conduct cases."""


def actions(row: Row, file: CaseFile, does: Does, user: User | None = None) -> list[Action]:
    """Buttons of a row, left to right; of the next step the last one is filled.

    `user`: only what this one may do; None: everything.
    """
    made = _MADE[row.part](row, file, does) if row.part in _MADE else []
    made = [action for action in made if _offered(user, row, action)]
    if row.state == "next" and made:
        made = [*made[:-1], replace(made[-1], primary=True)]
    return made


def _offered(user: User | None, row: Row, action: Action) -> bool:
    if action.words == BLANK:
        return user is None or user.may(Right.PRINT)
    return action.words in READS or _may(user, row)


def _may(user: User | None, row: Row) -> bool:
    """A psychologist's own conclusion is no conduct of the case."""
    if user is None or user.may(RIGHTS.get(row.part, Right.CASES)):
        return True
    return row.what == PaperKind.PSYCHOLOGIST and user.may(Right.CONCLUSIONS)


def _paper(row: Row, file: CaseFile, does: Does) -> list[Action]:
    if row.folded:
        return [Action(N_("Show each"), does.unfold)]
    kind = row.what
    add = Action(N_("Add paper"), lambda: does.add_paper(kind))
    there = file.papers(kind)
    look = [Action(N_("Open"), lambda: does.open_papers(kind))] if there else []
    if row.state in ("done", "not-needed"):
        return look
    blank = [Action(N_("Blank form"), lambda: does.blank(kind))]
    return [*look, *(blank if kind in BLANKS and not there else []), add]


def _council(row: Row, file: CaseFile, does: Does) -> list[Action]:
    council = next(c for c in Council if c == (row.what or "pedagogical"))
    if row.state in ("done", "not-needed"):
        kind = "review" if row.part == "review" else "transfer"
        made = [d for d in file.records.decisions if (d.council, d.kind) == (council, kind)]
        meeting = meeting_of(max(made, key=lambda d: d.date), file) if made else None
    else:
        meeting = awaited_meeting(row, file)
    if meeting is not None and meeting.id is not None:
        meeting_id = meeting.id
        return [Action(N_("Open the meeting"), lambda: does.open_meeting(meeting_id))]
    if row.state in ("next", "open"):
        return [Action(N_("Put on the agenda"), lambda: does.put_on_agenda(council))]
    return []


def _order(row: Row, file: CaseFile, does: Does) -> list[Action]:
    order = order_of(row, file)
    look = []
    if order is not None and order.id is not None:
        order_id = order.id
        look = [Action(N_("Open"), lambda: does.open_order(order_id))]
    if row.state in ("next", "open"):
        return [*look, Action(N_("Issue the order"), lambda: does.issue_order(row.what))]
    return look if row.state == "done" else []


def _access(row: Row, _file: CaseFile, does: Does) -> list[Action]:
    return _marked(row, Action(N_("Mark as given"), does.give_access))


def _issue(row: Row, file: CaseFile, does: Does) -> list[Action]:
    """A pupil is given things of the catalogue; what was given otherwise is only marked."""
    if not any(step.state is State.OPEN for step in row.steps):
        return []
    given = Action(N_("Mark without the catalogue"), does.mark_issued)
    return [given, Action(N_("Issue"), does.issue_materials)] if file.pupil else [given]


def _schedule(row: Row, _file: CaseFile, does: Does) -> list[Action]:
    if row.state == "blocked":
        return []
    made = row.state == "done"
    order = [Action(N_("Issue the order"), lambda: does.issue_order("schedule"))] if made else []
    return [Action(N_("Change"), does.schedule), *order]


def _attestation(row: Row, _file: CaseFile, does: Does) -> list[Action]:
    return _marked(row, Action(N_("Mark as finished"), does.attest))


def _marked(row: Row, mark: Action) -> list[Action]:
    if row.state in ("next", "open"):
        return [mark]
    return [replace(mark, words=N_("Change"))] if row.state == "done" else []


_MADE: dict[str, Callable[[Row, CaseFile, Does], list[Action]]] = {
    "paper": _paper,
    "decision": _council,
    "order": _order,
    "access": _access,
    "issue": _issue,
    "individual-schedule": _schedule,
    "attestation": _attestation,
    "review": _council,
}
