"""Search: pupils, cases, orders, papers, meetings, points and screens from a few letters."""

from datetime import date

import pytest
from builders import approved_case, paper, stored_case, stored_pupil

from dlschool.domain.case import Ground, OrderKind, PaperKind
from dlschool.services import cases, orders
from dlschool.services.opening import Store
from dlschool.services.search import Hit, search


def kinds(found: list[Hit]) -> list[str]:
    return [hit.kind for hit in found]


@pytest.mark.parametrize(
    "text", ["сәр", "ӨРК", "  сәрсенбаев   өр ", "қайрат", "1103055", "8ә", "сәрсенбаев."]
)
def test_a_pupil_is_found_by_the_beginning_of_any_name_the_iin_or_the_class(
    db: Store, text: str
) -> None:
    made = stored_pupil(db, iin="110305500003", iin_reason="")
    stored_pupil(db, last="Ким", first="Артём", middle="", grade=5)
    found = search(db, text)
    assert [(hit.kind, hit.target) for hit in found] == [("pupil", made)]
    assert found[0].subtitle is not None
    assert found[0].subtitle.kk == "8 «Ә» · 110305500003"


def test_latin_letters_that_look_like_kazakh_ones_are_understood(db: Store) -> None:
    made = stored_pupil(db)
    assert [hit.target for hit in search(db, "Cәрсенбаeв")] == [made]


def test_a_pupil_brings_the_cases_along(db: Store) -> None:
    pupil_id = stored_pupil(db)
    case_id = stored_case(db, pupil_id=pupil_id, number="2026/38")
    found = search(db, "сәрсен")
    assert [(hit.kind, hit.target) for hit in found] == [("pupil", pupil_id), ("case", case_id)]
    assert (found[1].title.kk, found[1].screen) == ("№ 2026/38 іс", "cases")


@pytest.mark.parametrize("text", ["2026/38", "№ 2026/38", "38"])
def test_a_case_is_found_by_its_number_with_or_without_the_year(db: Store, text: str) -> None:
    case_id = stored_case(db, number="2026/38")
    stored_case(db, number="2026/4")
    assert [hit.target for hit in search(db, text) if hit.kind == "case"] == [case_id]


def test_the_number_that_was_typed_whole_comes_first(db: Store) -> None:
    wanted = stored_case(db, number="2026/3")
    stored_case(db, number="2026/38")
    assert search(db, "2026/3")[0].target == wanted


def test_orders_and_meetings_are_found_by_number(db: Store) -> None:
    case_id = approved_case(db)
    order_id = orders.issue_order(
        db, orders.draft_order(db, case_id, OrderKind.TRANSFER, date(2026, 11, 6))
    )
    found = search(db, "1-о")
    assert [(hit.kind, hit.target) for hit in found if hit.kind == "order"] == [("order", order_id)]
    held = [hit for hit in search(db, "1") if hit.kind == "meeting"]
    assert {hit.screen for hit in held} == {"councils"}
    assert len(held) == 2


@pytest.mark.parametrize("text", ["47/В", "емхана", "№ 2 ЕМХ"])
def test_a_paper_is_found_by_number_or_by_words_of_its_issuer(db: Store, text: str) -> None:
    case_id = stored_case(db, ground=Ground.HEALTH)
    given = paper(
        PaperKind.MEDICAL, case_id=case_id, number="47/В", issuer="№ 2 емхана", date=db.today()
    )
    cases.add_paper(db, given)
    (hit,) = [hit for hit in search(db, text) if hit.kind == "paper"]
    assert (hit.screen, hit.target) == ("cases", case_id)
    assert hit.subtitle is not None
    assert "№ 47/В, № 2 емхана" in hit.subtitle.ru


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("13.3", "annex-2:13.3"),
        ("13-т", "annex-2:13"),
        ("13-т. 3)", "annex-2:13.3"),
        ("п. 13, пп. 3)", "annex-2:13.3"),
        ("пункт 13", "annex-2:13"),
        ("13-тармақ", "annex-2:13"),
        ("прил. 1, п. 2", "annex-1:2"),
        ("1-қосымша, 2-т. 3)", "annex-1:2.3"),
    ],
)
def test_a_point_of_the_law_is_found_as_people_name_it(db: Store, text: str, point: str) -> None:
    hit = next(hit for hit in search(db, text) if hit.kind == "point")
    assert (hit.screen, hit.target) == ("law", f"order-137-97-2022#{point}")
    assert hit.subtitle is not None


def test_a_point_is_found_by_words_in_either_language(db: Store) -> None:
    for text in ("аттестац", "аттестатта"):
        found = [hit.target for hit in search(db, text) if hit.kind == "point"]
        assert "order-137-97-2022#annex-2:13.4" in found
    assert "point" not in kinds(search(db, "ат"))


@pytest.mark.parametrize(
    ("text", "screen"),
    [("бұй", "orders"), ("прик", "orders"), ("Бүг", "today"), ("сов", "councils")],
)
def test_a_screen_is_found_by_its_name(db: Store, text: str, screen: str) -> None:
    hit = search(db, text)[0]
    assert (hit.kind, hit.screen, hit.target) == ("screen", screen, None)


@pytest.mark.parametrize(
    "text", ["", "   ", "№", "%", "_", "'", '"', "*", "(", "-", "\\", "^", ":"]
)
def test_signs_alone_find_nothing_and_break_nothing(db: Store, text: str) -> None:
    stored_case(db)
    assert search(db, text) == []


@pytest.mark.parametrize("text", ["2026%", "1' or 1=1", '"сәр" OR 1', "сәр*", "NOT сәр", "a" * 500])
def test_signs_of_the_query_language_are_only_letters(db: Store, text: str) -> None:
    stored_case(db, number="2026/1")
    assert len(search(db, text)) <= 12


def test_no_more_is_given_than_asked_for(db: Store) -> None:
    for n in range(20):
        stored_pupil(db, first=f"Өркен{'абвгдежзиклмнопрстуф'[n]}")
    assert len(search(db, "сәр", limit=3)) == 3
    assert len(search(db, "сәр")) == 8
