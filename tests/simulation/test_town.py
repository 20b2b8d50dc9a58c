"""Schools and a hub over a line that breaks: nothing that was acknowledged is lost, nothing is doubled."""

from pathlib import Path

import pytest
from simulation import peace
from simulation.net import stormy
from simulation.town import Town, built
from random import Random


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
