"""How the desktop knows the program: what goes into /usr/share, or into ~/.local/share."""

import gzip
import shutil
from datetime import UTC, datetime
from pathlib import Path

from dlschool import __version__
from installer.common import icons
from installer.linux import tree

HERE = Path(__file__).parent / "share"
MANUALS = {"": "dlschool.1", "kk": "dlschool.kk.1", "ru": "dlschool.ru.1"}


def write(share: Path, when: int) -> None:
    """applications, mime, icons, man under `share`. `when`: seconds since 1970, the manuals' date."""
    _copy(HERE / "dlschool.desktop", share / "applications" / "dlschool.desktop")
    _copy(HERE / "dlschool.xml", share / "mime" / "packages" / "dlschool.xml")
    hicolor = share / "icons" / "hicolor"
    drawing = icons.DRAWN / "dlschool.svg"
    _copy(drawing, hicolor / "scalable" / "apps" / "dlschool.svg")
    for size in icons.PNG_SIZES:
        target = hicolor / f"{size}x{size}" / "apps" / "dlschool.png"
        target.parent.mkdir(parents=True)
        target.write_bytes(icons.png(drawing, size))
    for language, name in MANUALS.items():
        target = share / "man" / language / "man1" / f"{tree.PROGRAM}.1.gz"
        target.parent.mkdir(parents=True)
        target.write_bytes(packed(manual(name, when).encode()))


def manual(name: str, when: int) -> str:
    """A page of the manual for this version."""
    day = datetime.fromtimestamp(when, UTC).date().isoformat()
    text = (HERE / "man" / name).read_text(encoding="utf-8")
    return text.replace("@VERSION@", __version__).replace("@DATE@", day)


def packed(content: bytes) -> bytes:
    """gzip without a name and a time."""
    return gzip.compress(content, compresslevel=9, mtime=0)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
