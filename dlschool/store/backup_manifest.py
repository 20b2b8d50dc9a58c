"""The manifest of a backup: what it holds, of which school, how far the journal went; written last.

It carries a keyed MAC, so that nobody without the school's key can make or change one.
"""

import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any

from dlschool.domain.text import Text
from dlschool.errors import Newer, Refused
from dlschool.i18n import N_
from dlschool.paths import small_file
from dlschool.store.backup_files import Written
from dlschool.store.keys import Keys

FILE = "manifest.json"
FORMAT = 1
SCANS = "scans.json"
"""Names and sizes of the scans: apart, so that a list of backups is read in a moment."""
MOST = 16 * 2**20
"""Bytes of a manifest that are read at most."""
PURPOSE = "manifest"

_FILE_NAME = re.compile(
    r"school\.db|keys\.json|scans\.json|law/[^/\\:\x00-\x1f\ud800-\udfff]{1,120}\.toml"
)
_SCAN_NAME = re.compile(r"[0-9a-f]{64}")
_WHY = re.compile(r"[a-z-]{0,20}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What stands in the manifest of a backup."""

    school: str
    """The school's id."""
    name: Text = field(default_factory=lambda: Text("", ""))
    """Its short name."""
    program: str = ""
    at: datetime
    why: str = ""
    """"", "hand", "exit", "before-restore", "before-update" (of the program), "before-upgrade" (of the
    schema), "before-back" (to an older program)."""
    epoch: str = ""
    machine: str = ""
    head: str = ""
    """Hash of the newest change."""
    action: int = 0
    """Id of the newest action."""
    files: Mapping[str, Written] = field(default_factory=dict)
    """By the path inside the backup."""
    scans: int = 0
    """How many scans the base may ask for; their names stand in a file of their own."""

    @property
    def size(self) -> int:
        """Bytes of the backup without its scans."""
        return sum(file.size for file in self.files.values())


def as_json(manifest: Manifest, keys: Keys) -> bytes:
    said = _said(manifest)
    return _canonical({**said, "mac": _mac(said, keys)})


def from_json(content: bytes, path: Path, keys: Keys | None) -> Manifest:
    """Without keys nothing is proved: only good to ask for the password of what is found.

    Refused: damaged, of a newer program, changed, or not made with this school's key.
    """
    try:
        said = json.loads(content)
        mac = str(said.pop("mac")).encode()
        newer = int(said["format"]) > FORMAT
        manifest = None if newer else _manifest(said)
        proved = keys is None or hmac.compare_digest(mac, _mac(said, keys).encode())
    except (
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        ArithmeticError,
        RecursionError,
    ) as error:
        raise Refused(N_("The manifest {file} of the backup is damaged."), file=path) from error
    if manifest is None:
        raise Newer(
            N_("The backup {file} was made by a newer version of the program. Install it."),
            file=path.parent,
        )
    if not proved:
        raise Refused(
            N_("The backup {file} was changed, or it is of another school."), file=path.parent
        )
    return manifest


def read(backup: Path, keys: Keys | None) -> Manifest:
    """The manifest in a backup's folder. Refused: also when it is gone or cannot be read."""
    path = backup / FILE
    try:
        if path.exists() and not path.is_file():
            raise OSError(path)
        content = small_file(path, MOST)
    except OSError as error:
        raise Refused(
            N_("The backup {file} was not finished, or its manifest cannot be read: {reason}"),
            file=backup,
            reason=error.strerror or error,
        ) from error
    return from_json(content, path, keys)


def scans_json(scans: Mapping[str, int]) -> bytes:
    """The list of the scans: file name → bytes."""
    return _canonical(dict(scans))


def read_scans(backup: Path, manifest: Manifest) -> dict[str, int]:
    """The list of the scans of a backup, as its manifest knows it. Refused: gone or changed."""
    path, known = backup / SCANS, manifest.files.get(SCANS)
    try:
        content = small_file(path, MOST)
        if known is None or sha256(content).hexdigest() != known.sha256:
            raise ValueError(path)
        said = json.loads(content)
        return {_matching(_SCAN_NAME, name): _whole(size) for name, size in said.items()}
    except (OSError, ValueError, AttributeError, RecursionError) as error:
        words = N_("In the backup {file} {name} is cut off or gone.")
        raise Refused(words, file=backup, name=SCANS) from error


def _said(manifest: Manifest) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "program": manifest.program,
        "school": manifest.school,
        "name": {"kk": manifest.name.kk, "ru": manifest.name.ru},
        "at": manifest.at.isoformat(timespec="seconds"),
        "why": manifest.why,
        "epoch": manifest.epoch,
        "machine": manifest.machine,
        "head": manifest.head,
        "action": manifest.action,
        "files": {name: [file.size, file.sha256] for name, file in manifest.files.items()},
        "scans": manifest.scans,
    }


def _manifest(said: dict[str, Any]) -> Manifest:
    """Strict: a name that leads out of the folder is no name of ours."""
    files = {
        _matching(_FILE_NAME, name): Written(_whole(size), _matching(_SCAN_NAME, sha256))
        for name, (size, sha256) in said["files"].items()
    }
    return Manifest(
        school=_matching(re.compile(r"[0-9A-Za-z-]{1,64}"), said["school"]),
        name=Text(str(said["name"]["kk"]), str(said["name"]["ru"])),
        program=str(said["program"]),
        at=_local(said["at"]),
        why=_matching(_WHY, said["why"]),
        epoch=str(said["epoch"]),
        machine=str(said["machine"]),
        head=str(said["head"]),
        action=_whole(said["action"]),
        files=files,
        scans=_whole(said["scans"]),
    )


def _local(said: Any) -> datetime:
    at = datetime.fromisoformat(said)
    if at.tzinfo is not None:
        raise ValueError(said)
    return at


def _whole(said: Any) -> int:
    if not isinstance(said, int) or isinstance(said, bool) or said < 0:
        raise ValueError(said)
    return said


def _matching(pattern: re.Pattern[str], said: Any) -> str:
    if not isinstance(said, str) or not pattern.fullmatch(said):
        raise ValueError(said)
    return said


def _canonical(said: dict[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _mac(said: dict[str, Any], keys: Keys) -> str:
    key = keys.derive(PURPOSE)
    return blake2b(_canonical(said), key=key, digest_size=32).hexdigest()
