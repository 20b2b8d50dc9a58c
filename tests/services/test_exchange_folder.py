"""By stick: out to the department, weeks later the answers back; nothing counts as delivered before."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import exchange_hub
import pytest
from builders import at_noon, opened, stored_case
from exchange_hub import Way
from exchange_parts import other_keys

from dlschool.domain.access import Role
from dlschool.domain.case import Ground
from dlschool.errors import Refused
from dlschool.exchange import folder as files
from dlschool.exchange import wire
from dlschool.hub.office import Office
from dlschool.paths import DataFolder
from dlschool.services import exchange_folder, exchange_inbox, exchange_sync
from dlschool.services.opening import Store
from dlschool.store import exchange


@pytest.fixture
def desk(tmp_path: Path, db: Store) -> Office:
    made = exchange_hub.opened(tmp_path)
    exchange_hub.enrol(made, db, address="")
    return made


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def answers(desk: Office, stick: Path, device: int = 1) -> None:
    """The department reads the stick and leaves its answers on it."""
    exchange_hub.take(desk, files.load(stick))
    envelopes = [wire.first(content) for content in exchange_hub.answers(desk, device)]
    home = next((stick / "DLX").iterdir())
    files.write(home, [each for each in envelopes if each is not None])


def case(db: Store) -> None:
    stored_case(db, classes=("1А",), ground=Ground.WEATHER)


def test_a_round_by_stick_ends_with_everything_accepted(
    db: Store, desk: Office, stick: Path
) -> None:
    stored_case(db)
    made = exchange_folder.export(db, stick)
    assert made.envelopes == 1
    assert exchange.counts(db).keys() == {"sent"}
    assert [path.name for path in made.folder.glob("*.dlx")] == list(made.files)
    answers(desk, stick)
    taken = exchange_folder.take(db, stick)
    assert (taken.new, taken.damaged) == (1, [])
    assert exchange.counts(db).keys() == {"accepted"}
    assert exchange_hub.agree(desk, db)
    again = exchange_folder.take(db, stick)
    assert (again.new, again.known) == (0, 1)


def test_what_was_exported_is_exported_again_until_its_receipt_has_come(
    db: Store, desk: Office, stick: Path, tmp_path: Path
) -> None:
    case(db)
    exchange_folder.export(db, stick)
    lost = tmp_path / "lost"
    shutil.move(stick, lost)
    stick.mkdir()
    case(db)
    made = exchange_folder.export(db, stick)
    assert made.envelopes == 2
    answers(desk, stick)
    exchange_folder.take(db, stick)
    assert exchange_folder.export(db, stick).envelopes == 0
    assert not [path for path in made.folder.glob("*.dlx") if "-0-" in path.name]
    assert set(exchange_hub.take(desk, files.load(lost))) == {"known"}


def test_sticks_in_the_wrong_order_and_files_one_by_one_bring_everything(
    db: Store, desk: Office, tmp_path: Path
) -> None:
    sticks = []
    for number in range(4):
        case(db)
        stick = tmp_path / f"stick-{number}"
        exchange_folder.export(db, stick)
        sticks.append(stick)
    for stick in (sticks[2], sticks[0], sticks[3], sticks[1]):
        exchange_hub.take(desk, files.load(stick))
    assert exchange_hub.agree(desk, db)


def test_answers_that_come_too_early_wait_on_their_stick(
    db: Store, desk: Office, tmp_path: Path
) -> None:
    homes = []
    for number in range(3):
        case(db)
        stick = tmp_path / f"stick-{number}"
        exchange_folder.export(db, stick)
        exchange_hub.take(desk, files.load(stick))
        envelopes = [wire.first(content) for content in exchange_hub.answers(desk, 1)]
        home = tmp_path / f"answer-{number}"
        files.write(home, [each for each in envelopes[number:] if each is not None])
        homes.append(home)
    early = exchange_folder.take(db, homes[2])
    assert (early.new, early.early) == (0, 1)
    assert exchange_folder.take(db, homes[0]).new == 1
    assert exchange_folder.take(db, homes[2]).early == 1
    assert exchange_folder.take(db, homes[1]).new == 1
    assert exchange_folder.take(db, homes[2]).new == 1
    assert exchange.counts(db).keys() == {"accepted"}


def test_line_and_stick_side_by_side_do_not_disturb_each_other(
    db: Store, desk: Office, stick: Path
) -> None:
    way = Way(desk)
    case(db)
    exchange_folder.export(db, stick)
    exchange_sync.sync(db, way)
    exchange_sync.sync(db, way)
    assert exchange.counts(db).keys() == {"accepted"}
    case(db)
    exchange_folder.export(db, stick)
    answers(desk, stick)
    exchange_folder.take(db, stick)
    assert exchange.counts(db).keys() == {"accepted"}
    exchange_sync.sync(db, way)
    assert exchange_hub.agree(desk, db)
    assert exchange_inbox.offset(db) == sum(map(len, exchange_hub.answers(desk, 1)))


def test_what_is_damaged_or_of_others_is_counted_and_hurts_nothing(
    db: Store, desk: Office, stick: Path, tmp_path: Path
) -> None:
    case(db)
    exchange_folder.export(db, stick)
    answers(desk, stick)
    (home,) = (stick / "DLX").iterdir()
    (down,) = (path for path in home.glob("*.dlx") if "-d-" in path.name)
    whole = down.read_bytes()
    down.write_bytes(whole[:-9] + b"123456789")
    taken = exchange_folder.take(db, stick)
    assert taken.new == 0
    assert taken.damaged
    assert exchange.counts(db).keys() == {"sent"}
    down.write_bytes(whole)
    (home / "7-00000000-0-1-1.dlx").write_bytes(b"nothing")
    taken = exchange_folder.take(db, stick)
    assert (taken.new, taken.damaged) == (1, ["7-00000000-0-1-1.dlx"])
    assert taken.foreign == 0, "what this computer itself put there is nobody else's"
    files.write(home, [_of_another(whole)])
    assert exchange_folder.take(db, stick).foreign == 1


def _of_another(content: bytes) -> wire.Envelope:
    """The same envelope, for computer 99."""
    found = wire.first(content)
    assert found is not None
    header = replace(found.header, device=99)
    made = wire.first(
        wire.make(header, b"anything", exchange_hub.MARK, other_keys(), other_keys().public)
    )
    assert made is not None
    return made


def test_the_stick_with_new_answers_is_found_by_its_names(
    db: Store, desk: Office, stick: Path
) -> None:
    case(db)
    exchange_folder.export(db, stick)
    labels = {"ФЛЕШКА": stick}
    assert exchange_folder.answers_on(db, lambda: labels) == []
    answers(desk, stick)
    assert exchange_folder.answers_on(db, lambda: labels) == [stick]
    exchange_folder.take(db, stick)
    assert exchange_folder.answers_on(db, lambda: labels) == []
    assert exchange_folder.answers_on(db, lambda: {"x": stick / "absent"}) == []
    assert exchange_folder.drives(lambda: {"x": stick, "root": Path("/")}) == [stick]


def test_a_place_that_cannot_be_written_or_read_is_refused_with_a_sentence(
    db: Store, desk: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case(db)
    (tmp_path / "file").write_bytes(b"")
    for place in (tmp_path / "file",):
        with pytest.raises(Refused) as refused:
            exchange_folder.export(db, place)
        assert str(place) in refused.value.text("ru")
    for place in (tmp_path / "absent", tmp_path / "school" / "scans"):
        with pytest.raises(Refused) as refused:
            exchange_folder.take(db, place)
        assert str(place) in refused.value.text("kk")
    real = os.replace

    def spoil(source: Path, target: Path) -> None:
        Path(source).write_bytes(b"0")
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(files.os, "replace", spoil)
        with pytest.raises(Refused):
            exchange_folder.export(db, tmp_path / "bad")
    assert exchange.counts(db).keys() == {"sealed"}
    assert exchange_folder.export(db, tmp_path / "good").envelopes == 1


def test_a_hub_that_was_set_up_anew_begins_its_answers_anew_by_stick(
    db: Store, desk: Office, stick: Path
) -> None:
    case(db)
    exchange_folder.export(db, stick)
    answers(desk, stick)
    old = stick.parent / "old"
    shutil.copytree(stick, old)
    exchange_folder.take(db, stick)
    with desk.db.transaction() as tx:
        tx.run("update devices set life = ?", b"neww")
        tx.run("delete from down")
    case(db)
    exchange_folder.export(db, stick)
    answers(desk, stick)
    taken = exchange_folder.take(db, stick)
    assert taken.new == 1
    assert exchange_folder.take(db, old).new == 0
    assert exchange.counts(db).keys() == {"accepted"}


def test_a_teacher_neither_exports_nor_takes(
    db: Store, desk: Office, stick: Path, tmp_path: Path
) -> None:
    teacher = opened(DataFolder(tmp_path / "school"), at_noon, "М.", Role.TEACHER, ("1А",))
    for work in (exchange_folder.export, exchange_folder.take):
        with pytest.raises(Refused):
            work(teacher, stick)
    assert list(stick.iterdir()) == []
    teacher.close()
