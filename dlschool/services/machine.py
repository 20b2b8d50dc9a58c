"""Which computer this is, and what it remembers of the schools it worked with. The seam for tests:
`identity` and the file are handed in wherever they are asked for.

The memory lies in the platform's config folder, outside of every base: a base that was copied, or put
back from an old copy, is known by what the machine remembers of it.
"""

import contextlib
import json
import secrets
import sys
from dataclasses import asdict, dataclass, fields, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from dlschool.files import write_whole
from dlschool.paths import small_file
from dlschool.settings import config_folder

_MOST = 50
"""Schools that are remembered: sample schools come and go."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What a machine remembers of one school's base."""

    epoch: str = ""
    change: int = 0
    """Id of the newest change seen here, and its hash."""
    head: str = ""
    coming: str = ""
    """The epoch of a base that is just being put in place."""


def memory_file() -> Path:
    return config_folder() / "schools.json"


def identity(path: Path | None = None) -> str:
    """An id of this computer: of its system where there is one, the same for each of its accounts;
    else random and remembered.
    """
    known = _system_id()
    if known:
        return blake2b(known.encode(), digest_size=16, person=b"dlschool").hexdigest()
    said = _read(path or memory_file())
    if not said.get("machine"):
        said["machine"] = secrets.token_hex(16)
        _write(path or memory_file(), said)
    return str(said["machine"])


def _system_id() -> str:
    """Linux: /etc/machine-id; Windows: MachineGuid (not proven on real Windows)."""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        if sys.platform == "win32":
            import winreg

            place = r"SOFTWARE\Microsoft\Cryptography"
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place) as key:
                return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        return Path("/etc/machine-id").read_text("ascii").strip()
    return ""


def remembered(school: str, path: Path | None = None) -> Memory | None:
    """None: this machine has never seen the school, or its memory was lost."""
    said = _read(path or memory_file()).get("schools", {}).get(school)
    return _memory(said)


def remember(school: str, memory: Memory, path: Path | None = None) -> None:
    """A config folder that cannot be written is no reason to stop work: then nothing is remembered."""
    where = path or memory_file()
    said = _read(where)
    schools = {key: value for key, value in said["schools"].items() if key != school}
    schools = dict(list(schools.items())[-_MOST + 1 :])
    schools[school] = asdict(memory)
    _write(where, {**said, "schools": schools})


def expect(school: str, epoch: str, path: Path | None = None) -> None:
    """Remembers the epoch of a base that is about to be put in place."""
    remember(school, replace(remembered(school, path) or Memory(), coming=epoch), path)


def _memory(said: Any) -> Memory | None:
    if not isinstance(said, dict):
        return None
    known = {f.name: said[f.name] for f in fields(Memory) if f.name in said}
    kinds = {"epoch": str, "change": int, "head": str, "coming": str}
    if any(not isinstance(value, kinds[name]) for name, value in known.items()):
        return None
    return Memory(**known)


def _read(path: Path) -> dict[str, Any]:
    try:
        said = json.loads(small_file(path))
    except (OSError, ValueError, RecursionError):
        said = {}
    known = said if isinstance(said, dict) else {}
    schools = known.get("schools")
    return {**known, "schools": schools if isinstance(schools, dict) else {}}


def _write(path: Path, said: dict[str, Any]) -> None:
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(said).encode())
