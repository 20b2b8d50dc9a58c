"""Python's embeddable runtime: python.org's archive, or for tests the registry's package."""

import hashlib
import io
import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path

from installer.common.place import CACHE

FACTS = tomllib.loads(Path(__file__).with_name("runtime.toml").read_text("utf-8"))
MINOR: str = FACTS["minor"]
_DIGITS = MINOR.replace(".", "")


class Refused(Exception):
    """The archive is not what it should be; in words."""


@dataclass(frozen=True, slots=True)
class Runtime:
    """`files` by name, as they lie beside python.exe; `for_release`: python.org's own archive."""

    files: dict[str, bytes]
    for_release: bool


def found() -> Runtime:
    """The runtime that RUNTIME and RUNTIME_SHA256 name, else the substitute. Raises Refused."""
    path, digest = os.environ.get("RUNTIME", ""), os.environ.get("RUNTIME_SHA256", "")
    if path:
        return Runtime(_unpacked(_checked(Path(path), digest), ""), True)
    return Runtime(_unpacked(_substitute(), FACTS["substitute"]["folder"]), False)


def _checked(path: Path, digest: str) -> bytes:
    if not digest:
        raise Refused(
            "RUNTIME_SHA256 is missing: the sum that python.org publishes beside the archive."
        )
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Refused(f"RUNTIME cannot be read: {error}") from error
    if (real := hashlib.sha256(content).hexdigest()) != digest.strip().lower():
        raise Refused(f"{path} has the sum {real}, not {digest}: it is not the published archive.")
    return content


def _substitute() -> bytes:
    """data.zip of the package: kept in the cache, its sum checked at every build."""
    facts = FACTS["substitute"]
    archive = CACHE / facts["archive"]
    if not archive.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--no-binary=:all:", "--no-build-isolation", "--dest", str(CACHE)]
        subprocess.run([*command, facts["requirement"]], check=True)
    content = archive.read_bytes()
    if (real := hashlib.sha256(content).hexdigest()) != facts["sha256"]:
        archive.unlink()
        raise Refused(f"{archive.name} has the sum {real}, not that of runtime.toml.")
    with tarfile.open(fileobj=io.BytesIO(content)) as packed:
        member = packed.extractfile(facts["member"])
        assert member is not None
        return member.read()


def _unpacked(content: bytes, folder: str) -> dict[str, bytes]:
    """The files of the archive. Refused: another version of Python, or no runtime at all."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = [name for name in packed.namelist() if name.startswith(folder)]
            files = {name[len(folder) :]: packed.read(name) for name in names if name[-1] != "/"}
    except zipfile.BadZipFile as error:
        raise Refused(f"RUNTIME is no archive: {error}") from error
    needed = {"python.exe", "pythonw.exe", f"python{_DIGITS}.dll", f"python{_DIGITS}.zip"}
    if lacking := sorted(needed - files.keys()):
        raise Refused(f"RUNTIME is not the embeddable Python {MINOR} for 64 bit: no {lacking[0]}.")
    if not _for_64_bit(files["python.exe"]):
        raise Refused("RUNTIME is for 32 bit; the program needs the archive for amd64.")
    return files


def _for_64_bit(program: bytes) -> bool:
    """Whether the header of a Windows program names x86-64 (PE format, IMAGE_FILE_HEADER.Machine)."""
    header = int.from_bytes(program[0x3C:0x40], "little")
    return program[header : header + 6] == b"PE\0\0\x64\x86"
