"""A PostgreSQL of the tests' own: in a folder of its own, on a free port, gone at the end."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg

_numbers = count(1)
_TRIES = 5
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


def program(name: str) -> str:
    """One of PostgreSQL's own programs: the newest that is installed, or what PATH says."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda p: p.parts[4])
    path = str(found[-1]) if found else shutil.which(name)
    assert path, f"{name} is wanted: install PostgreSQL (installer/linux/system-packages)"
    return path


def _owner() -> str | None:
    """PostgreSQL does not run as root: then as the user whom its package made."""
    if os.geteuid():
        return None
    users = {user.pw_name for user in pwd.getpwall()}
    return "postgres" if "postgres" in users else "nobody"


@contextmanager
def running() -> Iterator[str]:
    """The address of a server that runs as long as the block does; databases are made by `fresh`."""
    folder = Path(tempfile.mkdtemp(prefix="dlschool-pg-"))
    owner = _owner()
    if owner:
        shutil.chown(folder, owner)
    try:
        _as(owner, program("initdb"), "-D", str(folder / "data"), "-U", "postgres", "-A", "trust",
            "-E", "UTF8", "--no-sync", "--locale=C")  # fmt: skip
        url = _started(folder, owner)
        try:
            yield url
        finally:
            _as(
                owner,
                program("pg_ctl"),
                "-D",
                str(folder / "data"),
                "-m",
                "immediate",
                "-w",
                "stop",
            )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _started(folder: Path, owner: str | None) -> str:
    """Another program may take the port between asking and using it."""
    settings = " ".join(f"-c {setting}" for setting in _FAST)
    for turn in range(_TRIES):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        try:
            _as(owner, program("pg_ctl"), "-D", str(folder / "data"), "-l", str(folder / "log"), "-w",
                "-t", "60", "-o", f"-p {port} -k {folder} -h 127.0.0.1 {settings}", "start")  # fmt: skip
        except subprocess.CalledProcessError:
            if turn == _TRIES - 1:
                raise
        else:
            return f"postgresql://postgres@127.0.0.1:{port}"
    raise AssertionError


def _as(owner: str | None, *command: str) -> None:
    subprocess.run(
        command,
        check=True,
        user=owner,
        group=owner if owner == "postgres" else None,
        extra_groups=[] if owner else None,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        timeout=120,
    )


def fresh(url: str) -> str:
    """The address of an empty database on this server."""
    name = f"test{next(_numbers)}"
    with psycopg.connect(f"{url}/postgres", autocommit=True) as conn:
        conn.execute(f"create database {name} strategy file_copy".encode())
    return f"{url}/{name}"


def dropped(url: str) -> None:
    """The database of this address is thrown away, whoever is still connected to it."""
    server, name = url.rsplit("/", 1)
    with psycopg.connect(f"{server}/postgres", autocommit=True) as conn:
        conn.execute(f"drop database {name} with (force)".encode())
