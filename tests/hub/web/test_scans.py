"""A scan: asked for with a reason, given in pieces, opened by who may, noted."""

import hashlib
import json

import hub_parts
from hub_pages import Visitor, World, alert, status
from web_rows import rows

from dlschool.domain.access import SEALED_PAPERS
from dlschool.exchange import kinds
from dlschool.exchange.payload import Act, Op
from dlschool.hub.accounts import Role
from dlschool.hub.web import scans

CONTENT = b"%PDF-1.7 " + bytes(range(256)) * 400
FORM = {"paper": "application", "reason": "Шағым бойынша", "batch": "s1"}


def path(world: World) -> str:
    ids = world.ids["ours"]
    return f"/schools/{ids['school']}/cases/{ids['case']}"


def given(
    world: World, request: int, content: bytes = CONTENT, mime: str = "application/pdf"
) -> None:
    """As the school's program sends it."""
    kind = kinds.of("scan")
    pieces = [content[at : at + 32768] for at in range(0, len(content), 32768)]
    for part, piece in enumerate(pieces, 1):
        values = {
            "request": request, "paper": "application", "mime": mime, "part": part,
            "digest": hashlib.sha256(content).digest(), "parts": len(pieces), "content": piece,
        }  # fmt: skip
        world.ours.send([Op(kind.number, Act.NEW, 1, kind.numbered(values))])


def asked(head: Visitor, world: World) -> int:
    head.get(path(world))
    head.post(f"{path(world)}/scan", **FORM)
    with world.office.db.transaction() as tx:
        return int(tx.value("select number from directives where key = 'scan-request'"))


def test_a_scan_is_asked_for_by_the_schools_own_name_of_the_case(
    head: Visitor, world: World
) -> None:
    head.get(path(world))
    page = head.post(f"{path(world)}/scan", **FORM)
    assert status(page) == "Мектептен скан-көшірме сұралды."
    head.post(f"{path(world)}/scan", **FORM)
    with world.office.db.transaction() as tx:
        found = tx.rows("select content from directives where key = 'scan-request'")
    assert [json.loads(row["content"]) for row in found] == [
        {
            "record": 2,
            "paper": "application",
            "reason": "Шағым бойынша",
            "epoch": world.ours.epoch.hex(),
        }
    ]
    assert rows(page.text, "scans")[0][:2] == ["Өтініш", "Шағым бойынша"]


def test_it_needs_a_reason_and_sealed_papers_cannot_be_asked_for(
    head: Visitor, world: World
) -> None:
    head.get(path(world))
    page = head.post(f"{path(world)}/scan", **{**FORM, "reason": " "})
    assert page.status_code == 422
    assert alert(page)
    for paper in (*SEALED_PAPERS, "x"):
        assert head.post(f"{path(world)}/scan", **{**FORM, "paper": str(paper)}).status_code == 404
    assert not set(scans.asked_for()) & set(SEALED_PAPERS)


def test_a_whole_scan_is_opened_and_who_opened_it_is_noted(head: Visitor, world: World) -> None:
    number = asked(head, world)
    link = f"/schools/{world.ours.school}/scans/{number}"
    assert head.get(link).status_code == 404, "it has not come"
    given(world, number)
    assert link in head.get(path(world)).text
    found = head.get(link)
    assert found.content == CONTENT
    assert found.headers["content-type"] == "application/pdf"
    assert "attachment" in found.headers["content-disposition"]
    with world.office.db.transaction() as tx:
        assert tx.value("select who from audit where action = 'scan-opened'") == "ours"


def test_what_is_no_picture_and_no_document_is_not_given_out(head: Visitor, world: World) -> None:
    number = asked(head, world)
    given(world, number, b"<script>", "text/html")
    assert head.get(f"/schools/{world.ours.school}/scans/{number}").status_code == 404


def test_a_reader_opens_no_request(visitor: Visitor, world: World) -> None:
    visitor.signed_in(hub_parts.person(world.office, "reader", Role.READER, "394200000"))
    assert "/scan" not in visitor.get(path(world)).text.replace("scans", "")
    assert visitor.post(f"{path(world)}/scan", **FORM).status_code == 403
