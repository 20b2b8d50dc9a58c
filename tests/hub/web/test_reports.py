"""Reports: asked for, late, come, read, accepted, returned."""

import hub_parts
from hub_pages import Visitor, World, alert, status
from web_rows import rows

from dlschool.exchange import kinds, payload, wire
from dlschool.hub import outgoing, streams
from dlschool.hub.accounts import Role
from dlschool.hub.office import Office


def standing(visitor: Visitor, question: str = "") -> list[str]:
    return [row[3] for row in rows(visitor.get(f"/reports{question}").text, "reports")]


def test_a_report_that_came_waits_to_be_read_and_one_that_was_asked_for_is_waited_for(
    head: Visitor, world: World
) -> None:
    assert standing(head) == ["қаралмаған", "күтілуде"]
    assert standing(head, "?state=came") == ["қаралмаған"]


def test_a_report_that_is_not_there_on_its_day_is_late(head: Visitor, world: World) -> None:
    head.clock.pass_(days=40)
    head.signed_in(world.head)
    assert standing(head) == ["кешіктірілген", "қаралмаған"]
    assert "/reports?state=late" in head.get("/").text


def test_accepting_tells_the_school_and_takes_it_from_the_list_of_what_waits(
    head: Visitor, world: World
) -> None:
    ids = world.ids["ours"]
    path = f"/schools/{ids['school']}/reports/{ids['report']}"
    head.get(path)
    page = head.post(f"{path}/accept")
    assert status(page) == "Есеп қабылданды."
    assert standing(head) == ["күтілуде", "қабылданған"]
    assert ("remark", "accepted") in [(key, said.get("state")) for key, said in heard(world)]


def test_returning_needs_words_and_the_school_gets_them(head: Visitor, world: World) -> None:
    ids = world.ids["ours"]
    path = f"/schools/{ids['school']}/reports/{ids['report']}"
    head.get(path)
    page = head.post(f"{path}/return", text="  ")
    assert page.status_code == 422
    assert alert(page)
    head.post(f"{path}/return", text="5-сынып көрсетілмеген")
    assert standing(head) == ["қайтарылған", "күтілуде"]
    said = [said for key, said in heard(world) if key == "remark"]
    assert [each["text"] for each in said] == ["5-сынып көрсетілмеген"]


def test_a_corrected_version_of_a_returned_report_waits_to_be_read_again(
    head: Visitor, world: World
) -> None:
    ids = world.ids["ours"]
    path = f"/schools/{ids['school']}/reports/{ids['report']}"
    head.get(path)
    head.post(f"{path}/return", text="Түзетіңіз")
    (no,) = world.ours.says(("report", hub_parts.report_of(2)))
    assert standing(head) == ["қаралмаған", "күтілуде"]
    assert head.get(path).status_code == 404, "an older version is no longer judged"
    newest = f"/schools/{ids['school']}/reports/{world.ours.record(no)}"
    assert head.get(newest).status_code == 200


def test_a_report_answers_the_request_for_the_same_days(visitor: Visitor, bureau: Office) -> None:
    school = hub_parts.school(bureau, "А", "394200000")
    visitor.signed_in(hub_parts.person(bureau, "op", Role.OPERATOR, "394200000"))
    visitor.get("/directives/report-request")
    visitor.post(
        "/directives/report-request", period="term", start="2026-09-01", until="2026-10-25",
        due="2026-11-25", whom="all", batch="a1",
    )  # fmt: skip
    assert standing(visitor) == ["күтілуде"]
    school.says(("report", hub_parts.report_of(1)))
    assert standing(visitor) == ["қаралмаған"]


def test_the_report_shows_its_figures_with_their_sums(head: Visitor, world: World) -> None:
    ids = world.ids["ours"]
    text = head.get(f"/schools/{ids['school']}/reports/{ids['report']}").text
    from dlschool.domain.report import TABLES

    code = next(t.code for t in TABLES if 501 in [key.number for key in t.numbered()])
    assert "3" in [cell for row in rows(text, f"t-{code}") for cell in row]


def test_a_reader_sees_a_report_and_no_button_to_judge_it(visitor: Visitor, world: World) -> None:
    ids = world.ids["ours"]
    visitor.signed_in(hub_parts.person(world.office, "reader", Role.READER, "394200000"))
    text = visitor.get(f"/schools/{ids['school']}/reports/{ids['report']}").text
    assert "/accept" not in text
    assert "/return" not in text


def heard(world: World) -> list[tuple[str, dict[str, object]]]:
    """What the school's computer would hear now: kinds and fields by key."""
    office, of = world.office, world.ours
    life = b"life"
    with office.db.transaction() as tx:
        to = streams.sender(tx, of.no)
        while outgoing.seal(tx, to, office.newest, life, office.at(), office.minutes()):
            pass
        found = [
            bytes(row["content"])
            for row in tx.rows("select content from down where device = ? order by seq", of.no)
        ]
    answer = []
    for content in found:
        envelope = wire.first(content)
        assert envelope is not None
        ops = payload.unpacked(wire.opened(envelope, of.mark, of.pair)).ops
        for op in ops:
            kind = kinds.down()[op.kind]
            answer.append((kind.key, kind.named(op.fields)))
    return answer
