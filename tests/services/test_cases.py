"""Cases: opened under an edition, filled with papers, assessed; everything can be taken back."""

from dataclasses import replace
from datetime import date

import pytest

from dlschool.domain.case import Ground, IndividualSchedule, Material
from dlschool.domain.pupil import Pupil
from dlschool.domain.record import Case, Paper
from dlschool.errors import Refused
from dlschool.services import cases, editions, pupils
from dlschool.services.opening import Store
from dlschool.store import changes, undoing

TODAY = date(2026, 11, 21)
E349 = "order-349-2023"


def a_pupil(db: Store) -> int:
    return pupils.register_pupil(
        db,
        Pupil(
            last="Өтегенова",
            first="Үміт",
            birth_date=date(2013, 3, 5),
            iin_reason="құжаттары рәсімделуде",
            grade=7,
            letter="Ә",
        ),
    )


def a_case(db: Store, **more: object) -> int:
    draft = Case(number="", edition="", ground=Ground.FAMILY, opened_on=TODAY)
    subject = {} if {"classes", "pupil_id"} & set(more) else {"pupil_id": a_pupil(db)}
    return cases.open_case(db, replace(draft, **{**subject, **more}))  # type: ignore[arg-type]


def test_a_case_takes_the_next_number_of_the_school_year(db: Store) -> None:
    first, second = a_case(db), a_case(db)
    assert cases.case_file(db, first).case.number == "2026/1"
    assert cases.case_file(db, second).case.number == "2026/2"
    a_case(db, number="2026/40")
    assert cases.case_file(db, a_case(db)).case.number == "2026/41"


def test_a_number_is_given_once(db: Store) -> None:
    a_case(db, number="2026/7")
    with pytest.raises(Refused, match="2026/7"):
        a_case(db, number="2026/7")


def test_a_case_keeps_the_edition_that_it_was_opened_under(db: Store) -> None:
    made = a_case(db)
    editions.switch_on(db, E349)
    assert cases.case_file(db, made).case.edition == "order-137-97-2022"
    assert cases.case_file(db, a_case(db)).case.edition == E349


@pytest.mark.parametrize("key", ["order-137-141-2020", E349, "order-1"])
def test_an_edition_that_cannot_be_used_opens_no_case(db: Store, key: str) -> None:
    with pytest.raises(Refused):
        a_case(db, edition=key)
    assert list(cases.every_record(db)) == []


def test_a_replaced_edition_warns_until_the_school_has_chosen(db: Store) -> None:
    made = a_case(db)
    assert cases.case_file(db, made).warning is not None
    with pytest.raises(Refused):
        cases.refuse_later_edition(db, made, "  ")
    cases.refuse_later_edition(db, made, "мәтіні қолда жоқ")
    assert cases.case_file(db, made).warning is None
    other = a_case(db)
    with pytest.raises(Refused):
        cases.take_later_edition(db, other, E349)
    editions.switch_on(db, E349)
    cases.take_later_edition(db, other, E349)
    file = cases.case_file(db, other)
    assert (file.case.edition, file.warning) == (E349, None)


def test_a_pupils_ground_needs_a_pupil_and_a_classes_ground_classes(db: Store) -> None:
    with pytest.raises(Refused):
        a_case(db, pupil_id=None)
    with pytest.raises(Refused):
        a_case(db, ground=Ground.WEATHER, classes=())
    a_case(db, ground=Ground.WEATHER, classes=("7Ә", "8А"))


def test_papers_move_the_case_on_and_undo_moves_it_back(db: Store) -> None:
    made = a_case(db)
    cases.add_paper(db, Paper(case_id=made, kind="application", date=TODAY, number="114"))
    file = cases.case_file(db, made)
    assert file.papers("application")[0].number == "114"
    assert file.assessment.next is not None
    assert file.assessment.next.key == "paper:progress-statement"
    undoing.undo(db, changes.history(db, undoable=True)[0])
    assert cases.case_file(db, made).papers("application") == ()


def test_a_paper_that_the_edition_does_not_know_is_refused(db: Store) -> None:
    made = a_case(db)
    with pytest.raises(Refused, match="passport"):
        cases.add_paper(db, Paper(case_id=made, kind="passport", date=TODAY))


def test_a_removed_paper_comes_back_by_undo(db: Store) -> None:
    made = a_case(db)
    paper = cases.add_paper(db, Paper(case_id=made, kind="application", date=TODAY))
    cases.remove_paper(db, paper)
    assert cases.case_file(db, made).records.papers == ()
    undoing.undo(db, changes.history(db, undoable=True)[0])
    assert cases.case_file(db, made).records.papers[0].id == paper


def test_materials_are_given_once_and_one_by_one(db: Store) -> None:
    made = a_case(db)
    cases.issue_material(db, made, [Material.TEXTBOOKS], TODAY)
    cases.issue_material(db, made, [Material.TEXTBOOKS, Material.PROGRAMMES], TODAY)
    issued = [i.material for i in cases.case_file(db, made).records.issued]
    assert issued == ["textbooks", "programmes"]


def test_marks_after_the_order_are_kept(db: Store) -> None:
    made = a_case(db)
    cases.give_access(db, made, TODAY)
    cases.mark_attested(db, made, TODAY)
    cases.mark_individual_schedule(db, made, IndividualSchedule.NEEDED)
    case = cases.case_file(db, made).case
    assert (case.access_on, case.attested_on, case.individual_schedule) == (TODAY, TODAY, "needed")


def test_an_empty_case_can_be_removed(db: Store) -> None:
    made = a_case(db)
    cases.add_paper(db, Paper(case_id=made, kind="application", date=TODAY))
    cases.remove_case(db, made)
    with pytest.raises(Refused):
        cases.case_file(db, made)
    undoing.undo(db, changes.history(db, undoable=True)[0])
    assert len(cases.case_file(db, made).records.papers) == 1


def test_a_case_is_found_by_number_or_id(db: Store) -> None:
    made = a_case(db)
    assert cases.find_case(db, "2026/1") == made
    assert cases.find_case(db, str(made)) == made
    with pytest.raises(Refused, match="77"):
        cases.find_case(db, "77")


def test_the_same_case_is_not_opened_twice(db: Store) -> None:
    made = a_case(db)
    pupil_id = cases.case_file(db, made).case.pupil_id
    with pytest.raises(Refused, match="2026/1"):
        a_case(db, pupil_id=pupil_id)
    a_case(db, pupil_id=pupil_id, ground=Ground.HEALTH)
    cases.remove_case(db, made)
    a_case(db, pupil_id=pupil_id)
