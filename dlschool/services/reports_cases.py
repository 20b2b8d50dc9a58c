"""Figures of a report on cases, decisions, orders and materials."""

from collections import Counter
from collections.abc import Collection, Iterable

from dlschool.domain.case import Council, OrderKind, Outcome
from dlschool.domain.learning import CatalogueItem, Loan
from dlschool.domain.record import Decision, Issued, Meeting, Order
from dlschool.domain.report import Covered
from dlschool.law.step import CaseOutcome
from dlschool.services.reports_people import in_force
from dlschool.services.standing import Standing

_ORDERED = {
    OrderKind.TRANSFER: "transferred",
    OrderKind.EXTEND: "extended",
    OrderKind.RETURN: "returned",
}


def cases(standings: Iterable[Standing], covered: Covered) -> Counter[str]:
    """What happened to the cases, by the day of it, and how many stood at the end."""
    found: Counter[str] = Counter()
    for standing in standings:
        for column in _happened(standing, covered):
            found[f"cases_{standing.records.case.ground.value}_{column}"] += 1
            found[f"cases_total_{column}"] += 1
    return found


def _happened(standing: Standing, covered: Covered) -> Iterable[str]:
    case, records = standing.records.case, standing.records
    end = covered.counted_on
    if covered.holds(case.opened_on):
        yield "opened"
    for order in records.orders:
        if order.kind in _ORDERED and not order.annulled and covered.holds(order.date):
            yield _ORDERED[order.kind]
    refused = refusal(standing)
    if refused is not None and covered.holds(refused.date):
        yield "refused"
    if any(end in days for days in in_force(standing)):
        yield "running_end"
    settled = _ordered_by(records.orders, covered) or (refused is not None and refused.date <= end)
    if case.opened_on <= end and not settled:
        yield "waiting_end"


def _ordered_by(orders: Iterable[Order], covered: Covered) -> bool:
    return any(
        order.kind is OrderKind.TRANSFER and not order.annulled and order.date <= covered.counted_on
        for order in orders
    )


def refusal(standing: Standing) -> Decision | None:
    """The decision that refused the case; None: it was not refused."""
    if standing.assessment.outcome is not CaseOutcome.REFUSED:
        return None
    refused = [d for d in standing.records.decisions if d.outcome == Outcome.REFUSE]
    return max(refused, key=lambda d: d.date, default=None)


def decisions(
    found: Iterable[Decision], meetings: Iterable[Meeting], covered: Covered
) -> Counter[str]:
    """By council and outcome; meetings that were held."""
    figures: Counter[str] = Counter()
    events = [(d.council, str(d.outcome)) for d in found if covered.holds(d.date)]
    events += [(m.council, "meetings") for m in meetings if m.held and covered.holds(m.date)]
    for council, column in events:
        figures[f"decisions_{Council(council).value}_{column}"] += 1
        figures[f"decisions_total_{column}"] += 1
    return figures


def orders(found: Iterable[Order], covered: Covered) -> Counter[str]:
    """Orders of the period; how many of them another order annulled since."""
    figures: Counter[str] = Counter()
    for order in found:
        if not covered.holds(order.date):
            continue
        for column in ("issued", "annulled") if order.annulled else ("issued",):
            figures[f"orders_{order.kind.value}_{column}"] += 1
            figures[f"orders_total_{column}"] += 1
    return figures


def materials(
    loans: Iterable[Loan],
    catalogue: Iterable[CatalogueItem],
    pupils: Collection[int],
    covered: Covered,
) -> Counter[str]:
    """Copies that these pupils got and gave back in the period, and still held at its end."""
    kinds = {item.id: item.kind for item in catalogue}
    figures: Counter[str] = Counter()
    for loan in loans:
        kind = kinds.get(loan.material_id)
        if kind is None or loan.pupil_id not in pupils:
            continue
        for column in _lent(loan, covered):
            figures[f"materials_{kind.value}_{column}"] += 1
            figures[f"materials_total_{column}"] += 1
    return figures


def _lent(loan: Loan, covered: Covered) -> Iterable[str]:
    if covered.holds(loan.date):
        yield "issued"
    if covered.holds(loan.returned_on):
        yield "returned"
    if loan.date <= covered.counted_on and (
        loan.returned_on is None or loan.returned_on > covered.counted_on
    ):
        yield "out_end"


def given(issued: Iterable[Issued], covered: Covered) -> Counter[str]:
    """Cases in which each kind of material was marked as given."""
    marked = {(i.material, i.case_id) for i in issued if covered.holds(i.date)}
    return Counter(f"given_{material}_cases" for material, _ in marked)
