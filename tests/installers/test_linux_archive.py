"""The archive: installed by an ordinary person without rights, run, installed again, removed. In order."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from installers import chroot
from installers.chroot import HOME, Debian

import dlschool

pytestmark = [pytest.mark.installers, pytest.mark.xdist_group("linux")]

DIST = Path(__file__).resolve().parents[2] / "build" / "dist"
SHARE = f"{HOME}/.local/share"
PLACE = f"{SHARE}/dlschool-program"
UNPACKED = f"{HOME}/Жүктемелер/dlschool-{dlschool.__version__}"


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Debian]:
    """A Debian without any library of a desktop, the archive unpacked in the person's home."""
    assert not chroot.refusal(), chroot.refusal()
    file = DIST / f"dlschool-{dlschool.__version__}-linux.tar.xz"
    assert file.is_file(), f"{file} is not there: make deb"
    folder = tmp_path_factory.mktemp("bare")
    debian = chroot.made(folder / "root")
    target = debian.here(UNPACKED).parent
    target.mkdir(parents=True)
    subprocess.run(["tar", "-C", str(target), "-xJf", str(file)], check=True)
    owned = debian.root("chown", "-R", chroot.PERSON, str(Path(UNPACKED).parent))
    assert owned.code == 0, owned.said
    yield debian
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def packages(bare: Debian) -> list[str]:
    """What the refusal on the bare system says is missing, for Debian and Ubuntu."""
    done = bare.person(f"{UNPACKED}/install.sh", LANG="ru_RU.UTF-8")
    assert done.code == 1, done.said
    said = re.fullmatch(
        r"В системе нет этих библиотек: .*\(Debian, Ubuntu: (.*) \)\..*\n", done.said
    )
    assert said, done.said
    return said[1].split()


@pytest.fixture(scope="module")
def debian(bare: Debian, packages: list[str]) -> Debian:
    """Just these packages were installed by an administrator."""
    done = bare.root("apt-get", "install", "-y", "--no-install-recommends", *packages)
    assert done.code == 0, done.said
    return bare


def _files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir()}


def test_a_system_without_a_desktop_is_told_which_packages_it_lacks(
    bare: Debian, packages: list[str]
) -> None:
    assert {"libgl1", "libegl1", "libxkbcommon-x11-0"} <= set(packages)
    assert _files(bare.here(PLACE)) == set()


@pytest.mark.parametrize(
    ("home", "told"), [("/usr", "Нельзя записать в папку: /usr/"), ("", "HOME")]
)
def test_a_home_that_cannot_be_written_is_told_in_words(bare: Debian, home: str, told: str) -> None:
    done = bare.person(f"{UNPACKED}/install.sh", LANG="ru_RU.UTF-8", HOME=home)
    assert done.code == 1
    assert told in done.said
    assert len(done.said.splitlines()) == 1
    assert not bare.here("/usr/.local").exists()


def test_the_administrator_is_told_who_installs_it(debian: Debian) -> None:
    done = debian.root(f"{UNPACKED}/install.sh", within=60)
    assert done.code == 1
    assert "root" in done.said


@pytest.fixture(scope="module")
def installed(debian: Debian) -> Debian:
    done = debian.person(f"{UNPACKED}/install.sh", LANG="kk_KZ.UTF-8")
    assert done.code == 0, done.said
    assert "Орнатылды" in done.said
    return debian


def test_it_runs_from_the_persons_own_folder(installed: Debian) -> None:
    version = installed.person(f"{HOME}/.local/bin/dlschool", "--version")
    assert (version.code, version.said) == (0, f"dlschool {dlschool.__version__}\n")
    start = installed.here(f"{PLACE}/start")
    assert start.read_text("utf-8") == f"current={dlschool.__version__}\n"
    assert [
        path for path in installed.here(f"{PLACE}/programs").iterdir() if path.name[0] == "."
    ] == []
    found = installed.person(f"{HOME}/.local/bin/dlschool", "found", "--help")
    assert found.code == 0, found.said


def test_the_menu_starts_it_where_it_lies(installed: Debian) -> None:
    entry = installed.here(f"{SHARE}/applications/dlschool.desktop")
    assert f'Exec="{PLACE}/dlschool" %f' in entry.read_text("utf-8").splitlines()
    done = subprocess.run(
        ["desktop-file-validate", str(entry)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")
    for file in ("mime/packages/dlschool.xml", "icons/hicolor/48x48/apps/dlschool.png"):
        assert installed.here(f"{SHARE}/{file}").is_file()


def test_over_an_older_version_it_is_on_trial_and_the_older_one_stays(installed: Debian) -> None:
    _pretend(installed, "0.0.1")
    done = installed.person(f"{UNPACKED}/install.sh")
    assert done.code == 0, done.said
    start = installed.here(f"{PLACE}/start").read_text("utf-8")
    assert start == f"current={dlschool.__version__}\nbefore=0.0.1\ntries=0\n"
    assert installed.here(f"{PLACE}/programs/0.0.1/dlschool").is_file()


def test_a_newer_version_is_left_alone(installed: Debian) -> None:
    _pretend(installed, "9.0")
    done = installed.person(f"{UNPACKED}/install.sh")
    assert done.code == 1
    assert "newer version of the program: 9.0" in done.said
    assert installed.here(f"{PLACE}/start").read_text("utf-8") == "current=9.0\n"


def _pretend(debian: Debian, version: str) -> None:
    """Another version is the one that is started."""
    place = f"{PLACE}/programs/{version}"
    words = f'mkdir -p "{place}"; cp /bin/true "{place}/dlschool"; echo current={version} >"{PLACE}/start"'
    assert debian.person("sh", "-c", words).code == 0


def test_removing_it_leaves_the_data_and_says_where_they_are(installed: Debian) -> None:
    data = f"{SHARE}/dlschool"
    assert installed.person("mkdir", "-p", data).code == 0
    assert installed.person("touch", f"{data}/school.db").code == 0
    done = installed.person(f"{PLACE}/uninstall.sh", LANG="kk_KZ.UTF-8")
    assert done.code == 0, done.said
    assert data in done.said
    assert "Мектептің деректері өз орнында қалды" in done.said
    left = _files(installed.here(f"{HOME}/.local"))
    assert left == {"share/dlschool/school.db"}
    assert not installed.here(PLACE).exists()
