"""Who did what: every deed leaves a line, seen by the head of the district."""

from hub_pages import Visitor, World
from web_rows import rows


def test_every_deed_leaves_a_line(head: Visitor, world: World) -> None:
    ids = world.ids["ours"]
    head.get("/trouble")
    head.post(f"/schools/{ids['school']}/conflicts/1", take="current")
    head.get(f"/schools/{ids['school']}/reports/{ids['report']}")
    head.post(f"/schools/{ids['school']}/reports/{ids['report']}/accept")
    head.get("/schools?as=xlsx")
    found = [row[1:4] for row in rows(head.get("/audit").text, "audit")]
    assert found == [
        ["ours", "Excel файлына сақталды", ""],
        ["ours", "есеп қабылданды", "Біздің мектебі"],
        ["ours", "қайшылық шешілді", "Біздің мектебі"],
        ["ours", "кірді", ""],
    ]


def test_wrong_passwords_are_noted_under_the_account(head: Visitor, world: World) -> None:
    head.client.cookies.clear()
    head.get("/sign-in")
    head.post("/sign-in", login="ours", password="қате")
    head.signed_in(world.head)
    assert "құпиясөз қате" in [row[2] for row in rows(head.get("/audit").text, "audit")]


def test_the_audit_names_no_pupil(head: Visitor, world: World) -> None:
    head.get(f"/schools/{world.ours.school}/cases")
    text = head.get("/audit").text
    assert "аты-жөндер қаралды" in text
    assert "Өзімбаева" not in text
