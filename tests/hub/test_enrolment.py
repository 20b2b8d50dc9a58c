"""Codes that work once: who comes with one, late, twice, altered or with another's, and what is kept."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime

import msgspec
import pairing_parts as parts
import pytest

from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.exchange import keys, pairing
from dlschool.exchange.kinds import Level
from dlschool.exchange.pairing_values import Request
from dlschool.hub import enrolment, letting_in
from dlschool.hub.office import Office
from dlschool.hub.pace import Pace


@pytest.fixture(autouse=True)
def _described(desk: Office) -> None:
    parts.described(desk)


def test_a_school_asks_waits_is_approved_and_gets_its_certificate(desk: Office) -> None:
    content, mine = parts.enrolled(desk, Level.CASES), keys.new()
    asked = parts.request(content, mine)
    assert enrolment.heard(desk, asked).status == 202
    assert enrolment.heard(desk, asked).status == 202
    device = parts.approve(desk)
    reply = enrolment.heard(desk, asked)
    assert reply.status == 200
    said = pairing.read_certificate(reply.body, mine, parts.read(content))
    assert (said.device, said.level, said.address) == (device, Level.CASES, "https://hub.example")
    assert (said.name_kk, said.pins) == (parts.DEPARTMENT.name.kk, parts.DEPARTMENT.pins)
    assert parts.faults(desk) == {}


def test_an_answer_that_was_lost_is_given_again(desk: Office) -> None:
    content, mine = parts.enrolled(desk), keys.new()
    asked = parts.request(content, mine)
    enrolment.heard(desk, asked)
    device = parts.approve(desk)
    for _ in range(3):
        again = enrolment.heard(desk, parts.request(content, mine)).body
        assert pairing.read_certificate(again, mine, parts.read(content)).device == device
    assert desk.db.run(lambda tx: tx.value("select count(*) from devices")) == 1


def test_a_code_is_good_for_one_computer(desk: Office) -> None:
    content = parts.enrolled(desk)
    assert enrolment.heard(desk, parts.request(content)).status == 202
    assert parts.refusal(enrolment.heard(desk, parts.request(content))) == "used"
    assert parts.faults(desk) == {"pair-used": 1}
    assert desk.db.run(lambda tx: tx.value("select count(*) from devices")) == 1


def test_a_code_that_came_too_late_is_refused_and_one_in_time_waits_however_long(
    desk: Office,
) -> None:
    content, late = parts.enrolled(desk), parts.enrolled(desk)
    asked = parts.request(content)
    enrolment.heard(desk, asked)
    desk.now = lambda: datetime(2026, 12, 22)
    assert parts.refusal(enrolment.heard(desk, parts.request(late))) == "expired"
    assert enrolment.heard(desk, asked).status == 202
    assert parts.faults(desk) == {"pair-expired": 1}


def test_a_code_that_was_never_given_or_of_another_school_is_unknown(desk: Office) -> None:
    content, mine = parts.enrolled(desk), keys.new()
    said, public = parts.read(content), mine.public
    for wrong in ({"code": b"x" * 16}, {"school": b"y" * 16}):
        made = Request(said.school, said.code, public.sign, public.seal, "Хатшы")
        forged = pairing.request(msgspec.structs.replace(made, **wrong), mine, said.department)
        assert parts.refusal(enrolment.heard(desk, forged)) == "unknown"
    assert parts.faults(desk) == {"pair-unknown": 2}


def test_what_is_no_request_is_counted_and_not_kept(desk: Office) -> None:
    asked = parts.request(parts.enrolled(desk))
    hurt = asked[:-1] + bytes([asked[-1] ^ 1])
    for noise in (b"", b"dlx", b"\x00" * 100, asked[:-1], hurt, b"dlx\x02\x01\x09" + asked[6:]):
        assert parts.refusal(enrolment.heard(desk, noise)) == "unknown"
    assert parts.faults(desk) == {"pair-unknown": 6}
    assert desk.db.run(lambda tx: tx.value("select count(*) from devices")) == 0


def test_only_the_hash_of_a_code_is_kept(desk: Office) -> None:
    code = parts.read(parts.enrolled(desk)).code
    kept = desk.db.run(lambda tx: bytes(tx.value("select code from enrolments")))
    assert code not in kept
    assert len(kept) == 32


def test_a_second_computer_of_the_school_is_of_the_same_school(desk: Office) -> None:
    first, second = parts.read(parts.enrolled(desk)), parts.read(parts.enrolled(desk))
    assert first.school == second.school
    assert first.code != second.code
    assert desk.db.run(lambda tx: tx.value("select count(*) from schools")) == 1


def test_a_known_school_that_is_enrolled_again_gets_the_district_and_names_said_now(
    desk: Office,
) -> None:
    parts.enrolled(desk)
    other = replace(parts.SCHOOL, name=Text("Ақсу мектебі", "Школа Аксу"), district="394200000")
    enrolment.enrol(desk, other, parts.UNTIL, parts.WHO)
    (row,) = desk.db.run(lambda tx: tx.rows("select name_kk, name_ru, district from schools"))
    assert row == {"name_kk": "Ақсу мектебі", "name_ru": "Школа Аксу", "district": "394200000"}


def test_a_district_that_the_department_named_needs_no_nine_digits(desk: Office) -> None:
    desk.db.run(
        lambda tx: tx.run("insert into districts (code, name_kk, name_ru) values ('39', 'а', 'б')")
    )
    enrolment.enrol(desk, replace(parts.SCHOOL, district="39"), parts.UNTIL, parts.WHO)
    assert desk.db.run(lambda tx: tx.value("select district from schools")) == "39"


def test_declined_and_revoked_computers_hear_so(desk: Office) -> None:
    content = parts.enrolled(desk)
    asked = parts.request(content)
    enrolment.heard(desk, asked)
    (waiting,) = desk.db.run(lambda tx: letting_in.waiting(tx, desk))
    letting_in.decline(desk, waiting.device, parts.WHO)
    assert parts.refusal(enrolment.heard(desk, asked)) == "declined"
    other = parts.request(parts.enrolled(desk))
    enrolment.heard(desk, other)
    letting_in.revoke(desk, parts.approve(desk), "Ұрланды", parts.WHO)
    assert parts.refusal(enrolment.heard(desk, other)) == "revoked"


@pytest.mark.parametrize(
    ("applicant", "until"),
    [
        (replace(parts.SCHOOL, bin="170740014742"), parts.UNTIL),
        (replace(parts.SCHOOL, bin=""), parts.UNTIL),
        (replace(parts.SCHOOL, district="x"), parts.UNTIL),
        (replace(parts.SCHOOL, district="٣٩١٦١٠٠٠٠"), parts.UNTIL),
        (replace(parts.SCHOOL, district="39"), parts.UNTIL),
        (parts.SCHOOL, date(2026, 11, 20)),
    ],
    ids=["digit", "none", "word", "foreign digits", "region", "past"],
)
def test_what_cannot_be_enrolled_is_refused_and_nothing_is_written(
    desk: Office, applicant: enrolment.Applicant, until: date
) -> None:
    with pytest.raises(Refused):
        enrolment.enrol(desk, applicant, until, parts.WHO)
    assert desk.db.run(lambda tx: tx.value("select count(*) from schools")) == 0


def test_long_names_are_cut_in_the_enrolment_and_whole_in_the_certificate(desk: Office) -> None:
    from builders import LONG_NAME

    parts.described(desk, replace(parts.DEPARTMENT, name=LONG_NAME))
    applicant = replace(parts.SCHOOL, name=LONG_NAME)
    content = enrolment.enrol(desk, applicant, parts.UNTIL, parts.WHO).content
    said, mine = parts.read(content), keys.new()
    assert len(said.school_kk) == len(said.name_ru) == 160
    assert said.name_kk.endswith("…")
    asked = parts.request(content, mine)
    enrolment.heard(desk, asked)
    parts.approve(desk)
    certificate = enrolment.heard(desk, asked).body
    assert pairing.read_certificate(certificate, mine, said).name_kk == LONG_NAME.kk


def test_a_code_works_on_its_last_day(desk: Office) -> None:
    content = parts.enrolled(desk, until=desk.now().date())
    desk.now = lambda: datetime(2026, 11, 21, 23, 59)
    assert enrolment.heard(desk, parts.request(content)).status == 202


def test_what_a_stranger_calls_its_computer_is_one_short_line(desk: Office) -> None:
    asked = parts.request(parts.enrolled(desk), label="Хатшы\n  999  \x1b[2J" + "я" * 900)
    assert enrolment.heard(desk, asked).status == 202
    (found,) = desk.db.run(lambda tx: letting_in.waiting(tx, desk))
    assert found.label.startswith("Хатшы 999 [2Jяя")
    assert len(found.label) == 100


def test_strangers_who_ask_without_end_are_put_off_before_the_database_is_touched(
    desk: Office,
) -> None:
    desk.pace = Pace(rate=0, burst=3)
    asked = parts.request(parts.enrolled(desk))
    statuses = [enrolment.heard(desk, b"noise").status for _ in range(5)]
    assert statuses == [403, 403, 403, 429, 429]
    assert parts.faults(desk) == {"pair-unknown": 3}
    desk.pace = Pace(rate=50, burst=3)
    assert enrolment.heard(desk, asked).status == 202


def test_of_many_who_come_at_once_with_one_code_one_waits(desk: Office) -> None:
    content = parts.enrolled(desk)
    requests = [parts.request(content) for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        statuses = sorted(pool.map(lambda each: enrolment.heard(desk, each).status, requests))
    assert statuses == [202, 403, 403, 403, 403, 403]
    assert desk.db.run(lambda tx: tx.value("select count(*) from devices")) == 1
