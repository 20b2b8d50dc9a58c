"""The Windows program, installed by its setup in wine: one life of an installation, told in its order.

`make windows` builds the setup, `make test-installers` runs this. What wine cannot tell is listed in
README («to be checked on a real PC»).
"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from installers.wine import ACCOUNT, Ended, Running, Windows

import dlschool

pytestmark = pytest.mark.installers

PLACE = r"C:\School Қазақ"
LOCAL = rf"C:\users\{ACCOUNT}\AppData\Local"
MENU = rf"C:\users\{ACCOUNT}\AppData\Roaming\Microsoft\Windows\Start Menu\Programs"
DATA = rf"{LOCAL}\dlschool"
VERSION = dlschool.__version__
OLDER, NEWER = "0.0.9", "99.0.0"
PASSWORD = "Көктем-2026 дала"
OWNER = "Оразова Дана Асқарқызы"
TITLE = {"kk": "Қашықтан оқыту", "ru": "Дистанционное обучение"}
REPOSITORY = Path(__file__).resolve().parents[2]


def until(seen: Callable[[], object], seconds: float, what: str) -> None:
    end = time.monotonic() + seconds
    while not seen():
        assert time.monotonic() < end, f"{what}: not within {seconds} s"
        time.sleep(0.2)


class Computer:
    """One Windows with the setup at hand; what a person and her programs do there."""

    def __init__(self, windows: Windows, setup: Path) -> None:
        self.windows = windows
        self.setup = windows.drive / setup.name
        self.setup.write_bytes(setup.read_bytes())

    @property
    def place(self) -> Path:
        return self.windows.here(PLACE)

    @property
    def start(self) -> dict[str, str]:
        """What the launcher reads."""
        lines = (self.place / "start").read_text("utf-8").splitlines()
        return dict(line.split("=", 1) for line in lines)

    def install(self, *more: str, within: float = 150) -> Ended:
        """The silent setup. Its folder stands at the end without quotes: word by word it gets none."""
        words = [word for text in more for word in text.split(" ")]
        return self.windows.run(f"C:\\{self.setup.name}", "/S", *words, within=within)

    def log(self) -> str:
        for place in (
            self.place / "setup.log",
            self.windows.here(rf"{LOCAL}\Temp\dlschool-setup.log"),
        ):
            if place.exists():
                return place.read_bytes().decode("utf-16")
        return ""

    def tell(self, *words: str, data: str = DATA, within: float = 60, **more: str) -> Ended:
        """A command of the program through the console launcher."""
        known = {"DLSCHOOL_PASSPHRASE": PASSWORD, "DLSCHOOL_NEW_PASSPHRASE": PASSWORD, **more}
        where = () if data == DATA else ("--data-dir", data)
        program = rf"{PLACE}\dlschool-cmd.exe"
        return self.windows.run(program, *where, *words, within=within, **known)

    def open(self, *words: str) -> Running:
        """The window, as the shortcut opens it."""
        return self.windows.start(rf"{PLACE}\dlschool.exe", *words)

    def close(self) -> None:
        """Ends what runs of the program, as a power cut would."""
        self.windows.run("taskkill", "/F", "/IM", "pythonw.exe")
        self.windows.run("taskkill", "/F", "/IM", "dlschool.exe")
        until(lambda: not self.titles(), 10, "the windows go")

    def titles(self) -> list[str]:
        return [
            title for title in self.windows.windows() if title.startswith(tuple(TITLE.values()))
        ]


@pytest.fixture(scope="module")
def computer(windows: Windows, setup: Path) -> Computer:
    return Computer(windows, setup)


@pytest.fixture
def closed(computer: Computer) -> Iterator[Computer]:
    """The computer; windows that the test opens are ended after it."""
    yield computer
    computer.close()


def test_a_windows_that_is_too_old_is_refused(computer: Computer) -> None:
    computer.windows.be("win7")
    try:
        assert computer.install().code == 8
    finally:
        computer.windows.be("win10")
    assert not computer.windows.here(rf"{LOCAL}\Programs\dlschool").exists()
    assert "Windows 10" in computer.log()


def test_the_setup_puts_the_program_into_a_folder_with_kazakh_letters(computer: Computer) -> None:
    ended = computer.install("/LANGUAGE=kk", f"/D={PLACE}")
    assert ended.code == 0, computer.log()
    assert computer.start == {"current": VERSION}
    names = {path.name for path in computer.place.iterdir()}
    assert {"dlschool.exe", "dlschool-cmd.exe", "uninstall.exe", "start", "programs"} <= names
    assert [path.name for path in (computer.place / "programs").iterdir()] == [VERSION]


def test_shortcuts_file_types_and_the_list_of_programs_know_it(computer: Computer) -> None:
    asked = computer.windows.registered
    for suffix in ("dlx", "dlu"):
        kind = asked(rf"HKCU\Software\Classes\.{suffix}")
        assert kind == f"dlschool.{suffix}"
        command = asked(rf"HKCU\Software\Classes\{kind}\shell\open\command")
        assert command == rf'"{PLACE}\dlschool.exe" "%1"'
    listed = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\dlschool"
    assert asked(listed, "DisplayVersion") == VERSION
    assert asked(listed, "InstallLocation") == PLACE
    assert asked(listed, "QuietUninstallString") == rf'"{PLACE}\uninstall.exe" /S'
    assert [path.name for path in computer.windows.here(MENU).glob("dlschool*.lnk")]


def test_the_program_finds_itself_whole(computer: Computer) -> None:
    ended = computer.tell("--language", "ru", "--self-test", within=120)
    assert ended.code == 0, ended.said
    assert ended.said.splitlines()[-1].startswith("Программа")


def test_what_it_prints_is_byte_for_byte_what_linux_prints(
    computer: Computer, tmp_path: Path
) -> None:
    """The same day, the same sample: no line end, font or order depends on the system."""
    linux = Thread(target=_demo_here, args=(tmp_path,))
    linux.start()
    ended = computer.tell("demo", "--out", r"C:\papers", data=r"C:\sample", within=150)
    linux.join()
    assert ended.code == 0, ended.said
    there, here = computer.windows.here(r"C:\papers"), tmp_path / "papers"
    names = sorted(path.relative_to(here) for path in here.rglob("*.pdf"))
    assert len(names) > 40
    assert names == sorted(path.relative_to(there) for path in there.rglob("*.pdf"))
    assert [
        name for name in names if (there / name).read_bytes() != (here / name).read_bytes()
    ] == []


def _demo_here(folder: Path) -> None:
    command = [sys.executable, "-m", "dlschool", "--data-dir", str(folder / "sample")]
    command += ["demo", "--out", str(folder / "papers")]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, timeout=150)
