"""Directives: to whom, once, checked before they go, answered."""

import hub_parts
import pytest
from hub_pages import Visitor, World, alert, status
from web_rows import rows

from dlschool.exchange import keys, kinds
from dlschool.exchange.payload import Act, Op
from dlschool.hub.accounts import Role
from dlschool.hub.office import Office
from dlschool.hub.web.directive_forms import SHAPES

FILLED = {
    "call": {
        "ground": "weather", "order_number": "12-ө", "order_date": "2026-11-21", "issuer": "Әкімдік",
        "grades": ["1", "2"], "start": "2026-11-22", "until": "2026-11-23", "text_kk": "Аяз",
        "text_ru": "Мороз",
    },
    "report-request": {
        "period": "term", "start": "2026-11-02", "until": "2026-12-27", "due": "2026-12-30",
    },
    "calendar": {"name": "2026-2027", "content": 'year = "2026-2027"\n'},
    "edition": {"name": "order.toml", "content": 'key = "x"\n'},
    "number-block": {"series": "movement", "year": "2027", "first": "1", "last": "200"},
    "level-offer": {"level": "names", "document": "№ 4", "date": "2026-11-20"},
}  # fmt: skip


def sent(office: Office) -> list[dict[str, object]]:
    with office.db.transaction() as tx:
        return tx.rows(
            "select school, number, key, content, state, who from directives order by 1, 2"
        )


@pytest.mark.parametrize("key", list(SHAPES))
def test_a_filled_form_goes_to_the_ticked_schools_once(
    visitor: Visitor, bureau: Office, key: str
) -> None:
    a, _b, c = (hub_parts.school(bureau, name, "394200000") for name in "АБВ")
    visitor.signed_in(hub_parts.person(bureau, "op", Role.OPERATOR, "394200000"))
    assert visitor.get(f"/directives/{key}").status_code == 200
    form = {
        **FILLED[key],
        "whom": "ticked",
        "schools": [str(a.school), str(c.school)],
        "batch": "b1",
    }
    page = visitor.post(f"/directives/{key}", **form)
    assert status(page) == "Жіберілген мектептер саны: 2."
    visitor.post(f"/directives/{key}", **form)
    assert [(row["school"], row["key"], row["who"]) for row in sent(bureau)] == [
        (a.school, key, "op"), (c.school, key, "op")
    ]  # fmt: skip
    with bureau.db.transaction() as tx:
        waiting = tx.rows(
            "select device from pending where kind = ? order by device", kinds.of(key).number
        )
    assert [row["device"] for row in waiting] == [a.no, c.no]


def test_an_edition_is_signed_with_the_departments_key(visitor: Visitor, bureau: Office) -> None:
    import json

    hub_parts.school(bureau, "А", "394200000")
    visitor.signed_in(hub_parts.person(bureau, "op", Role.OPERATOR, ""))
    visitor.get("/directives/edition")
    visitor.post("/directives/edition", **FILLED["edition"], whom="all", batch="b2")
    said = json.loads(str(sent(bureau)[0]["content"]))
    signed = keys.edition_text("order.toml", said["content"])
    made = bytes.fromhex(said["signature"])
    assert keys.signed_by(bureau.newest.public.sign, signed, made)
    assert not keys.signed_by(bureau.newest.public.sign, signed + b" ", made)


def test_a_district_is_all_its_schools_and_no_others(visitor: Visitor, bureau: Office) -> None:
    for name, district in (("А", "394200000"), ("Б", "394200000"), ("В", "394600000")):
        hub_parts.school(bureau, name, district)
    visitor.signed_in(hub_parts.person(bureau, "op", Role.OPERATOR, "390000000"))
    visitor.get("/directives/call")
    visitor.post("/directives/call", **FILLED["call"], whom="394200000", batch="b3")
    assert [row["school"] for row in sent(bureau)] == [1, 2]


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("call", {"order_number": ""}),
        ("call", {"order_date": "22.11.2026"}),
        ("call", {"until": "2026-11-01"}),
        ("call", {"ground": "health"}),
        ("call", {"text_ru": "а" * 4001}),
        ("report-request", {"due": "2026-11-20"}),
        ("report-request", {"until": "2026-11-01"}),
        ("report-request", {"period": "day"}),
        ("calendar", {"content": "бұл TOML емес"}),
        ("calendar", {"content": ""}),
        ("edition", {"name": ""}),
        ("number-block", {"first": "201"}),
        ("number-block", {"last": "-5"}),
        ("level-offer", {"level": "all"}),
        ("call", {"whom": "ticked"}),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    visitor: Visitor, bureau: Office, key: str, wrong: dict[str, str]
) -> None:
    hub_parts.school(bureau, "А", "394200000")
    visitor.signed_in(hub_parts.person(bureau, "op", Role.OPERATOR, ""))
    visitor.get(f"/directives/{key}")
    page = visitor.post(
        f"/directives/{key}", **{**FILLED[key], "whom": "all", "batch": "b4", **wrong}
    )
    assert page.status_code == 422
    assert alert(page)
    assert sent(bureau) == []
    kept = {
        k: v for k, v in {**FILLED[key], **wrong}.items() if isinstance(v, str) and k != "content"
    }
    for value in kept.values():
        assert value[:300] in page.text


def test_the_answers_of_schools_are_counted_and_named(head: Visitor, world: World) -> None:
    kind = kinds.of("answer")
    said = {"directive": 1, "state": "used"}
    world.ours.send(
        [Op(kind.number, Act.NEW, 1, {kind.field(k).number: v for k, v in said.items()})]
    )
    assert rows(head.get("/directives").text, "sent")[0][3:] == ["1", "1", "0", "0"]
    found = rows(head.get("/directives/sent/bizdin").text, "schools")
    assert found[0][-1] == "орындалды"


def test_a_ticked_school_stays_ticked_when_the_form_was_refused(
    visitor: Visitor, bureau: Office
) -> None:
    import re

    a, b = (hub_parts.school(bureau, name, "394200000") for name in "АБ")
    visitor.signed_in(hub_parts.person(bureau, "op", Role.OPERATOR, ""))
    visitor.get("/directives/call")
    page = visitor.post("/directives/call", whom="ticked", schools=[str(b.school)])
    ticked = re.findall(r'name="schools" value="(\d+)"[^>]* checked', page.text)
    assert ticked == [str(b.school)]
    page = visitor.get(f"/directives/call?school={a.school}")
    assert re.findall(r'name="schools" value="(\d+)"[^>]* checked', page.text) == [str(a.school)]
