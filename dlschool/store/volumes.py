"""Drives by their label: a stick is the same stick whatever letter or folder the system gives it.

The one seam to the system: `labels(system)`. Linux reads /proc/self/mounts and /dev/disk/by-label;
Windows asks kernel32. Not proven on real Windows: the build machine has none.
"""

import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Labels = Mapping[str, Path]
"""Label of a volume → the folder in which it is mounted now."""

_CODED = re.compile(r"\\(?:x([0-9a-f]{2})|([0-7]{3}))")


def mounted() -> Labels:
    """Labelled volumes of this machine, as they are mounted now; empty where it cannot be told."""
    try:
        return _windows() if sys.platform == "win32" else of_linux(Path("/"))
    except (OSError, AttributeError, ValueError):
        return {}


def of_linux(root: Path) -> Labels:
    """Reads `root`/proc/self/mounts and the links of `root`/dev/disk/by-label."""
    folders: dict[str, Path] = {}
    for line in (root / "proc/self/mounts").read_text("utf-8", "replace").splitlines():
        device, folder, *_ = line.split(" ")
        folders.setdefault(_decoded(device), Path(_decoded(folder)))
    found = {}
    for link in sorted((root / "dev/disk/by-label").iterdir()):
        device = os.path.normpath(Path("/dev/disk/by-label") / os.readlink(link))
        if device in folders:
            found[_decoded(link.name)] = folders[device]
    return found


def _decoded(text: str) -> str:
    r"""udev writes a blank as \x20, the list of mounts as \040; a letter of Kazakh as its bytes."""
    raw = _CODED.sub(lambda m: chr(int(m[1], 16) if m[1] else int(m[2], 8)), text)
    try:
        return raw.encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return raw


def _windows() -> Labels:
    import ctypes

    return of_windows(getattr(ctypes, "windll").kernel32)  # noqa: B009


def of_windows(kernel32: Any) -> Labels:
    """Asks kernel32 for the drives and the name of each; an empty card reader has none."""
    import ctypes

    drives = kernel32.GetLogicalDrives()
    found: dict[str, Path] = {}
    for place in range(26):
        if not drives >> place & 1:
            continue
        root = f"{chr(ord('A') + place)}:\\"
        name = ctypes.create_unicode_buffer(261)
        asked = kernel32.GetVolumeInformationW(root, name, 261, None, None, None, None, 0)
        if asked and name.value:
            found.setdefault(name.value, Path(root))
    return found


def label_of(folder: Path, labels: Callable[[], Labels] = mounted) -> str | None:
    """The label of the volume that `folder` lies on; None for one without, or the system's own."""
    within = [
        (len(place.parts), label)
        for label, place in labels().items()
        if len(place.parts) > 1 and folder.is_relative_to(place)
    ]
    drives = [
        (0, label)
        for label, place in labels().items()
        if place.drive and folder.drive.casefold() == place.drive.casefold()
    ]
    return max([*within, *drives], default=(0, None))[1]
