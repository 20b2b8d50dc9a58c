"""What to do first in a school that the program does not know yet, as a short path of steps."""

from dlschool.domain.access import Right
from dlschool.gui import rights
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action, Button
from dlschool.gui.widgets.steps import StepRow
from dlschool.gui.words import Words
from dlschool.i18n import N_
from dlschool.services import lists
from dlschool.services.school import described
from dlschool.services.today import Totals

NEEDS = (Right.SCHOOL, Right.PUPILS, Right.CASES)
"""What each step needs."""


def beginning(session: Session, totals: Totals) -> list[StepRow]:
    """Particulars, pupils, first case; empty as soon as there is a case."""
    if totals.running or lists.count(session.db, "all"):
        return []
    particulars = described(session.db)
    steps: list[tuple[bool, Words, Words, list[Action]]] = [
        (
            particulars,
            N_("The school's particulars"),
            N_("Names in both languages, BIN, address, director: they stand on every document."),
            [Action(N_("Fill in"), lambda: session.go("settings", "school"))],
        ),
        (
            totals.pupils > 0,
            N_("The list of pupils"),
            N_("From Excel as the school keeps it, or one by one."),
            [
                Action(N_("Register a pupil"), lambda: session.go("pupils", "new")),
                Action(N_("Import from Excel"), lambda: session.go("pupils", "import")),
            ],
        ),
        (
            False,
            N_("The first case"),
            N_("Choose the ground and the pupil; the program says what the order asks for."),
            [Action(N_("Open a case"), lambda: session.go("cases", "new"))],
        ),
    ]
    following = next(n for n, step in enumerate(steps) if not step[0])
    return [
        _allowed(session, NEEDS[number - 1], _row(number, step, following=number - 1 == following))
        for number, step in enumerate(steps, 1)
    ]


def _allowed(session: Session, right: Right, row: StepRow) -> StepRow:
    rights.forbid_all(session, right, row.findChildren(Button))
    return row


def _row(number: int, step: tuple[bool, Words, Words, list[Action]], *, following: bool) -> StepRow:
    done, name, what, actions = step
    state = "done" if done else "next" if following else "open"
    if following:
        last = actions[-1]
        actions = [*actions[:-1], Action(last.words, last.do, primary=True)]
    return StepRow(number, state, name, sub=what, actions=[] if done else actions)
