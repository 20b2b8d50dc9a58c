"""What is sealed for the department: derived from the journal, minimal, once, whole."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from builders import (
    approved_case,
    opened,
    ready_case,
    stored_case,
    stored_pupil,
    taken_back,
)
from exchange_parts import newest, pair, said, sent

from dlschool.domain.access import Role
from dlschool.domain.case import Ground
from dlschool.errors import Refused
from dlschool.exchange.kinds import Level
from dlschool.paths import DataFolder
from dlschool.services import epochs, exchange_keys, exchange_outbox
from dlschool.services.opening import Store
from dlschool.store import changes, exchange


def kinds_of(db: Store, after: int = 0) -> list[tuple[str, str]]:
    return [(act, kind) for act, kind, _no, _fields in said(db, after)]


def change_case(db: Store, case_id: int, **columns: Any) -> None:
    with changes.action(db, "test"):
        changes.update(db, "cases", case_id, columns)


def test_nothing_is_sealed_before_the_department_is_known(db: Store) -> None:
    with pytest.raises(Refused):
        exchange_outbox.seal(db)


def test_a_first_sealing_tells_the_pupil_before_the_case_and_a_second_says_nothing(
    db: Store,
) -> None:
    approved_case(db)
    pair(db)
    assert exchange_outbox.seal(db) == 1
    told = said(db)
    assert told.index(next(s for s in told if s[1] == "pupil")) < told.index(
        next(s for s in told if s[1] == "case")
    )
    assert {kind for _, kind, _, _ in told} >= {"pupil", "case", "decision"}
    assert exchange_outbox.seal(db) == 0


def test_a_pupil_without_a_case_is_never_told(db: Store) -> None:
    stored_pupil(db)
    pair(db, Level.NAMES)
    exchange_outbox.seal(db)
    assert "pupil" not in {kind for _, kind, _, _ in said(db)}


def test_a_change_is_one_operation_of_the_fields_that_differ(db: Store) -> None:
    case_id = stored_case(db)
    pair(db)
    exchange_outbox.seal(db)
    before = newest(db)
    change_case(db, case_id, wanted_until="2026-12-20")
    assert exchange_outbox.seal(db) == 1
    ((act, kind, _no, fields),) = said(db, before)
    assert (act, kind, list(fields)) == ("SET", "case", ["wanted_until"])


def test_what_was_typed_and_taken_back_before_the_sealing_was_never_said(db: Store) -> None:
    case_id = stored_case(db)
    pair(db)
    exchange_outbox.seal(db)
    before = newest(db)
    change_case(db, case_id, wanted_until="2026-12-20")
    taken_back(db)
    stored_case(db, classes=("1А",), ground=Ground.WEATHER)
    taken_back(db)
    assert exchange_outbox.seal(db) == 0
    assert newest(db) == before


def test_many_edits_of_one_record_are_one_operation(db: Store) -> None:
    case_id = stored_case(db)
    pair(db)
    exchange_outbox.seal(db)
    before = newest(db)
    for day in range(10, 20):
        change_case(db, case_id, wanted_until=f"2026-12-{day}")
    exchange_outbox.seal(db)
    assert kinds_of(db, before) == [("SET", "case")]


def test_a_case_that_undo_took_away_is_taken_back_with_its_pupil_and_comes_back_whole(
    db: Store,
) -> None:
    pupil_id = stored_pupil(db)
    pair(db)
    exchange_outbox.seal(db)
    stored_case(db, pupil_id=pupil_id)
    exchange_outbox.seal(db)
    before = newest(db)
    taken_back(db)
    exchange_outbox.seal(db)
    assert sorted(kinds_of(db, before)) == [("GONE", "case"), ("GONE", "pupil")]
    stored_case(db, pupil_id=pupil_id)
    before = newest(db)
    exchange_outbox.seal(db)
    told = {kind: (act, fields) for act, kind, _no, fields in said(db, before)}
    assert told["pupil"][0] == "SET"
    assert told["pupil"][1]["grade"] == 8
    assert told["case"][1]["pupil"]


def test_a_lower_level_takes_back_what_it_does_not_allow(db: Store) -> None:
    stored_case(db)
    pair(db, Level.NAMES)
    exchange_outbox.seal(db)
    assert "last" in next(fields for _, kind, _, fields in said(db) if kind == "pupil")
    before = newest(db)
    with exchange.writing(db):
        exchange_keys.keep_level(db, Level.CASES)
    exchange_outbox.seal(db)
    (op,) = said(db, before)
    assert (op[0], op[1]) == ("SET", "pupil")
    assert op[3] == dict.fromkeys(("last", "first", "middle", "letter"))
    before = newest(db)
    with exchange.writing(db):
        exchange_keys.keep_level(db, Level.TOTALS)
    exchange_outbox.seal(db)
    assert sorted(kinds_of(db, before)) == [("GONE", "case"), ("GONE", "pupil")]
    assert exchange_outbox.seal(db) == 0


def test_of_a_blocked_pupil_nothing_is_said_until_the_blocking_is_lifted(db: Store) -> None:
    case_id = stored_case(db)
    other = stored_case(db, classes=("1А",), ground=Ground.WEATHER)
    pupil_id = db.value("select pupil_id from cases where id = ?", (case_id,))
    pair(db)
    with changes.action(db, "test"):
        request = changes.insert(
            db,
            "requests",
            {
                "pupil_id": pupil_id, "kind": "blocking", "date": "2026-11-20",
                "applicant": "", "wish": "", "answer": "",
            },
        )  # fmt: skip
    exchange_outbox.seal(db)
    told = said(db)
    assert [kind for _, kind, _, _ in told if kind in ("pupil", "case")] == ["case"]
    assert exchange.told(db, "cases", other) is not None
    before = newest(db)
    with changes.action(db, "test"):
        changes.update(db, "requests", request, {"lifted_on": "2026-11-21"})
    exchange_outbox.seal(db)
    assert kinds_of(db, before)[:2] == [("NEW", "pupil"), ("NEW", "case")]


def test_a_field_that_stands_open_as_a_difference_is_not_said_again(db: Store) -> None:
    case_id = stored_case(db)
    pair(db)
    exchange_outbox.seal(db)
    before = newest(db)
    with changes.action(db, "test"):
        changes.insert(
            db,
            "differences",
            {
                "number": 1, "kind": 3, "thing": "cases", "row": case_id, "field": "wanted_until",
                "current": "1", "other": "2", "current_source": 0, "other_source": 7,
                "at": "2026-11-21T12:00", "state": "open", "chosen": "",
            },
        )  # fmt: skip
    change_case(db, case_id, wanted_until="2026-12-20", wanted_from="2026-11-12")
    exchange_outbox.seal(db)
    ((_, _, _, fields),) = said(db, before)
    assert list(fields) == ["wanted_from"]


def test_one_big_action_is_one_envelope_and_many_actions_are_several(
    db: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange_outbox, "MOST_OPS", 4)
    pair(db)
    exchange_outbox.seal(db)
    before = newest(db)
    with changes.action(db, "test"):
        for _ in range(9):
            stored_case(db, classes=("1А",), ground=Ground.WEATHER)
    for _ in range(9):
        stored_case(db, classes=("1А",), ground=Ground.WEATHER)
    assert exchange_outbox.seal(db) > 2
    lengths = [len(content.ops) for content in sent(db, before)]
    assert lengths[0] == 9
    assert sum(lengths) == 18
    assert max(lengths[1:]) <= 4
    ends = [(content.first, content.last) for content in sent(db, before)]
    assert all(one[1] + 1 == other[0] for one, other in zip(ends, ends[1:], strict=False))


def test_a_teachers_view_of_the_school_does_not_change_what_is_sealed(tmp_path: Path) -> None:
    def at() -> datetime:
        return datetime.fromisoformat("2026-11-21T12:00")

    folder = DataFolder(tmp_path / "school")
    owner = opened(folder, at, "Оразова Д.")
    ready_case(owner)
    pair(owner)
    owner.close()
    teacher = opened(folder, at, "Мұғалім М.", Role.TEACHER, ("5Б",))
    assert teacher.value("select count(*) from cases") == 0
    exchange_outbox.seal(teacher)
    assert "case" in {kind for _, kind, _, _ in said(teacher)}
    teacher.close()


def test_a_seal_that_fails_leaves_nothing(db: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    stored_case(db)
    pair(db)

    def full(*_args: Any) -> None:
        raise OSError("full")

    with monkeypatch.context() as patch:
        patch.setattr(exchange, "add_out", full)
        with pytest.raises(OSError, match="full"):
            exchange_outbox.seal(db)
    assert exchange.everything_told(db) == []
    assert exchange_outbox.seal(db) == 1


@pytest.mark.parametrize("year", [2016, 2036])
def test_a_clock_that_is_years_wrong_does_not_stop_the_sealing(tmp_path: Path, year: int) -> None:
    db = opened(DataFolder(tmp_path / "s"), lambda: datetime(2026, 11, 21), "Оразова Д.")
    stored_case(db)
    pair(db)
    db.clock = lambda: datetime(year, 1, 1)
    with pytest.raises(Refused):
        stored_case(db)
    assert exchange_outbox.seal(db) == 1
    db.close()


def test_how_much_waits_is_told_without_sealing(db: Store) -> None:
    pair(db)
    exchange_outbox.seal(db)
    assert exchange_outbox.waiting(db) == 0
    stored_case(db)
    assert exchange_outbox.waiting(db) == 1
    assert newest(db) == len(sent(db))


def test_a_sealing_that_broke_off_between_envelopes_is_taken_up_and_nothing_is_said_twice(
    db: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange_outbox, "MOST_OPS", 3)
    for _ in range(9):
        stored_case(db, classes=("1А",), ground=Ground.WEATHER)
    pair(db)
    add, made = exchange.add_out, []

    def breaking(*given: Any) -> None:
        made.append(1)
        if len(made) == 3:
            raise OSError("full")
        add(*given)

    with monkeypatch.context() as patch:
        patch.setattr(exchange, "add_out", breaking)
        with pytest.raises(OSError, match="full"):
            exchange_outbox.seal(db)
    assert newest(db) == 2
    exchange_outbox.seal(db)
    numbers = [no for _, kind, no, _ in said(db) if kind == "case"]
    assert len(numbers) == len(set(numbers)) == 9


def test_a_level_that_is_lowered_between_two_envelopes_counts_at_once(
    db: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange_outbox, "MOST_OPS", 2)
    for number in range(6):
        stored_case(db, pupil_id=stored_pupil(db, last=f"Тегі{number}"))
    pair(db, Level.NAMES)
    add = exchange.add_out

    def lowering(store: Store, value: Any) -> None:
        add(store, value)
        exchange_keys.keep_level(store, Level.CASES)

    monkeypatch.setattr(exchange, "add_out", lowering)
    exchange_outbox.seal(db)
    named = [
        content
        for content in sent(db)
        if any(op.fields.get(10) for op in content.ops if op.kind == 2)
    ]
    assert len(named) == 1


def test_a_new_epoch_does_not_say_again_what_a_lowered_level_took_away(db: Store) -> None:
    stored_case(db)
    pair(db, Level.NAMES)
    exchange_outbox.seal(db)
    with exchange.writing(db):
        exchange_keys.keep_level(db, Level.TOTALS)
    epochs.begin(db)
    exchange_outbox.seal(db)
    told = said(db)
    assert not [fields for act, kind, _, fields in told if kind in ("pupil", "case") and fields]
    assert {kind for act, kind, _, _ in told if act == "GONE"} >= {"pupil", "case"}


def test_what_was_taken_away_and_never_arrived_is_taken_away_in_the_new_epoch_too(
    db: Store,
) -> None:
    pair(db)
    stored_case(db, classes=("1А",), ground=Ground.WEATHER)
    exchange_outbox.seal(db)
    taken_back(db)
    exchange_outbox.seal(db)
    epochs.begin(db)
    exchange_outbox.seal(db)
    told = [act for act, kind, _, _ in said(db) if kind == "case"]
    assert told == ["WHOLE", "GONE"]
    stored_case(db, classes=("1А",), ground=Ground.WEATHER)
    before = newest(db)
    exchange_outbox.seal(db)
    assert kinds_of(db, before)[0][0] in ("NEW", "SET")
