"""A school's computer with Windows: what its person and her programs do there, for the tests."""

import time
from collections.abc import Callable
from pathlib import Path, PureWindowsPath

from installers.wine import ACCOUNT, Ended, Running, Windows

import dlschool

PLACE = r"C:\School Қазақ"
"""Where she has the program put."""
LOCAL = rf"C:\users\{ACCOUNT}\AppData\Local"
DATA = rf"{LOCAL}\dlschool"
CLASSES = r"HKCU\Software\Classes"
VERSION = dlschool.__version__
PASSWORD = "Koktem-2026 dala"
TITLE = {"kk": "Қашықтан оқыту", "ru": "Дистанционное обучение"}
"""Of the program's windows."""
PICTURES = Path(__file__).resolve().parents[2] / "build" / "pictures"
"""The windows as wine draws them."""


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
        self.running: list[Running] = []

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
        """What a silent setup had to say."""
        found = [
            self.place / "setup.log",
            *self.windows.drive.glob("users/*/Temp/dlschool-setup.log"),
        ]
        return "".join(log.read_bytes().decode("utf-16") for log in found if log.exists())

    def shortcuts(self) -> list[str]:
        return [path.name for path in self.windows.drive.glob("users/**/*.lnk") if path.is_file()]

    def tell(self, *words: str, data: str = DATA, within: float = 60, **more: str) -> Ended:
        """A command of the program through the console launcher."""
        known = {"DLSCHOOL_PASSPHRASE": PASSWORD, "DLSCHOOL_NEW_PASSPHRASE": PASSWORD, **more}
        where = () if data == DATA else ("--data-dir", data)
        program = rf"{PLACE}\dlschool-cmd.exe"
        return self.windows.run(program, *where, *words, within=within, **known)

    def open(self, *words: str) -> Running:
        """The window, as the shortcut opens it."""
        self.running.append(self.windows.start(rf"{PLACE}\dlschool.exe", *words))
        return self.running[-1]

    def click(self, file: str) -> Running:
        """A double click on a file, as the registry says that it is opened."""
        kind = self.windows.registered(rf"{CLASSES}\{PureWindowsPath(file).suffix}")[""]
        command = self.windows.registered(rf"{CLASSES}\{kind}\shell\open\command")[""]
        program, given = command.strip('"').split('" "')
        folder = str(PureWindowsPath(file).parent)
        return self.windows.start(program, given.replace("%1", file), folder=folder)

    def close(self) -> None:
        """Ends what runs of the program, as a power cut would."""
        for name in ("pythonw.exe", "dlschool.exe"):
            self.windows.kill(name)
        until(lambda: not self.titles(), 10, "the windows go")
        for one in self.running:
            one.ended(20)
        self.running.clear()

    def sign_in(self) -> None:
        """Once the sign-in screen takes the keyboard."""
        time.sleep(4)
        self.windows.type(PASSWORD)

    def versions(self) -> list[str]:
        return sorted(path.name for path in (self.place / "programs").iterdir())

    def become(self, version: str) -> None:
        """The installed program stands there as another version from now on: alone, settled."""
        programs = self.place / "programs"
        (programs / VERSION).rename(programs / version)
        (self.place / "start").write_text(f"current={version}\n")

    def keep_picture(self, name: str) -> None:
        """For a person to look at."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.windows.picture().save(PICTURES / f"windows-{name}.png")

    def titles(self) -> list[str]:
        return [
            title for title in self.windows.windows() if title.startswith(tuple(TITLE.values()))
        ]
