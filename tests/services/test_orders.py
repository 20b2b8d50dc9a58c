"""Orders: drafted from the basis, issued when nothing is missing, frozen, annulled by another."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from builders import (
    FAMILY_DETAILS,
    PERIOD,
    approved_case,
    attended,
    decided,
    paper,
    ready_case,
    stored_case,
    stored_pupil,
    taken_back,
)

from dlschool.domain.case import (
    Council,
    Ground,
    Material,
    OrderKind,
    Outcome,
    PaperKind,
    ReviewOutcome,
)
from dlschool.domain.record import Case, Order, Paper
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.law.step import CaseOutcome, State
from dlschool.services import cases, decisions, meetings, order_register, orders, school
from dlschool.services.opening import Store
from dlschool.store import changes

DAY = date(2026, 11, 6)
WHY = Text("Отбасының өтініші кері қайтарылды", "Семья отозвала заявление")
TRANSFER, EXTEND, RETURN = OrderKind.TRANSFER, OrderKind.EXTEND, OrderKind.RETURN


def issue(
    db: Store, case_id: int, kind: OrderKind = TRANSFER, day: date = DAY, **facts: Any
) -> int:
    return orders.issue_order(db, replace(orders.draft_order(db, case_id, kind, day), **facts))


def state(db: Store, case_id: int, key: str = "order") -> State:
    step = cases.case_file(db, case_id).assessment.step(key)
    assert step is not None
    return step.state


def conclusion(db: Store, case_id: int, start: date, until: date) -> None:
    cases.add_paper(
        db,
        paper(PaperKind.MEDICAL, case_id=case_id, date=start, valid_from=start, valid_until=until),
    )


def test_a_draft_takes_its_period_from_the_decisions_and_its_control_from_the_school(
    db: Store,
) -> None:
    school.save_setting(db, "control_kk", "директордың орынбасары Т. Ермеков")
    case_id = approved_case(db)
    draft = orders.draft_order(db, case_id, TRANSFER)
    assert (draft.start, draft.until) == (PERIOD["start"], PERIOD["until"])
    assert (draft.number, draft.series, draft.date) == ("1-о", "movement", date(2026, 11, 21))
    assert draft.control_kk == "директордың орынбасары Т. Ермеков"
    assert cases.case_file(db, case_id).records.orders == ()


def test_a_family_is_led_from_application_to_order(db: Store) -> None:
    case_id = approved_case(db)
    issue(db, case_id, clause_kk="Қосымша тармақ", clause_ru="Дополнительный пункт")
    assert state(db, case_id) is State.DONE
    (line,) = order_register.orders(db)
    assert (line.order.number, line.subject) == ("1-о", "Сәрсенбаев Өркен Қайратұлы")
    taken_back(db)
    assert state(db, case_id) is State.OPEN


def test_what_is_missing_is_listed_with_the_points_that_ask_for_it(db: Store) -> None:
    *there, act = FAMILY_DETAILS
    case_id = stored_case(db, *there)
    with pytest.raises(Refused) as refused:
        issue(db, case_id, **PERIOD)
    words = refused.value.text("ru")
    name = cases.case_file(db, case_id).edition.paper_name(act)
    assert name is not None
    assert f"{name.ru} (п. 13): Документа в деле нет" in words
    assert "Решение педагогического совета (п. 4, пп. 3)" in words
    assert "Решение попечительского совета" in words
    assert f"{name.kk} (13-т.): Құжат іске салынбаған" in refused.value.text("kk")
    assert cases.case_file(db, case_id).records.orders == ()


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"day": date(2026, 11, 4)}, "05.11.2026"),
        ({"start": date(2026, 11, 8)}, "09.11.2026"),
        ({"until": date(2026, 12, 28)}, "27.12.2026"),
        ({"until": date(2026, 11, 1)}, "раньше"),
        ({"start": None}, "какого"),
        ({"until": None}, "27.12.2026"),
        ({"day": date(2026, 11, 22)}, "22.11.2026"),
        ({"clause_kk": "Бір тілде ғана"}, "обоих|двух"),
    ],
)
def test_an_order_that_does_not_fit_is_refused_and_not_written(
    db: Store, facts: dict[str, Any], words: str
) -> None:
    case_id = approved_case(db)
    with pytest.raises(Refused) as refused:
        issue(db, case_id, **facts)
    assert cases.case_file(db, case_id).records.orders == ()
    assert any(word in refused.value.text("ru") for word in words.split("|"))


def test_a_number_is_given_once_in_its_series_and_year(db: Store) -> None:
    first, second = approved_case(db), approved_case(db)
    issue(db, first, number="14-о")
    with pytest.raises(Refused, match="14-о"):
        issue(db, second, number=" 14-о ")
    issue(db, second, number="")
    assert [line.order.number for line in order_register.orders(db)] == ["15-о", "14-о"]


def test_one_order_on_the_transfer_stands_at_a_time(db: Store) -> None:
    case_id = approved_case(db)
    issue(db, case_id)
    with pytest.raises(Refused, match="1-о"):
        issue(db, case_id)
    with pytest.raises(Refused):
        issue(db, case_id, RETURN)


def test_a_refused_case_gets_no_order(db: Store) -> None:
    case_id = ready_case(db)
    decided(db, Council.PEDAGOGICAL, case_id, outcome=Outcome.REFUSE, reason="үлгерімі төмен")
    with pytest.raises(Refused):
        issue(db, case_id, **PERIOD)


def learning(db: Store) -> int:
    """A case with order, access, materials and attestation: the review can come."""
    case_id = approved_case(db)
    issue(db, case_id)
    cases.give_access(db, case_id, DAY)
    cases.issue_material(db, case_id, Material, DAY)
    cases.mark_attested(db, case_id, date(2026, 11, 18))
    return case_id


def review(db: Store, case_id: int, outcome: ReviewOutcome, day: date, until: date | None) -> None:
    held = attended(db, Council.PEDAGOGICAL, case_id, day=day)
    (line,) = meetings.meeting_file(db, held.id or 0).agenda
    decisions.record_decision(db, line.item.id or 0, outcome, until=until, votes=(5, 0, 0))
    meetings.hold(db, held.id or 0)


def test_a_review_that_extends_leads_to_an_order_and_to_the_next_period(db: Store) -> None:
    case_id = learning(db)
    with pytest.raises(Refused):
        issue(db, case_id, EXTEND, start=DAY, until=date(2027, 1, 1))
    review(db, case_id, ReviewOutcome.EXTEND, date(2026, 11, 19), date(2027, 3, 20))
    draft = orders.draft_order(db, case_id, EXTEND)
    assert (draft.start, draft.until) == (date(2026, 12, 28), date(2027, 3, 20))
    with pytest.raises(Refused, match="20.03.2027"):
        orders.issue_order(db, replace(draft, until=date(2027, 5, 25)))
    with pytest.raises(Refused):
        issue(db, case_id, RETURN)
    made = orders.issue_order(db, draft)
    assert state(db, case_id, "attestation") is State.OPEN
    assert cases.case_file(db, case_id).assessment.until == date(2027, 3, 20)
    orders.edit_order(db, replace(orders.order(db, made), until=date(2027, 3, 1)))
    with pytest.raises(Refused):
        orders.edit_order(db, replace(orders.order(db, made), until=date(2027, 3, 21)))


def test_a_review_that_returns_leads_to_an_order_that_ends_the_case(db: Store) -> None:
    case_id = learning(db)
    review(db, case_id, ReviewOutcome.RETURN, date(2026, 11, 19), None)
    with pytest.raises(Refused):
        issue(db, case_id, EXTEND, start=DAY, until=date(2027, 1, 1))
    issue(db, case_id, RETURN, date(2026, 11, 20))
    assert cases.case_file(db, case_id).assessment.outcome is CaseOutcome.RETURNED


def test_a_new_conclusion_renews_the_order_on_health(db: Store) -> None:
    case_id = stored_case(db, ground=Ground.HEALTH)
    conclusion(db, case_id, date(2026, 10, 1), date(2026, 11, 30))
    with pytest.raises(Refused):
        issue(db, case_id, EXTEND, date(2026, 10, 2))
    issue(db, case_id, TRANSFER, date(2026, 10, 2))
    conclusion(db, case_id, date(2026, 11, 16), date(2026, 12, 25))
    draft = orders.draft_order(db, case_id, EXTEND, date(2026, 11, 17))
    assert (draft.start, draft.until) == (date(2026, 12, 1), date(2026, 12, 25))
    orders.issue_order(db, draft)
    assert state(db, case_id) is State.DONE
    issue(db, case_id, RETURN, date(2026, 11, 20))
    assert cases.case_file(db, case_id).assessment.outcome is CaseOutcome.RETURNED


def test_a_return_is_not_older_than_the_order_that_it_ends(db: Store) -> None:
    case_id = stored_case(db, ground=Ground.HEALTH)
    conclusion(db, case_id, date(2026, 11, 1), date(2026, 12, 25))
    issue(db, case_id, TRANSFER, date(2026, 11, 10))
    with pytest.raises(Refused):
        issue(db, case_id, RETURN, date(2026, 11, 9))


def test_an_order_changes_until_it_left_the_program(db: Store) -> None:
    case_id = approved_case(db)
    made = issue(db, case_id)
    orders.edit_order(db, replace(orders.order(db, made), number="3-о", until=date(2026, 12, 1)))
    assert orders.order(db, made).until == date(2026, 12, 1)
    with pytest.raises(Refused):
        orders.edit_order(db, replace(orders.order(db, made), until=date(2027, 1, 1)))
    assert orders.order(db, made).until == date(2026, 12, 1)
    orders.freeze(db, made, "printed")
    with pytest.raises(Refused, match="3-о"):
        orders.edit_order(db, replace(orders.order(db, made), number="4-о"))


@pytest.mark.parametrize("how", ["printed", "exported", "sent"])
def test_undo_of_an_order_that_left_says_that_only_another_order_annuls_it(
    db: Store, how: orders.Frozen
) -> None:
    case_id = approved_case(db)
    made = issue(db, case_id)
    orders.freeze(db, made, how)
    orders.freeze(db, made, how)
    with pytest.raises(Refused) as refused:
        taken_back(db)
    assert "№ 1-о" in refused.value.text("ru")
    assert "06.11.2026" in refused.value.text("kk")
    assert "другим приказом" in refused.value.text("ru")
    assert orders.order(db, made).frozen == how
    assert [a.kind for a in changes.history(db, limit=2)] == ["record", "work"]


def test_a_change_made_before_the_order_left_is_not_taken_back_either(db: Store) -> None:
    made = issue(db, approved_case(db))
    orders.edit_order(db, replace(orders.order(db, made), number="3-о"))
    orders.freeze(db, made, "sent")
    with pytest.raises(Refused, match="3-о"):
        taken_back(db)


def test_another_order_annuls_a_frozen_one_and_the_case_is_open_again(db: Store) -> None:
    case_id = approved_case(db)
    made = issue(db, case_id)
    orders.freeze(db, made, "printed")
    with pytest.raises(Refused, match="1-о"):
        orders.annul_order(db, made, WHY, day=date(2026, 11, 5))
    annulling = orders.annul_order(db, made, WHY, day=date(2026, 11, 9))
    assert orders.order(db, made).annulled
    assert orders.order(db, annulling).annuls == made
    assert orders.order(db, annulling).clause_ru == WHY.ru
    assert orders.order(db, annulling).number == "2-о"
    assert state(db, case_id) is State.OPEN
    for again in (made, annulling):
        with pytest.raises(Refused):
            orders.annul_order(db, again, WHY)
    with pytest.raises(Refused):
        orders.edit_order(db, orders.order(db, made))
    taken_back(db)
    assert not orders.order(db, made).annulled
    assert orders.order(db, made).frozen == "printed"
    assert state(db, case_id) is State.DONE


def test_a_printed_annulment_stays(db: Store) -> None:
    made = issue(db, approved_case(db))
    annulling = orders.annul_order(db, made, WHY, day=DAY)
    orders.edit_order(db, replace(orders.order(db, annulling), number="9-о"))
    with pytest.raises(Refused):
        orders.edit_order(db, replace(orders.order(db, annulling), date=date(2026, 11, 1)))
    orders.freeze(db, annulling, "printed")
    with pytest.raises(Refused, match="9-о"):
        taken_back(db)


def test_an_order_on_which_another_stands_is_not_annulled(db: Store) -> None:
    case_id = learning(db)
    review(db, case_id, ReviewOutcome.EXTEND, date(2026, 11, 19), date(2027, 3, 20))
    first = order_register.orders(db)[0].order.id or 0
    issue(db, case_id, EXTEND, date(2026, 11, 20))
    with pytest.raises(Refused, match="2-о"):
        orders.annul_order(db, first, WHY)


def test_the_register_is_searched_and_narrowed(db: Store) -> None:
    case_id = approved_case(db)
    made = issue(db, case_id)
    orders.annul_order(db, made, WHY, day=date(2026, 11, 7))

    def numbers(**wanted: Any) -> list[str]:
        found = order_register.orders(db, order_register.OrderFilter(**wanted))
        return [line.order.number for line in found]

    assert numbers() == ["2-о", "1-о"]
    assert numbers(kind=TRANSFER) == ["1-о"]
    assert numbers(text="сәрсенб 8") == ["2-о", "1-о"]
    assert numbers(text="1-о") == ["1-о"]
    assert numbers(year=2025) == numbers(series="classes") == numbers(case_id=77) == []


def test_an_order_that_is_not_there_is_refused(db: Store) -> None:
    with pytest.raises(Refused):
        orders.order(db, 5)


def test_an_order_of_this_kind_is_issued_only_by_annulling(db: Store) -> None:
    case_id = approved_case(db)
    draft = Order(case_id=case_id, kind=OrderKind.ANNUL, series="movement", number="1", date=DAY)
    with pytest.raises(ValueError, match="annul"):
        orders.issue_order(db, draft)


def test_an_order_is_judged_on_its_own_day(db: Store) -> None:
    """An order written on its day and entered later stands on a paper that was valid then."""
    case_id = cases.open_case(
        db,
        Case(
            number="",
            edition="",
            ground=Ground.HEALTH,
            pupil_id=stored_pupil(db),
            opened_on=date(2026, 10, 1),
        ),
    )
    conclusion = Paper(
        case_id=case_id,
        kind="medical-conclusion",
        date=date(2026, 10, 1),
        valid_from=date(2026, 10, 1),
        valid_until=date(2026, 10, 31),
    )
    cases.add_paper(db, conclusion)
    late = orders.draft_order(db, case_id, OrderKind.TRANSFER, date(2026, 10, 2))
    orders.issue_order(db, late)
    assert cases.case_file(db, case_id).assessment.outcome == "ended"
