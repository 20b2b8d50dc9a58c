"""Accounts: made, changed, blocked, given a new password; one's own password; districts' names."""

import re

import hub_parts
from hub_pages import Visitor, World, alert
from web_rows import rows

from dlschool.hub.accounts import Role


def test_a_head_makes_an_account_and_its_password_is_shown_once(
    head: Visitor, world: World
) -> None:
    head.get("/staff")
    page = head.post(
        "/staff", login="Marat", name="М. (ойдан)", role="operator", districts="394200000"
    )
    given = re.findall(r"\w{4}-\w{4}-\w{4}-\w{4}", page.text)
    assert len(given) == 1
    assert not re.findall(r"\w{4}-\w{4}-\w{4}-\w{4}", head.get("/staff").text)
    found = {row[0]: row[1:] for row in rows(head.get("/staff").text, "staff")}
    assert found["marat"][1] == "Оператор"
    head.client.cookies.clear()
    head.get("/sign-in")
    assert head.post("/sign-in", login="marat", password=given[0]).url.path == "/sign-in/first"


def test_what_is_wrong_with_an_account_is_said(head: Visitor, world: World) -> None:
    head.get("/staff")
    right = {"login": "marat", "name": "М.", "role": "reader", "districts": "394200000"}
    for wrong in (
        {"login": "x"},
        {"login": "a b"},
        {"name": ""},
        {"districts": ""},
        {"login": "ours"},
    ):
        page = head.post("/staff", **{**right, **wrong})
        assert page.status_code == 422, wrong
        assert alert(page)
    assert head.post("/staff", **{**right, "role": "owner"}).status_code == 404


def test_a_changed_account_sees_its_new_districts_and_a_blocked_one_nothing(
    visitor: Visitor, world: World
) -> None:
    wide = hub_parts.person(world.office, "respublika", Role.HEAD, "")
    other = hub_parts.person(world.office, "adam", Role.READER, "394200000")
    visitor.signed_in(wide)
    visitor.get(f"/staff/{other.id}")
    page = visitor.post(f"/staff/{other.id}", role="reader", districts="113600000", state="active")
    assert page.url.path == "/staff"
    assert "Олардың" in visitor.signed_in(other).get("/schools").text
    assert "Біздің" not in visitor.get("/schools").text
    visitor.signed_in(wide)
    visitor.post(f"/staff/{other.id}", role="reader", districts="113600000", state="blocked")
    visitor.client.cookies.clear()
    visitor.get("/sign-in")
    assert visitor.post("/sign-in", login="adam", password=other.password).status_code == 422


def test_nobody_takes_away_own_rights(head: Visitor, world: World) -> None:
    head.get(f"/staff/{world.head.id}")
    for change in ({"state": "blocked", "role": "head"}, {"state": "active", "role": "reader"}):
        page = head.post(f"/staff/{world.head.id}", districts="394200000", **change)
        assert page.status_code == 422
        assert alert(page)
    assert head.post(f"/staff/{world.head.id}/reset").status_code == 422
    assert head.get("/staff").status_code == 200


def test_a_reset_ends_the_telephone_the_password_and_the_sessions(
    visitor: Visitor, world: World
) -> None:
    other = hub_parts.person(world.office, "adam", Role.READER, "394200000")
    visitor.signed_in(other)
    cookie = visitor.client.cookies["__Host-dlschool"]
    visitor.signed_in(world.head)
    visitor.get(f"/staff/{other.id}")
    page = visitor.post(f"/staff/{other.id}/reset")
    given = re.findall(r"\w{4}-\w{4}-\w{4}-\w{4}", page.text)[0]
    visitor.client.cookies.clear()
    visitor.client.cookies.set("__Host-dlschool", cookie)
    assert visitor.get("/schools").url.path == "/sign-in"
    visitor.client.cookies.clear()
    visitor.get("/sign-in")
    assert visitor.post("/sign-in", login="adam", password=other.password).status_code == 422
    assert visitor.post("/sign-in", login="adam", password=given).url.path == "/sign-in/first"


def test_ones_own_password_needs_the_present_one_and_ends_other_sessions(
    head: Visitor, world: World
) -> None:
    elsewhere = head.client.cookies["__Host-dlschool"]
    head.signed_in(world.head)
    head.get("/own")
    new = "мүлде басқа құпиясөз"
    assert head.post("/own", old="қате", new=new, again=new).status_code == 422
    assert head.post("/own", old=world.head.password, new=new, again=new).status_code == 200
    assert head.get("/own").url.path == "/own"
    head.client.cookies.clear()
    head.client.cookies.set("__Host-dlschool", elsewhere)
    assert head.get("/own").url.path == "/sign-in"


def test_a_district_gets_its_names_in_both_languages(head: Visitor, world: World) -> None:
    head.get("/staff")
    head.post("/districts", code="394200000", name_kk="Аудан бір", name_ru="Район один")
    assert rows(head.get("/").text, "districts")[0][0] == "Аудан бір"
    head.post("/language", to="ru", back="/")
    assert rows(head.get("/").text, "districts")[0][0] == "Район один"
    for wrong in ({"code": "39"}, {"code": "abc"}, {"name_kk": ""}):
        data = {"code": "394200000", "name_kk": "А", "name_ru": "Р", **wrong}
        assert head.post("/districts", **data).status_code == 422
