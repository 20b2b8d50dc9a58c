"""Issue to a pupil or a class in one action, returns, what is still out; cases know of it."""

from datetime import date, timedelta

import pytest
from builders import approved_case, opened, stored_pupil, taken_back
from material_builders import book, plan

from dlschool.domain.access import Role
from dlschool.domain.case import Material, OrderKind
from dlschool.domain.learning import MaterialKind
from dlschool.domain.personal import Request, RequestKind
from dlschool.errors import Refused
from dlschool.law.step import State
from dlschool.services import cases, lent, loans, materials, orders, personal, pupils
from dlschool.services.opening import Store
from dlschool.store import changes

ON = date(2026, 11, 20)


def another(db: Store, n: int) -> int:
    return stored_pupil(
        db, last=f"Әбенов{'аоуыі'[n]}", iin="", iin_reason="жоқ", letter="Ә", grade=8
    )


def given(db: Store, case_id: int) -> set[str]:
    return {issued.material for issued in cases.records(db, case_id).issued}


def test_a_class_gets_its_books_in_one_action_and_once(db: Store) -> None:
    people = [another(db, n) for n in range(3)]
    books = [book(db, copies=3), book(db, title="Геометрия 8", copies=5)]
    assert lent.pupils_of_class(db, "8Ә") == people
    before = len(changes.history(db, limit=100))
    made = loans.issue(db, people, books, ON)
    assert len(made.loans) == 6
    assert len(changes.history(db, limit=100)) == before + 1
    again = loans.issue(db, people, books, ON)
    assert (again.loans, again.already) == ((), 6)
    assert [s.left for s in materials.catalogue(db)] == [0, 2]
    taken_back(db)
    assert lent.still_out(db) == []


def test_nothing_is_given_before_the_school_year_it_is_for(db: Store) -> None:
    pupil, of_year = another(db, 0), plan(db)
    for thing in (book(db, copies=3), of_year):
        with pytest.raises(Refused) as refused:
            loans.issue(db, [pupil], [thing], date(2020, 9, 1))
        assert "01.05.2026" in refused.value.text("ru")
    assert [s.out for s in materials.catalogue(db)] == [0, 0]


def test_no_more_than_the_copies_there_are(db: Store) -> None:
    people = [another(db, n) for n in range(3)]
    short = book(db, copies=2)
    with pytest.raises(Refused) as refused:
        loans.issue(db, people, [short, book(db, title="Геометрия 8", copies=9)], ON)
    assert "«Алгебра 8»: нужно 3, в школе 2" in refused.value.text("ru")
    assert lent.still_out(db) == []
    materials.more_copies(db, short, 1)
    assert len(loans.issue(db, people, [short], ON).loans) == 3


def test_the_case_that_asks_for_a_material_is_marked_by_the_same_action(db: Store) -> None:
    case_id = approved_case(db)
    orders.issue_order(db, orders.draft_order(db, case_id, OrderKind.TRANSFER, date(2026, 11, 6)))
    pupil_id = cases.records(db, case_id).case.pupil_id or 0
    made = loans.issue(db, [pupil_id], [plan(db), book(db)], ON, "сынып жетекшісі арқылы")
    assert made.cases == (case_id,)
    assert given(db, case_id) == {Material.THEMATIC_PLANS, Material.TEXTBOOKS}
    step = cases.case_file(db, case_id).assessment.step("issue:textbooks")
    assert step is not None
    assert step.state is State.DONE
    assert {line.loan.case_id for line in lent.of_pupil(db, pupil_id)} == {case_id}
    taken_back(db)
    assert given(db, case_id) == set()


def test_books_given_before_the_order_are_told_to_the_case_when_they_are_issued_again(
    db: Store,
) -> None:
    case_id, made = approved_case(db), book(db)
    pupil_id = cases.records(db, case_id).case.pupil_id or 0
    assert loans.issue(db, [pupil_id], [made], ON).cases == ()
    orders.issue_order(db, orders.draft_order(db, case_id, OrderKind.TRANSFER, date(2026, 11, 6)))
    again = loans.issue(db, [pupil_id], [made], ON)
    assert (again.loans, again.already, again.cases) == ((), 1, (case_id,))
    assert given(db, case_id) == {Material.TEXTBOOKS}


def test_textbooks_come_back_and_what_is_still_out_is_listed(db: Store) -> None:
    people, made = [another(db, n) for n in range(2)], book(db)
    first, second = loans.issue(db, people, [made, plan(db)], ON).loans[::2]
    assert [line.loan.id for line in lent.still_out(db)] == [first, second]
    assert loans.give_back(db, [first], ON + timedelta(days=1), "мұқабасы жыртық") == 1
    assert [line.pupil.id for line in lent.still_out(db, class_name="8Ә")] == [people[1]]
    assert lent.still_out(db, class_name="9А") == []
    with pytest.raises(Refused):
        loans.give_back(db, [first], ON)
    with pytest.raises(Refused):
        loans.give_back(db, [second], ON - timedelta(days=1))
    with pytest.raises(Refused):
        loans.give_back(db, [second], db.today() + timedelta(days=1))


def test_what_is_not_a_textbook_is_not_returned(db: Store) -> None:
    (loan,) = loans.issue(db, [another(db, 0)], [plan(db)], ON).loans
    assert lent.still_out(db) == []
    with pytest.raises(Refused):
        loans.give_back(db, [loan], ON)


def test_a_lost_copy_is_written_off_with_a_reason(db: Store) -> None:
    made = book(db)
    (loan,) = loans.issue(db, [another(db, 0)], [made], ON).loans
    with pytest.raises(Refused):
        loans.write_off(db, loan, ON, " ")
    loans.write_off(db, loan, ON, "жоғалды")
    assert materials.item(db, made).copies == 2
    assert lent.still_out(db) == []


def test_a_pupil_who_left_still_owes_the_book(db: Store) -> None:
    pupil_id, made = another(db, 0), book(db)
    loans.issue(db, [pupil_id], [made], ON)
    pupils.leave(db, pupil_id, ON)
    assert [line.pupil.id for line in lent.still_out(db)] == [pupil_id]
    with pytest.raises(Refused):
        loans.issue(db, [pupil_id], [book(db, title="Химия 8")], ON)


def test_nothing_is_given_in_days_to_come_nor_off_the_catalogue(db: Store) -> None:
    pupil_id, made = another(db, 0), book(db)
    with pytest.raises(Refused):
        loans.issue(db, [pupil_id], [made], db.today() + timedelta(days=1))
    (loan,) = loans.issue(db, [pupil_id], [made], ON).loans
    loans.give_back(db, [loan], ON)
    materials.take_off(db, made)
    for chosen in ([made], []):
        with pytest.raises(Refused):
            loans.issue(db, [pupil_id], chosen, ON)


def test_a_blocked_pupil_is_given_nothing(db: Store) -> None:
    pupil_id, made = another(db, 0), book(db)
    personal.record_request(
        db, Request(pupil_id=pupil_id, kind=RequestKind.BLOCKING, date=ON, applicant="Анасы")
    )
    with pytest.raises(Refused):
        loans.issue(db, [pupil_id], [made], ON)


def test_a_teacher_gives_nothing_and_sees_the_own_class_only(db: Store) -> None:
    mine, other = another(db, 0), stored_pupil(db, iin="", iin_reason="жоқ", letter="Б", grade=7)
    made = book(db)
    loans.issue(db, [mine, other], [made], ON)
    teacher = opened(db.folder, db.now, "Мұғалім", role=Role.TEACHER, classes=("8Ә",))
    try:
        assert [line.pupil.id for line in lent.still_out(teacher)] == [mine]
        assert materials.shelf(teacher, made).out == 2
        with pytest.raises(Refused):
            loans.give_back(teacher, [lent.still_out(teacher)[0].loan.id or 0], ON)
        with pytest.raises(Refused):
            materials.more_copies(teacher, made, 1)
    finally:
        teacher.close()
    assert materials.item(db, made).kind is MaterialKind.TEXTBOOK
