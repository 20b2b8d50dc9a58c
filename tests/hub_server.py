"""The hub's real server in a process of its own."""

import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

NOWHERE = ssl.create_default_context()
NOWHERE.check_hostname = False
NOWHERE.verify_mode = ssl.CERT_NONE


@dataclass(frozen=True)
class Server:
    url: str
    pin: str
    process: int
    log: Path


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@contextmanager
def serving(url: str, folder: Path, *more: str) -> Iterator[Server]:
    """`dlschool-hub serve` on this database until the block ends; further options as they stand."""
    port, log = free_port(), folder / "serve.log"
    command = [
        sys.executable, "-m", "dlschool.hub.cli", "--language", "ru", "serve", "--database", url,
        "--keys", str(folder / "department.json"), "--address", "127.0.0.1", "--port", str(port),
        "--json", *more,
    ]  # fmt: skip
    with log.open("wb") as file:
        running = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=file, start_new_session=True
        )
    try:
        scheme = "http" if "--plain" in more else "https"
        address = f"{scheme}://127.0.0.1:{port}"
        said = _said(running)
        wait_until_it_answers(address)
        yield Server(address, said["pin"] or "", running.pid, log)
    finally:
        running.send_signal(signal.SIGTERM)
        try:
            running.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait(10)
        if running.stdout:
            running.stdout.close()


def _said(running: "subprocess.Popen[bytes]") -> dict[str, str]:
    assert running.stdout
    text = b""
    while not text.rstrip().endswith(b"}"):
        line = running.stdout.readline()
        assert line, "the server did not start"
        text += line
    return dict(json.loads(text))


def get(address: str) -> tuple[int, str]:
    request = urllib.request.Request(address)
    try:
        with urllib.request.urlopen(request, timeout=30, context=NOWHERE) as reply:
            return reply.status, reply.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def wait_until_it_answers(address: str, seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if get(f"{address}/health")[0] == 200:
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError("no answer")
