"""Updating from a file, the trial of the new version, and going back, with the launcher itself."""

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from builders import opened, stored_pupil
from update_parts import NEW, OLD, PRIVATE, TRUSTED, about, everything, installed, packed, refusing

from dlschool.domain.access import Role
from dlschool.errors import Refused
from dlschool.services import updates, updates_trial
from dlschool.services.opening import Store
from dlschool.services.updates import Offer, Phase
from dlschool.store import backup_ladder as ladder
from dlschool.store import migrations
from dlschool.store.backup_thinning import ASIDE
from dlschool.update import lock, start
from dlschool.update.place import Place
from dlschool.update.start import PROGRAMS, Start

LAUNCHER = Path(__file__).parents[2] / "installer" / "launcher"


def told(_phase: Phase, _done: int, _of: int) -> None:
    return


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return installed(tmp_path / "Бағдарлама")


@pytest.fixture
def offer(tmp_path: Path, place: Place) -> Offer:
    return updates.look(packed(tmp_path), place=place, trusted=TRUSTED)


@pytest.fixture(scope="module")
def launcher(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("launcher") / "dlschool"
    sources = [LAUNCHER / "launcher.c", LAUNCHER / "posix.c"]
    subprocess.run(["cc", "-O1", "-o", made, *sources], check=True)
    return made


@pytest.fixture
def starts(launcher: Path, place: Place, tmp_path: Path) -> Callable[[], str]:
    """What the launcher starts: the first word that the program says."""
    own = shutil.copy(launcher, place.root / "dlschool")

    def run() -> str:
        env = {**os.environ, "XDG_DATA_HOME": str(tmp_path / "nobody")}
        done = subprocess.run([own], env=env, check=False, capture_output=True, text=True)
        return done.stdout.split()[0]

    return run


def running(place: Place, version: str) -> Place:
    """The same folder, seen by another of its versions."""
    return replace(place, version=version)


def test_an_update_is_laid_beside_the_version_that_works_and_the_next_start_tries_it(
    db: Store, offer: Offer, place: Place, starts: Callable[[], str]
) -> None:
    stored_pupil(db)
    seen: list[Phase] = []
    assert starts() == OLD
    made = updates.install(offer, db, "kk", lambda phase, _done, _of: seen.append(phase))
    assert list(dict.fromkeys(seen)) == [Phase.BACKUP, Phase.UNPACK, Phase.TEST]
    assert made.version == NEW
    assert made.backup is not None
    assert made.backup.manifest is not None
    assert made.backup.manifest.why == "before-update"
    assert start.read(place.root) == Start(NEW, OLD, 0)
    assert updates_trial.state(place).waits
    assert starts() == NEW
    assert start.read(place.root) == Start(NEW, OLD, 1)


def test_the_copy_made_before_an_update_stays_a_month() -> None:
    assert updates.WHY in ASIDE
    assert ladder.SET_ASIDE.days == 30


def test_the_offer_says_what_is_new_and_how_long_it_takes(offer: Offer) -> None:
    assert offer.version == NEW
    assert "быстрее" in offer.news("ru")
    assert "журнал" in offer.news("kk")
    assert offer.minutes == 1
    assert not offer.failed


def test_a_version_is_settled_when_it_has_worked(
    offer: Offer, place: Place, starts: Callable[[], str]
) -> None:
    updates.install(offer, None, "kk", told)
    new = running(place, NEW)
    assert [starts() for _ in range(2)] == [NEW, NEW]
    updates_trial.shown(new)
    assert start.read(place.root) == Start(NEW, OLD, 0)
    updates_trial.worked(new)
    assert start.read(place.root) == Start(NEW, OLD)
    assert not updates_trial.state(new).trial
    assert updates_trial.state(new).before == OLD
    assert starts() == NEW


def test_the_version_before_settles_nothing(offer: Offer, place: Place) -> None:
    """Its window is still open while the new one waits."""
    updates.install(offer, None, "kk", told)
    updates_trial.shown(place)
    updates_trial.worked(place)
    assert start.read(place.root) == Start(NEW, OLD, 0)


def test_a_version_that_never_shows_a_window_is_left_after_three_starts(
    offer: Offer, place: Place, starts: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    updates.install(offer, None, "kk", told)
    assert [starts() for _ in range(4)] == [NEW, NEW, NEW, OLD]
    monkeypatch.setenv("DLSCHOOL_WENT_BACK", NEW)
    assert updates_trial.went_back() == NEW
    updates_trial.give_up(place, NEW)
    assert start.read(place.root) == Start(OLD, failed=NEW)
    assert starts() == OLD
    assert updates.sweep(place) == [NEW]
    again = updates.look(offer.update.path, place=place, trusted=TRUSTED)
    assert again.failed
    updates.install(again, None, "kk", told)
    assert starts() == NEW


def test_going_back_is_told_only_by_the_launcher(monkeypatch: pytest.MonkeyPatch) -> None:
    assert updates_trial.went_back() == ""
    monkeypatch.setenv("DLSCHOOL_WENT_BACK", "../../x")
    assert updates_trial.went_back() == ""


def test_an_old_window_may_fetch_a_still_newer_version(
    tmp_path: Path, offer: Offer, place: Place
) -> None:
    updates.install(offer, None, "kk", told)
    newest = packed(tmp_path, about("0.3.0"))
    updates.install(updates.look(newest, place=place, trusted=TRUSTED), None, "kk", told)
    assert start.read(place.root) == Start("0.3.0", OLD, 0)
    updates_trial.worked(running(place, "0.3.0"))
    assert updates.sweep(running(place, "0.3.0")) == [NEW]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (about(system="windows-x86_64"), "This update is for {other}"),
        (about(OLD), "already: it is the one that is running"),
        (about("0.0.9"), "which is older than the one here"),
        (about(steps=["0001_first_school"]), "cannot read the data of this school"),
    ],
)
def test_an_update_that_does_not_fit_is_refused_before_anything_is_done(
    tmp_path: Path, place: Place, said: "updates.file.manifests.Manifest", words: str
) -> None:
    before = everything(place.root)
    with_links = said.system.startswith("linux")
    path = packed(tmp_path, said) if with_links else _for_windows(tmp_path, said)
    with refusing(words):
        updates.look(path, place=place, trusted=TRUSTED)
    assert everything(place.root) == before


def _for_windows(folder: Path, said: "updates.file.manifests.Manifest") -> Path:
    built = folder / "built"
    built.mkdir()
    (built / "python.exe").write_bytes(b"MZ")
    updates.file.write(built, said, PRIVATE, folder / "a.dlu")
    return folder / "a.dlu"


def test_what_is_installed_already_is_not_installed_again(offer: Offer, place: Place) -> None:
    updates.install(offer, None, "kk", told)
    with refusing("is installed already"):
        updates.look(offer.update.path, place=place, trusted=TRUSTED)
    with refusing("is installed already"):
        updates.install(offer, None, "kk", told)
    updates_trial.worked(running(place, NEW))
    with refusing("is installed already"):
        updates.look(offer.update.path, place=place, trusted=TRUSTED)


def test_newer_data_wait_for_an_update_that_knows_them(tmp_path: Path, place: Place) -> None:
    later = [*migrations.known(), "9999_later"]
    with refusing("cannot read the data"):
        updates.look(packed(tmp_path), later, place, TRUSTED)
    knowing = tmp_path / "knowing"
    knowing.mkdir()
    offer = updates.look(packed(knowing, about(steps=later)), later, place, TRUSTED)
    assert updates.install(offer, None, "kk", told).backup is None


def test_a_version_that_fails_its_self_test_leaves_nothing(
    tmp_path: Path, db: Store, place: Place
) -> None:
    path = packed(tmp_path, broken=True)
    before = everything(place.root)
    with pytest.raises(Refused) as refused:
        updates.install(updates.look(path, place=place, trusted=TRUSTED), db, "kk", told)
    assert "Шрифт табылмады." in refused.value.text("ru")
    assert everything(place.root) == before
    assert [path.name for path in (place.root / PROGRAMS).iterdir()] == [OLD]


@pytest.mark.parametrize("phase", list(Phase))
def test_a_cancel_at_any_phase_leaves_nothing(
    db: Store, offer: Offer, place: Place, phase: Phase
) -> None:
    stored_pupil(db)
    before, copies = everything(place.root), list(db.folder.copies.iterdir())

    def stop(at: Phase, _done: int, _of: int) -> None:
        if at is phase:
            raise KeyError

    with pytest.raises(KeyError):
        updates.install(offer, db, "kk", stop)
    assert everything(place.root) == before
    assert [path.name for path in (place.root / PROGRAMS).iterdir()] == [OLD]
    assert len(list(db.folder.copies.iterdir())) - len(copies) == (phase is not Phase.BACKUP)


def test_a_folder_that_cannot_be_written_is_told_in_words(
    offer: Offer, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(_root: Path) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(lock, "_held", closed)
        with refusing("cannot be written to"):
            updates.look(offer.update.path, place=place, trusted=TRUSTED)
    with monkeypatch.context() as patch:
        patch.setattr(start, "write_whole", lambda *_: closed(place.root))
        with refusing("cannot be written to"):
            updates.install(offer, None, "kk", told)
    assert [path.name for path in (place.root / PROGRAMS).iterdir()] == [OLD]


def test_two_updates_at_once_are_refused(offer: Offer, place: Place) -> None:
    with lock.alone(place.root), refusing("under way"):
        updates.install(offer, None, "kk", told)
    assert start.read(place.root) == Start(OLD)


def test_who_may_not_make_backups_does_not_update(offer: Offer, db: Store, place: Place) -> None:
    for role in (Role.TEACHER, Role.VIEWER):
        other = opened(db.folder, db.clock, "Басқа", role)
        with pytest.raises(Refused):
            updates.install(offer, other, "kk", told)
        other.close()
    assert start.read(place.root) == Start(OLD)


def test_data_that_are_only_read_here_are_not_backed_up_here(
    offer: Offer, db: Store, place: Place
) -> None:
    db.refuses = Refused("elsewhere")
    assert updates.install(offer, db, "kk", told).backup is None


def test_a_checkout_takes_no_update(tmp_path: Path) -> None:
    with refusing("not installed by a setup"):
        updates.look(packed(tmp_path), trusted=TRUSTED)
    assert updates.installed() is None


def test_proving_a_file_reads_all_of_it(offer: Offer) -> None:
    updates.prove(offer, told)
    whole = offer.update.path.read_bytes()
    offer.update.path.write_bytes(whole[:-20])
    with refusing("damaged"):
        updates.prove(offer, told)


def test_the_package_of_the_system_is_updated_beside_it(
    tmp_path: Path, launcher: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person without rights: the launcher of the package takes the person's own version."""
    root, own = tmp_path / "usr", tmp_path / "data" / "dlschool-program"
    place = replace(installed(root), target=own)
    shutil.copy(launcher, root / "dlschool")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    def starts() -> str:
        done = subprocess.run([root / "dlschool"], check=False, capture_output=True, text=True)
        return done.stdout.split()[0]

    before = everything(root)
    offer = updates.look(packed(tmp_path), place=place, trusted=TRUSTED)
    updates.install(offer, None, "kk", told)
    assert everything(root) == before
    assert starts() == NEW
    new = Place(own, NEW, own, (root,), place.system)
    assert updates_trial.state(new).before == OLD
    for _ in range(2):
        starts()
    assert starts() == OLD
    updates_trial.give_up(place, NEW)
    assert starts() == OLD
    assert updates.sweep(place) == [NEW]
    assert list((own / PROGRAMS).iterdir()) == []
