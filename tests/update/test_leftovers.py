"""What no start needs is taken away; what runs, what is kept and what is on trial stays."""

import shutil
import subprocess
from pathlib import Path

from update_parts import NEW, OLD, installed, tree

from dlschool.update import leftovers, start
from dlschool.update.place import Place
from dlschool.update.start import PROGRAMS, Start


def names(place: Place) -> list[str]:
    return sorted(path.name for path in (place.target / PROGRAMS).iterdir())


def test_all_but_the_version_and_the_one_before_goes(tmp_path: Path) -> None:
    place = installed(tmp_path, NEW)
    for version in ("0.0.8", "0.0.9", OLD):
        tree(tmp_path / PROGRAMS / version, version)
    tree(tmp_path / PROGRAMS / ".new-half", "0.3.0")
    (tmp_path / PROGRAMS / "notes").mkdir()
    (tmp_path / ".new-half").touch()
    (tmp_path / "start.123.new").touch()
    start.write(tmp_path, Start(NEW, OLD))
    assert leftovers.sweep(place) == ["0.0.8", "0.0.9"]
    assert names(place) == [OLD, NEW, "notes"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [PROGRAMS, "start"]


def test_on_trial_nothing_goes(tmp_path: Path) -> None:
    place = installed(tmp_path, NEW, Start(NEW, OLD, 0))
    tree(tmp_path / PROGRAMS / "0.0.9", "0.0.9")
    assert leftovers.sweep(place) == []
    assert names(place) == ["0.0.9", NEW]


def test_what_a_power_cut_left_goes_also_on_trial(tmp_path: Path) -> None:
    place = installed(tmp_path, NEW, Start(NEW, OLD, 0))
    tree(tmp_path / PROGRAMS / ".new-half", "0.3.0")
    assert leftovers.sweep(place) == []
    assert names(place) == [NEW]


def test_what_is_left_of_the_first_update_of_a_package_goes(tmp_path: Path) -> None:
    """The person's own folder has no `start` yet."""
    root, own = tmp_path / "usr", tmp_path / "own"
    installed(root, OLD)
    tree(own / PROGRAMS / NEW, NEW)
    tree(own / PROGRAMS / ".new-half", NEW)
    place = Place(root, OLD, own)
    assert leftovers.sweep(place) == [NEW]
    assert names(place) == []


def test_a_program_folder_that_says_nothing_keeps_its_versions(tmp_path: Path) -> None:
    place = installed(tmp_path, NEW)
    tree(tmp_path / PROGRAMS / OLD, OLD)
    (tmp_path / start.FILE).unlink()
    assert leftovers.sweep(place) == []
    assert names(place) == [OLD, NEW]


def test_a_version_that_runs_is_left_for_the_next_time(tmp_path: Path) -> None:
    place = installed(tmp_path, NEW)
    old = tree(tmp_path / PROGRAMS / "0.0.9", "0.0.9")
    sleeping = shutil.copy(shutil.which("sleep") or "", old / "sleeping")
    with subprocess.Popen([sleeping, "60"]) as child:
        try:
            assert leftovers.sweep(place) == []
            assert "0.0.9" in names(place)
        finally:
            child.kill()
    assert leftovers.sweep(place) == ["0.0.9"]


def test_own_updates_that_the_system_has_overtaken_go(tmp_path: Path) -> None:
    """The package was updated by its owner to what the person had fetched before."""
    root, own = tmp_path / "usr", tmp_path / "own"
    installed(root, NEW)
    tree(own / PROGRAMS / OLD, OLD)
    tree(own / PROGRAMS / NEW, NEW)
    start.write(own, Start(NEW, OLD))
    place = Place(root, NEW, own)
    assert leftovers.sweep(place) == [OLD, NEW]
    assert (root / PROGRAMS / NEW).is_dir()


def test_without_a_folder_or_an_order_nothing_is_done(tmp_path: Path) -> None:
    assert leftovers.sweep(Place(tmp_path, OLD, tmp_path / "none")) == []
    place = installed(tmp_path)
    (tmp_path / "start").unlink()
    assert leftovers.sweep(place) == []
    assert names(place) == [OLD]
