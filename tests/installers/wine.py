"""Windows for the tests: wine with a fresh prefix of its own, and a screen that nobody sees.

What wine 8 lacks of Windows 10 is put into its system folder (`stubs`), never beside the program.
Programs get pipes: Python does not start in wine on anything else.
"""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from threading import Thread

from PIL import Image, ImageGrab

STUBS = Path(__file__).parent / "stubs"
_LIBRARIES: dict[str, tuple[str, ...]] = {"icuuc": (), "bcryptprimitives": ("-ladvapi32",)}
"""The stub and what it is linked with."""
_ABSENT = "mscoree,mshtml,wbemprox,winemenubuilder.exe="
"""No dialogs that ask for .NET; no WMI, whose half in wine ends Python; no entries in the host's menus."""
NEEDED = ("wine", "wineserver", "Xvfb", "x86_64-w64-mingw32-gcc", "xwininfo", "xdotool")
SCREEN = "1366x768x24"
ACCOUNT = "Әлия Құс"
"""Whose Windows it is: the name is a part of every folder of hers."""
_WINDOW = re.compile(r'^ +0x\w+ "(.+?)": .* (\d+)x(\d+)\+-?\d+\+-?\d+ +\+(-?\d+)\+(-?\d+)$')
_VALUE = re.compile(r'(?:@|"(?P<name>(?:[^"\\]|\\.)*)")="(?P<value>.*)"')

Box = tuple[int, int, int, int]


def _box(width: int, height: int, left: int, top: int) -> Box:
    return left, top, left + width, top + height


@dataclass(frozen=True, slots=True)
class Ended:
    """A program that ran to its end."""

    code: int
    said: str
    seconds: float


class Running:
    """A program that runs: what it says is read all the while."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self.process = process
        self._said: list[bytes] = []
        self._began = time.monotonic()
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as pipe:
            while part := os.read(pipe.fileno(), 65536):
                self._said.append(part)

    @property
    def said(self) -> str:
        return b"".join(self._said).decode("utf-8", "replace").replace("\r\n", "\n")

    def ended(self, within: float) -> Ended:
        """Waits for the end, so many seconds; then the program is ended and the test fails. What wine's
        own services keep open of the pipe is not waited for.
        """
        try:
            code = self.process.wait(within)
        except subprocess.TimeoutExpired as error:
            self.process.kill()
            told = f"{self.process.args!r} does not end; it said: {self.said}"
            raise AssertionError(told) from error
        self._reader.join(2)
        return Ended(code, self.said, time.monotonic() - self._began)


@dataclass(frozen=True, slots=True)
class Windows:
    """One Windows: its folder on this computer and the screen that it draws on."""

    prefix: Path
    display: str

    @property
    def drive(self) -> Path:
        return self.prefix / "drive_c"

    def here(self, place: str) -> Path:
        r"""Where `C:\…` lies on this computer."""
        path = PureWindowsPath(place)
        assert path.drive.lower() == "c:", place
        return self.drive.joinpath(*path.parts[1:])

    def there(self, place: Path) -> str:
        r"""What Windows calls it: `C:\…` within its drive, else `Z:\…`."""
        if place.is_relative_to(self.drive):
            return str(PureWindowsPath("C:/", *place.relative_to(self.drive).parts))
        return "Z:" + str(place).replace("/", "\\")

    def start(self, *command: str, folder: str = "C:\\", **variables: str) -> Running:
        """Starts a program in a folder: a path of Windows or one of wine's own names."""
        process = subprocess.Popen(
            ["wine", *command],
            env={**environment(self.prefix, self.display), **variables},
            cwd=self.here(folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        return Running(process)

    def run(
        self, *command: str, within: float = 60, folder: str = "C:\\", **variables: str
    ) -> Ended:
        return self.start(*command, folder=folder, **variables).ended(within)

    def windows(self) -> dict[str, Box]:
        """What stands on the screen, by title: left, top, right, bottom in pixels."""
        known = {**os.environ, "DISPLAY": self.display, "LC_ALL": "C.UTF-8"}
        tree = subprocess.run(
            ["xwininfo", "-root", "-tree"], env=known, capture_output=True, check=True, timeout=20
        )
        lines = tree.stdout.decode("utf-8", "replace").splitlines()
        seen = filter(None, map(_WINDOW.search, lines))
        return {title: _box(*map(int, size)) for title, *size in (found.groups() for found in seen)}

    def picture(self) -> Image.Image:
        """The whole screen."""
        return ImageGrab.grab(xdisplay=self.display)

    def registered(self, key: str) -> dict[str, str]:
        """What the registry holds under a key, by name; "" is the key's own. Empty: there is none."""
        file = self.drive / "told.reg"
        file.unlink(missing_ok=True)
        self.run("reg", "export", key, "C:\\told.reg", "/y")
        lines = file.read_bytes().decode("utf-16").splitlines() if file.exists() else []
        until = [n for n, line in enumerate(lines) if line.startswith("[")][1:2] or [len(lines)]
        told = [_VALUE.fullmatch(line) for line in lines[: until[0]]]
        plain = re.compile(r"\\(.)")
        return {
            plain.sub(r"\1", found["name"] or ""): plain.sub(r"\1", found["value"])
            for found in told
            if found
        }

    def type(self, words: str) -> None:
        """Types at the keyboard, then Enter."""
        known = {**os.environ, "DISPLAY": self.display}
        for command in (["type", "--delay", "40", words], ["key", "Return"]):
            subprocess.run(["xdotool", *command], env=known, check=True, timeout=30)

    def kill(self, name: str) -> None:
        """Ends the programs of this name here, and nowhere else, as a power cut would."""
        mine = f"WINEPREFIX={self.prefix}".encode()
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                words = (process / "cmdline").read_bytes().split(b"\0")
                known = (process / "environ").read_bytes().split(b"\0")
                if words[0].decode("utf-8", "replace").endswith(name) and mine in known:
                    os.kill(int(process.name), signal.SIGKILL)

    def be(self, version: str) -> None:
        """From the next program on this is `win10` or `win7`."""
        told = self.run("reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", version, "/f")
        assert told.code == 0, told.said

    @contextlib.contextmanager
    def without(self, library: str) -> Iterator[None]:
        """As long as this lasts Windows lacks one of its libraries."""
        place = self.drive / "windows" / "system32" / f"{library}.dll"
        away = place.rename(place.with_suffix(".away"))
        try:
            yield
        finally:
            away.rename(place)

    def end(self) -> None:
        """Ends everything that runs in this prefix, and nothing else."""
        known = environment(self.prefix, self.display)
        subprocess.run(["wineserver", "-k"], env=known, check=False, timeout=30)


def missing() -> list[str]:
    """Programs that these tests need and this computer does not have."""
    return [name for name in NEEDED if shutil.which(name) is None]


def environment(prefix: Path, display: str) -> dict[str, str]:
    kept = ("PATH", "HOME", "TMPDIR")
    stubs = ",".join(_LIBRARIES)
    return {
        **{name: os.environ[name] for name in kept if name in os.environ},
        "LC_ALL": "C.UTF-8",
        "USER": ACCOUNT,
        "DISPLAY": display,
        "WINEPREFIX": str(prefix),
        "WINEARCH": "win64",
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": f"{_ABSENT};{stubs}=n,b",
    }


@contextlib.contextmanager
def screen(log: Path) -> Iterator[str]:
    """A screen of its own on a number that is free; its name, such as `:7`."""
    reading, writing = os.pipe()
    with log.open("wb") as said:
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp"],
            pass_fds=(writing,),
            stdout=said,
            stderr=said,
        )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        assert number, log.read_text("utf-8", "replace")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(20)


@contextlib.contextmanager
def installed(folder: Path, display: str) -> Iterator[Windows]:
    """A fresh Windows in `folder`; everything that runs in it is ended at the end."""
    prefix = folder / "prefix"
    system = Windows(prefix, display)
    try:
        known = environment(prefix, display)
        prefix.mkdir()
        subprocess.run(["wineserver", "-p30"], env=known, check=True, timeout=30)
        subprocess.run(
            ["wineboot", "-i"],
            env=known,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
            timeout=180,
        )
        _put_stubs(prefix / "drive_c" / "windows" / "system32", folder)
        system.be("win10")
        yield system
    finally:
        system.end()


def _put_stubs(system_folder: Path, folder: Path) -> None:
    """Compiles what wine lacks into its system folder."""
    assert system_folder.is_relative_to(folder)
    for name, linked in _LIBRARIES.items():
        assert not (system_folder / f"{name}.dll").exists()
        _compile(STUBS / f"{name}.c", system_folder / f"{name}.dll", ["-shared"], linked)


def _compile(source: Path, target: Path, options: Sequence[str], linked: Sequence[str]) -> None:
    command = ["x86_64-w64-mingw32-gcc", "-O1", "-Wall", "-Wextra", "-Werror", *options]
    whole = [*command, "-o", str(target), str(source), *linked]
    subprocess.run(whole, check=True, timeout=60)


def compiled(name: str, folder: Path) -> Path:
    """A small program of `stubs` for the tests, such as a virus scanner that holds a file."""
    target = folder / f"{name}.exe"
    _compile(STUBS / f"{name}.c", target, ["-municode"], [])
    return target
