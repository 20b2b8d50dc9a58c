"""The way by stick: any order, weeks later, twice, damaged; answers on the same stick."""

from pathlib import Path

import hub_life
import pytest
from hub_life import Device, School, pupil, said

from dlschool.errors import Refused
from dlschool.exchange import folder, wire
from dlschool.exchange.wire import Envelope
from dlschool.hub import sticks
from dlschool.hub.office import Office


@pytest.fixture
def school(desk: Office) -> School:
    return hub_life.school(desk)


@pytest.fixture
def pc(desk: Office, school: School) -> Device:
    made = hub_life.device(desk, school)
    for no in range(1, 4):
        made.seal([pupil(no)])
    return made


def _envelopes(stream: bytes) -> list[Envelope]:
    found, at = [], 0
    while envelope := wire.first(stream[at:]):
        found.append(envelope)
        at += len(envelope.content)
    return found


def test_a_stick_goes_there_and_back(
    desk: Office, school: School, pc: Device, tmp_path: Path
) -> None:
    home = folder.school_folder(tmp_path, school.bin)
    folder.write(home, _envelopes(pc.stream))
    taken = sticks.take(desk, tmp_path)
    assert (taken.stored, taken.known, taken.early, taken.refused) == (3, 0, 0, {})
    again = sticks.take(desk, tmp_path)
    assert (again.stored, again.known) == (0, 3)
    made = sticks.export(desk, tmp_path)
    assert (made.devices, made.envelopes) == (1, 1)
    pc.came = b"".join(e.content for e in folder.load(tmp_path).envelopes if e.header.down)
    (receipt,) = said(pc.opened(), "receipt")
    assert (receipt["seq"], receipt["state"]) == (3, "accepted")


def test_later_envelopes_wait_for_the_stick_with_the_earlier_ones(
    desk: Office, school: School, pc: Device, tmp_path: Path
) -> None:
    first, *rest = _envelopes(pc.stream)
    folder.write(folder.school_folder(tmp_path / "b", school.bin), rest)
    folder.write(folder.school_folder(tmp_path / "a", school.bin), [first])
    assert sticks.take(desk, tmp_path / "b").early == 2
    assert sticks.take(desk, tmp_path / "a").stored == 1
    assert sticks.take(desk, tmp_path / "b").stored == 2


def test_what_is_of_nobody_or_altered_is_counted_and_the_rest_is_taken(
    desk: Office, school: School, pc: Device, tmp_path: Path
) -> None:
    home = folder.school_folder(tmp_path, school.bin)
    folder.write(home, _envelopes(pc.stream))
    stranger = Device(777, school, pc.department)
    stranger.seal([pupil(1)])
    folder.write(home, _envelopes(stranger.stream))
    forged = Device(pc.no, school, pc.department, epoch=b"ffff")
    forged.seal([pupil(1)])
    folder.write(home, _envelopes(forged.stream))
    (home / "1-00000000-0-1-1.dlx").write_bytes(b"\x01" * 50)
    taken = sticks.take(desk, tmp_path)
    assert taken.stored == 3
    assert taken.refused == {"unknown": 1, "signature": 1}
    assert list(taken.damaged) == ["1-00000000-0-1-1.dlx"]


def test_stick_and_line_may_be_used_side_by_side(
    desk: Office, school: School, pc: Device, tmp_path: Path
) -> None:
    hub_life.post(desk, pc.asking(desk, asks=True))
    folder.write(folder.school_folder(tmp_path, school.bin), _envelopes(pc.stream)[:2])
    sticks.take(desk, tmp_path)
    assert {r["seq"] for r in said(pc.sync(desk), "receipt")} == {3}
    with desk.db.transaction(writes=False) as tx:
        assert tx.value("select count(*) from envelopes") == 3


def test_an_empty_place_and_one_that_is_not_there_are_refused(desk: Office, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="DLX"):
        sticks.take(desk, tmp_path)
    with pytest.raises(Refused, match="nowhere"):
        sticks.take(desk, tmp_path / "nowhere")


def test_a_place_that_cannot_be_written_is_refused(
    desk: Office, school: School, pc: Device, tmp_path: Path
) -> None:
    pc.sync(desk)
    (tmp_path / "DLX").write_text("a file in the way")
    with pytest.raises(Refused, match=str(tmp_path.name)):
        sticks.export(desk, tmp_path)
    assert (tmp_path / "DLX").read_text() == "a file in the way"
