"""For the demonstration: a department's hub as a program of its own, and a line to it that is cut.

The hub is started and asked by its commands, as its users do: nothing of it is imported.
"""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any

from dlschool import i18n
from dlschool.errors import Refused
from dlschool.i18n import N_

HERE = "127.0.0.1"
PARTS = ("granian", "litestar", "jinja2", "cryptography", "psycopg", "pyotp")
"""Libraries of the extra `hub`."""
PATIENCE = 60.0
"""Seconds in which the hub answers, or a command of it ends."""
SHORTEST, LONGEST = 300, 1_200
"""Bytes that a connection of the cut line lives."""


def installed() -> bool:
    """Whether the hub is on this computer: it is installed by itself, with the extra `hub`."""
    return not getattr(sys, "frozen", False) and all(find_spec(name) for name in PARTS)


@dataclass(frozen=True, slots=True)
class Hub:
    """A hub that runs; its base is a file in `folder`."""

    folder: Path
    port: int
    process: int

    @property
    def address(self) -> str:
        return f"http://{HERE}:{self.port}"

    def ask(self, command: str, *more: str) -> dict[str, Any]:
        """What a command of `dlschool-hub` answers. Refused: it ended otherwise than well."""
        done = subprocess.run(
            _command(self.folder, command, *more),
            capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE, env=_environment(),
            check=False,
        )  # fmt: skip
        if done.returncode:
            raise Refused(
                N_("The hub's command {command} failed: {reason}"),
                command=command,
                reason=done.stderr.strip()[-500:],
            )
        return dict(json.loads(done.stdout))


def _command(folder: Path, command: str, *more: str) -> list[str]:
    return [
        sys.executable, "-m", "dlschool.hub.cli", "--language", i18n.language(), command, "--json",
        "--database", str(folder / "hub.db"), "--keys", str(folder / "department-keys.json"), *more,
    ]  # fmt: skip


def _environment() -> dict[str, str]:
    """The hub hears nothing of the school's password."""
    return {key: value for key, value in os.environ.items() if not key.startswith("DLSCHOOL_")}


@contextmanager
def served(folder: Path) -> Iterator[Hub]:
    """`dlschool-hub serve` on a free port of this computer; ended, whatever happens within.

    Refused: it does not answer.
    """
    with socket.create_server((HERE, 0)) as free:
        port = int(free.getsockname()[1])
    command = _command(
        folder, "serve", "--address", HERE, "--port", str(port), "--plain", "--workers", "1"
    )
    with (folder / "hub.log").open("wb") as log, _ended_by_word(), _without_proxy():
        running = subprocess.Popen(
            command, stdout=log, stderr=log, env=_environment(), start_new_session=True
        )
        try:
            hub = Hub(folder, port, running.pid)
            _wait(hub, running)
            yield hub
        finally:
            _end(running)


@contextmanager
def _ended_by_word() -> Iterator[None]:
    """Whoever ends this program by SIGTERM ends the hub too."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _without_proxy() -> Iterator[None]:
    """Nobody's proxy knows the way to this computer itself."""
    before = {key: os.environ.get(key) for key in ("no_proxy", "NO_PROXY")}
    try:
        os.environ |= {key: f"{said},{HERE}" if said else HERE for key, said in before.items()}
        yield
    finally:
        for key, said in before.items():
            os.environ.pop(key, None)
            if said is not None:
                os.environ[key] = said


def _wait(hub: Hub, running: "subprocess.Popen[bytes]") -> None:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and running.poll() is None:
        with (
            contextlib.suppress(OSError),
            direct.open(f"{hub.address}/health", timeout=PATIENCE) as reply,
        ):
            if reply.status == 200:
                return
        time.sleep(0.1)
    said = (hub.folder / "hub.log").read_text("utf-8", "replace").strip()
    raise Refused(N_("The hub did not start: {reason}"), reason=said[-500:])


def _end(running: "subprocess.Popen[bytes]") -> None:
    running.terminate()
    try:
        running.wait(20)
    except subprocess.TimeoutExpired:
        if sys.platform == "win32":
            running.kill()
        else:
            os.killpg(running.pid, signal.SIGKILL)
        running.wait(20)


@dataclass(slots=True)
class CutLine:
    """Hands bytes on to the hub and dies, connection after connection: most while bytes go up, every
    fourth before anything comes down. Until `mend` is called.
    """

    hub: Hub
    chance: Random
    up: int = 0
    """Bytes that crossed it towards the hub."""
    connections: int = 0
    cuts: int = 0
    whole: bool = False
    _server: socket.socket = field(init=False)

    def __post_init__(self) -> None:
        self._server = socket.create_server((HERE, 0))
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://{HERE}:{self._server.getsockname()[1]}"

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _address = self._server.accept()
                with near, contextlib.suppress(OSError):
                    self._carry(near)

    def _carry(self, near: socket.socket) -> None:
        """One connection from its beginning to its end; the school has only one at a time."""
        self.connections += 1
        silent = not self.whole and self.connections % 4 == 0
        left = -1 if self.whole or silent else self.chance.randint(SHORTEST, LONGEST)
        with socket.create_connection((HERE, self.hub.port)) as far:
            down = threading.Thread(target=self._down, args=(far, near, silent), daemon=True)
            down.start()
            while left and (part := near.recv(left if left > 0 else 65536)):
                far.sendall(part)
                self.up += len(part)
                left -= len(part) if left > 0 else 0
            self.cuts += not left
            far.shutdown(socket.SHUT_WR)
            down.join(PATIENCE)

    def _down(self, far: socket.socket, near: socket.socket, silent: bool) -> None:
        with contextlib.suppress(OSError):
            while part := far.recv(65536):
                if silent:
                    self.cuts += 1
                    break
                near.sendall(part)
        with contextlib.suppress(OSError):
            near.shutdown(socket.SHUT_RDWR)
