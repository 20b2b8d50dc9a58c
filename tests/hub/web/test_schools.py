"""Overview, the list of schools, a school with its cases."""

import io

import hub_parts
import openpyxl
from hub_pages import Visitor, World
from web_rows import rows

from dlschool.hub.accounts import Role
from dlschool.hub.office import Office
from dlschool.hub.web import schools


def test_the_overview_counts_cases_in_force_by_district_and_ground(
    visitor: Visitor, bureau: Office
) -> None:
    for name, district, ground in (
        ("А", "394200000", "health"), ("Ә", "394200000", "weather"), ("Б", "113600000", "health")
    ):  # fmt: skip
        hub_parts.tells(hub_parts.school(bureau, name, district), ground)
    visitor.signed_in(hub_parts.person(bureau, "head", Role.HEAD, ""))
    found = rows(visitor.get("/").text, "districts")
    assert [row[1:] for row in found] == [
        ["1", "1", "0", "0", "0", "0", "1", "1"],
        ["2", "1", "0", "0", "0", "1", "2", "2"],
        ["3", "2", "0", "0", "0", "1", "3", "3"],
    ]
    visitor.clock.pass_(days=60)
    visitor.signed_in(hub_parts.person(bureau, "head2", Role.HEAD, ""))
    after = rows(visitor.get("/").text, "districts")
    assert [row[7] for row in after] == ["0", "0", "0"], "the orders are over"


def test_a_return_order_and_an_annulled_order_end_a_case(visitor: Visitor, bureau: Office) -> None:
    from datetime import date

    school = hub_parts.school(bureau, "А", "394200000")
    hub_parts.tells(school)
    visitor.signed_in(hub_parts.person(bureau, "head", Role.HEAD, ""))
    assert rows(visitor.get("/schools").text, "schools")[0][-1] == "1"
    school.says(("order", {"case": 2, "kind": "return", "start": date(2026, 11, 20)}))
    assert rows(visitor.get("/schools").text, "schools")[0][-1] == "0"


def test_the_figures_of_a_report_speak_for_a_school_that_tells_no_cases(
    visitor: Visitor, bureau: Office
) -> None:
    from dlschool.domain.report import KEYS

    school = hub_parts.school(bureau, "А", "394200000", "totals")
    figures = {KEYS["cases_family_running_end"].number: 4}
    school.says(("report", {**hub_parts.report_of(1), "totals": figures}))
    visitor.signed_in(hub_parts.person(bureau, "head", Role.HEAD, ""))
    assert rows(visitor.get("/").text, "districts")[0][4] == "4"
    assert rows(visitor.get(f"/schools/{school.school}/cases").text, "cases") == []


def test_schools_are_found_by_words_district_and_trouble_and_sorted_as_kazakh_does(
    visitor: Visitor, bureau: Office
) -> None:
    made = {name: hub_parts.school(bureau, name, "394200000") for name in ("Ыс", "Ақ", "Үш", "Әл")}
    hub_parts.tells(made["Үш"])
    hub_parts.tells(hub_parts.school(bureau, "Бар", "113600000"))
    visitor.signed_in(hub_parts.person(bureau, "head", Role.HEAD, ""))

    def named(question: str) -> list[str]:
        return [
            row[0].split()[0] for row in rows(visitor.get(f"/schools?{question}").text, "schools")
        ]

    assert named("") == ["Ақ", "Әл", "Бар", "Үш", "Ыс"]
    assert named("sort=name&back=1") == ["Ыс", "Үш", "Бар", "Әл", "Ақ"]
    assert named("q=үш") == ["Үш"]
    assert named("q=" + bin_of(bureau, made["Ыс"].school)) == ["Ыс"]
    assert named("district=113600000") == ["Бар"]
    assert named("state=quiet") == ["Ақ", "Әл", "Ыс"]
    assert named("state=behind") == ["Бар", "Үш"]
    assert named("sort=contact&back=1")[:2] == ["Бар", "Үш"]
    visitor.clock.pass_(days=15)
    visitor.signed_in(hub_parts.person(bureau, "head2", Role.HEAD, ""))
    assert len(named("state=quiet")) == 5


def bin_of(office: Office, school: int) -> str:
    with office.db.transaction() as tx:
        return str(tx.value("select bin from schools where id = ?", school))


def test_a_long_list_comes_in_pages_and_whole_in_excel(visitor: Visitor, bureau: Office) -> None:
    many = schools.ON_PAGE + 3
    for n in range(many):
        hub_parts.school(bureau, f"Мектеп {n:02}", "394200000")
    visitor.signed_in(hub_parts.person(bureau, "head", Role.HEAD, ""))
    first, second = (rows(visitor.get(f"/schools?page={n}").text, "schools") for n in (1, 2))
    assert (len(first), len(second)) == (schools.ON_PAGE, 3)
    book = openpyxl.load_workbook(io.BytesIO(visitor.get("/schools?page=2&as=xlsx").content))
    sheet = book.worksheets[0]
    assert sheet.max_row == many + 3
    assert sheet["A4"].value == f"Мектеп 00 мектебі ({first[0][0].split()[-1]})"


def test_a_school_shows_what_it_told(head: Visitor, world: World) -> None:
    text = head.get(f"/schools/{world.ours.school}").text
    kinds = dict(rows(text, "told"))
    assert kinds["Іс"] == "1"
    assert rows(text, "readiness")[0][:2] == ["Байланыс арналары", "Орындалмаған"]
    assert rows(text, "computers")[0][1] == "Кеңсе"
    assert rows(text, "directives")[0][1] == "Есеп сұрау"


def test_a_case_shows_its_decision_order_material_and_sitting(head: Visitor, world: World) -> None:
    ids = world.ids["ours"]
    text = head.get(f"/schools/{ids['school']}/cases/{ids['case']}").text
    assert rows(text, "decision")[0][:3] == ["Педагогикалық кеңес", "08.09.2026", "Ауыстыру"]
    assert rows(text, "order")[0][2:4] == ["44", "09.09.2026"]
    assert rows(text, "issue")[0] == ["Оқулықтар", "12.09.2026"]
    assert rows(text, "sitting")[0][:3] == ["Математика", "БЖБ", "1"]


def test_who_looked_at_names_is_noted(head: Visitor, world: World) -> None:
    ids = world.ids["ours"]
    for path in ("cases", f"cases/{ids['case']}"):
        assert "Өзімбаева" in head.get(f"/schools/{ids['school']}/{path}").text
    with world.office.db.transaction() as tx:
        rows = tx.rows("select who, school from audit where action = 'names-seen'")
    assert [(row["who"], row["school"]) for row in rows] == [("ours", ids["school"])] * 2


def test_cases_without_names_are_shown_without_a_note(visitor: Visitor, bureau: Office) -> None:
    school = hub_parts.school(bureau, "А", "394200000", "cases")
    (pupil,) = school.says(("pupil", {"grade": 5}))
    school.says(("case", {"number": "7", "pupil": pupil, "ground": "health"}))
    visitor.signed_in(hub_parts.person(bureau, "head", Role.HEAD, ""))
    assert rows(visitor.get(f"/schools/{school.school}/cases").text, "cases")[0][:2] == [
        "7",
        "5-сынып",
    ]
    with bureau.db.transaction() as tx:
        assert not tx.rows("select 1 from audit where action = 'names-seen'")


def test_envelopes_stand_in_their_order_with_their_state(head: Visitor, world: World) -> None:
    found = rows(head.get(f"/schools/{world.ours.school}/envelopes").text, "envelopes")
    assert int(found[0][0]) > int(found[-1][0])
    assert {row[-1] for row in found} <= {"өңделді", "бөлек қойылған"}


def test_what_a_school_wrote_after_the_first_look_is_there_at_the_next(
    head: Visitor, world: World
) -> None:
    before = rows(head.get("/schools").text, "schools")[0][-1]
    world.ours.says(("case", {"number": "13", "ground": "health"}))
    from datetime import date

    world.ours.says(
        ("order", {"case": world.ours.numbers, "kind": "transfer", "start": date(2026, 11, 1)})
    )
    assert rows(head.get("/schools").text, "schools")[0][-1] == str(int(before) + 1)
