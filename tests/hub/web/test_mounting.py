"""What holds on every page: headers, the proof of a form, errors."""

import hub_parts
import pytest
from hub_pages import Visitor, World

from dlschool.hub.accounts import Role
from dlschool.hub.office import Office
from dlschool.hub.web import mounting, pages


def test_every_answer_has_the_headers_that_keep_others_out(head: Visitor, world: World) -> None:
    answers = [head.get(path) for path in ("/", "/schools?as=xlsx", "/nowhere", "/page/page.css")]
    answers.append(head.client.post("/sign-out", data={}))
    answers.append(
        head.client.post("/language", data={"proof": head.proof}, follow_redirects=False)
    )
    assert [a.status_code for a in answers] == [200, 200, 404, 200, 403, 303]
    for found in answers:
        for name, value in mounting.HEADERS.items():
            assert found.headers[name] == value
    assert "'unsafe" not in mounting.HEADERS["Content-Security-Policy"]
    assert answers[0].headers["Cache-Control"] == "no-store"


def test_no_page_has_a_script_a_style_or_an_address_that_the_policy_forbids(
    head: Visitor, world: World
) -> None:
    import re

    for path in ("/", "/schools", f"/schools/{world.ours.school}", "/directives/call", "/staff"):
        text = head.get(path).text
        assert " style=" not in text
        assert "<style" not in text
        assert not re.search(r"\son\w+=", text)
        assert re.findall(r"<script[^>]*>(.*?)</script>", text, re.S) == ["", ""]
        assert not re.findall(r'(?:src|href|action)="(?!/|#)[^"]*"', text)


def test_cookies_are_for_this_host_only_and_out_of_reach_of_scripts(visitor: Visitor) -> None:
    said = visitor.client.get("/sign-in").headers["set-cookie"]
    assert said.startswith("__Host-dlschool=")
    for word in ("HttpOnly", "Secure", "SameSite=strict", "Path=/"):
        assert word.lower() in said.lower()
    assert "domain" not in said.lower()


def test_a_form_without_its_proof_or_with_another_ones_does_nothing_anywhere(
    head: Visitor, world: World
) -> None:
    import re

    import hub_pages

    before = hub_pages.dumped(world.office)
    deeds = [place for place in pages.every() if place.method == "POST"]
    for place in deeds:
        path = re.sub(r"\{(\w+):\w+\}", lambda f: str(world.ids["ours"][f.group(1)]), place.path)
        for proof in ({}, {"proof": "0" * 32}, {"proof": ""}):
            assert head.client.post(path, data=proof).status_code == 403, path
    assert hub_pages.dumped(world.office) == before
    assert head.get("/").url.path == "/", "still signed in"


def test_a_body_that_is_too_long_or_no_form_is_refused_in_few_words(
    head: Visitor, world: World
) -> None:
    long = head.client.post("/directives/call", data={"text_ru": "ұ" * mounting.MOST_BODY})
    assert long.status_code == 413
    odd = head.client.post(
        "/directives/call", content=b"\xff\xfe--x", headers={"content-type": "multipart/form-data"}
    )
    assert odd.status_code in (400, 403)


@pytest.mark.parametrize(
    "path", ["/schools/0", "/schools/9223372036854775808", "/schools/99999999999999999999999"]
)
def test_a_number_that_no_school_has_is_nowhere(head: Visitor, path: str) -> None:
    assert head.get(path).status_code == 404


@pytest.mark.parametrize(
    "question", ["page=0", "page=-1", "page=99999999", "page=x", "sort=x&back=9", "district=%27", "q=%00",
                 "state=%3Cscript%3E", "q=" + "x" * 2000],
)  # fmt: skip
def test_odd_questions_are_answered_with_a_page(head: Visitor, question: str) -> None:
    for path in ("/schools", "/reports", "/audit", "/directives/call"):
        found = head.get(f"{path}?{question}")
        assert found.status_code == 200, path
        assert "<script>" not in found.text


def test_what_people_typed_is_shown_and_never_run(visitor: Visitor, bureau: Office) -> None:
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    computer = hub_parts.school(bureau, evil, "394200000")
    hub_parts.tells(computer, last=evil)
    with bureau.db.transaction() as tx:
        tx.run("update devices set label = ?", evil)
        tx.run("insert into districts values ('394200000', ?, ?)", evil, evil)
    visitor.signed_in(hub_parts.person(bureau, "head", Role.HEAD, ""))
    for path in ("/", "/schools", "/schools/1", "/schools/1/cases", "/schools/1/envelopes",
                 "/reports", "/directives/call", "/staff", "/audit"):  # fmt: skip
        text = visitor.get(path).text
        assert "<script>alert" not in text, path
        assert "<img" not in text, path
    assert "&lt;script&gt;" in visitor.get("/schools").text


def test_a_fault_is_told_without_its_content(
    visitor: Visitor, bureau: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor.signed_in(hub_parts.person(bureau, "head", Role.HEAD, ""))

    def broken(*_: object) -> None:
        raise RuntimeError("құпия сөз")

    monkeypatch.setattr("dlschool.hub.web.listed.every", broken)
    found = visitor.get("/schools")
    assert found.status_code == 500
    assert "құпия" not in found.text
    assert "RuntimeError" not in found.text
    assert found.headers["Content-Security-Policy"]


def test_both_languages_have_every_page(head: Visitor, world: World) -> None:
    import re

    english = re.compile(r">\s*[A-Z][a-z]+(?: [a-z]+)+\s*<")
    for language in ("kk", "ru"):
        head.get("/")
        head.post("/language", to=language, back="/")
        for place in pages.every():
            if place.method == "GET" and place.role is not None:
                path = re.sub(
                    r"\{(\w+):\w+\}", lambda f: str(world.ids["ours"][f.group(1)]), place.path
                )
                text = head.get(path).text
                assert f'<html lang="{language}">' in text
                assert not english.findall(text), path
