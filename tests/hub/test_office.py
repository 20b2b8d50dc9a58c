"""The department's keys: made once, kept safe, never mistaken for another's."""

from pathlib import Path

import hub_life
import pytest

from dlschool.errors import Refused
from dlschool.exchange import keys
from dlschool.hub import certificate, office
from dlschool.hub.database import Database


def test_the_key_file_is_readable_by_its_owner_only(hub: Database, tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    made = office.opened(hub, path, hub_life.now)
    assert path.stat().st_mode & 0o077 == 0
    again = office.opened(hub, path, hub_life.now)
    assert again.newest.public == made.newest.public


def test_a_damaged_key_file_is_refused_and_left_as_it_is(hub: Database, tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    for content in ("", "{}", '{"pairs": [{"number": 1}]}', '{"pairs": 5}'):
        path.write_text(content)
        with pytest.raises(Refused):
            office.read_keys(path)
        assert path.read_text() == content


def test_a_new_pair_does_not_make_the_hub_a_stranger(hub: Database, tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    made = office.opened(hub, path, hub_life.now)
    office.write_keys(path, {**made.pairs, 2: keys.new(2)})
    assert office.opened(hub, path, hub_life.now).newest.number == 2


def test_keys_that_went_away_while_the_hub_runs_are_not_forgotten(
    hub: Database, tmp_path: Path
) -> None:
    path = tmp_path / "keys.json"
    made = office.opened(hub, path, hub_life.now)
    path.unlink()
    made.refresh()
    assert sorted(made.pairs) == [1]


def test_a_file_that_is_no_certificate_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "c.pem"
    path.write_text("nothing")
    with pytest.raises(Refused, match=r"c\.pem"):
        certificate.pin(path)
