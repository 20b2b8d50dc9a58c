"""What a line alone does not show: a copy that speaks as long, and a letter that came by stick."""

import shutil
from dataclasses import replace
from pathlib import Path
from random import Random

import builders
from simulation import lives, peace, strikes
from simulation.net import Weather
from simulation.town import Pc, Town, built

from dlschool.exchange import folder, wire
from dlschool.services import exchange_folder, exchange_keys, exchange_outbox, school
from dlschool.store import exchange


def renamed(pc: Pc, name: str) -> None:
    named = builders.school()
    school.save_school(pc.db, replace(named, name=replace(named.name, ru=name)))


def test_a_copy_whose_envelopes_are_as_long_is_found_out(tmp_path: Path) -> None:
    with built(tmp_path, 1) as town:
        pc = town.pc(town.school())
        pc._open(pupil=False)
        assert pc.sync()
        pc.close()
        copy = Pc(town, pc.of, tmp_path / "copy", pc.line)
        shutil.copytree(pc.folder, copy.folder)
        pc.open()
        copy.open()
        for each in (pc, copy):
            each._open(pupil=False)
        assert [each.sync() for each in (pc, copy, copy)] == [True] * 3
        numbers = pc.numbers() | copy.numbers()
        assert len(numbers) == 3
        assert peace.lost(town, pc.of.id, numbers) == set()
        assert copy.accepted()
        copy.close()


def test_a_correction_after_a_copy_took_the_schools_number_is_of_the_school_all_the_same(
    tmp_path: Path,
) -> None:
    """The number under which this base is about to tell the school is a case of its copy at the hub."""
    with built(tmp_path, 3, Weather(Random(3))) as town:
        pc = town.pc(town.school())
        pc._open(pupil=False)
        pc.sync()
        pc.close()
        copy = Pc(town, pc.of, tmp_path / "copy", pc.line)
        shutil.copytree(pc.folder, copy.folder)
        pc.open()
        copy.open()
        copy.device = pc.device
        copy._open(pupil=False)
        assert copy.sync()
        copy.close()
        renamed(pc, "Атау")
        exchange_outbox.seal(pc.db)
        lives.correction(town, pc)
        assert peace.of_hub(town, pc.of.id) == []
        town.quiet()
        lives.correction(town, pc)
        town.quiet()
        assert peace.troubles(town) == []
        assert school.school(pc.db).name.ru.startswith("Мектеп")


def came(town: Town, pc: Pc) -> None:
    """The department's answers by stick."""
    with town.office.db.transaction() as tx:
        rows = tx.rows("select content from down where device = ? order by seq", pc.device)
    found = [wire.first(bytes(row["content"])) for row in rows]
    folder.write(town.place / "back", [each for each in found if each is not None])
    exchange_folder.take(pc.db, town.place / "back")


def test_what_was_written_before_a_stick_came_and_not_told_yet_is_a_difference(
    tmp_path: Path,
) -> None:
    with built(tmp_path, 2) as town:
        pc = town.pc(town.school())
        renamed(pc, "Бұрынғы")
        while not (pc.sync() and town.silent()):
            continue
        told = exchange.told(pc.db, "school", 1)
        assert told is not None
        record = [pc.device, exchange_keys.told_epoch(pc.db).mark.hex(), told.no]
        town.act(pc.of, "set", {"record": record, "values": {"name_ru": "Бөлімнің аты"}})
        renamed(pc, "Мектептің аты")
        down(town, pc)
        came(town, pc)
        strikes.by_stick(town, pc)
        town.quiet()
        assert peace.troubles(town) == []
        (item,) = pc.db.rows("select current, other, state from main.differences")
        assert [item[key].strip('"') for key in ("current", "other")] == [
            "Бөлімнің аты", "Мектептің аты",
        ]  # fmt: skip


def down(town: Town, pc: Pc) -> None:
    """What waits for the computer is sealed, as `dlschool-hub export` does it."""
    from dlschool.hub import outgoing, streams

    with town.office.db.transaction() as tx:
        of = streams.sender(tx, pc.device)
        tx.lock(of.school)
        life = bytes(tx.value("select life from devices where no = ?", pc.device))
        office = town.office
        while outgoing.seal(tx, of, office.newest, life, office.at(), office.minutes()):
            continue
