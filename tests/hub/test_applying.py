"""Envelopes get their meaning: on both engines the same."""

import hub_life
import pytest
from hub_life import Device, School, case, pupil, said, school_op, word

from dlschool.exchange import payload
from dlschool.exchange.payload import Act, Op
from dlschool.hub import records
from dlschool.hub.office import Office


@pytest.fixture
def school(desk: Office) -> School:
    return hub_life.school(desk)


@pytest.fixture
def pc(desk: Office, school: School) -> Device:
    return hub_life.device(desk, school)


def _values(desk: Office, school: School, kind: int) -> list[dict[int, object]]:
    with desk.db.transaction(writes=False) as tx:
        return [dict(values) for _, values in records.values(tx, school.id, kind)]


def test_what_a_school_says_stands_and_a_receipt_comes_down(
    desk: Office, school: School, pc: Device
) -> None:
    pc.seal([pupil(1), case(2, 1)])
    (receipt,) = said(pc.sync(desk), "receipt")
    assert (receipt["seq"], receipt["state"]) == (1, "accepted")
    assert "exceptions" not in receipt
    (child,) = _values(desk, school, 2)
    assert child == {1: 7, 2: "male", 3: "kk"}


def test_a_record_names_another_by_the_hubs_own_id_wherever_it_stands_in_the_envelope(
    desk: Office, school: School, pc: Device
) -> None:
    pc.seal([case(2, 1), pupil(1)])
    pc.sync(desk)
    (held,) = _values(desk, school, 3)
    with desk.db.transaction(writes=False) as tx:
        (child,) = [record for record, _ in records.values(tx, school.id, 2)]
    assert held[2] == child == (school.id << 32) + (2 if child & 1 == 0 else 1)


def test_a_change_of_a_record_that_is_not_here_is_parked_until_it_comes(
    desk: Office, school: School, pc: Device
) -> None:
    pc.seal([Op(3, Act.SET, 9, {3: "health"})])
    (receipt,) = said(pc.sync(desk), "receipt")
    assert receipt["exceptions"] == [[0, "parked", ""]]
    pc.seal([pupil(1), Op(3, Act.NEW, 9, {1: "9/2026", 2: 1})])
    pc.sync(desk)
    (held,) = _values(desk, school, 3)
    assert (held[1], held[3]) == ("9/2026", "health")
    with desk.db.transaction(writes=False) as tx:
        assert tx.value("select count(*) from quarantine") == 0


def test_a_case_of_a_pupil_who_is_not_here_waits_for_the_pupil(
    desk: Office, school: School, pc: Device
) -> None:
    pc.seal([case(2, 1)])
    pc.seal([Op(3, Act.SET, 2, {3: "health"})])
    pc.sync(desk)
    pc.seal([pupil(1)])
    pc.sync(desk)
    (held,) = _values(desk, school, 3)
    assert (held[1], held[3]) == ("1/2026", "health")


@pytest.mark.parametrize(
    "op",
    [
        Op(3, Act.NEW, 2, {5: "no date"}),
        Op(3, Act.NEW, 2, {1: 5}),
        Op(3, 9, 2, {1: "x"}),
        Op(3, Act.NEW, 1, {1: "x"}),
        Op(50, Act.NEW, 1, {}),
        Op(50, Act.NEW, 1, {1: 1 << 61}),
        Op(51, Act.NEW, 1, {1: 2, 4: [1, 2]}),
        Op(52, Act.NEW, 1, {1: 1, 2: "used\x00"}),
        Op(53, Act.NEW, 1, {1: b"m", 2: "000000000009", 3: "asked"}),
        Op(54, Act.NEW, 1, {1: "everything"}),
        Op(55, Act.NEW, 1, {1: b"", 2: b"", 3: 2}),
        Op(55, Act.NEW, 1, {1: b"", 2: b"", 3: None}),
        Op(56, Act.NEW, 1, {1: 1, 3: "a/b", 4: b"", 5: 0, 6: 1, 7: b""}),
        Op(57, Act.NEW, 1, {1: "end", 2: 1}),
    ],
)
def test_a_word_that_makes_no_sense_holds_up_nothing(
    desk: Office, school: School, pc: Device, op: Op
) -> None:
    pc.seal([pupil(1)])
    pc.seal([op, Op(2, Act.SET, 1, {1: 8})])
    receipts = said(pc.sync(desk), "receipt")
    (told,) = [r for r in receipts if "exceptions" in r]
    ((index, state, _),) = told["exceptions"]
    assert (index, state) == (0, "quarantined")
    assert _values(desk, school, 2)[0][1] == 8
    with desk.db.transaction(writes=False) as tx:
        assert [row["op"] for row in tx.rows("select op from quarantine")] == [0]


def test_an_envelope_that_does_not_open_is_put_aside_and_the_next_is_applied(
    desk: Office, school: School, pc: Device
) -> None:
    pc.school = School(school.id, b"x" * 16, school.bin)
    pc.seal([pupil(1)])
    pc.school = school
    pc.seal([pupil(1)])
    first, second = said(pc.sync(desk), "receipt")
    assert {(r["seq"], r["state"], r.get("reason")) for r in (first, second)} == {
        (1, "quarantined", "ids"),
        (2, "accepted", None),
    }
    assert len(_values(desk, school, 2)) == 1


def test_kinds_and_fields_of_a_newer_program_are_kept(
    desk: Office, school: School, pc: Device
) -> None:
    pc.seal([Op(49, Act.NEW, 1, {1: "x"}), Op(2, Act.NEW, 2, {1: 3, 77: "new"}), Op(99, 0, 3, {})])
    (receipt,) = said(pc.sync(desk), "receipt")
    assert "exceptions" not in receipt
    assert _values(desk, school, 49) == [{1: "x"}]
    assert _values(desk, school, 2) == [{1: 3, 77: "new"}]


def test_an_envelope_of_a_newer_schema_waits_and_what_follows_it_waits_too(
    desk: Office, school: School, pc: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dlschool.hub import replay

    other = hub_life.device(desk, school)
    pc.seal([pupil(1)], schema=payload.SCHEMA + 1)
    pc.seal([Op(2, Act.SET, 1, {1: 8})])
    other.seal([pupil(1, 3)])
    assert {r["state"] for r in said(pc.sync(desk), "receipt")} == {"waiting"}
    assert {r["state"] for r in said(other.sync(desk), "receipt")} == {"accepted"}
    assert [v[1] for v in _values(desk, school, 2)] == [3]

    monkeypatch.setattr(payload, "SCHEMA", payload.SCHEMA + 1)
    assert replay.after_upgrade(desk.db, desk.pairs, hub_life.AT) == 1
    assert [v[1] for v in _values(desk, school, 2)] == [3, 8]
    assert {r["state"] for r in said(pc.sync(desk), "receipt")} == {"accepted"}
    assert replay.after_upgrade(desk.db, desk.pairs, hub_life.AT) == 0
    with desk.db.transaction(writes=False) as tx:
        before = hub_life.tables(tx, ["records", "names"])
    replay.replay(desk.db, desk.pairs)
    with desk.db.transaction(writes=False) as tx:
        assert hub_life.tables(tx, ["records", "names"]) == before


def test_after_a_restore_old_names_find_their_records_and_what_is_lacking_is_told(
    desk: Office, school: School, pc: Device
) -> None:
    first = pc.seal([pupil(1), case(2, 1)])
    pc.seal([pupil(3, 9)])
    pc.sync(desk)
    from dlschool.exchange import wire

    digest = wire.chained(first)
    pc.begin(b"bbbb")
    old = [[pc.no, b"aaaa", no, digest] for no in (1, 2)]
    pc.seal(
        [
            Op(2, Act.WHOLE, 1, {0: [old[0]], 1: 7, 2: "male", 3: "kk"}),
            Op(3, Act.WHOLE, 2, {0: [old[1]], 1: "1/2026", 2: 1, 3: "health", 5: 2400}),
            word("whole", state="end", count=2, was=b"aaaa"),
        ]
    )
    came = pc.sync(desk)
    (lacking,) = said(came, "missing")
    assert lacking["values"][1] == 9
    (clash,) = said(came, "conflict")
    assert (clash["field"], clash["current"], clash["other"]) == (3, "family", "health")
    assert len(_values(desk, school, 2)) == 2
    assert len(_values(desk, school, 3)) == 1


def test_a_department_that_corrects_and_a_school_that_did_not_know_make_a_conflict(
    desk: Office, school: School, pc: Device
) -> None:
    pc.seal([school_op(1, "Бірінші")])
    pc.sync(desk)
    record = [pc.no, pc.epoch.hex(), 1]
    hub_life.act(desk, school, "set", {"record": record, "values": {"name_ru": "Вторая"}})
    pc.seal([school_op(1, "Третья", Act.SET)])
    came = pc.sync(desk)
    (clash,) = said(came, "conflict")
    assert (clash["current"], clash["other"]) == ("Вторая", "Третья")
    pc.seal([word("resolve", conflict=clash["conflict"], value="Третья")])
    came = pc.sync(desk)
    (done,) = said(came, "resolved")
    assert (done["value"], done["source"]) == ("Третья", pc.no)
    assert _values(desk, school, 1)[0][2] == "Третья"


def test_a_decision_does_not_bring_back_what_its_school_took_away_meanwhile(
    desk: Office, school: School, pc: Device
) -> None:
    """A base that came back from a backup had the record again: a conflict; then it was removed."""
    pc.seal([school_op(1, "Атау"), Op(1, Act.GONE, 1)])
    pc.sync(desk)
    pc.begin(b"bbbb")
    pc.seal([school_op(1, "Атау", Act.WHOLE)])
    (clash,) = said(pc.sync(desk), "conflict")
    assert (clash["field"], clash["current"], clash["other"]) == (0, True, False)
    pc.seal([Op(1, Act.GONE, 1)])
    pc.sync(desk)
    assert _values(desk, school, 1) == []
    hub_life.act(desk, school, "resolve", {"conflict": clash["conflict"], "take": "current"})
    assert len(said(pc.sync(desk), "resolved")) == 1
    assert _values(desk, school, 1) == []


def test_many_ops_of_one_envelope_are_applied_at_once(
    desk: Office, school: School, pc: Device
) -> None:
    pc.seal([pupil(no) for no in range(1, 1001)] + [case(no + 1000, no) for no in range(1, 1001)])
    pc.sync(desk)
    assert len(_values(desk, school, 3)) == 1000
    with desk.db.transaction(writes=False) as tx:
        assert tx.value("select count(*) from names") == 2000
