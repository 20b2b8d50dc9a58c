"""The department's weather order becomes a morning that a person looks through; nothing by itself."""

from dataclasses import replace
from datetime import date

import pytest
from builders import stored_pupil
from exchange_parts import heard, letter, pair, said

from dlschool.domain.case import Ground, PaperKind
from dlschool.errors import Refused
from dlschool.services import cases, directives, directives_calls, exchange_outbox
from dlschool.services.opening import Store

CALL = {
    "directive": 12,
    "ground": "weather",
    "order_number": "151-н",
    "order_date": 2515,
    "issuer": "Алтынсарин ауданының білім бөлімі",
    "grades": [8, 9],
    "start": 2516,
    "until": 2517,
    "text_kk": "Ауа температурасы −38 °C",
    "text_ru": "Температура воздуха −38 °C",
}
"""Days from 2020-01-01: 20, 21 and 22 November 2026."""


def call(db: Store, **values: object) -> int:
    pair(db)
    heard(db, letter(db, b"", 1, ("call", {**CALL, **values})))
    (found,) = directives.every(db)
    return found.id


def test_an_order_opens_as_a_prepared_case_of_the_grades_it_names(db: Store) -> None:
    stored_pupil(db, grade=8, letter="Ә")
    found = directives_calls.prepared(db, call(db))
    morning = found.morning
    assert morning.ground is Ground.WEATHER
    assert (morning.authority_number, morning.authority_date) == ("151-н", date(2026, 11, 20))
    assert (morning.valid_from, morning.valid_until) == (date(2026, 11, 21), date(2026, 11, 22))
    assert morning.units.grades == (8,)
    assert found.absent == (9,)
    assert cases.every_record(db) is not None
    assert not list(cases.every_record(db))


def test_what_the_person_made_of_it_is_a_case_with_the_departments_order_and_the_answer_goes_up(
    db: Store,
) -> None:
    stored_pupil(db, grade=8, letter="Ә")
    number = call(db)
    morning = directives_calls.prepared(db, number).morning
    case_id = directives_calls.call_off(db, number, replace(morning, reason="Боран"))
    file = cases.case_file(db, case_id)
    (paper,) = file.papers(PaperKind.DEPARTMENT_ORDER)
    assert (paper.number, paper.issuer) == ("151-н", CALL["issuer"])
    assert file.case.classes == ("8Ә",)
    used = directives.find(db, number)
    assert (used.state, used.made) == ("used", ("cases", case_id))
    exchange_outbox.seal(db)
    answers = [fields for _act, kind, _no, fields in said(db) if kind == "answer"]
    assert answers == [{"directive": 12, "state": "used"}]
    with pytest.raises(Refused):
        directives_calls.prepared(db, number)


def test_a_case_that_is_refused_leaves_the_directive_as_it_was(db: Store) -> None:
    number = call(db)
    morning = directives_calls.prepared(db, number).morning
    with pytest.raises(Refused):
        directives_calls.call_off(db, number, morning)
    assert directives.find(db, number).state == "new"


@pytest.mark.parametrize(
    ("key", "value"),
    [("ground", "health"), ("ground", "xyz"), ("grades", ["8"]), ("grades", 8), ("grades", [99])],
)
def test_an_order_that_cannot_be_read_is_refused_with_a_sentence(
    db: Store, key: str, value: object
) -> None:
    number = call(db, **{key: value})
    with pytest.raises(Refused):
        directives_calls.prepared(db, number)
    assert directives.find(db, number).waits


def test_a_refused_order_says_why_and_the_department_hears_it(db: Store) -> None:
    number = call(db)
    with pytest.raises(Refused):
        directives.refuse(db, number, "  ")
    directives.refuse(db, number, "Мектепте 8-сынып жоқ")
    assert directives.find(db, number).note == "Мектепте 8-сынып жоқ"
    exchange_outbox.seal(db)
    assert [f["state"] for _a, kind, _n, f in said(db) if kind == "answer"] == ["refused"]
