"""The file that updates the program: a built tree, packed and signed.

    python -m installer.common.pack TREE VERSION SYSTEM KEY OUT

SYSTEM: windows-x86_64 or linux-x86_64; KEY: a file of `installer.common.keys`, or `build` for the key
of this build; OUT: the file, or a folder for `dlschool-VERSION-SYSTEM.dlu`.
"""

import os
import sys
import time
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

from dlschool.store import migrations
from dlschool.update import file
from dlschool.update.manifest import SYSTEMS, Manifest
from installer.common import keys, place

NEWS = place.REPOSITORY / "installer" / "news.toml"


class Wrong(Exception):
    """There is no news for the version, or the tree cannot be packed; the message says why."""


def news(version: str, source: Path = NEWS) -> dict[str, str]:
    """What is new in a version, for a secretary, in both languages. Wrong: nobody wrote it."""
    said = tomllib.loads(source.read_text("utf-8")).get(version)
    if not said or not all(str(said.get(code, "")).strip() for code in ("kk", "ru")):
        raise Wrong(f"{source.name} says nothing of {version} in kk and ru")
    return {code: str(said[code]).strip() for code in ("kk", "ru")}


def pack(tree: Path, version: str, system: str, private: bytes, out: Path) -> Path:
    """Raises OSError. Wrong: no news, or the tree holds what no update may."""
    short = SYSTEMS[system].lower()
    target = out / f"dlschool-{version}-{short}{file.ENDING}" if out.is_dir() else out
    about = Manifest(
        version=version,
        system=system,
        steps=migrations.known(),
        made=_made(),
        news=news(version),
    )
    fresh = target.with_name(f".new-{target.name}")
    try:
        file.write(tree, about, private, fresh, place.PRESET)
        os.replace(fresh, target)
    except ValueError as error:
        raise Wrong(f"{tree} cannot be packed: {error}") from error
    finally:
        fresh.unlink(missing_ok=True)
    return target


def _made() -> date:
    """The day of the sources, so that the same sources give the same file."""
    seconds = int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    return datetime.fromtimestamp(seconds, UTC).date()


def main() -> int:
    if len(sys.argv) != 6 or sys.argv[3] not in SYSTEMS:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    tree, version, system, key, out = sys.argv[1:]
    try:
        private = keys.for_build()[0] if key == "build" else keys.read(Path(key))
        made = pack(Path(tree), version, system, private, Path(out))
    except (OSError, Wrong, keys.Wrong) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{made}: {made.stat().st_size / 1e6:.1f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
