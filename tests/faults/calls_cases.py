"""Single services on cases, councils, orders and called-off mornings, each a piece of its own."""

from dataclasses import replace
from datetime import date, time
from random import Random
from typing import Any

import builders
from faults.calls_year import TODAY, number
from faults.piece import Piece, calling

from dlschool.domain.alert import Audience, Channel, Window
from dlschool.domain.case import Council, Ground, OrderKind, Outcome, PaperKind
from dlschool.domain.record import Case, Meeting, Order, Paper, Postponed
from dlschool.domain.school import Member
from dlschool.domain.text import Text
from dlschool.services import (
    agenda,
    cases,
    councils,
    editions,
    meetings,
    mornings,
    orders,
    past,
    past_case,
    past_import,
    past_list,
    pupils,
    telling,
)
from dlschool.services.opening import Store
from dlschool.tables import Row, Sheet

LATER = "order-349-2023"
PED = Council.PEDAGOGICAL
LONG_AGO = date(2026, 9, 18)
COLUMNS = "Аты-жөні;Туған күні;Негізі;Өтініш күні;Педкеңес №;Педкеңес күні;Бұйрық №;Бұйрық күні"
REASON = Text("қате берілген", "издан ошибочно")


def _changed_case(db: Store, rng: Random) -> tuple[Case]:
    found = cases.records(db, builders.stored_case(db)).case
    return (replace(found, note=number(rng)),)


def _papered(db: Store, rng: Random) -> tuple[int]:
    case_id = builders.stored_case(db, PaperKind.APPLICATION)
    return (cases.records(db, case_id).papers[0].id or 0,)


def _later(db: Store, rng: Random) -> tuple[int, str]:
    editions.switch_on(db, LATER)
    return builders.stored_case(db), LATER


def _stays(db: Store, rng: Random) -> tuple[int, str]:
    return builders.stored_case(db), number(rng)


def _member(db: Store, rng: Random) -> tuple[Member]:
    """One who left: the roster that decides stays."""
    return (Member(council=PED, name=number(rng), role="member", left=True),)


def _agenda(db: Store) -> Any:
    held = builders.attended(db, PED, builders.ready_case(db), builders.ready_case(db))
    return meetings.meeting_file(db, held.id or 0)


def _item(db: Store, rng: Random) -> tuple[int]:
    return (_agenda(db).agenda[0].item.id,)


def _item_down(db: Store, rng: Random) -> tuple[int, int]:
    return _item(db, rng)[0], 1


def _meeting(db: Store, rng: Random) -> tuple[Meeting]:
    return (replace(_agenda(db).meeting, place=number(rng)),)


def _meeting_id(db: Store, rng: Random) -> tuple[int]:
    return (_agenda(db).meeting.id,)


def _closed(db: Store, rng: Random) -> tuple[int]:
    """Held and closed, no order on it yet."""
    case_id = builders.ready_case(db)
    builders.decided(db, PED, case_id)
    (decision,) = cases.records(db, case_id).decisions
    held = agenda.item(db, decision.item_id or 0).meeting_id
    meetings.hold(db, held)
    return (held,)


def _ordered(db: Store) -> Order:
    draft = orders.draft_order(
        db, builders.approved_case(db), OrderKind.TRANSFER, builders.PERIOD["start"]
    )
    return orders.order(db, orders.issue_order(db, draft))


def _changed_order(db: Store, rng: Random) -> tuple[Order]:
    words = number(rng)
    return (replace(_ordered(db), clause_kk=words, clause_ru=words),)


def _annulled(db: Store, rng: Random) -> tuple[int, Text]:
    return _ordered(db).id or 0, REASON


def _sent(db: Store, rng: Random) -> tuple[int, str]:
    return _ordered(db).id or 0, "sent"


def _morning(db: Store, rng: Random) -> tuple[mornings.Morning]:
    """One class for one day."""
    return (
        mornings.Morning(
            ground=Ground.EMERGENCY, units=mornings.Units(classes=("1А",)), reason=number(rng),
            authority_date=TODAY, valid_until=TODAY, order_date=TODAY,
        ),
    )  # fmt: skip


def _put_off(db: Store, rng: Random) -> tuple[Postponed]:
    case_id = mornings.call_off(db, *_morning(db, rng))
    return (Postponed(case_id=case_id, class_name="1А", work=number(rng)),)


def _postponed(db: Store, rng: Random) -> tuple[int]:
    return (mornings.postpone_work(db, *_put_off(db, rng)),)


def _telling(db: Store, rng: Random) -> tuple[int, str, str]:
    return mornings.call_off(db, *_morning(db, rng)), number(rng), Channel.PHONE


def _told(db: Store, rng: Random) -> tuple[int]:
    return (telling.tell(db, *_telling(db, rng)),)


def _windows(db: Store, rng: Random) -> tuple[list[Window]]:
    shift = Text("1-ауысым", number(rng))
    window = Window(audience=Audience.PARENTS, shift=shift, start=time(6), end=time(8))
    return ([window],)


def _past_order(db: Store, rng: Random) -> Order:
    return Order(
        case_id=builders.stored_case(db, opened_on=date(2026, 9, 1)), kind=OrderKind.TRANSFER,
        series="movement", number=number(rng), date=LONG_AGO,
    )  # fmt: skip


def _old_paper(db: Store, rng: Random) -> tuple[Paper]:
    return (builders.paper(PaperKind.APPLICATION, case_id=builders.stored_case(db)),)


def _old_decision(db: Store, rng: Random) -> tuple[Any, ...]:
    return builders.stored_case(db), PED, number(rng), LONG_AGO, Outcome.APPROVE


def _old_order(db: Store, rng: Random) -> tuple[Order]:
    return (_past_order(db, rng),)


def _documents(db: Store, rng: Random) -> tuple[int, past_case.PastDocuments]:
    order = _past_order(db, rng)
    paper = builders.paper(PaperKind.APPLICATION, case_id=0, date=date(2026, 9, 1))
    minutes = past_case.Minutes(
        council=PED, number=number(rng), day=LONG_AGO, outcome=Outcome.APPROVE
    )
    return order.case_id, past_case.PastDocuments(
        papers=(paper,), minutes=(minutes,), orders=(replace(order, case_id=0),)
    )


def _old_case(db: Store, rng: Random) -> tuple[Case, past_case.PastDocuments]:
    someone = builders.stored_pupil(db)
    draft = builders.case(id=None, number="", pupil_id=someone, opened_on=date(2026, 9, 1))
    return draft, _documents(db, rng)[1]


def _register(db: Store, rng: Random) -> tuple[Any, str]:
    """Five rows, each about a pupil of its own."""
    lines = [_row(db, rng) for _ in range(5)]
    rows = [Row(n, cells) for n, cells in enumerate([COLUMNS.split(";"), *lines], 1)]
    draft = past_list.read_past(db, [Sheet("", rows)])
    assert len(draft.rows) == 5, draft
    return draft, "тізілім.xlsx"


def _row(db: Store, rng: Random) -> list[str]:
    last = f"Аты{''.join(rng.choice('абвгдежз') for _ in range(9))}"
    pupils.register_pupil(
        db, builders.pupil(id=None, iin="", iin_reason="жоқ", last=last), [builders.guardian()]
    )
    what = ["отбасының өтініші", "07.09.2026", number(rng), "18.09.2026"]
    return [f"{last} Өркен Қайратұлы", "05.03.2011", *what, number(rng), "20.09.2026"]


PIECES: dict[str, Piece] = {
    "case changed": calling(_changed_case, cases.edit_case),
    "paper gone": calling(_papered, cases.remove_paper),
    "later edition": calling(_later, cases.take_later_edition),
    "edition stays": calling(_stays, cases.refuse_later_edition),
    "member": calling(_member, councils.save_member),
    "item moved": calling(_item_down, agenda.move_item),
    "item gone": calling(_item, agenda.remove_item),
    "meeting changed": calling(_meeting, meetings.edit_meeting),
    "meeting cancelled": calling(_meeting_id, meetings.cancel_meeting),
    "meeting opened": calling(_closed, meetings.reopen),
    "order changed": calling(_changed_order, orders.edit_order),
    "order annulled": calling(_annulled, orders.annul_order),
    "order sent": calling(_sent, orders.freeze),
    "called off": calling(_morning, mornings.call_off),
    "work put off": calling(_put_off, mornings.postpone_work),
    "work not put off": calling(_postponed, mornings.remove_postponed),
    "told": calling(_telling, telling.tell),
    "not told": calling(_told, telling.remove_told),
    "alert windows": calling(_windows, telling.save_windows),
    "old paper": calling(_old_paper, past.enter_paper),
    "old decision": calling(_old_decision, past.enter_decision),
    "old order": calling(_old_order, past.enter_order),
    "old case": calling(_old_case, past_case.enter_case),
    "old documents": calling(_documents, past_case.enter_documents),
    "old register": calling(_register, past_import.import_past),
}
