"""The harness itself: the shim sees all that is written, and a store without syncs is found out."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from faults import shim


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shim.built(tmp_path_factory.mktemp("shim"))


def under(library: Path, script: str, folder: Path) -> str:
    """What a script says that runs under the shim; its first argument is the folder."""
    env = {**os.environ, "LD_PRELOAD": str(library), shim.LOADED: str(library)}
    env["PYTHONPATH"] = os.pathsep.join(sys.path)
    begin = (
        "import sys\nfrom pathlib import Path\nfrom faults import shim\nplace = Path(sys.argv[1])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", begin + script, str(folder)],
        env=env, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout.strip()


A_DAY = """
import os
from random import Random
from faults import work, world
from faults.power import Disk, entries
place.joinpath("stick").mkdir()
disk = Disk(place)
log = os.open(place.with_suffix(".log"), os.O_RDWR | os.O_CREAT | os.O_APPEND)
shim.watch(place, log)
db = world.opened(place)
from dlschool.services import sample, second_place
from dlschool.store import backups
sample.make(db)
second_place.choose(db.folder, backups.school_id(db), world.stick(place))
for name, piece in work.PIECES.items():
    piece.do(db, piece.prepare(db, Random(name)))
db.close()
said = place.with_suffix(".log").read_bytes()
disk.play(said)
kinds = {entry.what for entry in entries(said)}
print("".join(sorted(kinds)), disk.differences())
"""


def test_the_log_of_a_day_gives_the_very_folder_that_is_there(
    library: Path, tmp_path: Path
) -> None:
    """Every write, cut, rename of SQLCipher and of Python went through the shim, each byte of it."""
    place = tmp_path / "place"
    place.mkdir()
    kinds, differences = under(library, A_DAY, place).split(" ", 1)
    assert differences == "[]"
    assert set("CDWSRUT") <= set(kinds)


WITHOUT_SYNC = """
import os
from faults import answers, work, world
from faults.power import Disk
from random import Random
world.made(place)
disk = Disk(place)
log = os.open(place.with_suffix(".log"), os.O_RDWR | os.O_CREAT | os.O_APPEND)
shim.watch(place, log)
db = world.opened(place)
db.conn.execute("pragma synchronous = MODE")
work.PIECES["edit"].do(db, work.PIECES["edit"].prepare(db, Random(1)))
said = world.proof(db)
disk.play(place.with_suffix(".log").read_bytes())
disk.cut()
print(answers.lost(place, 9, [said], None), flush=True)
os._exit(0)
"""


@pytest.mark.parametrize(("mode", "loses"), [("full", False), ("off", True)])
def test_a_power_cut_takes_what_was_not_synced_and_nothing_else(
    library: Path, tmp_path: Path, mode: str, loses: bool
) -> None:
    said = under(library, WITHOUT_SYNC.replace("MODE", mode), tmp_path / "place")
    assert ("lost: action" in said) is loses


STRUCK = """
import errno, json
shim.watch(place)
shim.arm(shim.CHANGES, at=3, error=errno.ENOSPC)
seen = []
for n in range(6):
    try:
        seen.append((place / str(n)).write_bytes(b"1234"))
    except OSError as error:
        seen.append(error.errno)
print(json.dumps([seen, shim.disarm(), [path.stat().st_size for path in sorted(place.iterdir())]]))
"""


def test_the_third_operation_fails_and_no_other(library: Path, tmp_path: Path) -> None:
    """Opening and writing are counted: the third is the opening of the second file."""
    place = tmp_path / "place"
    place.mkdir()
    seen, (counted, struck), sizes = json.loads(under(library, STRUCK, place))
    assert seen == [4, 28, 4, 4, 4, 4]
    assert (counted, struck) == (11, 1)
    assert sizes == [4] * 5
