"""What a directive has to say: every wanting or senseless field is refused by its name."""

from typing import Any

import pytest

from dlschool.domain.case import PaperKind
from dlschool.errors import Refused
from dlschool.exchange import keys, kinds
from dlschool.hub import asking, directives
from dlschool.hub.office import Office
from dlschool.hub.web import named, scans

FILLED: dict[str, dict[str, Any]] = {
    "call": {
        "ground": "weather", "order_number": "12-ө", "order_date": "2026-11-21", "issuer": "Әкімдік",
        "start": "2026-11-22",
    },
    "report-request": {
        "period": "term", "start": "2026-11-02", "until": "2026-12-27", "due": "2026-12-30",
    },
    "calendar": {"name": "2026-2027", "content": 'year = "2026-2027"\n'},
    "edition": {"name": "order.toml", "content": 'key = "x"\n'},
    "number-block": {"series": "movement", "year": 2027, "first": 1, "last": 200},
    "level-offer": {"level": "names"},
    "scan-request": {"record": 3, "paper": "application", "reason": "Шағым", "epoch": "ab" * 8},
}  # fmt: skip


@pytest.mark.parametrize("key", list(asking.RULES))
def test_what_is_filled_goes_as_it_is_and_each_needed_field_is_asked_for_by_name(
    desk: Office, key: str
) -> None:
    found = asking.checked(desk, key, FILLED[key])
    assert FILLED[key].items() <= found.items()
    assert directives.wired(key, found)
    names = {field.key: field.name for field in kinds.of(key).fields}
    assert FILLED[key].keys() == {name for name, rule in asking.RULES[key].items() if rule.needed}
    for wanting in FILLED[key]:
        for empty in ({}, {wanting: " "}, {wanting: None}):
            said = {k: v for k, v in FILLED[key].items() if k != wanting} | empty
            with pytest.raises(Refused) as refused:
                asking.checked(desk, key, said)
            assert names[wanting].kk in refused.value.text("kk")
            assert names[wanting].ru in refused.value.text("ru")


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("call", {"ground": "health"}),
        ("call", {"ground": ["weather"]}),
        ("call", {"until": "2026-11-01"}),
        ("call", {"start": "tomorrow"}),
        ("call", {"start": 5}),
        ("call", {"grades": 6}),
        ("call", {"grades": [12]}),
        ("call", {"grades": [True]}),
        ("call", {"order_number": "1" * 61}),
        ("call", {"text_kk": "\0"}),
        ("call", {"text_kk": "\ud800"}),
        ("call", {"issuer": {"kk": 1}}),
        ("call", {"directive": 5}),
        ("report-request", {"due": "2026-11-20"}),
        ("report-request", {"until": "2026-11-01"}),
        ("report-request", {"period": "day"}),
        ("calendar", {"content": "бұл TOML емес"}),
        ("calendar", {"content": 5}),
        ("edition", {"content": "["}),
        ("edition", {"name": "../x.toml"}),
        ("edition", {"signature": "00"}),
        ("number-block", {"first": 201}),
        ("number-block", {"year": 1900}),
        ("number-block", {"last": -5}),
        ("number-block", {"last": 1.5}),
        ("level-offer", {"level": "all"}),
        ("level-offer", {"date": "20.11.2026"}),
        ("scan-request", {"paper": PaperKind.MEDICAL}),
        ("scan-request", {"record": 0}),
        ("scan-request", {"epoch": "xyz"}),
    ],
)
def test_what_makes_no_sense_is_refused(desk: Office, key: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        asking.checked(desk, key, FILLED[key] | wrong)
    assert refused.value.text("kk") != refused.value.text("ru")


@pytest.mark.parametrize("key", ["revocation", "remark", "department-keys", "receipt", "set", "no"])
def test_other_kinds_are_not_sent_so(desk: Office, key: str) -> None:
    with pytest.raises(Refused) as refused:
        asking.checked(desk, key, {})
    assert asking.OWN_COMMANDS.get(key, "number-block") in refused.value.text("ru")


def test_a_form_says_numbers_as_text_and_empty_fields(desk: Office) -> None:
    said = {"series": "classes", "year": "2027", "first": " 1", "last": "200"}
    found = asking.checked(desk, "number-block", said)
    assert found == {"series": "classes", "year": 2027, "first": 1, "last": 200}
    call = asking.checked(desk, "call", FILLED["call"] | {"grades": ["7", "1", "7"], "until": ""})
    assert (call["grades"], call["text_kk"], "until" in call) == ([1, 7], "", False)


def test_every_letter_of_an_edition_is_signed(desk: Office) -> None:
    content = '\nkey = "x"\r\n\n'
    found = asking.checked(desk, "edition", {"name": "order.toml", "content": content})
    signed = keys.edition_text("order.toml", '\nkey = "x"\n\n')
    assert found["content"] == '\nkey = "x"\n\n'
    made = bytes.fromhex(found["signature"])
    assert keys.signed_by(desk.newest.public.sign, signed, made)


def test_the_pages_offer_what_may_be_said() -> None:
    assert tuple(named.PERIODS) == asking.PERIODS
    assert set(scans.asked_for()) == set(asking.PAPERS)
