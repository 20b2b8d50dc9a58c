"""Sticks are found by their label; what the system says is given by hand, no real drive is needed."""

import os
from pathlib import Path
from typing import Any

from dlschool.store import volumes

MOUNTS = """\
/dev/sda2 / ext4 rw,relatime 0 0
/dev/sdb1 /media/school/KINGSTON vfat rw 0 0
/dev/sdc1 /media/school/\\320\\234\\320\\265\\320\\272\\321\\202\\320\\265\\320\\277\\0402 exfat rw 0 0
tmpfs /run tmpfs rw 0 0
"""


def linux(tmp_path: Path, *links: tuple[str, str]) -> volumes.Labels:
    (tmp_path / "proc/self").mkdir(parents=True)
    (tmp_path / "proc/self/mounts").write_text(MOUNTS, "utf-8")
    by_label = tmp_path / "dev/disk/by-label"
    by_label.mkdir(parents=True)
    for label, device in links:
        os.symlink(device, by_label / label)
    return volumes.of_linux(tmp_path)


def test_a_mounted_stick_is_found_by_its_label(tmp_path: Path) -> None:
    found = linux(tmp_path, ("KINGSTON", "../../sdb1"), ("AWAY", "../../sdz1"))
    assert found == {"KINGSTON": Path("/media/school/KINGSTON")}


def test_a_label_in_kazakh_with_a_blank_is_read(tmp_path: Path) -> None:
    coded = "".join(f"\\x{byte:02x}" for byte in "Мектеп 2".encode())
    found = linux(tmp_path, (coded, "../../sdc1"))
    assert found == {"Мектеп 2": Path("/media/school/Мектеп 2")}


def test_a_machine_that_cannot_tell_has_no_labels(tmp_path: Path, monkeypatch: Any) -> None:
    def blind(_root: Path) -> volumes.Labels:
        raise FileNotFoundError("/proc/self/mounts")

    monkeypatch.setattr(volumes, "of_linux", blind)
    assert volumes.mounted() == {}


class Kernel32:
    """What Windows would answer: C: without a label, an empty reader at E:, a stick at F:."""

    def GetLogicalDrives(self) -> int:
        return 0b110100

    def GetVolumeInformationW(self, root: str, name: Any, *_rest: object) -> int:
        if root == "E:\\":
            return 0
        name.value = "" if root == "C:\\" else "DLSCHOOL"
        return 1


def test_windows_drives_are_asked_one_by_one() -> None:
    assert volumes.of_windows(Kernel32()) == {"DLSCHOOL": Path("F:\\")}


def test_a_folder_tells_the_label_of_its_volume() -> None:
    def labels() -> volumes.Labels:
        return {"root": Path("/"), "A": Path("/media/a"), "B": Path("/media/a/deep")}

    assert volumes.label_of(Path("/media/a/copies"), labels) == "A"
    assert volumes.label_of(Path("/media/a/deep/er"), labels) == "B"
    assert volumes.label_of(Path("/srv/school"), labels) is None
