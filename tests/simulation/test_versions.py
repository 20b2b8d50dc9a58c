"""School and hub of different versions speak with each other; what one does not know yet waits or stays."""

from pathlib import Path
from random import Random

import pytest
from simulation import peace
from simulation.net import Weather
from simulation.town import Town, built
from simulation.versions import BEFORE, LONG_AGO, NEXT, TODAY, Between, Version, speaking

from dlschool.hub import replay


def live(town: Town, school: Version, hub: Version, rounds: int = 4) -> None:
    for pc in town.pcs:
        pc.line.around = Between(hub)
        with speaking(school):
            for _ in range(rounds):
                pc.work(3)
                pc.sync()


def agreed(town: Town) -> None:
    for pc in town.pcs:
        pc.line.around = lambda work: work()
    town.quiet()
    assert peace.troubles(town) == []


@pytest.mark.parametrize("hub", [TODAY, BEFORE, LONG_AGO], ids=["N", "N-1", "N-2"])
@pytest.mark.parametrize("school", [TODAY, BEFORE, LONG_AGO], ids=["N", "N-1", "N-2"])
def test_any_two_versions_speak_and_agree_after_both_are_updated(
    tmp_path: Path, school: Version, hub: Version
) -> None:
    with built(tmp_path, 11, Weather(Random(11), cut_up=0.2, cut_down=0.2)) as town:
        for _ in range(2):
            town.pc(town.school())
        live(town, school, hub)
        assert sum(peace.held(town, of.id) for of in town.schools) > 3
        agreed(town)


def test_envelopes_of_a_newer_schema_wait_at_the_hub_until_it_is_updated(tmp_path: Path) -> None:
    with built(tmp_path, 12, Weather(Random(12))) as town:
        pc = town.pc(town.school())
        live(town, NEXT, TODAY)
        with town.office.db.transaction() as tx:
            states = {r["state"] for r in tx.rows("select distinct state from envelopes")}
            assert states == {"waiting"}
            assert tx.value("select count(*) from records") == 0
        with speaking(NEXT):
            assert replay.after_upgrade(town.office.db, town.office.pairs, town.office.at()) == 1
            pc.line.around = Between(NEXT)
            town.quiet()
            assert peace.of_pc(town, pc) == []
        assert pc.numbers()


def test_a_newer_school_goes_on_telling_while_the_hub_is_old(tmp_path: Path) -> None:
    """What the hub does not know is kept as it came, and is there when the hub knows it."""
    with built(tmp_path, 13, Weather(Random(13))) as town:
        town.pc(town.school())
        live(town, TODAY, LONG_AGO)
        with town.office.db.transaction() as tx:
            assert tx.value("select count(*) from quarantine") == 0
        agreed(town)
