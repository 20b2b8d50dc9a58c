"""Why there is nothing on the board, and what to do first."""

from collections.abc import Callable

from dlschool.domain.access import Right
from dlschool.gui import rights
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action
from dlschool.gui.widgets.card import EmptyState
from dlschool.i18n import N_
from dlschool.services import assessments, sittings

Do = Callable[[], object]


def no_calendar(session: Session) -> EmptyState:
    go = Action(N_("Type in the calendar"), lambda: session.go("year"), primary=True)
    return EmptyState("calendar", N_("The school year has no calendar yet."), go)


def no_classes(session: Session) -> EmptyState:
    new = Action(N_("Register a pupil"), lambda: session.go("pupils", "new"))
    offered = rights.left(session, Right.PUPILS, [new])
    return EmptyState("users", N_("The school has no classes yet: add pupils first."), *offered)


def no_plan() -> EmptyState:
    return EmptyState("calendar", N_("No SOR and SOCh are planned for this term yet."))


def no_sittings(session: Session, year: str, term: int, to_plan: Do, plan: Do) -> EmptyState:
    """No plan of the classes, nobody who learns at a distance, or nothing planned yet."""
    if not assessments.assessments(session.db, year, "", term):
        words = N_("The classes have no SOR and SOCh in this term yet: enter their plan first.")
        go = Action(N_("To the class plan"), to_plan)
        return EmptyState("calendar", words, *rights.left(session, Right.LEARNING, [go]))
    wanting = len(sittings.wanting(session.db, year, term))
    if not wanting:
        return EmptyState("calendar-check", N_("Nobody learns at a distance by these plans."))
    words = N_("The class plans ask for {count} sittings of distance pupils.")
    first = Action(N_("Plan sittings"), plan, primary=True)
    offered = rights.left(session, Right.LEARNING, [first])
    return EmptyState("calendar-check", words, *offered, count=wanting)
