"""Orders of the director: drafted from the case, issued when nothing is missing, annulled by another."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from dlschool.domain.case import ORDER_NAMES, WHOLE_CLASSES, OrderKind, ReviewOutcome
from dlschool.domain.record import Order
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.law.checks import Bounds, bounds_of, latest
from dlschool.services import cases, schedule_order
from dlschool.services.cases import CaseFile
from dlschool.services.facts import facts_of
from dlschool.services.numbers import next_order_number
from dlschool.services.order_fit import STEP_KEYS, refuse_misfit, refuse_untimely
from dlschool.services.school import setting
from dlschool.store import cases as store
from dlschool.store import changes
from dlschool.store import orders as rows
from dlschool.store.connection import Store
from dlschool.store.frozen import frozen_refusal

Frozen = Literal["printed", "exported", "sent"]

FROZEN_NAMES: dict[str, Text] = {
    "printed": Text("басып шығарылды", "напечатан"),
    "exported": Text("файлға шығарылды", "выгружен в файл"),
    "sent": Text("жіберілді", "отправлен"),
}


def order(db: Store, order_id: int) -> Order:
    found = store.get(db, Order, order_id)
    if found is None:
        raise Refused(N_("This record is no longer there: somebody took it back."))
    return found


def draft_order(db: Store, case_id: int, kind: OrderKind, day: date | None = None) -> Order:
    """An order as the case suggests it, for `day` (today without it); nothing is written.

    The period comes from the basis: the councils' decisions, the paper or the event; of an
    extension from the review; a return begins on its own date. Refused: a schedule of nothing.
    """
    file = cases.case_file(db, case_id)
    day = day or db.today()
    series = "classes" if file.case.ground in WHOLE_CLASSES else "movement"
    start, until = (
        schedule_order.period(db, file, day)
        if kind is OrderKind.SCHEDULE
        else _period(file, kind, day)
    )
    drafted = Order(
        case_id=case_id,
        kind=kind,
        series=series,
        number=next_order_number(db, series, day),
        date=day,
        start=start,
        until=until,
        control_kk=setting(db, "control_kk"),
        control_ru=setting(db, "control_ru"),
    )
    if kind is OrderKind.SCHEDULE:
        schedule_order.refuse_untimely(db, file, drafted)
    return drafted


def _period(file: CaseFile, kind: OrderKind, day: date) -> tuple[date | None, date | None]:
    if kind is OrderKind.RETURN:
        return day, None
    basis = basis_period(file)
    if kind is OrderKind.TRANSFER:
        return basis.start, basis.until
    ends = file.assessment.until
    following = ends + timedelta(days=1) if ends else None
    if file.assessment.step(STEP_KEYS[kind]) is not None:
        reviews = [d for d in file.records.decisions if d.outcome == ReviewOutcome.EXTEND]
        review = max(reviews, key=lambda d: d.date, default=None)
        return following, review.until if review else None
    if following and basis.start and basis.until and basis.start < following <= basis.until:
        return following, basis.until
    return basis.start, basis.until


def basis_period(file: CaseFile) -> Bounds:
    """The period that the basis of the case allows."""
    rule = file.edition.grounds.rule(file.case.ground)
    if rule is None:
        return Bounds()
    facts = facts_of(file.records)
    decided = [
        latest(d for d in facts.decisions if d.council is asked.council) for asked in rule.decisions
    ]
    return bounds_of(rule, facts, file.edition, decided)


def issue_order(db: Store, draft: Order) -> int:
    """Issues a drafted order; returns its id. An empty number is the next of the series.

    Refused: something before it is missing (each named with its point); it does not fit its basis;
    the number is taken; dates or clauses are incomplete. Nothing is written then.
    """
    if draft.kind is OrderKind.ANNUL:
        raise ValueError(draft.kind)
    file = cases.case_file(db, draft.case_id)
    if draft.kind is not OrderKind.SCHEDULE:
        refuse_untimely(replace(file, today=min(draft.date, db.today())), draft.kind)
    issued = checked(db, file, replace(draft, id=None, frozen="", annulled=False, annuls=None))
    if issued.kind is OrderKind.SCHEDULE:
        issued = schedule_order.sealed(db, file, issued)
    with changes.action(
        db,
        N_("Order № {number} issued: {about}, case № {case}"),
        number=issued.number,
        about=ORDER_NAMES[issued.kind],
        case=file.case.number,
    ):
        made = store.save(db, issued)
        refuse_misfit(db, replace(issued, id=made))
    return made


def checked(db: Store, file: CaseFile, draft: Order) -> Order:
    """The order with its number; Refused when its own words are incomplete."""
    number = draft.number.strip() or next_order_number(db, draft.series, draft.date)
    draft = replace(draft, number=number)
    refuse_taken_number(db, draft)
    if draft.date > db.today():
        raise Refused(N_("The day {date} has not come yet."), date=draft.date)
    if draft.kind in (OrderKind.TRANSFER, OrderKind.EXTEND) and not draft.from_paper:
        if draft.start is None:
            raise Refused(N_("Write from which day the order holds."))
        _start, ends = _period(file, draft.kind, draft.date)
        if draft.until is None and ends is not None:
            raise Refused(
                N_("Write until which day the order holds: its basis ends on {date}."), date=ends
            )
    if bool(draft.clause_kk.strip()) is not bool(draft.clause_ru.strip()):
        raise Refused(N_("Write the clause in both languages."))
    return draft


def refuse_taken_number(db: Store, draft: Order) -> None:
    taken = rows.numbered(db, draft.series, draft.date.year, draft.number)
    if taken is not None and taken.id != draft.id:
        raise Refused(
            N_("№ {number} of {year} is the order of {date}. Take another number."),
            number=draft.number,
            year=draft.date.year,
            date=taken.date,
        )


def edit_order(db: Store, changed: Order) -> None:
    """Saves number, date, period, clauses and control of an order that is not frozen yet.

    Refused: it was printed, exported or sent; it is annulled; it would not fit its basis.
    """
    assert changed.id is not None
    old = order(db, changed.id)
    if old.frozen:
        raise frozen_refusal(old.number, old.date)
    if old.annulled:
        raise Refused(N_("Order № {number} is annulled: it stays as it is."), number=old.number)
    changed = replace(
        changed,
        case_id=old.case_id,
        kind=old.kind,
        series=old.series,
        annuls=old.annuls,
        annulled=False,
        frozen="",
        from_paper=old.from_paper,
        annex=old.annex,
    )
    file = cases.case_file(db, old.case_id)
    changed = checked(db, file, changed)
    if changed.kind is OrderKind.SCHEDULE:
        changed = schedule_order.sealed(db, file, changed, old)
    if old.annuls is not None:
        _refuse_before(changed, order(db, old.annuls))
    with changes.action(db, N_("Order № {number} changed"), number=changed.number):
        store.save(db, changed, changed.id)
        if not (changed.from_paper or changed.kind is OrderKind.ANNUL):
            refuse_misfit(db, changed)


def annul_order(
    db: Store, order_id: int, reason: Text, number: str = "", day: date | None = None
) -> int:
    """Issues an order that annuls another, also a frozen one; returns the new order's id.

    `reason`: why, as the order says it. `day`: its date, today without it.
    Refused: it is annulled already, is itself such an order, or a later order stands on it.
    """
    old = order(db, order_id)
    file = cases.case_file(db, old.case_id)
    _refuse_annulling(old, file.records.orders)
    draft = replace(
        draft_order(db, old.case_id, OrderKind.RETURN, day),
        kind=OrderKind.ANNUL,
        number=number,
        start=None,
        until=None,
        clause_kk=reason.kk.strip(),
        clause_ru=reason.ru.strip(),
        annuls=order_id,
    )
    issued = checked(db, file, draft)
    _refuse_before(issued, old)
    with changes.action(
        db,
        N_("Order № {number} issued: it annuls № {annulled}"),
        number=issued.number,
        annulled=old.number,
    ):
        store.save(db, replace(old, annulled=True), old.id)
        return store.save(db, issued)


def _refuse_annulling(old: Order, others: Sequence[Order]) -> None:
    """Refused: the order is not in force, or a later one of the case stands on it."""
    if old.kind is OrderKind.SCHEDULE:
        others = ()
    if old.annulled or old.kind is OrderKind.ANNUL:
        raise Refused(
            N_("Order № {number} cannot be annulled: it is not in force."), number=old.number
        )
    for later in others:
        stands = later.kind not in (OrderKind.ANNUL, OrderKind.SCHEDULE) and not later.annulled
        if stands and later.id != old.id and (later.date, later.id or 0) > (old.date, old.id or 0):
            raise Refused(
                N_("Order № {number} of {date} stands on this one. Annul that first."),
                number=later.number,
                date=later.date,
            )


def _refuse_before(annulling: Order, annulled: Order) -> None:
    if annulling.date < annulled.date:
        raise Refused(
            N_("The order that annuls cannot be older than № {number} of {date}."),
            number=annulled.number,
            date=annulled.date,
        )


def freeze(db: Store, order_id: int, how: Frozen) -> None:
    """Marks that the order left the program: from now on only another order annuls it."""
    found = order(db, order_id)
    with changes.action(
        db,
        N_("Order № {number}: {how}"),
        kind="record",
        number=found.number,
        how=FROZEN_NAMES[how],
    ):
        store.save(db, replace(found, frozen=how), order_id)
