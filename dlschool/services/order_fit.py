"""Whether an order may come now, and whether the law takes it as done once it is written."""

from dlschool.domain.case import OrderKind
from dlschool.domain.record import Order
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.law.step import Assessment, CaseOutcome, State, Step
from dlschool.services import cases
from dlschool.services.cases import CaseFile
from dlschool.services.lacking import lacking
from dlschool.store.connection import Store

STEP_KEYS = {
    OrderKind.TRANSFER: "order",
    OrderKind.EXTEND: "order:extend",
    OrderKind.RETURN: "order:return",
}


def refuse_untimely(file: CaseFile, kind: OrderKind) -> None:
    """Refused: something stands open before the order, or the case does not ask for it."""
    assessment = file.assessment
    step = _step(assessment, kind)
    before = assessment.before(step.key)
    if before:
        raise Refused(
            N_("The order cannot be issued yet. Missing: {missing}"), missing=lacking(before)
        )
    if step.state is State.NOT_NEEDED:
        raise Refused(N_("The decisions in this case lead to no such order."))
    renews = kind is not OrderKind.TRANSFER and step.key == "order"
    standing = [o for o in file.records.orders if o.kind in STEP_KEYS and not o.annulled]
    if renews and not standing:
        raise Refused(N_("There is no order on the transfer yet: issue that one first."))
    if step.state is State.DONE and not renews:
        last = max(standing, key=lambda o: o.date)
        raise Refused(
            N_("Order № {number} of {date} stands already. Annul it to issue another."),
            number=last.number,
            date=last.date,
        )


def _step(assessment: Assessment, kind: OrderKind) -> Step:
    """The newest step of such an order; where no review follows, the order's only one."""
    step = assessment.step(STEP_KEYS[kind]) or assessment.step("order")
    assert step is not None
    return step


def _own_step(file: CaseFile, order_id: int, kind: OrderKind) -> Step:
    """The step that this very order carries out: each extension has one in its own period."""
    newest = _step(file.assessment, kind)
    steps = [step for step in file.assessment.steps if step.key == newest.key]
    if newest.key != STEP_KEYS[OrderKind.EXTEND]:
        return newest
    extensions = sorted(
        (o for o in file.records.orders if o.kind is kind and not o.annulled), key=lambda o: o.date
    )
    at = next(n for n, o in enumerate(extensions) if o.id == order_id)
    return steps[min(at, len(steps) - 1)]


def refuse_misfit(db: Store, issued: Order) -> None:
    """Refused, after it was written: the law does not take it as done. No law asks for a schedule."""
    if issued.kind is OrderKind.SCHEDULE:
        return
    file = cases.case_file(db, issued.case_id)
    step = _own_step(file, issued.id or 0, issued.kind)
    if step.state is not State.DONE:
        raise Refused(N_("The order does not fit its basis: {missing}"), missing=list(step.missing))
    if issued.kind is OrderKind.RETURN and file.assessment.outcome is not CaseOutcome.RETURNED:
        raise Refused(N_("The order on the return is older than the order that it ends."))
