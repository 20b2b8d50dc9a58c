"""What belongs to another district is not there: tried at every address, with every id."""

import re

import hub_pages
import hub_parts
import pytest
from hub_pages import Visitor, World

from dlschool.hub.accounts import Role
from dlschool.hub.web import pages
from dlschool.hub.web.places import Place

NAMES = ("school", "account", "batch")
"""What stands in an address and belongs to somebody."""
FORM = {
    "text": "түзетіңіз", "take": "other", "reason": "себебі", "role": "reader", "state": "active",
    "districts": "394200000",
}  # fmt: skip
THEIRS = ("Олардың", "Бөгдебаева", "olardiki", "Бөлімдегі olardiki", "theirs", "113600000")


def address(place: Place, ids: dict[str, object]) -> str:
    return re.sub(r"\{(\w+):\w+\}", lambda found: str(ids[found.group(1)]), place.path)


def owned(place: Place) -> bool:
    return any(f"{{{name}:" in place.path for name in NAMES)


def readable() -> list[Place]:
    return [p for p in pages.every() if p.method == "GET" and p.role and "rest" not in p.path]


def test_there_are_addresses_to_try() -> None:
    assert len([place for place in pages.every() if owned(place)]) >= 15


def test_every_address_with_an_id_of_another_district_is_nowhere_and_changes_nothing(
    head: Visitor, world: World
) -> None:
    ids = world.ids["theirs"]
    before = hub_pages.dumped(world.office)
    for place in filter(owned, pages.every()):
        path = address(place, ids)
        found = head.get(path) if place.method == "GET" else head.post(path, **FORM)
        assert found.status_code == 404, path
        shown = found.text.replace(path, "")
        assert not [word for word in THEIRS if word in shown], path
    assert hub_pages.dumped(world.office) == before


def test_an_id_of_another_school_under_ones_own_school_is_nowhere(
    head: Visitor, world: World
) -> None:
    """The school is one's own, what stands behind it is not."""
    mixed = {**world.ids["theirs"], "school": world.ours.school}
    before = hub_pages.dumped(world.office)
    behind = ("report", "case", "computer")
    tried = [p for p in pages.every() if any(f"{{{name}:" in p.path for name in behind)]
    assert len(tried) >= 7
    for place in tried:
        path = address(place, mixed)
        found = head.get(path) if place.method == "GET" else head.post(path, **FORM)
        assert found.status_code == 404, path
    assert hub_pages.dumped(world.office) == before


def test_the_same_addresses_with_ones_own_ids_are_there(head: Visitor, world: World) -> None:
    for place in readable():
        wanted = 404 if "{asked:" in place.path else 200  # no scan has come
        assert head.get(address(place, world.ids["ours"])).status_code == wanted, place.path


def test_no_page_and_no_excel_file_shows_anything_of_another_district(
    head: Visitor, world: World
) -> None:
    asked = ("", "?district=113600000", "?q=Олардың", "?page=2", "?sort=district&back=1")
    for place in readable():
        path = address(place, world.ids["ours"])
        for question in asked:
            text = head.get(path + question).text.replace("?district=113600000", "")
            text = re.sub(r'name="back" value="[^"]*"|value="Олардың"|href="[^"]*"', "", text)
            assert not [word for word in THEIRS if word in text], path + question
        if "{asked:" in place.path:
            continue  # a file already
        book = head.get(path + "?as=xlsx")
        assert book.headers["content-disposition"].endswith('.xlsx"'), path
        assert not [word for word in THEIRS if word in words_of(book.content)], path


def words_of(book: bytes) -> str:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(book)) as file:
        return "\n".join(
            file.read(name).decode() for name in file.namelist() if name.endswith("ml")
        )


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/directives/report-request", {"whom": "ticked", "schools": "THEIRS"}),
        ("/directives/report-request", {"whom": "113600000"}),
        ("/directives/report-request", {"whom": ""}),
        ("/staff", {"districts": "113600000"}),
        ("/staff", {"districts": "all"}),
        ("/staff", {"districts": "110000000"}),
        ("/districts", {"code": "113600000"}),
        ("/enrolments", {"district": "113600000"}),
        ("/trouble", {}),
    ],
)
def test_a_form_that_names_another_district_is_nowhere_and_changes_nothing(
    head: Visitor, world: World, path: str, form: dict[str, str]
) -> None:
    before = hub_pages.dumped(world.office)
    data = {
        "period": "term", "start": "2026-11-02", "until": "2026-12-27", "due": "2026-12-30",
        "batch": "abc", "login": "janasy", "name": "Жаңа", "role": "reader", "name_kk": "Аты",
        "name_ru": "Имя", "bin": "050140001238", "level": "totals", **form,
    }  # fmt: skip
    data["schools"] = [str(world.ours.school), str(world.theirs.school)]
    assert head.post(path, **data).status_code in (404, 405)
    assert hub_pages.dumped(world.office) == before


def test_a_question_about_a_school_of_another_district_is_nowhere(
    head: Visitor, world: World
) -> None:
    assert head.get(f"/trouble?school={world.theirs.school}").status_code == 404
    assert head.get(f"/trouble?school={world.ours.school}").status_code == 200


def test_a_school_of_another_district_cannot_be_connected_by_its_number(
    head: Visitor, world: World
) -> None:
    with world.office.db.transaction() as tx:
        tx.run("update schools set bin = '050140001238' where id = ?", world.theirs.school)
        tx.run("insert into districts values ('394200000', 'Аудан', 'Район')")
    before = hub_pages.dumped(world.office)
    found = head.post(
        "/enrolments", bin="050140001238", name_kk="Аты", name_ru="Имя", district="394200000",
        level="totals", until="2026-12-01",
    )  # fmt: skip
    assert found.status_code == 422
    assert not [word for word in THEIRS if word in found.text]
    assert hub_pages.dumped(world.office) == before


def test_the_region_sees_its_districts_and_no_other_region(visitor: Visitor, world: World) -> None:
    region = hub_parts.person(world.office, "oblys", Role.READER, "390000000")
    page = visitor.signed_in(region).get("/schools").text
    assert "Біздің" in page
    assert "Олардың" not in page


def test_who_sees_all_sees_both(visitor: Visitor, world: World) -> None:
    everywhere = hub_parts.person(world.office, "respublika", Role.READER, "")
    page = visitor.signed_in(everywhere).get("/schools").text
    assert "Біздің" in page
    assert "Олардың" in page


def test_a_head_of_a_district_does_not_see_who_has_wider_rights(
    head: Visitor, world: World
) -> None:
    wide = hub_parts.person(world.office, "respublika", Role.HEAD, "")
    assert "respublika" not in head.get("/staff").text
    assert head.get(f"/staff/{wide.id}").status_code == 404
    assert head.post(f"/staff/{wide.id}/reset").status_code == 404


@pytest.mark.parametrize("role", [Role.READER, Role.OPERATOR])
def test_what_the_role_may_not_do_is_refused_at_every_address(
    visitor: Visitor, world: World, role: Role
) -> None:
    person = hub_parts.person(world.office, "adam", role, "394200000")
    visitor.signed_in(person)
    ids = {**world.ids["ours"], "account": person.id}
    before = hub_pages.dumped(world.office)
    beyond = [p for p in pages.every() if p.role and not role.holds(p.role)]
    assert beyond
    for place in beyond:
        path = address(place, ids)
        found = visitor.get(path) if place.method == "GET" else visitor.post(path, **FORM)
        assert found.status_code == 403, path
    assert hub_pages.dumped(world.office) == before


def test_who_is_not_signed_in_is_sent_to_the_sign_in_from_everywhere(
    visitor: Visitor, world: World
) -> None:
    visitor.get("/sign-in")
    for place in pages.every():
        if place.role is None:
            continue
        path = address(place, world.ids["ours"])
        if place.method == "GET":
            found = visitor.client.get(path, follow_redirects=False)
        else:
            found = visitor.post(path, follow=False, **FORM)
        assert (found.status_code, found.headers["location"]) == (303, "/sign-in"), path
