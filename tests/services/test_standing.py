"""Where every case stands: assessed once, and anew only what changed."""

from dataclasses import replace
from datetime import date, timedelta

from builders import PERIOD, approved_case, family_papers, stored_case

from dlschool.domain.case import OrderKind
from dlschool.domain.text import Text
from dlschool.law.shape import Edition
from dlschool.services import cases, editions, orders
from dlschool.services.opening import Store, another_connection
from dlschool.services.standing import every_standing, standing
from dlschool.store import changes

DAY = date(2026, 11, 6)


def ordered(db: Store) -> tuple[int, int]:
    case_id = approved_case(db)
    return case_id, orders.issue_order(db, orders.draft_order(db, case_id, OrderKind.TRANSFER, DAY))


def test_nothing_is_read_twice_and_only_what_changed_is_assessed_again(db: Store) -> None:
    first, second = stored_case(db, number="2026/1"), stored_case(db, number="2026/2")
    before = every_standing(db)
    assert every_standing(db) is before
    cases.give_access(db, second, DAY)
    after = every_standing(db)
    assert after[0] is before[0]
    assert after[1] is not before[1]
    assert [found.case_id for found in after] == [first, second]


def test_what_is_not_written_yet_is_seen_within_the_action_only(db: Store) -> None:
    stored_case(db, number="2026/1")
    try:
        with changes.action(db, "x"):
            stored_case(db, number="2026/2")
            assert len(every_standing(db)) == 2
            raise InterruptedError
    except InterruptedError:
        assert len(every_standing(db)) == 1


def test_another_connection_sees_the_same(db: Store) -> None:
    stored_case(db)
    other = another_connection(db)
    assert every_standing(other) == every_standing(db)
    cases.give_access(other, 1, DAY)
    assert every_standing(db)[0].records.case.access_on == DAY
    other.close()


def test_a_changed_edition_is_weighed_anew(db: Store) -> None:
    case_id = stored_case(db)
    records, known = cases.records(db, case_id), editions.known(db)
    edition = known[records.case.edition]
    family = edition.grounds.family
    assert family is not None

    def asked(edition: Edition) -> list[str]:
        found = standing(records, {edition.key: edition}, db.today())
        return [step.key for step in found.assessment.steps if step.key.startswith("paper:")]

    assert len(asked(edition)) == len(family.papers)
    gone = standing(records, {}, db.today())
    assert gone.refused is not None
    assert (gone.assessment.steps, gone.running) == ((), True)


def test_an_order_is_in_force_from_its_first_to_its_last_day(db: Store) -> None:
    ordered(db)
    (found,) = every_standing(db)
    start, until = PERIOD["start"], PERIOD["until"]
    day = timedelta(days=1)
    assert [found.in_force(d) for d in (start - day, start, until, until + day)] == [
        False,
        True,
        True,
        False,
    ]
    assert found.period == (start, until)


def test_an_annulled_order_is_not_in_force(db: Store) -> None:
    _case, order_id = ordered(db)
    orders.annul_order(db, order_id, Text("қате", "ошибка"))
    (found,) = every_standing(db)
    assert (found.order, found.ordered, found.in_force(PERIOD["start"])) == (None, False, False)


def test_before_the_order_the_period_is_as_decided_else_as_wanted(db: Store) -> None:
    stored_case(db, number="2026/1", wanted_from=date(2027, 1, 9), wanted_until=date(2027, 3, 1))
    approved_case(db, number="2026/2")
    wanted, decided = every_standing(db)
    assert wanted.period == (date(2027, 1, 9), date(2027, 3, 1))
    assert decided.period == (PERIOD["start"], PERIOD["until"])
    bare = replace(wanted.records.case, wanted_from=None, wanted_until=None)
    records = replace(wanted.records, case=bare)
    assert standing(records, editions.known(db), db.today()).period == (None, None)


def test_a_list_opens_no_seal_and_judges_as_the_case_itself_does(db: Store) -> None:
    case_id = stored_case(db)
    for kept in family_papers():
        cases.add_paper(db, replace(kept, case_id=case_id, date=date(2026, 11, 2)))
    (found,) = every_standing(db)
    assert len(found.records.papers) == len(family_papers())
    assert not any(paper.details for paper in found.records.papers)
    whole = cases.case_file(db, case_id)
    assert all(paper.details for paper in whole.records.papers)
    assert found.assessment == whole.assessment
