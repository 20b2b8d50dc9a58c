"""Differences and quarantine: seen with both values, decided once, told to the school."""

import hub_parts
from hub_pages import Visitor, World, alert, status
from web_rows import rows

from dlschool.hub.accounts import Role


def test_a_difference_shows_both_values_and_whose_they_are(head: Visitor, world: World) -> None:
    found = rows(head.get("/trouble").text, "conflicts")
    assert [row[:5] for row in found] == [
        ["Біздің мектебі", "Мектеп", "Қазақша атауы", "Бөлімдегі bizdin білім бөлімі",
         "Мектептегі bizdin Кеңсе"]
    ]  # fmt: skip


def test_a_decision_writes_the_chosen_value_and_leaves_the_list(
    head: Visitor, world: World
) -> None:
    head.get("/trouble")
    path = f"/schools/{world.ours.school}/conflicts/1"
    page = head.post(path, take="other")
    assert status(page)
    assert rows(page.text, "conflicts") == []
    assert rows(page.text, "decided")[0][3:] == ["Мектептегі bizdin", "ours"]
    again = head.post(path, take="current")
    assert again.status_code == 422
    assert alert(again)
    with world.office.db.transaction() as tx:
        row = tx.row("select state, who from conflicts where school = ?", world.ours.school)
        kept = tx.rows("select content from acts where kind = 'resolve'")
    assert row == {"state": "resolved", "who": "ours"}
    assert len(kept) == 1


def test_what_is_no_choice_is_nowhere(head: Visitor, world: World) -> None:
    head.get("/trouble")
    assert head.post(f"/schools/{world.ours.school}/conflicts/1", take="third").status_code == 404
    assert head.post(f"/schools/{world.ours.school}/conflicts/99", take="other").status_code == 404


def test_quarantine_says_what_and_why_and_is_put_away_with_a_word(
    head: Visitor, world: World
) -> None:
    found = rows(head.get("/trouble").text, "quarantine")
    assert [row[2:4] for row in found] == [
        ["Бұйрық", "әлі келмеген жазбаны күтуде"], ["Бұйрық", "«Күні» мәні жарамсыз"]
    ]  # fmt: skip
    ids = world.ids["ours"]
    path = f"/schools/{ids['school']}/quarantine/{ids['position']}/1"
    assert head.post(path, reason="").status_code == 422
    page = head.post(path, reason="Телефонмен нақтыланды")
    assert status(page) == "Тізімнен алынды."
    assert len(rows(page.text, "quarantine")) == 1
    assert head.post(path, reason="Тағы").status_code == 404


def test_a_reader_sees_differences_without_buttons(visitor: Visitor, world: World) -> None:
    visitor.signed_in(hub_parts.person(world.office, "reader", Role.READER, "394200000"))
    text = visitor.get("/trouble").text
    assert rows(text, "conflicts")
    assert "/conflicts/" not in text
    assert "/quarantine/" not in text
