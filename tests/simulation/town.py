"""A department and its schools: a real hub on SQLite, real stores on disk, one process, no network.

Each school is one or two computers. `Town.quiet` lets all faults rest until nobody has anything to say.
"""

import os
import secrets
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import builders
import hub_life
import pytest
from hub_life import School
from simulation.net import Died, Line, Weather

from dlschool.domain.case import Ground
from dlschool.domain.record import Case
from dlschool.errors import Refused
from dlschool.exchange import keys
from dlschool.exchange.fault import Fault
from dlschool.exchange.https import NoLine
from dlschool.exchange.kinds import Level
from dlschool.exchange.pairing_values import Certificate
from dlschool.hub import acts, database, office
from dlschool.hub.office import Office
from dlschool.hub.pace import Pace
from dlschool.paths import DataFolder
from dlschool.services import (
    cases,
    epochs,
    exchange_connecting,
    exchange_keys,
    exchange_sync,
    school,
)
from dlschool.services.opening import Store
from dlschool.store import changes, exchange, undoing

NOW = datetime(2026, 11, 21, 10, 0)
TROUBLE = (NoLine, Fault, Refused)


@dataclass
class Pc:
    """A computer of a school and its base."""

    town: "Town"
    of: School
    folder: Path
    line: Line
    offset: timedelta = timedelta()
    """How wrong its clock is."""
    db: Store = field(init=False)
    kept: list[Path] = field(default_factory=list)
    """Backups."""
    device: int = 0

    def here(self) -> None:
        """What follows happens on this computer: it has a memory of its own."""
        os.environ["XDG_CONFIG_HOME"] = str(self.folder.with_name(f"{self.folder.name}-machine"))

    def open(self) -> None:
        self.here()
        self.db = builders.opened(
            DataFolder(self.folder), lambda: self.town.now + self.offset, "Оразова Д."
        )
        epochs.settle(self.db, go_on=True)

    def close(self) -> None:
        self.db.close()

    def sync(self, *, compare: bool = False) -> bool:
        """Whether the conversation ended well."""
        self.here()
        try:
            exchange_sync.sync(self.db, self.line, compare=compare)
        except TROUBLE as trouble:
            self.town.troubles[type(trouble).__name__] += 1
            return False
        if self.accepted():
            self.town.said.setdefault(self.of.id, set()).update(self.numbers())
        return True

    def work(self, times: int = 1) -> None:
        self.here()
        for _ in range(times):
            with suppress(Refused):
                self.db.time_confirmed = self.db.now()
                self._one()

    def _one(self) -> None:
        rng = self.town.rng
        known = [each for each in self.db.values("select id from main.cases order by id")]
        deed = rng.choice(["open", "open", "pupil", "edit", "edit", "remove", "school", "undo"])
        if deed == "school":
            named = builders.school(short_name=school.school(self.db).short_name)
            value = f"Школа {rng.randrange(50)}"
            school.save_school(
                self.db, replace(named, name=replace(named.name, ru=value), place_ru=value)
            )
        elif deed == "undo":
            line = changes.history(self.db, limit=1, undoable=True)
            if line:
                undoing.undo(self.db, line[0])
        elif deed in ("edit", "remove") and known:
            self._change(rng.choice(known), deed)
        else:
            self._open(pupil=deed == "pupil")

    def _change(self, case_id: int, deed: str) -> None:
        if deed == "remove":
            cases.remove_case(self.db, case_id)
            return
        case: Case = cases.case_file(self.db, case_id).case
        day = date(2026, 10, 1) + timedelta(self.town.rng.randrange(60))
        cases.edit_case(self.db, replace(case, wanted_from=day, wanted_until=day))

    def _open(self, *, pupil: bool) -> None:
        number = self.town.next()
        if pupil:
            name = "".join("абвгдежзик"[int(digit)] for digit in number.partition("/")[0])
            child = builders.stored_pupil(self.db, last=f"Оқушы{name}")
            day = date(2026, 11, 2)
            builders.stored_case(self.db, number=number, opened_on=day, pupil_id=child)
            return
        facts: dict[str, Any] = {"classes": ("1А",), "ground": Ground.WEATHER, "number": number}
        builders.stored_case(self.db, **facts)

    def numbers(self) -> set[str]:
        return set(self.db.values("select number from main.cases"))

    def accepted(self) -> bool:
        return exchange.counts(self.db).keys() <= {"accepted", "quarantined"}

    def backup(self) -> None:
        """A whole copy of the base as it is."""
        place = self.folder.with_name(f"{self.folder.name}-kept{len(self.kept)}")
        self.close()
        shutil.copytree(self.folder, place, dirs_exist_ok=True)
        self.kept.append(place)
        self.open()

    def restore(self, place: Path) -> None:
        """A backup in the base's place: it begins a new epoch, as `dlschool restore` does."""
        self.stand(place)
        self.begin()

    def begin(self) -> None:
        """A new epoch."""
        self.here()
        epochs.begin(self.db)
        epochs.remember(self.db)

    def stand(self, place: Path) -> None:
        """The files of another moment in the place of the present ones."""
        self.close()
        shutil.rmtree(self.folder)
        shutil.copytree(place, self.folder)
        self.open()


@dataclass
class Town:
    place: Path
    rng: Random
    weather: Weather
    now: datetime = NOW
    pcs: list[Pc] = field(default_factory=list)
    schools: list[School] = field(default_factory=list)
    office: Office = field(init=False)
    said: dict[int, set[str]] = field(default_factory=dict)
    """Numbers of cases that the department acknowledged, by school."""
    troubles: Counter[str] = field(default_factory=Counter)
    """How conversations ended badly."""
    asked: dict[int, int] = field(default_factory=dict)
    """How many directives the department gave, by school."""
    story: list[str] = field(default_factory=list)
    _number: int = 0

    def __post_init__(self) -> None:
        self.open_hub()

    def open_hub(self) -> None:
        self.office = office.opened(
            database.of(f"sqlite:{self.place / 'hub.db'}"),
            self.place / "keys.json",
            lambda: self.now,
        )
        self.office.pace = Pace(rate=1e9, burst=1e9)

    def next(self) -> str:
        self._number += 1
        return f"{self._number}/2026"

    def school(self) -> School:
        made = hub_life.school(self.office, len(self.schools) + 1)
        self.schools.append(made)
        return made

    def pc(self, of: School, like: Pc | None = None) -> Pc:
        """A new computer of the school; `like`: its base is a copy of that one's."""
        folder = self.place / f"pc{len(self.pcs)}"
        if like is not None:
            like.close()
            shutil.copytree(like.folder, folder)
            like.open()
        made = Pc(self, of, folder, Line(lambda: self.office, self.weather))
        made.open()
        self.enrol(made)
        self.pcs.append(made)
        return made

    def enrol(self, pc: Pc) -> None:
        """As the certificate does it."""
        pair = keys.new()
        with self.office.db.transaction() as tx:
            device = tx.value(
                "insert into devices (school, label, state, at) values (?, 'pc', 'active', 'x') "
                "returning no",
                pc.of.id,
            )
            public = pair.public
            tx.run(
                "insert into device_keys (device, number, sign, seal, since) "
                "values (?, 1, ?, ?, 'x')",
                device, public.sign, public.seal,
            )  # fmt: skip
            acts.write(tx, pc.of.id, "enrolled", {"device": device}, at="2026", who="x")
        theirs = self.office.newest.public
        said = Certificate(
            pc.of.mark, device, b"", theirs.sign, theirs.seal, theirs.number, "бөлім", "отдел",
            "https://hub.example", (b"p" * 32,), Level.NAMES,
        )  # fmt: skip
        pc.here()
        exchange_connecting.connect(pc.db, said, pair)
        with exchange.writing(pc.db):
            exchange_keys.keep_level(pc.db, Level.NAMES)
        pc.device = device

    def act(self, of: School, kind: str, content: dict[str, Any]) -> None:
        hub_life.act(self.office, of, kind, content)

    def quiet(self) -> None:
        """Calm weather until nobody has anything to say any more."""
        self.weather.calm()
        for turn in range(40):
            well = [pc.sync(compare=turn == 3) for pc in self.pcs]
            if all(well) and turn > 5 and self.silent():
                return
        raise AssertionError("no end")

    def silent(self) -> bool:
        with self.office.db.transaction() as tx:
            waiting = tx.value("select count(*) from pending")
            behind = tx.value("select count(*) from heads where applied < position")
        return not waiting and not behind and all(pc.accepted() for pc in self.pcs)

    def close(self) -> None:
        for pc in self.pcs:
            pc.close()
        self.office.db.close()


@contextmanager
def chance(seed: int) -> Iterator[None]:
    """Keys, epochs and marks come from the seed as well: the same seed is the same life."""
    rng = Random(f"chance {seed}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secrets, "token_bytes", lambda count=32: rng.randbytes(count))
        patch.setattr(secrets, "token_hex", lambda count=32: rng.randbytes(count).hex())
        patch.setattr(secrets, "randbelow", rng.randrange)
        yield


@contextmanager
def built(place: Path, seed: int, weather: Weather | None = None) -> Iterator[Town]:
    rng = Random(seed)
    home = os.environ.get("XDG_CONFIG_HOME", "")
    with chance(seed):
        town = Town(place, rng, weather or Weather(rng))
        try:
            yield town
        finally:
            town.close()
            os.environ["XDG_CONFIG_HOME"] = home


__all__ = ["Died", "Pc", "Town", "built"]
