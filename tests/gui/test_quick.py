"""What makes the start quick: files asked for in one go, imports without a look at their source."""

import builtins
import importlib
import inspect
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dlschool.gui import quick

ORDER = """
import sys
seen = []
def heard(event, about):
    if event == "open" and "libQt6Core" in str(about[0]):
        seen.append("fetched")
    if event == "import" and about[0] == "PySide6.QtCore":
        seen.append("imported")
sys.addaudithook(heard)
import dlschool.gui
print(*seen)
"""

HEAVY = """
import sys
import dlschool.gui.start
from importlib import import_module
from dlschool.gui.users import sign_in
for name in sign_in.AHEAD:
    import_module(name)
heavy = ("PIL", "dlschool.planning", "openpyxl", "pikepdf", "pypdfium2", "reportlab", "ssl", "xlsxwriter")
print(*[name for name in heavy if name in sys.modules])
"""


def test_no_window_waits_for_the_libraries_of_scans_papers_tables_plans_and_the_network() -> None:
    done = subprocess.run(
        [sys.executable, "-c", HEAVY], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == []


def test_a_module_is_imported_without_its_source_being_read_for_the_binding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[object] = []
    source = inspect.getsource
    monkeypatch.setattr(inspect, "getsource", lambda of: read.append(of) or source(of))
    (tmp_path / "seen_by_nobody.py").write_text("VALUE = 1\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    exec("import seen_by_nobody", {})
    monkeypatch.delitem(sys.modules, "seen_by_nobody")
    assert read == []
    assert not hasattr(builtins, "__orig_import__") or (
        builtins.__import__ is builtins.__orig_import__
    )


def test_a_file_is_asked_for_to_its_last_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "long"
    size = 2 * quick.STROKE + 5
    path.write_bytes(b"x" * size)
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(
        os, "posix_fadvise", lambda _file, at, length, _how: asked.append((at, at + length))
    )
    quick.fetch([path])
    assert asked[0][0] == 0
    assert [end for _, end in asked[:-1]] == [start for start, _ in asked[1:]]
    assert asked[-1][1] >= size


def test_what_is_not_there_is_passed_over(tmp_path: Path) -> None:
    quick.fetch([tmp_path / "gone", tmp_path])
    assert quick.package("no_such_package_at_all") == Path("no_such_package_at_all")


def test_a_system_without_such_a_wish_starts_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "posix_fadvise")
    path = tmp_path / "file"
    path.write_bytes(b"x")
    quick.fetch([path])
    assert path.read_bytes() == b"x"


@pytest.mark.parametrize("name", quick.SHOWN)
def test_every_named_library_is_there(name: str) -> None:
    """Qt may name its files anew: then the start would be slow again and nobody would see why."""
    assert (quick.package("PySide6") / name).is_file()


def test_the_libraries_are_asked_for_before_qt_is_imported() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ORDER], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split()[:2] == ["fetched", "imported"]
