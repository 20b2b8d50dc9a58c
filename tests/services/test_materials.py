"""The catalogue: what a thing needs, copies, plans, taking off."""

from dataclasses import replace

import pytest
from builders import stored_pupil, taken_back
from material_builders import algebra, book, plan

from dlschool.domain.learning import MaterialKind
from dlschool.domain.plan_list.draft import PlanRow
from dlschool.errors import Refused
from dlschool.services import loans, materials
from dlschool.services.materials import Filter
from dlschool.services.opening import Store


def test_a_textbook_is_found_by_any_part_of_what_is_known_of_it(db: Store) -> None:
    subject = algebra(db)
    made = book(db, author="Шыныбеков Ә.", inventory="1024", subject_id=subject)
    book(db, title="Геометрия 8", grade=8)
    for text in ("шыныбеков", "1024 алг", "алгебра рус"):
        assert [s.item.id for s in materials.catalogue(db, Filter(text=text))] == [made]
    assert not materials.catalogue(db, Filter(grade=9))
    assert len(materials.catalogue(db, Filter(kind=MaterialKind.TEXTBOOK, language="kk"))) == 2


def test_what_lacks_is_refused(db: Store) -> None:
    for facts in ({"title": " "}, {"grade": 13}, {"language": "xx"}, {"copies": -1}):
        with pytest.raises(Refused):
            book(db, **facts)
    subject = algebra(db)
    for lacking in ({"subject_id": None}, {"grade": None}, {"year": ""}):
        with pytest.raises(Refused):
            plan(db, **{"subject_id": subject, **lacking})
    assert materials.catalogue(db) == []


def test_copies_arrive_and_never_go_below_those_given(db: Store) -> None:
    made = book(db, copies=0)
    assert materials.more_copies(db, made, 5) == 5
    loans.issue(db, [stored_pupil(db)], [made], db.today())
    assert materials.shelf(db, made).left == 4
    with pytest.raises(Refused):
        materials.save_item(db, replace(materials.item(db, made), copies=0))
    with pytest.raises(Refused):
        materials.save_item(db, replace(materials.item(db, made), kind=MaterialKind.PROGRAMME))
    with pytest.raises(Refused):
        materials.more_copies(db, made, 0)


def test_a_thing_that_was_given_stays_readable_when_it_is_taken_off(db: Store) -> None:
    made, other = book(db), book(db, title="Геометрия 8")
    (loan,) = loans.issue(db, [stored_pupil(db)], [made], db.today()).loans
    with pytest.raises(Refused):
        materials.take_off(db, made)
    loans.give_back(db, [loan], db.today())
    materials.take_off(db, made)
    materials.take_off(db, other)
    assert materials.catalogue(db) == []
    assert [s.item.id for s in materials.catalogue(db, Filter(with_gone=True))] == [made]
    materials.put_back(db, made)
    assert [s.item.id for s in materials.catalogue(db)] == [made]


def test_a_plan_is_saved_changed_shortened_and_copied_without_its_dates(db: Store) -> None:
    made = plan(db)
    lines = [
        PlanRow(row=1, topic="Квадрат түбір", day=db.today(), hours="1.5"),
        PlanRow(row=2, topic="Функция", hours="2"),
    ]
    assert materials.save_plan(db, made, lines) == 2
    ids = [line.id for line in materials.plan(db, made)]
    assert materials.hours(materials.plan(db, made)) == 3.5
    materials.save_plan(db, made, [replace(lines[0], topic="Түбір")])
    assert [(line.id, line.topic) for line in materials.plan(db, made)] == [(ids[0], "Түбір")]
    taken_back(db)
    assert [line.id for line in materials.plan(db, made)] == ids
    copied = materials.copy_plan(db, made, "2027-2028")
    assert [(line.topic, line.date) for line in materials.plan(db, copied)] == [
        ("Квадрат түбір", None), ("Функция", None),
    ]  # fmt: skip
    assert materials.item(db, copied).year == "2027-2028"
    with pytest.raises(Refused):
        materials.save_plan(db, book(db), lines)
