"""A pupil moves: what one school says reaches the other exactly once, whatever happens between."""

import threading

import hub_life
import pytest
from hub_life import Device, School, said, word

from dlschool.exchange.payload import Op
from dlschool.hub import applying, errands
from dlschool.hub.office import Office


@pytest.fixture
def schools(desk: Office) -> list[School]:
    return [hub_life.school(desk, number) for number in (1, 2, 3)]


@pytest.fixture
def pcs(desk: Office, schools: list[School]) -> list[Device]:
    return [hub_life.device(desk, school) for school in schools]


def _word(to: School, state: str = "sent") -> Op:
    return word("handover", handover=b"m" * 16, school=to.bin, state=state, sealed=b"only yours")


def test_a_case_reaches_the_other_school_with_the_keys_to_answer(
    desk: Office, schools: list[School], pcs: list[Device]
) -> None:
    pcs[0].seal([_word(schools[1])])
    pcs[0].sync(desk)
    (offer,) = said(pcs[1].sync(desk), "handover-offer")
    assert (offer["school"], offer["state"], offer["sealed"]) == (
        schools[0].bin,
        "sent",
        b"only yours",
    )
    own = pcs[0].pair.public
    assert offer["keys"] == [[pcs[0].no, own.sign, own.seal, 1]]
    pcs[1].seal([_word(schools[0], "taken")])
    pcs[1].sync(desk)
    (back,) = said(pcs[0].sync(desk), "handover-offer")
    assert back["state"] == "taken"
    assert said(pcs[2].sync(desk), "handover-offer") == []
    with desk.db.transaction(writes=False) as tx:
        rows = tx.rows("select school, other, began, state from handovers order by school")
        assert rows == [
            {"school": schools[0].id, "other": schools[1].id, "began": 1, "state": "taken"},
            {"school": schools[1].id, "other": schools[0].id, "began": 0, "state": "taken"},
        ]


def test_a_third_school_cannot_speak_in_anothers_handover(
    desk: Office, schools: list[School], pcs: list[Device]
) -> None:
    pcs[0].seal([_word(schools[1])])
    pcs[0].sync(desk)
    pcs[1].sync(desk)
    pcs[2].seal([_word(schools[1], "taken")])
    pcs[2].sync(desk)
    (offer,) = said(pcs[1].sync(desk), "handover-offer")
    assert offer["school"] == schools[2].bin
    with desk.db.transaction(writes=False) as tx:
        state = tx.value("select state from handovers where school = ?", schools[0].id)
    assert state == "sent"


def test_what_was_left_by_a_hub_that_died_is_carried_once(
    desk: Office, schools: list[School], pcs: list[Device], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(errands, "deliver", lambda db, school: None)
        pcs[0].seal([_word(schools[1])])
        pcs[0].sync(desk)
    with desk.db.transaction(writes=False) as tx:
        assert tx.value("select count(*) from errands") == 1
    for _ in range(3):
        applying.catch_up(desk.db, schools[0].id, desk.pairs)
    assert len(said(pcs[1].sync(desk), "handover-offer")) == 1
    with desk.db.transaction(writes=False) as tx:
        assert tx.value("select count(*) from acts where kind = 'handover'") == 1


def test_schools_that_hand_over_to_each_other_at_once_do_not_wait_for_each_other(
    desk: Office, schools: list[School], pcs: list[Device]
) -> None:
    for pc in pcs[:2]:
        pc.sync(desk)
    for turn in range(6):
        pcs[0].seal([_word(schools[1], f"a{turn}")])
        pcs[1].seal([_word(schools[0], f"b{turn}")])
    faults: list[BaseException] = []

    def speak(pc: Device) -> None:
        try:
            pc.sync(desk, size=230)
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=speak, args=(pc,)) for pc in pcs[:2]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert faults == []
    for pc in pcs[:2]:
        pc.sync(desk)
    with desk.db.transaction(writes=False) as tx:
        assert tx.value("select count(*) from acts where kind = 'handover'") == 12
