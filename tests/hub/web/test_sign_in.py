"""Into the pages: a password and a telephone, and nobody by guessing."""

import re

import hub_parts
import pyotp
from hub_pages import Visitor, alert

from dlschool.hub import accounts, sessions
from dlschool.hub.accounts import Role
from dlschool.hub.office import Office

OWN = "жаңа ұзын құпиясөз"


def begun(office: Office, login: str = "aigul") -> str:
    """An account that never signed in; its one-time password."""
    with office.db.transaction() as tx:
        return accounts.make(tx, login, "Айгүл (ойдан)", Role.OPERATOR, [""], office.at())


def test_the_first_sign_in_asks_for_an_own_password_and_a_telephone(
    visitor: Visitor, bureau: Office
) -> None:
    given = begun(bureau)
    visitor.get("/")
    page = visitor.post("/sign-in", login="Aigul", password=given)
    assert page.url.path == "/sign-in/first"
    assert "<svg" in page.text
    key = "".join(re.findall(r"(?:\b[A-Z2-7]{4}\b ?){8}", page.text)[0].split())
    page = visitor.post("/sign-in/first", new=OWN, again=OWN, code=visitor.code(key))
    assert page.url.path == "/"
    assert "Айгүл" in page.text
    visitor.client.cookies.clear()
    visitor.clock.pass_(minutes=2)
    visitor.get("/sign-in")
    assert visitor.post("/sign-in", login="aigul", password=given).status_code == 422
    assert visitor.post("/sign-in", login="aigul", password=OWN).url.path == "/sign-in/code"


def test_a_password_that_is_easy_to_guess_or_mistyped_is_refused_and_nothing_is_kept(
    visitor: Visitor, bureau: Office
) -> None:
    given = begun(bureau)
    visitor.get("/sign-in")
    page = visitor.post("/sign-in", login="aigul", password=given)
    key = "".join(re.findall(r"(?:\b[A-Z2-7]{4}\b ?){8}", page.text)[0].split())
    for new, again in (
        ("қысқа", "қысқа"),
        ("aigulaigulaigul", "aigulaigulaigul"),
        (OWN, OWN + "!"),
    ):
        page = visitor.post("/sign-in/first", new=new, again=again, code=visitor.code(key))
        assert page.status_code == 422
        assert alert(page)
        assert key[:4] in page.text, "the same secret is offered again"
    with bureau.db.transaction() as tx:
        assert tx.value("select secret from accounts where login = 'aigul'") is None


def test_a_wrong_code_is_refused_and_a_right_one_works_once(
    visitor: Visitor, bureau: Office
) -> None:
    person = hub_parts.person(bureau, "adam", Role.READER, "")
    visitor.get("/sign-in")
    visitor.post("/sign-in", login="adam", password=person.password)
    assert visitor.post("/sign-in/code", code="000000").status_code == 422
    code = visitor.code(person.secret)
    assert visitor.post("/sign-in/code", code=code).url.path == "/"
    visitor.client.cookies.clear()
    visitor.get("/sign-in")
    visitor.post("/sign-in", login="adam", password=person.password)
    assert visitor.post("/sign-in/code", code=code).status_code == 422
    visitor.clock.pass_(seconds=60)
    assert visitor.post("/sign-in/code", code=visitor.code(person.secret)).url.path == "/"


def test_an_unknown_name_and_a_wrong_password_get_the_same_answer(
    visitor: Visitor, bureau: Office
) -> None:
    hub_parts.person(bureau, "adam", Role.READER, "")
    visitor.get("/sign-in")
    known = visitor.post("/sign-in", login="adam", password="қате құпиясөз")
    unknown = visitor.post("/sign-in", login="bireu", password="қате құпиясөз")
    assert (known.status_code, alert(known)) == (unknown.status_code, alert(unknown))


def test_guessing_is_slowed_down_even_for_the_right_password_until_the_pause_is_over(
    visitor: Visitor, bureau: Office
) -> None:
    person = hub_parts.person(bureau, "adam", Role.READER, "")
    visitor.get("/sign-in")
    wrong = [visitor.post("/sign-in", login="adam", password=f"қате {n}") for n in range(5)]
    assert len({alert(page) for page in wrong}) == 1
    page = visitor.post("/sign-in", login="adam", password=person.password)
    assert page.status_code == 422
    assert alert(page) != alert(wrong[0])
    visitor.clock.pass_(minutes=16)
    assert (
        visitor.post("/sign-in", login="adam", password=person.password).url.path == "/sign-in/code"
    )


def test_codes_cannot_be_tried_out_either(visitor: Visitor, bureau: Office) -> None:
    person = hub_parts.person(bureau, "adam", Role.READER, "")
    visitor.get("/sign-in")
    visitor.post("/sign-in", login="adam", password=person.password)
    for n in range(5):
        visitor.post("/sign-in/code", code=f"00000{n}")
    assert visitor.post("/sign-in/code", code=visitor.code(person.secret)).status_code == 422


def test_one_address_cannot_try_many_names(visitor: Visitor, bureau: Office) -> None:
    person = hub_parts.person(bureau, "adam", Role.READER, "")
    with bureau.db.transaction() as tx:
        for _ in range(30):
            assert (
                sessions.attempt(tx, "address:testclient", int(visitor.clock().timestamp()), 30)
                == 0
            )
    visitor.get("/sign-in")
    assert visitor.post("/sign-in", login="adam", password=person.password).status_code == 422


def test_the_second_step_without_the_first_leads_back(visitor: Visitor, bureau: Office) -> None:
    person = hub_parts.person(bureau, "adam", Role.READER, "")
    for path in ("/sign-in/code", "/sign-in/first"):
        assert visitor.get(path).url.path == "/sign-in"
        assert visitor.post(path, code=visitor.code(person.secret)).url.path == "/sign-in"


def test_the_password_alone_opens_no_page(visitor: Visitor, bureau: Office) -> None:
    person = hub_parts.person(bureau, "adam", Role.READER, "")
    visitor.get("/sign-in")
    visitor.post("/sign-in", login="adam", password=person.password)
    assert visitor.get("/schools").url.path == "/sign-in"


def test_a_session_ends_when_idle_at_last_and_when_signed_out(
    visitor: Visitor, bureau: Office
) -> None:
    person = hub_parts.person(bureau, "adam", Role.READER, "")
    visitor.signed_in(person)
    for _ in range(3):
        visitor.clock.pass_(minutes=29)
        assert visitor.get("/schools").url.path == "/schools"
    visitor.clock.pass_(minutes=31)
    assert visitor.get("/schools").url.path == "/sign-in"
    visitor.signed_in(person)
    for _ in range(21):
        visitor.clock.pass_(minutes=29)
        visitor.get("/schools")
    assert visitor.get("/schools").url.path == "/sign-in"
    visitor.signed_in(person)
    old = dict(visitor.client.cookies)
    visitor.get("/schools")
    visitor.post("/sign-out")
    visitor.client.cookies.update(old)
    assert visitor.get("/schools").url.path == "/sign-in"


def test_signing_in_changes_the_cookie_so_that_a_planted_one_is_worth_nothing(
    visitor: Visitor, bureau: Office
) -> None:
    person = hub_parts.person(bureau, "adam", Role.READER, "")
    visitor.get("/sign-in")
    planted = visitor.client.cookies["__Host-dlschool"]
    visitor.signed_in(person)
    assert visitor.client.cookies["__Host-dlschool"] != planted
    visitor.client.cookies.clear()
    visitor.client.cookies.set("__Host-dlschool", planted)
    assert visitor.get("/schools").url.path == "/sign-in"


def test_the_cookie_is_no_key_that_the_database_holds(visitor: Visitor, bureau: Office) -> None:
    visitor.signed_in(hub_parts.person(bureau, "adam", Role.READER, ""))
    token = visitor.client.cookies["__Host-dlschool"]
    with bureau.db.transaction() as tx:
        kept = [bytes(row["token"]) for row in tx.rows("select token from sessions")]
    assert kept
    assert token.encode() not in kept


def test_a_blocked_person_is_out_at_once(visitor: Visitor, bureau: Office) -> None:
    person = hub_parts.person(bureau, "adam", Role.READER, "")
    hub_parts.person(bureau, "head", Role.HEAD, "")
    visitor.signed_in(person)
    with bureau.db.transaction() as tx:
        accounts.change(tx, person.id, Role.READER, False)
    assert visitor.get("/schools").url.path == "/sign-in"
    visitor.get("/sign-in")
    assert visitor.post("/sign-in", login="adam", password=person.password).status_code == 422


def test_the_language_is_kept_and_leads_back_to_this_hub_only(
    visitor: Visitor, bureau: Office
) -> None:
    assert 'lang="kk"' in visitor.get("/sign-in").text
    page = visitor.post("/language", to="ru", back="/sign-in")
    assert page.url.path == "/sign-in"
    assert '<html lang="ru">' in page.text
    for back in ("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"):
        found = visitor.post("/language", follow=False, to="kk", back=back)
        assert found.headers["location"] == "/"


def test_the_telephone_gets_the_name_of_the_person_and_of_the_program(bureau: Office) -> None:
    from dlschool.hub import second_factor

    said = pyotp.parse_uri(second_factor.address(second_factor.new(), "aigul"))
    assert (said.name, said.issuer) == ("aigul", "dlschool")
