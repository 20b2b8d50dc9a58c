"""Schools and a hub over a line that breaks: nothing that was acknowledged is lost, nothing is doubled."""

from pathlib import Path
from random import Random

import pytest
from simulation import lives, peace
from simulation.net import Weather, stormy
from simulation.town import Pc, Town, built

from dlschool.exchange.https import NoLine
from dlschool.services import exchange_sync


def test_one_school_in_calm_weather_is_told(tmp_path: Path) -> None:
    with built(tmp_path, 1) as town:
        pc = town.pc(town.school())
        for _ in range(4):
            pc.work(3)
            assert pc.sync()
        town.quiet()
        assert peace.troubles(town) == []
        assert pc.numbers()


@pytest.mark.parametrize("seed", range(4))
def test_storms_lose_nothing(tmp_path: Path, seed: int) -> None:
    rng = Random(seed)
    with built(tmp_path, seed, stormy(rng)) as town:
        pcs = [town.pc(town.school()) for _ in range(2)]
        for _ in range(12):
            for pc in pcs:
                pc.work(rng.randrange(4))
                pc.sync()
        town.quiet()
        assert peace.troubles(town) == []
        assert sum(town.troubles.values()) > 3


@pytest.mark.parametrize("seed", range(6))
def test_everyday_life_of_schools_with_two_computers(tmp_path: Path, seed: int) -> None:
    with built(tmp_path, seed) as town:
        assert lives.live(town, 20, lives.EVERYDAY, second=1) == [], town.story


@pytest.mark.parametrize("name", sorted(lives.DISASTERS))
def test_no_disaster_loses_or_doubles_anything(tmp_path: Path, name: str) -> None:
    events = {name: lives.DISASTERS[name]}
    if name == "restored":
        events["backup"] = lives.backup
    if name == "hub back":
        events["hub kept"] = lives.hub_kept
    with built(tmp_path, 7) as town:
        assert lives.live(town, 16, events) == [], town.story


@pytest.mark.parametrize("seed", range(6))
def test_all_disasters_together(tmp_path: Path, seed: int) -> None:
    with built(tmp_path, seed) as town:
        assert lives.live(town, 24, lives.ALL) == [], town.story


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1000, 1040))
def test_long_lives(tmp_path: Path, seed: int) -> None:
    with built(tmp_path, seed) as town:
        assert lives.live(town, 60, lives.ALL) == [], town.story


class Cut:
    """The next request is cut after so many bytes, or its answer."""

    def __init__(self, pc: Pc) -> None:
        self.line = pc.line
        self.up: int | None = None
        self.down: int | None = None

    def post(self, path: str, body: bytes):  # type: ignore[no-untyped-def]
        up, self.up = self.up, None
        if up is not None and up < len(body):
            self.line.post(path, body[:up])
            raise NoLine("cut")
        down, self.down = self.down, None
        reply = self.line.post(path, body)
        if down is not None and down < len(reply.body):
            reply.body, reply.whole = reply.body[:down], False
        return reply


def talked(pc: Pc, line: Cut) -> bool:
    try:
        exchange_sync.sync(pc.db, line)
    except NoLine:
        return False
    return True


def ready(town: Town) -> tuple[Pc, Cut]:
    pc = town.pc(town.school())
    pc.work(6)
    while not (pc.sync() and town.silent()):
        continue
    return pc, Cut(pc)


def test_a_cut_at_every_byte_up_loses_nothing(tmp_path: Path) -> None:
    with built(tmp_path, 3, Weather(Random(3))) as town:
        pc, line = ready(town)
        broken = 0
        for at in range(260):
            pc._open(pupil=False)
            line.up = at
            broken += not talked(pc, line)
            assert talked(pc, line)
        town.quiet()
        assert broken > 200
        assert peace.troubles(town) == []


def test_a_cut_at_every_byte_down_loses_nothing(tmp_path: Path) -> None:
    with built(tmp_path, 4, Weather(Random(4))) as town:
        pc, line = ready(town)
        broken = 0
        for at in range(1, 280):
            lives.directive(town, pc)
            line.down = at
            broken += not talked(pc, line)
            assert talked(pc, line)
        town.quiet()
        assert broken > 120
        assert peace.troubles(town) == []
        assert pc.db.value("select count(*) from directives") == town.asked[pc.of.id]


def test_a_clock_that_is_wrong_by_ten_years_stops_nothing(tmp_path: Path) -> None:
    from simulation.strikes import YEARS

    with built(tmp_path, 5) as town:
        pc = town.pc(town.school())
        for offset in (YEARS, -YEARS, YEARS * 0):
            pc.offset = offset
            pc.work(4)
            lives.directive(town, pc)
            assert pc.sync()
        town.quiet()
        assert peace.troubles(town) == []
        assert pc.db.value("select count(*) from directives") == 3
