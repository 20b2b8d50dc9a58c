"""What a base tells a second time because it does not remember is found again, and nothing else is."""

import hub_life
import pytest
from hub_life import Device, School, case, pupil, school_op

from dlschool.exchange.payload import Act, Op
from dlschool.hub.office import Office


@pytest.fixture
def school(desk: Office) -> School:
    return hub_life.school(desk)


@pytest.fixture
def pc(desk: Office, school: School) -> Device:
    return hub_life.device(desk, school)


def records(desk: Office) -> int:
    with desk.db.transaction(writes=False) as tx:
        return int(tx.value("select count(*) from records"))


def conflicts(desk: Office) -> list[tuple[int, int]]:
    with desk.db.transaction(writes=False) as tx:
        rows = tx.rows("select record, field from conflicts order by number")
        return [(row["record"], row["field"]) for row in rows]


def named(no: int, last: str) -> Op:
    return Op(2, Act.NEW, no, {1: 7, 2: "male", 10: last})


def test_what_was_told_after_the_backup_stands_once(desk: Office, pc: Device) -> None:
    pc.seal([pupil(1), case(2, 1)])
    pc.sync(desk)
    pc.begin(b"bbbb")
    pc.seal([pupil(1), case(2, 1)])
    pc.sync(desk)
    assert records(desk) == 2
    assert conflicts(desk) == []


def test_what_changed_meanwhile_is_found_by_its_number_and_its_pupil_and_nothing_is_overwritten(
    desk: Office, pc: Device
) -> None:
    pc.seal([pupil(1), case(2, 1)])
    pc.seal([Op(3, Act.SET, 2, {7: 2600})])
    pc.sync(desk)
    pc.begin(b"bbbb")
    pc.seal([pupil(1), Op(3, Act.NEW, 2, {1: "1/2026", 2: 1, 3: "family", 5: 2400, 7: 2500})])
    pc.sync(desk)
    assert records(desk) == 2
    assert [field for _, field in conflicts(desk)] == [7]


def test_two_records_that_look_alike_in_one_epoch_are_two(desk: Office, pc: Device) -> None:
    pc.seal([pupil(1), pupil(2)])
    pc.sync(desk)
    assert records(desk) == 2
    pc.begin(b"bbbb")
    pc.seal([pupil(1), pupil(2), pupil(3)])
    pc.sync(desk)
    assert records(desk) == 3


def test_pupils_without_names_of_two_computers_are_never_taken_for_one(
    desk: Office, school: School, pc: Device
) -> None:
    other = hub_life.device(desk, school)
    pc.seal([pupil(1), named(2, "Оқушы")])
    pc.sync(desk)
    other.seal([pupil(1), named(2, "Оқушы")])
    other.sync(desk)
    assert records(desk) == 3


def test_a_school_has_one_record_whichever_computer_tells_it(
    desk: Office, school: School, pc: Device
) -> None:
    other = hub_life.device(desk, school)
    pc.seal([school_op(1, "Бір")])
    pc.sync(desk)
    other.seal([school_op(1, "Екі")])
    other.sync(desk)
    assert records(desk) == 1
    assert [field for _, field in conflicts(desk)] == [1, 2]


def test_another_schools_record_is_never_a_twin(desk: Office, pc: Device) -> None:
    stranger = hub_life.device(desk, hub_life.school(desk, 2))
    pc.seal([named(1, "Оқушы")])
    pc.sync(desk)
    stranger.seal([named(1, "Оқушы")])
    stranger.sync(desk)
    assert records(desk) == 2


def test_who_gets_a_number_for_a_record_in_question_hears_the_question(
    desk: Office, school: School, pc: Device
) -> None:
    other, third = hub_life.device(desk, school), hub_life.device(desk, school)
    pc.seal([school_op(1, "Бір")])
    pc.sync(desk)
    other.seal([school_op(1, "Екі")])
    other.sync(desk)
    third.seal([school_op(1, "Бір")])
    heard = [each["conflict"] for each in hub_life.said(third.sync(desk), "conflict")]
    assert heard == [1, 2]
