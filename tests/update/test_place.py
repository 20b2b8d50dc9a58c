"""Where the program lies, where its updates go."""

import os
from pathlib import Path

import pytest
from update_parts import NEW, OLD, installed, refusing, tree

from dlschool.update import place, start
from dlschool.update.start import PROGRAMS, Start


def of(root: Path, version: str = OLD) -> Path:
    return root / PROGRAMS / version / "dlschool"


def test_a_program_that_a_setup_installed_knows_its_folder(tmp_path: Path) -> None:
    installed(tmp_path / "P")
    found = place.find(of(tmp_path / "P"), tmp_path / "own")
    assert found is not None
    assert (found.root, found.version, found.target) == (tmp_path / "P", OLD, tmp_path / "P")


def test_a_checkout_was_not_installed(tmp_path: Path) -> None:
    assert place.find() is None
    with refusing("not installed by a setup"):
        place.found()
    alone = tree(tmp_path / PROGRAMS / OLD, OLD)
    assert place.find(alone / "dlschool") is None
    start.write(tmp_path, Start(OLD))
    assert place.find(alone / "dlschool") is not None
    assert place.find(tmp_path / "bin" / "dlschool") is None


def test_what_belongs_to_the_system_is_updated_in_the_persons_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, own = tmp_path / "usr" / "lib" / "dlschool", tmp_path / "own"
    installed(root)
    monkeypatch.setattr(place, "OF_THE_SYSTEM", tmp_path / "usr")
    monkeypatch.setattr(place, "FOR_ALL", root)
    found = place.find(of(root), own)
    assert found is not None
    assert found.target == own
    tree(own / PROGRAMS / NEW, NEW)
    start.write(own, Start(NEW, OLD))
    newer = place.find(of(own, NEW), own)
    assert newer is not None
    assert newer.target == own
    assert newer.tree(OLD) == root / PROGRAMS / OLD


def test_a_folder_that_may_not_be_written_is_updated_there_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(tmp_path / "P")
    monkeypatch.setattr(os, "access", lambda *_: False)
    found = place.find(of(tmp_path / "P"), tmp_path / "own")
    assert found is not None
    assert found.target == tmp_path / "own"


def test_the_persons_own_folder_is_where_the_launcher_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "usr" / "dlschool"
    installed(root)
    monkeypatch.setattr(place, "OF_THE_SYSTEM", tmp_path / "usr")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    found = place.find(of(root))
    assert found is not None
    assert found.target == tmp_path / "data" / "dlschool-program"
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    found = place.find(of(root))
    assert found is not None
    assert found.target == tmp_path / "home" / ".local/share/dlschool-program"


def test_only_a_version_that_can_be_started_is_there(tmp_path: Path) -> None:
    here = installed(tmp_path)
    assert here.tree(OLD) == tmp_path / PROGRAMS / OLD
    (tmp_path / PROGRAMS / NEW).mkdir()
    assert here.tree(NEW) is None
    assert here.tree("") is None
    assert here.tree("../..") is None


def test_a_version_that_is_closed_to_this_person_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever ran an update as root left it so; the program of the package goes on."""
    here = installed(tmp_path)
    real, closed = os.stat, tmp_path / PROGRAMS

    def stat(path: "os.PathLike[str]", **how: bool) -> os.stat_result:
        if Path(path).is_relative_to(closed):
            raise PermissionError(13, "closed", str(path))
        return real(path, **how)

    with monkeypatch.context() as rights:
        rights.setattr(os, "stat", stat)
        assert here.tree(OLD) is None
    assert here.tree(OLD) is not None
