"""The package goes into a bare Debian, works there for an ordinary person, and leaves only the data.

Told in order; what it is made of is `build/dist`, from `make deb`.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from installers import chroot, wine
from installers.chroot import HOME, Debian
from PIL import ImageGrab

import dlschool
from dlschool.store import migrations
from dlschool.update import file
from dlschool.update.manifest import Manifest
from installer.common import keys

pytestmark = [pytest.mark.installers, pytest.mark.xdist_group("linux")]

REPOSITORY = Path(__file__).resolve().parents[2]
DIST = REPOSITORY / "build" / "dist"
DATA = f"{HOME}/.local/share/dlschool"
PLACE = "/usr/lib/dlschool"
OWN_PLACE = f"{HOME}/.local/share/dlschool-program"
NEXT = "0.99"
DEMO = """
import sys
from dlschool import demo_hub
from dlschool.cli.main import run
demo_hub.installed = lambda: False
sys.exit(run(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def package() -> Path:
    deb = DIST / f"dlschool_{dlschool.__version__}_amd64.deb"
    assert deb.is_file(), f"{deb} is not there: make deb"
    return deb


@dataclass(frozen=True, slots=True)
class Aside:
    """What takes long and is worked at meanwhile."""

    lintian: "Future[subprocess.CompletedProcess[str]]"
    update: "Future[Path]"


@pytest.fixture(scope="module", autouse=True)
def aside(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aside]:
    words = ["lintian", "--allow-root", "--fail-on", "error", str(package)]
    check = partial(subprocess.run, words, capture_output=True, text=True, check=False, timeout=300)
    with ThreadPoolExecutor() as several:
        yield Aside(
            several.submit(check), several.submit(_packed, tmp_path_factory.mktemp("update"))
        )


def _packed(folder: Path) -> Path:
    """The built program as an update to NEXT, hardly compressed."""
    target = folder / f"dlschool-{NEXT}-linux.dlu"
    about = Manifest(
        version=NEXT,
        system="linux-x86_64",
        steps=migrations.known(),
        made=date(2026, 11, 21),
        news={"kk": "Жаңалық", "ru": "Новость"},
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(file, "_PRESET", 0)
        file.write(REPOSITORY / "build" / "linux" / "tree", about, keys.for_build()[0], target)
    return target


@pytest.fixture(scope="module")
def debian(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Debian]:
    assert not chroot.refusal(), chroot.refusal()
    folder = tmp_path_factory.mktemp("debian")
    yield chroot.made(folder / "root")
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def installed(debian: Debian, package: Path) -> Debian:
    """The package and what it depends on, nothing else."""
    shutil.copy(package, debian.here("/mnt"))
    words = ("apt-get", "install", "-y", "--no-install-recommends", f"/mnt/{package.name}")
    done = debian.root(*words)
    assert done.code == 0, done.said
    assert done.said.strip().splitlines()[-1].startswith("Processing triggers"), done.said
    assert "орнатылмаған" not in done.said
    return debian


def test_the_package_is_whole_for_an_ordinary_person(installed: Debian) -> None:
    version = installed.person("dlschool", "--version")
    assert (version.code, version.said) == (0, f"dlschool {dlschool.__version__}\n")
    told = installed.person("dlschool", "--self-test")
    assert told.code == 0, told.said
    assert not installed.here(DATA).exists()


def test_the_demonstration_prints_what_the_checkout_prints(
    installed: Debian, tmp_path: Path
) -> None:
    done = installed.person("dlschool", "demo", "--out", f"{HOME}/құжаттар")
    assert done.code == 0, done.said
    words = ["--data-dir", str(tmp_path / "data"), "demo", "--out", str(tmp_path / "out")]
    subprocess.run(
        [sys.executable, "-c", DEMO, *words], check=True, capture_output=True, timeout=120
    )
    here, there = _contents(tmp_path / "out"), _contents(installed.here(f"{HOME}/құжаттар"))
    assert len(here) > 40
    assert sorted(here) == sorted(there)
    assert [name for name in here if here[name] != there[name]] == []


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_window_opens_on_a_screen(installed: Debian, tmp_path: Path, language: str) -> None:
    """The first start asks what to do; nothing but the package's own dependencies draws it."""
    shots = Path(os.environ.get("SHOTS", tmp_path))
    with wine.screen(tmp_path / "screen.log") as display:
        words = ("dlschool", "--language", language, "--data-dir", f"{HOME}/мектеп-{language}")
        program = installed.start(*words, DISPLAY=display, QT_QPA_PLATFORM="xcb")
        try:
            titles = _waited_for_window(program, display)
            picture = ImageGrab.grab(xdisplay=display)
        finally:
            os.killpg(program.pid, signal.SIGTERM)
            said = program.communicate(timeout=20)[0].decode("utf-8", "replace")
    name = {"kk": "Қашықтан оқыту", "ru": "Дистанционное обучение"}[language]
    assert any(name in title for title in titles), titles
    picture.save(shots / f"linux-{language}.png")
    assert chroot.colours(picture) > 50, "the screen is empty"
    assert said == ""


def _waited_for_window(program: "subprocess.Popen[bytes]", display: str) -> list[str]:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        assert program.poll() is None, program.communicate()[0].decode("utf-8", "replace")
        titles = chroot.titles(display)
        if titles:
            time.sleep(2)
            return titles
        time.sleep(0.2)
    raise AssertionError("no window within 30 seconds")


def test_an_update_goes_to_the_persons_own_folder_and_is_started_from_there(
    installed: Debian, aside: Aside
) -> None:
    """The same program under the number of the next version, signed with the key of this build."""
    update = aside.update.result()
    shutil.copy(update, installed.here("/mnt"))
    done = installed.person("dlschool", "update", f"/mnt/{update.name}")
    assert done.code == 0, done.said
    start = installed.here(f"{OWN_PLACE}/start").read_text("utf-8")
    assert start == f"current={NEXT}\nbefore={dlschool.__version__}\ntries=0\n"
    told = json.loads(installed.person("dlschool", "update", "status", "--json").said)
    assert (told["running"], told["trial"], told["folder"]) == (NEXT, True, OWN_PLACE)
    assert (
        installed.here(f"{PLACE}/start").read_text("utf-8") == f"current={dlschool.__version__}\n"
    )


def test_the_menu_and_the_files_of_the_exchange_know_the_program(
    installed: Debian, tmp_path: Path
) -> None:
    entry = installed.here("/usr/share/applications/dlschool.desktop")
    done = subprocess.run(
        ["desktop-file-validate", str(entry)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")
    packages = tmp_path / "mime" / "packages"
    packages.mkdir(parents=True)
    shutil.copy(installed.here("/usr/share/mime/packages/dlschool.xml"), packages)
    shutil.copy("/usr/share/mime/packages/freedesktop.org.xml", packages)
    subprocess.run(
        ["update-mime-database", str(tmp_path / "mime")], check=True, capture_output=True
    )
    for ending, kind in (("dlx", "exchange"), ("dlu", "update")):
        here = tmp_path / f"файл.{ending}"
        here.write_bytes(b"\x00")
        known = os.environ | {
            "XDG_DATA_DIRS": str(tmp_path),
            "XDG_DATA_HOME": str(tmp_path / "none"),
        }
        words = ["gio", "info", "-a", "standard::content-type", str(here)]
        told = subprocess.run(words, env=known, capture_output=True, text=True, check=True)
        assert f"application/x-dlschool-{kind}" in told.stdout
        assert f"application/x-dlschool-{kind};" in entry.read_text("utf-8")


@pytest.mark.parametrize("language", ["", "kk", "ru"])
def test_the_manual_is_set_without_a_warning(installed: Debian, language: str) -> None:
    page = installed.here("/usr/share/man") / language / "man1" / "dlschool.1.gz"
    known = os.environ | {"LC_ALL": "C.UTF-8", "MANWIDTH": "80", "MANPAGER": "cat"}
    words = ["man", "--warnings", "-E", "UTF-8", "-l", str(page)]
    done = subprocess.run(words, env=known, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert f"dlschool {dlschool.__version__}" in done.stdout
    assert "DLSCHOOL_PASSPHRASE" in done.stdout


def test_lintian_finds_no_error(aside: Aside) -> None:
    done = aside.lintian.result()
    assert done.returncode == 0, done.stdout


def test_a_damaged_program_is_told_in_words_and_does_not_stop_the_system(installed: Debian) -> None:
    """As when the disk has lost a file: configuring goes on, or no other package could be installed."""
    font = installed.here(f"{PLACE}/programs/{dlschool.__version__}/_internal/resources/fonts")
    (font / "NotoSans-Bold.ttf").unlink()
    done = installed.root("sh", "/var/lib/dpkg/info/dlschool.postinst", "configure")
    assert done.code == 0
    assert "NotoSans-Bold.ttf" in done.said
    assert len(done.said.splitlines()) == 1, done.said
    assert list(installed.here("/tmp").glob("tmp.*")) == []


def test_removing_the_package_leaves_only_the_data(installed: Debian) -> None:
    listed = installed.root("dpkg", "-L", "dlschool").said.splitlines()
    files = [installed.here(path) for path in listed if not installed.here(path).is_dir()]
    assert len(files) > 200
    data = _contents(installed.here(DATA))
    assert data
    assert installed.root("apt-get", "purge", "-y", "dlschool").code == 0
    assert [path for path in files if path.exists() or path.is_symlink()] == []
    system = [installed.here(top) for top in ("/usr", "/etc", "/var/lib", "/opt", "/root")]
    left = [path for top in system for path in top.rglob("*dlschool*")]
    assert left == []
    assert _contents(installed.here(DATA)) == data
