"""A case goes from school to school with both schools' word; the old one is frozen, the new one decides."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from builders import approved_case, at_noon, opened, paper, pupil, stored_case, stored_pupil
from exchange_parts import DEVICE, heard, letter, newest, pair, said

from dlschool.domain.case import Ground, PaperKind
from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.services import (
    cases,
    directives_lines,
    exchange_keys,
    exchange_outbox,
    handover_content,
    handovers,
    handovers_schools,
    handovers_taking,
    lists,
    printing,
)
from dlschool.services.opening import Store
from dlschool.store import exchange

OLD, NEW = "170740014741", "990240001234"
NAMES = [[OLD, "Үшбұлақ мектебі", "Школа Ушбулак"], [NEW, "Ақсу мектебі", "Школа Аксу"]]


class Side:
    """One school: its store and the letters that came down to it."""

    def __init__(self, db: Store, bin_: str) -> None:
        self.db, self.bin = db, bin_
        pair(db)
        self.last, self.seq = b"", 0
        with exchange.writing(db):
            exchange.put(db, "schools", msgspec.msgpack.encode(NAMES))

    def told(self) -> list[dict[str, Any]]:
        """What it says of handovers since it was asked last."""
        before = newest(self.db)
        exchange_outbox.seal(self.db)
        return [f for _a, kind, _n, f in said(self.db, before) if kind == "handover"]

    def hear(self, **values: Any) -> None:
        self.seq += 1
        self.last = letter(self.db, self.last, self.seq, ("handover-offer", values))
        heard(self.db, self.last)

    def keys(self) -> list[list[Any]]:
        mine = exchange_keys.every_pair(self.db)[-1].public
        return [[DEVICE, mine.sign, mine.seal, mine.number]]


def carry(one: Side, other: Side) -> None:
    """What the hub does: the word of one school, and its keys, to the other."""
    for each in one.told():
        values = {k: v for k, v in each.items() if k in ("handover", "state", "sealed")}
        other.hear(**values, school=one.bin, keys=one.keys())


@pytest.fixture
def sides(tmp_path: Path) -> Iterator[tuple[Side, Side]]:
    old = opened(DataFolder(tmp_path / "old"), at_noon, "Оразова Д.")
    new = opened(DataFolder(tmp_path / "new"), at_noon, "Ахметов С.")
    yield Side(old, OLD), Side(new, NEW)
    old.close()
    new.close()


WORD = ("Б. Ғалымова", "2026-11-20 өтініш")


def sent(sides: tuple[Side, Side], case_id: int) -> tuple[int, int]:
    """Asked, agreed, sent; the handover's id at the old school and at the new one."""
    old, new = sides
    out = handovers.ask(old.db, case_id, NEW, *WORD)
    carry(old, new)
    (came,) = handovers.every(new.db)
    handovers.agree(new.db, came.id or 0, *WORD)
    carry(new, old)
    handovers.send(old.db, out)
    carry(old, new)
    return out, came.id or 0


def test_the_case_with_its_papers_and_history_is_taken_under_a_new_number(
    sides: tuple[Side, Side],
) -> None:
    old, new = sides
    case_id = approved_case(old.db)
    out, came = sent(sides, case_id)
    content = handovers_taking.shown(new.db, came)
    assert content.pupil.full_name == pupil().full_name
    made = handovers_taking.take(new.db, came)
    file = cases.case_file(new.db, made)
    assert file.pupil is not None
    assert file.guardians
    assert {p.kind for p in file.records.papers} == {
        p.kind for p in cases.case_file(old.db, case_id).records.papers
    }
    assert not file.records.orders
    assert not file.records.decisions
    assert "Үшбұлақ" in file.case.note
    assert "№" in file.case.note
    carry(new, old)
    assert handovers.find(old.db, out).state == "taken"


def test_sealed_texts_stay_at_the_old_school(sides: tuple[Side, Side]) -> None:
    case_id = approved_case(sides[0].db)
    content = handover_content.read(handover_content.packed(sides[0].db, case_id).decode())
    sealed = [p for p in content.papers if p.kind in (PaperKind.PSYCHOLOGIST, PaperKind.CONDITIONS)]
    assert sealed
    assert not any(p.details for p in sealed)


def test_the_old_schools_case_is_read_and_printed_only(sides: tuple[Side, Side]) -> None:
    old = sides[0].db
    case_id = approved_case(old)
    assert not lists.case_lines(old, [case_id])[0].handed_over
    sent(sides, case_id)
    line = lists.case_lines(old, [case_id])[0]
    assert (line.handed_over, line.next_step) == (True, None)
    assert lists.handed_over_cases(old) == {case_id}
    with pytest.raises(Refused, match="Ақсу"):
        cases.add_paper(old, paper(PaperKind.PROGRESS, case_id=case_id))
    assert printing.prepare_case(old, case_id).content


def test_the_department_hears_that_the_case_was_handed_over(sides: tuple[Side, Side]) -> None:
    old, new = sides
    case_id = stored_case(old.db)
    exchange_outbox.seal(old.db)
    _out, came = sent(sides, case_id)
    handovers_taking.take(new.db, came)
    carry(new, old)
    before = newest(old.db)
    exchange_outbox.seal(old.db)
    told = [f for _a, kind, _n, f in said(old.db, before) if kind == "case"]
    assert [list(f) for f in told] == [["handed_over"]]


def test_a_pupil_with_the_same_iin_is_not_registered_twice(sides: tuple[Side, Side]) -> None:
    old, new = sides
    known = stored_pupil(new.db, iin="110305500003", iin_reason="")
    theirs = stored_pupil(old.db, iin="110305500003", iin_reason="")
    _out, came = sent(sides, stored_case(old.db, pupil_id=theirs))
    made = handovers_taking.take(new.db, came)
    assert cases.records(new.db, made).case.pupil_id == known


def test_a_refused_or_withdrawn_case_lives_on_at_the_old_school(sides: tuple[Side, Side]) -> None:
    old, new = sides
    case_id = stored_case(old.db)
    out, came = sent(sides, case_id)
    with pytest.raises(Refused):
        handovers.refuse(new.db, came, " ")
    handovers.refuse(new.db, came, "Орын жоқ")
    assert handovers.find(new.db, came).content == ""
    carry(new, old)
    assert handovers.find(old.db, out).state == "refused"
    cases.add_paper(old.db, paper(PaperKind.PROGRESS, case_id=case_id))
    again, at_new = sent_again(sides, case_id)
    handovers.withdraw(old.db, again)
    carry(old, new)
    with pytest.raises(Refused):
        handovers_taking.take(new.db, at_new)


def sent_again(sides: tuple[Side, Side], case_id: int) -> tuple[int, int]:
    old, new = sides
    out = handovers.ask(old.db, case_id, NEW, *WORD)
    carry(old, new)
    return out, handovers.every(new.db)[0].id or 0


def test_nothing_goes_before_both_schools_agreed(sides: tuple[Side, Side]) -> None:
    old, new = sides
    case_id = stored_case(old.db)
    with pytest.raises(Refused):
        handovers.ask(old.db, case_id, NEW, "", "")
    with pytest.raises(Refused):
        handovers.ask(old.db, case_id, "000000000000", *WORD)
    out = handovers.ask(old.db, case_id, NEW, *WORD)
    with pytest.raises(Refused):
        handovers.send(old.db, out)
    with pytest.raises(Refused):
        handovers.ask(old.db, case_id, NEW, *WORD)
    carry(old, new)
    with pytest.raises(Refused):
        handovers_taking.take(new.db, handovers.every(new.db)[0].id or 0)


def test_a_case_of_classes_is_not_handed_over(sides: tuple[Side, Side]) -> None:
    case_id = stored_case(
        sides[0].db, ground=Ground.WEATHER, classes=("8Ә",), wanted_from=None, wanted_until=None
    )
    with pytest.raises(Refused):
        handovers.ask(sides[0].db, case_id, NEW, *WORD)


@pytest.mark.parametrize(
    "values",
    [
        {"handover": b"short", "state": "asked"},
        {"handover": bytes(16), "state": "taken"},
        {"handover": bytes(16), "state": "sent", "sealed": b"junk"},
        {"handover": bytes(16), "state": 7},
    ],
)
def test_a_word_that_follows_from_nothing_changes_nothing(
    sides: tuple[Side, Side], values: dict[str, Any]
) -> None:
    new = sides[1]
    new.hear(**values, school=OLD, keys=[])
    assert handovers.every(new.db) == []


def test_a_sealed_case_that_another_computer_must_read_waits_to_be_sent_again(
    sides: tuple[Side, Side],
) -> None:
    old, new = sides
    out = handovers.ask(old.db, stored_case(old.db), NEW, *WORD)
    carry(old, new)
    came = handovers.every(new.db)[0].id or 0
    handovers.agree(new.db, came, *WORD)
    new.told()
    mark = bytes.fromhex(handovers.find(old.db, out).mark)
    new.hear(handover=mark, school=OLD, state="sent", sealed=b"not sealed for us", keys=[])
    assert handovers.find(new.db, came).state == "agreed"
    assert handovers_schools.name(new.db, OLD) == "Үшбұлақ мектебі"
    assert not list(directives_lines.lines(old.db, old.db.today(), 14))


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"version": 2}', "[" * 3000])
def test_what_is_no_case_is_refused_and_nothing_is_opened(db: Store, text: str) -> None:
    with pytest.raises(Refused):
        handover_content.read(text)


def test_a_case_that_says_it_is_of_classes_or_of_a_newer_program_is_refused(db: Store) -> None:
    text = handover_content.packed(db, stored_case(db)).decode()
    assert handover_content.read(text).pupil.last
    for old, new in (('"ground":"family"', '"ground":"weather"'), ('"version":1', '"version":9')):
        assert old in text
        with pytest.raises(Refused):
            handover_content.read(text.replace(old, new, 1))
