"""Connecting a school on the pages: a code, a request with six words, approved or declined; revoked."""

import re
from datetime import date

import hub_parts
import pytest
from hub_pages import Visitor, alert, status
from web_rows import rows

from dlschool.domain.text import Text
from dlschool.exchange import armour, keys, pairing, words
from dlschool.exchange.pairing_values import Request
from dlschool.hub import department, enrolment
from dlschool.hub.accounts import Role
from dlschool.hub.department import Department
from dlschool.hub.office import Office

BIN = "050140001238"
FORM = {
    "bin": BIN, "name_kk": "Үшбұлақ мектебі", "name_ru": "Школа Ушбулак", "district": "394200000",
    "level": "cases", "until": "2026-12-05",
}  # fmt: skip


@pytest.fixture
def chief(visitor: Visitor, bureau: Office) -> Visitor:
    """The head of a district that has a name, in a department that is described."""
    with bureau.db.transaction() as tx:
        department.keep(tx, Department(Text("Басқарма", "Управление"), "", ()))
        tx.run("insert into districts values ('394200000', 'Аудан', 'Район')")
    return visitor.signed_in(hub_parts.person(bureau, "chief", Role.HEAD, "394200000"))


def enrolled(chief: Visitor) -> bytes:
    """The content of the code that the page shows."""
    chief.get("/enrolments")
    page = chief.post("/enrolments", **FORM)
    assert page.status_code == 200, alert(page)
    assert "<svg" in page.text
    found = re.search(r'name="line" value="(\w+)"', page.text)
    assert found
    return armour.read(found.group(1))


def asks(office: Office, content: bytes) -> tuple[int, tuple[str, ...]]:
    """A school opens the code and asks; its device's number and the six words of its screen."""
    said = pairing.read_enrolment(content)
    mine = keys.new()
    to = keys.Public(said.sign, said.seal, said.key)
    public = mine.public
    asked = Request(said.school, said.code, public.sign, public.seal, "Кеңсе", "0.3")
    assert enrolment.heard(office, pairing.request(asked, mine, to)).status == 202
    with office.db.transaction() as tx:
        no = int(tx.value("select max(no) from devices"))
    return no, words.of(said.school, to, mine.public)


def test_a_code_is_a_file_and_a_picture_that_a_school_can_open(
    chief: Visitor, bureau: Office
) -> None:
    content = enrolled(chief)
    said = pairing.read_enrolment(content)
    assert (said.bin, said.until) == (BIN, date(2026, 12, 5))
    file = chief.post("/enrolments/file", line=armour.one_line(content), bin=BIN)
    assert file.headers["content-disposition"] == f'attachment; filename="dlschool-{BIN}.dlx"'
    assert armour.read(file.text) == content
    assert rows(chief.get("/enrolments").text, "codes")[0][0] == "Үшбұлақ мектебі"


def test_a_file_is_made_of_a_real_code_only(chief: Visitor) -> None:
    chief.get("/enrolments")
    for line in ("", "MRWHQ", "<script>", "MRWHQAAAA" * 20):
        assert chief.post("/enrolments/file", line=line, bin=BIN).status_code == 404


def test_a_request_shows_the_six_words_and_is_approved(chief: Visitor, bureau: Office) -> None:
    no, said = asks(bureau, enrolled(chief))
    waiting = rows(chief.get("/enrolments").text, "waiting")
    assert waiting[0][3] == " · ".join(said)
    assert len(said) == 6
    page = chief.post(f"/schools/1/computers/{no}/approve")
    assert status(page)
    assert rows(page.text, "waiting") == []
    assert rows(chief.get("/schools/1").text, "computers")[0][2] == "қосылған"


def test_a_declined_request_is_gone_and_cannot_be_approved(chief: Visitor, bureau: Office) -> None:
    no, _ = asks(bureau, enrolled(chief))
    chief.get("/enrolments")
    chief.post(f"/schools/1/computers/{no}/decline")
    page = chief.post(f"/schools/1/computers/{no}/approve")
    assert page.status_code == 422
    assert rows(chief.get("/schools/1").text, "computers")[0][2] == "қабылданбаған"


def test_a_computer_is_revoked_with_a_reason(chief: Visitor, bureau: Office) -> None:
    school = hub_parts.school(bureau, "А", "394200000")
    path = f"/schools/{school.school}/computers/{school.no}/revoke"
    chief.get(f"/schools/{school.school}")
    assert chief.post(path, reason=" ").status_code == 422
    page = chief.post(path, reason="Компьютер ұрланды")
    assert page.url.path == f"/schools/{school.school}"
    assert rows(page.text, "computers")[0][2] == "рұқсаты кері алынған"


@pytest.mark.parametrize(
    "wrong", [{"bin": "1"}, {"name_ru": ""}, {"until": "2026-11-01"}, {"until": "x"}]
)
def test_what_is_wrong_with_a_code_is_said(
    chief: Visitor, bureau: Office, wrong: dict[str, str]
) -> None:
    chief.get("/enrolments")
    page = chief.post("/enrolments", **{**FORM, **wrong})
    assert page.status_code == 422
    assert alert(page)
    with bureau.db.transaction() as tx:
        assert tx.value("select count(*) from enrolments") == 0


def test_a_department_that_was_not_described_makes_no_codes(
    visitor: Visitor, bureau: Office
) -> None:
    with bureau.db.transaction() as tx:
        tx.run("insert into districts values ('394200000', 'Аудан', 'Район')")
    visitor.signed_in(hub_parts.person(bureau, "chief", Role.HEAD, "394200000"))
    visitor.get("/enrolments")
    page = visitor.post("/enrolments", **FORM)
    assert page.status_code == 422
    assert alert(page)
