"""What of the sample year stands on paper: a schedule approved and changed, textbooks brought back."""

from dlschool.domain.case import OrderKind
from dlschool.errors import Refused
from dlschool.services import calendar, cases, lent, loans, orders, sittings
from dlschool.services.sample_year_school import YEAR
from dlschool.store.connection import Store

WHY = "мұғалімнің іссапары"
KEPT = 2
"""So many pupils forget their textbooks."""


def schedule(db: Store, case_id: int, term: int) -> int:
    """The pupil's schedule is approved; then a sitting moves, and an order changes the schedule.

    Returns how many orders were issued: one where no sitting can move any more.
    """
    orders.issue_order(db, orders.draft_order(db, case_id, OrderKind.SCHEDULE))
    if not _one_moves(db, case_id, term):
        return 1
    orders.issue_order(db, orders.draft_order(db, case_id, OrderKind.SCHEDULE))
    return 2


def _one_moves(db: Store, case_id: int, term: int) -> bool:
    """The pupil's sittings, the last first, tried on the days of the term."""
    pupil_id = cases.records(db, case_id).case.pupil_id
    days = calendar.calendar(db, YEAR).term(term)
    mine = [s for s in sittings.sittings(db, YEAR, term, pupil_id=pupil_id) if s.sitting.date]
    for line in reversed(mine):
        for day in days.days():
            if day <= db.today() or day == line.sitting.date:
                continue
            try:
                sittings.move(db, line.id, day, WHY)
            except Refused:
                continue
            return True
    return False


def books_back(db: Store) -> tuple[int, int]:
    """Nearly everybody brings the textbooks back; how many were out before, and how many stay out."""
    out = lent.still_out(db)
    late = list(dict.fromkeys(line.pupil.id for line in out))[:KEPT]
    back = [line.loan.id or 0 for line in out if line.pupil.id not in late]
    if back:
        loans.give_back(db, back, db.today())
    return len(out), len(out) - len(back)
